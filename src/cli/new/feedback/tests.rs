//! New feedback: where it goes, and what its file holds.

use super::*;
use crate::cli::terminal::{ColorChoice, Terminal};
use crate::content::{Consent, Feedback, Private};
use crate::path::SitePath;
use crate::source::Source;
use clap::Parser;

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

fn args(flags: &[&str]) -> Args {
    Line::try_parse_from(std::iter::once("feedback").chain(flags.iter().copied())).unwrap().args
}

fn sources(files: &[(&str, &str)]) -> Sources {
    Sources::from_memory(
        files.iter().map(|(path, text)| (SitePath::new(*path), Source::Text((*text).into()))),
    )
}

fn date() -> Date {
    "2026-01-09".parse().unwrap()
}

fn id(flags: &[&str], files: &[(&str, &str)]) -> Result<String, Refusal> {
    args(flags).free_id(date(), &sources(files))
}

fn read(args: &Args, words: &str) -> Feedback {
    let text = args.file(date(), &Quote { text: words.into(), was_crlf: false });
    let path = consent::path("cut", "a", args.consent);
    let sources = sources(&[(&path, &text)]);
    let (mut content, mut faults) = Content::read(&sources);
    let (private, more) = Private::read(&sources);
    faults.extend(more);
    assert!(faults.is_empty(), "{faults:?}\n{text}");
    content.feedback.extend(private.feedback);
    (*content.feedback.remove(0)).clone()
}

#[test]
fn a_new_piece_is_read_without_a_complaint_and_keeps_its_words() {
    for words in ["Plain\n", "---\nconsent: name\n---\n", "  # indented\r\nmixed\n", "字幕：对不上\n"] {
        let piece = read(&args(&[]), words);
        assert_eq!(piece.document.body(), format!("\n{words}"));
        assert_eq!(piece.consent(), Consent::None);
        assert!(piece.document.matter.who.is_none() && piece.document.matter.channel.is_none());
    }
}

#[test]
fn what_was_said_about_it_is_written_down() {
    let flags = ["--who", "editor: film # 8 years", "--language", "zh", "--consent", "name"];
    let more = ["--name", "Ana \"A.\"", "--consent-note", "By mail: yes", "--channel", "email"];
    let piece = read(&args(&[&flags[..], &more[..]].concat()), "Yes\n");
    let matter = &piece.document.matter;
    assert_eq!(matter.who.as_deref(), Some("editor: film # 8 years"));
    assert_eq!(matter.name.as_ref().unwrap().value, "Ana \"A.\"");
    assert_eq!(matter.consent_note.as_deref(), Some("By mail: yes"));
    assert_eq!(matter.language.as_ref().unwrap().value.tag(), "zh");
    assert_eq!(matter.channel.unwrap().key(), "email");
    assert_eq!(piece.consent(), Consent::Name);
}

#[test]
fn every_channel_is_one_that_the_file_knows() {
    for channel in CHANNELS {
        let piece = read(&args(&["--channel", channel]), "x\n");
        assert_eq!(piece.document.matter.channel.unwrap().key(), channel);
    }
}

#[test]
fn an_id_is_made_of_date_and_role() {
    assert_eq!(id(&["--who", "video editor, 8 years"], &[]).unwrap(), "2026-01-09-video-editor");
    assert_eq!(id(&["--who", "剪辑师，八年"], &[]).unwrap(), "2026-01-09-剪辑师");
    assert_eq!(id(&["--channel", "call"], &[]).unwrap(), "2026-01-09-call");
    assert_eq!(id(&["--who", "!!!"], &[]).unwrap(), "2026-01-09-feedback");
    let long = id(&["--who", "senior video editor of documentaries"], &[]).unwrap();
    assert_eq!(long, "2026-01-09-senior-video-editor-of");
}

#[test]
fn an_id_is_of_one_piece_alone_in_public_and_in_private() {
    let files = [
        ("content/projects/mix/feedback/2026-01-09-editor.md", "x"),
        ("private/feedback/cut/2026-01-09-editor-2.md", "x"),
    ];
    assert_eq!(id(&["--who", "Editor"], &files).unwrap(), "2026-01-09-editor-3");
    assert!(id(&["--id", "2026-01-09-editor"], &files).unwrap_err().message.contains("already"));
    assert_eq!(id(&["--id", "ana"], &files).unwrap(), "ana");
}

#[test]
fn the_name_of_an_anonymous_piece_says_nothing_about_its_giver() {
    let flags = ["--who", "mayor", "--consent", "anonymous", "--consent-note", "yes"];
    assert_eq!(id(&flags, &[]).unwrap(), "2026-01-09-feedback");
}

#[test]
fn consent_needs_a_note_and_a_name_needs_consent() {
    let refused = |flags: &[&str]| args(flags).check_consent().map_err(|refusal| refusal.message);
    assert!(refused(&[]).is_ok());
    assert!(refused(&["--name", "Ana"]).is_ok());
    assert!(refused(&["--consent", "role"]).unwrap_err().contains("needs a note"));
    assert!(refused(&["--consent", "role", "--consent-note", " "]).is_err());
    let noted = ["--consent-note", "yes", "--consent"];
    assert!(refused(&[&noted[..], &["role"]].concat()).is_ok());
    assert!(refused(&[&noted[..], &["name"]].concat()).unwrap_err().contains("none was said"));
    assert!(refused(&[&noted[..], &["role", "--name", "Ana"]].concat()).unwrap_err().contains("no name"));
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the test looks at the file")]
fn a_piece_lies_in_private_until_its_giver_agrees() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    scaffold::create(&root.join("buildlog.yaml"), "title: A\nbase_url: https://example.org/a/\n").unwrap();
    scaffold::create(&root.join("content/projects/cut/project.md"), "---\ntitle: Cut\n---\n").unwrap();
    let terminal = Terminal::new(ColorChoice::Never, true, false);
    let invocation = Invocation {
        terminal: &terminal,
        said_site: Some(root.to_path_buf()),
        folder: root.to_path_buf(),
        today: date(),
    };
    let said =
        |flags: &[&str]| args(&[&["--who", "editor", "--text", "Words"], flags].concat()).run(&invocation);
    said(&[]).unwrap();
    let noted = ["--consent", "role", "--consent-note", "yes"];
    said(&noted).unwrap();
    assert!(said(&["--project", "mix"]).is_err());
    let private = std::fs::read_to_string(root.join("private/feedback/cut/2026-01-09-editor.md")).unwrap();
    assert!(private.contains("\nconsent: none\n") && private.ends_with("---\n\nWords\n"), "{private}");
    let public = root.join("content/projects/cut/feedback/2026-01-09-editor-2.md");
    assert!(std::fs::read_to_string(public).unwrap().contains("\nconsent: role\nconsent_note: "));
}

#[test]
fn an_anonymous_piece_has_no_role_in_its_file() {
    let flags = ["--consent", "anonymous", "--consent-note", "yes", "--who", "mayor"];
    let refusal = args(&flags).check_consent().unwrap_err();
    assert!(refusal.message.contains("allows no role"), "{}", refusal.message);
    assert!(args(&flags[..4]).check_consent().is_ok());
}
