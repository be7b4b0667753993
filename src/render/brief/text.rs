//! A sheet as plain text: for boxes that take nothing else.

use super::sheet::{Labelled, LabelledLink, Role, Section, Sheet, SheetItem};

/// The whole document. Its lines are not broken, because a box breaks them by itself.
pub(super) fn text(sheet: &Sheet) -> String {
    let sheet = &sheet.isolated();
    let mut parts = vec![head(sheet), project(sheet)];
    parts.extend(sheet.sections.iter().map(|part| section(part, &sheet.language)));
    parts.extend(sheet.ask.as_ref().map(labelled));
    parts.push(link(&sheet.proof));
    parts.retain(|part| !part.is_empty());
    // A box may show a space that holds words together as a strange sign.
    parts.join("\n\n").replace('\u{a0}', " ") + "\n"
}

fn head(sheet: &Sheet) -> String {
    let mut lines = Vec::new();
    lines.extend(sheet.reader.clone());
    lines.push(sheet.name.clone());
    lines.extend(sheet.headline.clone());
    let place = sheet.location.iter().map(String::as_str);
    let contacts: Vec<&str> =
        place.chain(sheet.contacts.iter().map(|contact| contact.text.as_str())).collect();
    lines.push(contacts.join("\n"));
    lines.extend(sheet.wanted().as_ref().map(labelled));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn project(sheet: &Sheet) -> String {
    let mut lines = vec![sheet.project.text.clone()];
    lines.extend(sheet.promise.clone());
    lines.extend(sheet.demo.as_ref().map(link));
    lines.extend(sheet.people.as_ref().map(|people| format!("{}{}", people.heard, people.more)));
    lines.push(sheet.progress.clone());
    lines.extend(sheet.role.as_ref().map(labelled));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn section(section: &Section, language: &str) -> String {
    let items = section.items.iter().map(|said| item(said, language)).collect::<Vec<_>>().join("\n");
    format!("{}\n{items}", section.heading)
}

fn labelled(said: &Labelled) -> String {
    format!("{}{}{}", said.label, said.gap, said.text)
}

fn link(link: &LabelledLink) -> String {
    format!("{}{}{}", link.label, link.gap, link.text)
}

/// The pieces of an item in one line. What weight, colour and place tell apart elsewhere, marks do here.
pub(super) fn item(item: &SheetItem, language: &str) -> String {
    let (open, close) = if language.starts_with("zh") { ("（", "）") } else { (" (", ")") };
    let mut line = String::new();
    let mut before: Option<Role> = None;
    for piece in &item.pieces {
        match (before, piece.role) {
            (None, _) => line.push_str(&piece.text),
            (Some(Role::Value | Role::Label), _) => line.push_str(&format!(" · {}", piece.text)),
            // After who said it and when, the comma that is there is enough.
            (Some(before), Role::Source) if before != Role::By => {
                line.push_str(&format!("{open}{}{close}", piece.text));
            }
            _ => line.push_str(&format!("{}{}", piece.gap, piece.text)),
        }
        before = Some(piece.role);
    }
    line
}
