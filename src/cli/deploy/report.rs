//! What a deploy did, in a few lines.

use crate::cli::terminal::{Terminal, Tone, count_line, counted};
use crate::config::Config;
use crate::deploy::{Change, Difference, Target, Tip, settings_address};
use crate::pipeline::Checked;

/// More addresses than these are counted and not listed.
const LISTED: usize = 10;

/// How the gate was passed.
pub(super) fn checked(terminal: &Terminal, checked: &Checked) {
    let pages = checked
        .renderer
        .as_ref()
        .map_or(0, |renderer| renderer.plan().pages.iter().filter(|page| page.route.is_page()).count());
    let pages = counted(pages, "page");
    match checked.findings.is_empty() {
        true => terminal.status(Tone::Made, "checked", format_args!("{pages}, nothing stands in the way")),
        false => {
            let count = count_line(&checked.findings);
            terminal.status(
                Tone::Notable,
                "checked",
                format_args!("{pages}, {count}; `buildlog check` shows them"),
            );
        }
    }
}

/// Nothing to push.
pub(super) fn unchanged(terminal: &Terminal, config: &Config, target: &Target) {
    let Target { branch, .. } = target;
    terminal.status(
        Tone::Unchanged,
        "unchanged",
        format_args!("{branch} of {} holds this site already", target.shown()),
    );
    terminal.status(Tone::Unchanged, "live", config.base_url.as_str());
}

/// `--adopt` was said without need.
pub(super) fn nothing_to_adopt(terminal: &Terminal, target: &Target, tip: Option<&Tip>) {
    let (branch, shown) = (&target.branch, target.shown());
    let why = match tip {
        Some(_) => format!("{branch} of {shown} was deployed from this site"),
        None => format!("there is no {branch} at {shown} yet"),
    };
    terminal.status(Tone::Notable, "look", format_args!("--adopt was not needed: {why}"));
}

/// What was pushed, and where it will be.
pub(super) fn pushed(
    terminal: &Terminal,
    config: &Config,
    target: &Target,
    difference: &Difference,
    is_first: bool,
) {
    let files = counted(difference.files, "file");
    let Target { branch, .. } = target;
    terminal.status(
        Tone::Made,
        "pushed",
        format_args!("{files} to {branch} of {}: {}", target.shown(), counts(difference)),
    );
    terminal.status(Tone::Made, "live", format_args!("{}  in a minute or two", config.base_url.as_str()));
    vanished(terminal, difference, "are gone");
    if let Some(settings) = settings_address(target).filter(|_| is_first) {
        terminal.say(format_args!("\nThe first time, switch Pages on: {settings}"));
        terminal.say(format_args!("Source: Deploy from a branch. Branch: {branch}, folder / (root)."));
    }
}

/// What would be pushed.
pub(super) fn dry_run(terminal: &Terminal, config: &Config, target: &Target, difference: &Difference) {
    for change in &difference.changes {
        let (tone, verb, size) = match change {
            Change { before: None, after: Some(after), .. } => (Tone::Made, "add", size(*after)),
            Change { before: Some(before), after: Some(after), .. } => {
                (Tone::Notable, "change", grown(*before, *after))
            }
            Change { before, .. } => (Tone::Notable, "remove", size(before.unwrap_or(0))),
        };
        terminal.status(tone, verb, format_args!("{}  {}", change.file, terminal.dim(size)));
    }
    let Target { branch, .. } = target;
    let files = counted(difference.files, "file");
    let what = if difference.changes.is_empty() { "no change".to_string() } else { counts(difference) };
    terminal.status(
        Tone::Unchanged,
        "dry run",
        format_args!("{branch} of {} would hold {files}: {what}", target.shown()),
    );
    vanished(terminal, difference, "would be gone");
    terminal.say(format_args!(
        "\nNothing was pushed. Without --dry-run the site goes to {}",
        config.base_url.as_str()
    ));
}

fn counts(difference: &Difference) -> String {
    let (added, changed, removed) = difference.counts();
    let counts = [(added, "added"), (changed, "changed"), (removed, "removed")];
    let words: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if words.is_empty() { "the same files".to_string() } else { words.join(", ") }
}

/// Addresses under which there is nothing any more: old links lead nowhere.
fn vanished(terminal: &Terminal, difference: &Difference, verb: &str) {
    let gone: Vec<&str> = difference.vanished().collect();
    if gone.is_empty() {
        return;
    }
    let what = if gone.len() == 1 { "1 address".to_string() } else { format!("{} addresses", gone.len()) };
    let verb = if gone.len() == 1 { verb.replace("are", "is") } else { verb.to_string() };
    terminal.status(
        Tone::Notable,
        "look",
        format_args!("{what} {verb}, and old links lead nowhere; name one under `aliases` of the page that took its place"),
    );
    for address in gone.iter().take(LISTED) {
        terminal.say(format_args!("           /{address}"));
    }
    if gone.len() > LISTED {
        terminal.say(format_args!("           and {} more", gone.len() - LISTED));
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn grown(before: u64, after: u64) -> String {
    if before == after { size(after) } else { format!("{} → {}", size(before), size(after)) }
}
