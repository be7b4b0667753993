//! A sheet as plain text: for boxes that take nothing else.

use super::sheet::{Section, Sheet, SheetItem};

/// The whole document. Its lines are not broken, because a box breaks them by itself.
pub(super) fn text(sheet: &Sheet) -> String {
    let mut parts = vec![head(sheet), project(sheet)];
    parts.extend(sheet.sections.iter().map(section));
    parts.extend(sheet.ask.as_ref().map(|ask| format!("{} {}", ask.label, ask.text)));
    parts.push(format!("{} {}", sheet.proof.label, sheet.proof.text));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
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
    lines.extend(sheet.looking_for.as_ref().map(|said| format!("{} {}", said.label, said.text)));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn project(sheet: &Sheet) -> String {
    let mut lines = vec![sheet.project.text.clone()];
    lines.extend(sheet.promise.clone());
    lines.extend(sheet.demo.as_ref().map(|demo| format!("{} {}", demo.label, demo.text)));
    lines.extend(sheet.people.as_ref().map(|people| people.text.clone()));
    lines.push(sheet.progress.clone());
    lines.extend(sheet.role.as_ref().map(|role| format!("{}: {}", role.label, role.text)));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn section(section: &Section) -> String {
    let items = section.items.iter().map(item).collect::<Vec<_>>().join("\n");
    format!("{}\n{items}", section.heading)
}

fn item(item: &SheetItem) -> String {
    item.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
}
