//! `buildlog check`: the gate before anything leaves the machine.

mod ending;
mod external;
mod mend;
mod repository;

use std::convert::Infallible;
use std::path::Path;

use super::Outcome;
use super::base_url::base_url;
use super::invocation::Invocation;
use super::terminal::{Format, Terminal, Tone, count_line, counted};
use crate::config::{Config, Overrides};
use crate::diagnostics::{self, Diagnostic};
use crate::gate::Outside;
use crate::gate::external::Answers;
use crate::pipeline::{self, Checked, Inspection, PagesRead};
use crate::plan::{Page, PageKind};
use crate::source;

pub(super) use repository::repository;

const AFTER: &str = "\
Looks at everything that is public once you push or deploy: the files of the site and the finished \
pages. Errors stop a deploy, warnings do not. What is meant can be allowed in buildlog.yaml; each \
report shows the line.

Examples:
  buildlog check
  buildlog check --fix                  mend what can be mended safely
  buildlog check --external             ask the links to other sites, too
  buildlog check --strict --format json     for a script: warnings count as errors";

/// Look for what must not be published
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// Ask other sites whether the links and demos still lead somewhere
    #[arg(long)]
    external: bool,
    /// Take metadata out of original pictures, and make git ignore private/ and what is built
    #[arg(long)]
    fix: bool,
    /// Look at the site as it is built for another address, as `build --base-url` does
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Let warnings count as errors
    #[arg(long)]
    strict: bool,
    /// How the report is written: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    format: Format,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = std::path::absolute(invocation.site()?)?;
        let mut answers = None;
        let mut checked = self.look(invocation, &root, &mut answers)?;
        if self.fix {
            let mended = mend::mend(&root, &checked.findings)?;
            for line in mended.iter().filter(|_| self.format == Format::Text) {
                invocation.terminal.status(Tone::Made, "mended", line);
            }
            if !mended.is_empty() {
                checked = self.look(invocation, &root, &mut answers)?;
            }
        }
        match self.format {
            Format::Json => {
                invocation.terminal.answer(format_args!("{:#}", json(&checked, answers.as_ref())))
            }
            Format::Text => {
                if let Some(answers) = &answers {
                    external::tell(invocation.terminal, answers, &checked.outside);
                }
                tell(invocation.terminal, &checked, self.strict);
                if checked.findings.is_empty() {
                    ending::fine(invocation.terminal, &root, &checked);
                }
            }
        }
        Ok(outcome(&checked.findings, self.strict))
    }

    fn look(
        &self,
        invocation: &Invocation<'_>,
        root: &Path,
        answers: &mut Option<Answers>,
    ) -> anyhow::Result<Checked> {
        let sources = source::read(root);
        let overrides = Overrides { base_url: self.base_url.clone(), drafts: false, as_of: invocation.today };
        let deploy = Config::read(&sources, &overrides).map(|config| config.deploy).unwrap_or_default();
        let mut failed = None;
        let mut ask = |outside: &Outside| match external::ask(invocation.terminal, root, outside) {
            Ok(found) => answers.insert(found).clone(),
            Err(error) => {
                failed = Some(error);
                Answers::default()
            }
        };
        // Preview pictures are drawn from words that stand on their pages, too.
        let needs_no_look = |page: &Page| Ok::<bool, Infallible>(matches!(page.kind, PageKind::Card(_)));
        let unwritten = |_: &Page, _| Ok(());
        let repository = repository(root, &deploy);
        let inspection =
            Inspection { sources: &sources, overrides: &overrides, repository: repository.as_ref() };
        let ask = self.external.then_some(&mut ask as &mut dyn FnMut(&Outside) -> Answers);
        let checked = pipeline::check(&inspection, needs_no_look, unwritten, ask);
        match (failed, checked) {
            (Some(error), _) => Err(error),
            (None, Ok(checked)) => Ok(checked),
            (None, Err(never)) => match never {},
        }
    }
}

/// Errors end a check with status 1, and under `--strict` warnings do, too.
pub(super) fn outcome(findings: &[Diagnostic], strict: bool) -> Outcome {
    let stops = findings.iter().any(Diagnostic::is_error) || (strict && !findings.is_empty());
    if stops { Outcome::SiteHasErrors } else { Outcome::Done }
}

fn tell(terminal: &Terminal, checked: &Checked, strict: bool) {
    terminal.report_by_kind(&checked.findings);
    if let Some(renderer) = &checked.renderer {
        let pages = renderer.plan().pages.iter().filter(|page| page.route.is_page()).count();
        let allowed = match checked.allowed {
            0 => String::new(),
            allowed => format!("; {} allowed in buildlog.yaml", counted(allowed, "finding")),
        };
        terminal.status(Tone::Made, "checked", format_args!("{}{allowed}", counted(pages, "page")));
    }
    let errors = checked.findings.iter().filter(|finding| finding.is_error()).count();
    match checked.pages {
        PagesRead::All => {}
        PagesRead::Some => terminal.status(
            Tone::Notable,
            "in part",
            "what the errors concern has no page yet; mend them, and check again for the rest and for the links",
        ),
        PagesRead::None => terminal.status(
            Tone::Notable,
            "no pages",
            "no page could be made, so the files alone were read; mend the errors, and check again",
        ),
    }
    if checked.findings.is_empty() {
        return;
    }
    terminal.status(Tone::Notable, "found", count_line(&checked.findings));
    for (code, count) in by_code(&checked.findings) {
        terminal.say(format_args!("{count:>9}  {code}"));
    }
    terminal.say(match (errors, strict) {
        (0, false) => "\nWarnings do not stop a deploy: `buildlog deploy`",
        (0, true) => "\nUnder --strict warnings stop a deploy: mend them, or allow what is meant.",
        _ => "\nErrors stop a deploy. Mend them, or allow what is meant: each report above shows the line.",
    });
}

/// How often each code was found, errors first, then the most frequent.
fn by_code(findings: &[Diagnostic]) -> Vec<(&'static str, usize)> {
    let mut codes: Vec<(bool, &str, usize)> = Vec::new();
    for finding in findings {
        match codes.iter_mut().find(|(_, code, _)| *code == finding.code) {
            Some((is_error, _, count)) => {
                *count += 1;
                *is_error |= finding.is_error();
            }
            None => codes.push((finding.is_error(), finding.code, 1)),
        }
    }
    codes.sort_by_key(|(is_error, code, count)| (!is_error, std::cmp::Reverse(*count), *code));
    codes.into_iter().map(|(_, code, count)| (code, count)).collect()
}

fn json(checked: &Checked, answers: Option<&Answers>) -> serde_json::Value {
    let mut report = diagnostics::to_json(&checked.findings);
    report["allowed"] = checked.allowed.into();
    report["pages"] = match checked.pages {
        PagesRead::All => "all",
        PagesRead::Some => "some",
        PagesRead::None => "none",
    }
    .into();
    if let Some(answers) = answers {
        report["external"] = external::json(answers, &checked.outside);
    }
    report
}
