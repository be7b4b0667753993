//! Findings that are meant: the lines under `allow` in the settings, and those of them that match nothing.

use crate::config::{Allowance, CONFIG_FILE};
use crate::diagnostics::{Diagnostic, SourceFile, did_you_mean};

/// What is left of findings once those that are meant are gone.
#[derive(Debug, Default)]
pub struct Allowed {
    /// Findings that nobody allowed, and allowances that match nothing.
    pub findings: Vec<Diagnostic>,
    /// How many findings were allowed.
    pub allowed: usize,
}

/// Takes out what is meant. `is_judged` says of a code whether its rule has looked at everything this time: an
/// allowance of one that could not look is no stale one.
///
/// An error that stops the build can't be allowed: there is no site without it being mended.
pub(super) fn apply(
    findings: Vec<Diagnostic>,
    allowances: &[Allowance],
    settings: &SourceFile,
    is_judged: impl Fn(&str) -> bool,
) -> Allowed {
    let mut used = vec![false; allowances.len()];
    let mut kept = Vec::new();
    let mut allowed = 0;
    for finding in findings {
        let matching: Vec<usize> =
            (0..allowances.len()).filter(|at| allows(&allowances[*at], &finding)).collect();
        matching.iter().for_each(|at| used[*at] = true);
        match matching.is_empty() {
            true => kept.push(with_way_to_allow(finding)),
            false => allowed += 1,
        }
    }
    let twice = (1..allowances.len())
        .filter(|at| allowances[..*at].iter().any(|first| is_same(first, &allowances[*at])));
    kept.extend(twice.clone().map(|at| said_twice(&allowances[at], settings)));
    twice.for_each(|at| used[at] = true);
    let unused =
        allowances.iter().zip(used).filter(|(allowance, used)| !used && is_judged(&allowance.code.value));
    kept.extend(unused.map(|(allowance, _)| unmatched(allowance, settings)));
    Allowed { findings: kept, allowed }
}

/// Whether a finding is the one that is meant: by its code, and by its file, a file and a line, or a folder.
fn allows(allowance: &Allowance, finding: &Diagnostic) -> bool {
    let Some(place) = &finding.place else { return false };
    let at = place_of(allowance);
    let path = place.path.as_str();
    let line = || place.line_column().map(|at| at.line.to_string());
    let is_here = at == path
        || (at.ends_with('/') && path.starts_with(at))
        || at.rsplit_once(':').is_some_and(|(file, said)| file == path && line().as_deref() == Some(said));
    allowance.code.value == finding.code && is_here && can_be_meant(finding)
}

fn place_of(allowance: &Allowance) -> &str {
    allowance.at.value.trim().trim_start_matches("./")
}

fn is_same(one: &Allowance, other: &Allowance) -> bool {
    one.code.value == other.code.value && place_of(one) == place_of(other)
}

fn said_twice(allowance: &Allowance, settings: &SourceFile) -> Diagnostic {
    let (code, at) = (&allowance.code.value, &allowance.at);
    Diagnostic::warning("unused-allowance", format!("`{code}` at {} is allowed twice", place_of(allowance)))
        .at(settings.place(at.span.clone()))
        .hint("take one of the two lines out, so that no reason is left behind when the other goes")
}

/// Without what stops a build there is no site, so it is not among the codes.
fn can_be_meant(finding: &Diagnostic) -> bool {
    super::CODES.contains(&finding.code)
}

fn with_way_to_allow(finding: Diagnostic) -> Diagnostic {
    let Some(place) = finding.place.as_ref().filter(|_| can_be_meant(&finding)) else { return finding };
    let at = match place.line_column() {
        Some(at) => format!("{}:{}", place.path, at.line),
        None => place.path.to_string(),
    };
    let line = format!("{{code: {}, at: {}, why: …}}", finding.code, quoted(&at));
    finding.hint(format!("meant? add this to `allow` in {CONFIG_FILE}: - {line}"))
}

/// A path as YAML takes it inside braces.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-:".contains(c);
    if path.chars().all(is_plain) {
        path.to_string()
    } else {
        format!("\"{}\"", path.replace(['\\', '"'], ""))
    }
}

fn unmatched(allowance: &Allowance, settings: &SourceFile) -> Diagnostic {
    let (code, at) = (&allowance.code, &allowance.at);
    if !super::CODES.contains(&code.value.as_str()) {
        let told = Diagnostic::warning(
            "unused-allowance",
            format!("`{}` is no finding that can be allowed", code.value),
        )
        .at(settings.place(code.span.clone()));
        return match did_you_mean(&code.value, super::CODES.iter().copied()) {
            Some(near) => told.hint(format!("did you mean `{near}`?")),
            None => told.hint("the codes stand in docs/errors.md, and in the report of each finding"),
        };
    }
    Diagnostic::warning("unused-allowance", format!("there is no `{}` at {}: nothing is left to allow", code.value, at.value))
        .at(settings.place(at.span.clone()))
        .hint("take the line out, or write the place as the report names it: a file, `file:line`, or a folder with `/`")
}
