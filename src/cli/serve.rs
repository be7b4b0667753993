//! `buildlog serve`: the site in a browser, new after each save.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::build::COLOURS;
use super::invocation::Invocation;
use super::terminal::{Format, Terminal, Tone, counted};
use super::{Outcome, Refusal, program};
use crate::config::Overrides;
use crate::diagnostics::Diagnostic;
use crate::path::SitePath;
use crate::preview::{self, Event, Options, Port, Preview, PreviewError};
use crate::publish::Shelf;

/// Where the preview listens when nothing else is said.
const PORT: u16 = 4000;

/// So many changed files are named in a line; more are counted.
const NAMED: usize = 2;

const AFTER: &str = "\
Drafts are shown, and marked. A save shows in the browser at once; an error is laid over the page and \
goes away when it is mended. Only this machine can see the preview, unless --host says otherwise.

Examples:
  buildlog serve --open
  buildlog serve --host 0.0.0.0      for your phone, with a code to scan";

/// Show the site in a browser while you write
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// Open the browser
    #[arg(long)]
    open: bool,
    /// The port [default: 4000, or the next one that is free]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The address to listen at, such as 0.0.0.0 for the whole network [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    host: Option<IpAddr>,
}

fn address(said: &str) -> Result<IpAddr, String> {
    match said {
        "localhost" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        _ => {
            said.trim_matches(['[', ']']).parse().map_err(|_| "write an address such as 0.0.0.0".to_string())
        }
    }
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        let root = invocation.site()?;
        // What a build has found out about code need not be found out again; nothing is written for a preview.
        let kept =
            program::identity().and_then(|program| Shelf::of(&root.join(".buildlog"), program).take(COLOURS));
        let options = Options {
            root,
            colours: kept,
            overrides: Overrides { base_url: None, drafts: true, as_of: invocation.today },
            address: self.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            port: self.port.map_or(Port::From(PORT), Port::Exactly),
        };
        let told = Told { terminal: invocation.terminal.clone(), complaints: Mutex::default() };
        let preview = Preview::start(options, move |event| told.tell(&event)).map_err(refused)?;
        let url = url(preview.address(), &preview.path());
        // Whoever wants to hear nothing but errors can't guess a port that the machine chose.
        if invocation.terminal.is_quiet() && preview.address().port() != self.port.unwrap_or(PORT) {
            invocation.terminal.answer(&url);
        }
        invocation.terminal.status(Tone::Made, "serving", format_args!("{url}  (Ctrl-C ends it)"));
        if !preview.address().ip().is_loopback() {
            tell_network(invocation.terminal, &preview);
        }
        if self.open && open::that_detached(&url).is_err() {
            invocation.terminal.status(
                Tone::Notable,
                "no browser",
                "could be opened; follow the address above",
            );
        }
        preview.run_until_signal()?;
        Ok(Outcome::Done)
    }
}

fn refused(error: PreviewError) -> anyhow::Error {
    match error {
        PreviewError::PortTaken(port) => Refusal::new(
            format!("port {port} is taken by another program"),
            "name another one with `--port N`, or leave `--port` out to get one that is free",
        )
        .into(),
        PreviewError::PortsTaken(..) => Refusal::new(
            error.to_string(),
            "end one of the programs that listen there, or name a port that is free with `--port N`",
        )
        .into(),
        PreviewError::Address { .. } => {
            Refusal::new(error.to_string(), "leave `--host` out, or name an address of this machine").into()
        }
        PreviewError::Machine(_) => error.into(),
    }
}

/// The address for a browser on this machine.
fn url(listening: SocketAddr, path: &str) -> String {
    let ip = match listening.ip() {
        ip if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}{path}", SocketAddr::new(ip, listening.port()))
}

fn tell_network(terminal: &Terminal, preview: &Preview) {
    terminal.status(Tone::Notable, "open", "everyone in your network can see this preview, drafts too");
    let listening = preview.address();
    let ip = if listening.ip().is_unspecified() { preview::lan_address() } else { Some(listening.ip()) };
    let Some(ip) = ip else { return };
    let url = url(SocketAddr::new(ip, listening.port()), &preview.path());
    terminal.status(Tone::Made, "network", &url);
    if let Ok(code) = fast_qr::QRBuilder::new(url).build() {
        terminal.say(code.to_str());
    }
}

/// What the terminal has heard of the site.
struct Told {
    terminal: Terminal,
    /// What there was to complain about the last time.
    complaints: Mutex<HashSet<Subject>>,
}

/// What a complaint is about: its code, its words and its file. The line may be another one after a save.
type Subject = (&'static str, String, Option<SitePath>);

impl Told {
    fn tell(&self, event: &Event<'_>) {
        let terminal = &self.terminal;
        match event {
            Event::Ready { diagnostics, took } => {
                terminal.report(&self.news(diagnostics), Format::Text);
                let line = format!("the site in {}{}", time(*took), complaints(diagnostics));
                terminal.status(tone(diagnostics), "read", line);
            }
            Event::Rebuilt { changed, diagnostics, took } => {
                terminal.report(&self.news(diagnostics), Format::Text);
                let line = format!("{} in {}{}", names(changed), time(*took), complaints(diagnostics));
                terminal.status(tone(diagnostics), "rebuilt", line);
            }
            Event::Unmade { fault } => terminal.report(&[(*fault).clone()], Format::Text),
            Event::Moved { address, path } => {
                let line = format!("the site is at {} now", url(*address, path));
                terminal.status(Tone::Notable, "moved", line);
            }
            Event::Polling { reason } => {
                let line = format!("{reason}; changes show after a moment");
                terminal.status(Tone::Notable, "polling", line);
            }
        }
    }

    /// What is shown in full: all where there is an error, else the warnings that were not there before; the others
    /// are counted.
    fn news(&self, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut known = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *known, diagnostics.iter().map(subject).collect());
        let has_error = diagnostics.iter().any(Diagnostic::is_error);
        let is_news = |found: &&Diagnostic| has_error || !before.contains(&subject(found));
        diagnostics.iter().filter(is_news).cloned().collect()
    }
}

fn subject(found: &Diagnostic) -> Subject {
    (found.code, found.message.clone(), found.place.as_ref().map(|place| place.path.clone()))
}

fn tone(diagnostics: &[Diagnostic]) -> Tone {
    if diagnostics.is_empty() { Tone::Made } else { Tone::Notable }
}

fn time(took: Duration) -> String {
    format!("{} ms", took.as_millis().max(1))
}

fn names(changed: &[SitePath]) -> String {
    let named: Vec<&str> = changed.iter().take(NAMED).map(SitePath::as_str).collect();
    match changed.len().saturating_sub(NAMED) {
        0 if named.is_empty() => "what could not be read".to_string(),
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

fn complaints(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let counts = [(errors, "error"), (warnings, "warning")];
    let words: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
    if words.is_empty() { String::new() } else { format!("; {}", words.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourceFile;

    #[test]
    fn a_rebuild_is_one_calm_line() {
        let paths = ["a.md", "b.md", "c.md"].map(SitePath::new);
        assert_eq!(names(&paths[..1]), "a.md");
        assert_eq!(names(&paths), "a.md, b.md and 1 more");
        assert_eq!(
            complaints(&[Diagnostic::error("a", "a"), Diagnostic::warning("b", "b")]),
            "; 1 error, 1 warning"
        );
        assert_eq!(complaints(&[]), "");
    }

    #[test]
    fn a_warning_is_told_once_and_with_an_error_all_are() {
        let told = Told {
            terminal: Terminal::new(crate::cli::terminal::ColorChoice::Never, true, false),
            complaints: Mutex::default(),
        };
        let codes =
            |found: &[Diagnostic]| told.news(found).into_iter().map(|found| found.code).collect::<Vec<_>>();
        let one = |line: &str| {
            let file = SourceFile::new(SitePath::new("a.md"), format!("{line}x"));
            Diagnostic::warning("one", "one").at(file.place(line.len()..line.len() + 1))
        };
        let (other, error) = (Diagnostic::warning("other", "other"), Diagnostic::error("error", "error"));
        assert_eq!(codes(&[one("")]), ["one"]);
        assert_eq!(codes(&[one("\n\n"), other.clone()]), ["other"], "one has moved");
        assert_eq!(codes(&[one(""), other.clone(), error]), ["one", "other", "error"]);
        assert_eq!(codes(&[one(""), other.clone()]), [""; 0]);
        assert_eq!(codes(&[one("")]), [""; 0]);
        assert_eq!(codes(&[other, one("")]), ["other"], "it was gone");
    }

    #[test]
    fn the_address_can_be_followed_on_this_machine() {
        assert_eq!(url("0.0.0.0:4000".parse().unwrap(), "/log/"), "http://127.0.0.1:4000/log/");
        assert_eq!(url("[::1]:4001".parse().unwrap(), "/"), "http://[::1]:4001/");
        assert_eq!(address("localhost").unwrap(), IpAddr::V4(Ipv4Addr::LOCALHOST));
        assert!(address("example.org").is_err());
    }
}
