//! A sheet as a page of the site.

use serde::Serialize;

use super::sheet::Labelled;
use super::{Sheet, Subject};
use crate::config::Show;
use crate::diagnostics::Diagnostic;
use crate::markdown;
use crate::plan::{Page, Routes};
use crate::render::data::Ref;
use crate::render::page::Filled;
use crate::render::scope::Scope;
use crate::render::{Renderer, structured};
use crate::render::{head, masthead};

/// How many units of estimated height a printed page holds; see [`Sheet::for_print`].
const PRINTED: u32 = 56;

/// How many letters of a plain width a line of the printed page holds.
const MEASURE: usize = 94;

/// What there is to do once it is read: take one of the other forms along, or write.
#[derive(Serialize)]
struct Forms {
    pdf: Option<String>,
    text: Option<String>,
    /// Where to write to.
    email: Option<String>,
    /// What a download is called.
    pdf_name: String,
    text_name: String,
}

/// The document about a project, at its own address or at the site's.
pub(in crate::render) fn page(renderer: &Renderer, scope: &Scope, page: &Page, index: usize) -> Filled {
    let project = &scope.current().projects[index];
    let own = scope.routes().brief(&project.slug);
    let sheet = renderer.sheet(Subject { edition: scope.edition, project: index, reader: None });
    let mut filled = filled(renderer, page, index, &sheet);
    let data = &mut filled.page;
    data.canonical = scope.absolute(&own);
    data.breadcrumb = head::breadcrumb(
        scope,
        vec![
            head::projects_crumb(scope),
            head::project_crumb(scope, project),
            Ref::new(scope.strings().get("brief.title").to_string(), scope.url(&own)),
        ],
    );
    data.image = data.image.take().or_else(|| head::image(scope, project));
    data.json_ld = Some(structured::profile(scope, data));
    let forms = Forms {
        pdf: scope.url_if_there(&scope.routes().brief_pdf(&project.slug)),
        text: scope.url_if_there(&scope.routes().brief_text(&project.slug)),
        email: email(scope),
        pdf_name: format!("{}.pdf", sheet.file_name),
        text_name: format!("{}.txt", sheet.file_name),
    };
    filled.with("forms", &forms)
}

/// The first address for mail that stands on the document.
fn email(scope: &Scope) -> Option<String> {
    let mut contacts = scope.site.config.author.contact.iter();
    let shown = contacts.find(|contact| contact.kind == "email" && contact.show.contains(&Show::Brief));
    shown.and_then(masthead::contact_address)
}

/// The document of one reader: in no list, and not to be found by a search.
pub(in crate::render) fn letter(
    renderer: &Renderer,
    scope: &Scope,
    page: &Page,
    index: usize,
) -> Option<Filled> {
    let letter = scope.plan.letter(index)?;
    let reader = letter.reader();
    let sheet = renderer.sheet(Subject::of(reader));
    let mut filled = filled(renderer, page, reader.project, &sheet);
    filled.page.noindex = true;
    filled.page.alternates.clear();
    let forms = Forms {
        pdf: Some(scope.url(&Routes::letter_pdf(letter.token()))),
        text: None,
        email: email(scope),
        pdf_name: format!("{}.pdf", sheet.file_name),
        text_name: String::new(),
    };
    Some(filled.with("forms", &forms))
}

/// The document as a file of its own.
pub(super) fn file(renderer: &Renderer, scope: &Scope, subject: Subject) -> Result<String, Box<Diagnostic>> {
    let mut sheet = renderer.sheet(subject);
    if let Some(picture) = &mut sheet.picture {
        picture.url = format!("{}{}", scope.site.config.base_url.origin(), picture.url);
    }
    let style = |name: &str| scope.theme.assets.get(name).map(|asset| String::from_utf8_lossy(&asset.bytes));
    let styles: String = ["style.css", "accent.css", "brief.css"].into_iter().filter_map(style).collect();
    let mut context = tera::Context::new();
    context.insert("sheet", &sheet.for_print(PRINTED));
    context.insert("strip", renderer.strip(subject.edition, subject.project));
    context.insert("strip_html", &renderer.compact_strip(subject.edition, subject.project));
    context.insert("code", &code(&sheet));
    context.insert("styles", &tera::Value::safe_string(&styles));
    context.insert("t", scope.strings().all());
    scope.theme.render("brief-file.html", &context)
}

/// The QR code as a picture in the page.
fn code(sheet: &Sheet) -> Option<tera::Value> {
    let code = markdown::qr_code(sheet.qr.as_deref()?);
    (!code.is_empty()).then(|| tera::Value::safe_string(&code))
}

fn filled(renderer: &Renderer, page: &Page, project: usize, sheet: &Sheet) -> Filled {
    let scope = renderer.scope(page.edition);
    let mut data = head::page(&scope, page, "brief", sheet.title.clone());
    data.description = sheet.promise.clone().or(data.description);
    data.og_type = "profile";
    Filled::new("brief.html", data)
        .with("sheet", &sheet.for_print(PRINTED))
        .with("strip", renderer.strip(page.edition, project))
        .with("strip_html", &renderer.compact_strip(page.edition, project))
        .with("code", &code(sheet))
}

impl Sheet {
    /// The document with what goes from a printed page marked: a browser sets it in whatever font there is,
    /// so the height is estimated, in lines, and with some room to spare.
    fn for_print(&self, lines: u32) -> Sheet {
        let mut sheet = self.isolated();
        let mut gone = Vec::new();
        loop {
            let rest = self.without(|key, name| gone.iter().any(|(of, item)| *of == key && item == name));
            match rest.dearest_last().filter(|_| rest.lines() > lines) {
                Some(last) => gone.push(last),
                None => {
                    if let (Some(people), Some(printed)) = (&mut sheet.people, rest.people) {
                        people.more_printed = Some(printed.more).filter(|more| *more != people.more);
                    }
                    break;
                }
            }
        }
        for section in &mut sheet.sections {
            let key = section.key;
            for item in &mut section.items {
                item.screen_only = gone.contains(&(key, item.name.clone()));
            }
            section.screen_only = section.items.iter().all(|item| item.screen_only);
        }
        sheet
    }

    /// About how many lines the document has on paper.
    fn lines(&self) -> u32 {
        // The head, the project and the foot, with the space around them.
        const FRAME: u32 = 19;
        FRAME + self.more_lines() + self.sections.iter().map(super::sheet::Section::lines).sum::<u32>()
    }

    /// How many lines its single texts take beyond those of a usual document.
    fn more_lines(&self) -> u32 {
        use unicode_width::UnicodeWidthStr;
        let labelled = |said: &Labelled| format!("{} {}", said.label, said.text);
        let contacts: Vec<&str> = self.contacts.iter().map(|contact| contact.text.as_str()).collect();
        let contacts = [self.location.as_deref().unwrap_or_default(), &contacts.join("   ")].join("   ");
        let role = self.role.as_ref().map(labelled);
        // Each text, how many letters a line of it holds at its size and beside the picture, and its usual lines.
        let texts = [
            (Some(self.name.clone()), 38, 1),
            (self.reader.clone(), MEASURE, 1),
            (self.headline.clone(), 84, 1),
            (Some(contacts), 110, 2),
            (self.looking_for.as_ref().map(labelled), MEASURE, 1),
            (self.terms.clone(), MEASURE, 1),
            (Some(self.project.text.clone()), 40, 1),
            (self.promise.clone(), 60, 2),
            (self.demo.as_ref().map(|demo| format!("{} {}", demo.label, demo.text)), 62, 1),
            (self.people.as_ref().map(|people| format!("{}{}", people.heard, people.more)), 64, 2),
            (role, 72, 2),
            (self.ask.as_ref().map(labelled), MEASURE, 1),
            (Some(format!("{} {}", self.proof.label, self.proof.text)), MEASURE, 1),
        ];
        let more = |(text, measure, usual): (Option<String>, usize, usize)| {
            text.map_or(0, |text| text.width().div_ceil(measure).saturating_sub(usual))
        };
        u32::try_from(texts.into_iter().map(more).sum::<usize>()).unwrap_or(u32::MAX / 64)
    }
}

impl super::sheet::Section {
    fn lines(&self) -> u32 {
        use unicode_width::UnicodeWidthStr;
        if self.key == "numbers" {
            return 5;
        }
        let width = |item: &super::sheet::SheetItem| {
            item.pieces.iter().map(|piece| piece.text.width() + 1).sum::<usize>()
        };
        let lines = self.items.iter().map(|item| width(item).div_ceil(MEASURE)).sum::<usize>();
        // Texts are cut to their place, so there are some dozen lines at most.
        1 + u32::try_from(lines).unwrap_or(u32::MAX / 64)
    }
}
