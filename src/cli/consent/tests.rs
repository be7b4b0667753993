//! Consent given and withdrawn: where the file lies then, and what stays as it was.
#![allow(clippy::disallowed_methods, reason = "the tests look at the files")]

use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;

use super::*;
use crate::cli::invocation::Invocation;
use crate::cli::terminal::{ColorChoice, Terminal};
use crate::config::Overrides;
use crate::pipeline::{self, Inspection};
use crate::plan::Page;

const PRIVATE: &str = "private/feedback/cut/ana.md";
const PUBLIC: &str = "content/projects/cut/feedback/ana.md";

/// A site on disk.
struct Site(tempfile::TempDir);

impl Site {
    fn with(files: &[(&str, &str)]) -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        let settings = ("buildlog.yaml", "title: A\nbase_url: https://example.org/a/\n");
        for (path, text) in files.iter().chain([&settings]) {
            scaffold::create(&site.path(path), *text).unwrap();
        }
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn say(&self, id: &str, level: Level, note: Option<&str>) -> Result<(), String> {
        let terminal = Terminal::new(ColorChoice::Never, true, false);
        let invocation = Invocation {
            terminal: &terminal,
            said_site: Some(self.0.path().to_path_buf()),
            folder: self.0.path().to_path_buf(),
            today: "2026-01-10".parse().unwrap(),
        };
        let args = Args { id: id.into(), level, note: note.map(str::to_string), project: None };
        match args.run(&invocation) {
            Ok(Outcome::Done) => Ok(()),
            Ok(Outcome::SiteHasErrors) => Err("the site has errors".into()),
            Err(error) => Err(format!("{error:#}")),
        }
    }
}

#[test]
fn there_and_back_no_byte_of_a_quote_is_lost() {
    for quote in [
        "\nPlain\n",
        "\r\nWindows\r\nline ends\r\n",
        "\nno end",
        "\n---\nconsent: name\n---\nstill the quote\n---",
        "\n字幕总是对不上。\u{3000}\n",
        "\n\n  spaces  \n\t\n\n",
        "\nmixed\r\nends\nand a lone\rreturn\n",
    ] {
        for head in [
            "---\n---\n",
            "---\nwho: a\nconsent: none\n---\n",
            "---\r\nwho: a\r\n---\r\n",
            "\u{FEFF}---\n---\n",
        ] {
            let site = Site::with(&[(PRIVATE, &format!("{head}{quote}"))]);
            site.say("ana", Level::Role, Some("By mail")).unwrap();
            assert!(!site.path(PRIVATE).exists());
            assert_eq!(Text::of(PUBLIC, &site.text(PUBLIC)).unwrap().quote(), quote);
            site.say("ana", Level::Anonymous, Some("By mail")).unwrap();
            site.say("ana", Level::None, None).unwrap();
            assert!(!site.path(PUBLIC).exists());
            let text = Text::of(PRIVATE, &site.text(PRIVATE)).unwrap();
            assert_eq!(text.quote(), quote);
        }
    }
}

#[test]
fn consent_is_written_where_the_words_lie_and_taken_back() {
    let site = Site::with(&[(PRIVATE, "---\nwho: editor # film\n---\n\nYes.\n")]);
    site.say("ana", Level::Role, Some("By mail, 2026-01-09")).unwrap();
    let expected =
        "---\nwho: editor # film\nconsent: role\nconsent_note: \"By mail, 2026-01-09\"\n---\n\nYes.\n";
    assert_eq!(site.text(PUBLIC), expected);
    site.say("ana", Level::None, None).unwrap();
    let note = "consent: none\nconsent_note: \"Withdrawn on 2026-01-10. Before: By mail, 2026-01-09\"\n";
    assert_eq!(site.text(PRIVATE), format!("---\nwho: editor # film\n{note}---\n\nYes.\n"));
    // Taking it back twice says nothing new.
    site.say("ana", Level::None, None).unwrap();
    assert!(site.text(PRIVATE).contains(note));
}

#[test]
fn a_name_gets_into_content_with_consent_for_it_only() {
    let text = "---\nname: Ana\n---\n\nYes.\n";
    let site = Site::with(&[(PRIVATE, text)]);
    site.say("ana", Level::Name, Some("x")).unwrap();
    assert!(site.text(PUBLIC).contains("name: Ana\n"));
    site.say("ana", Level::Role, Some("x")).unwrap();
    assert!(!site.text(PUBLIC).contains("Ana"));
    let refused = site.say("ana", Level::Name, Some("x")).unwrap_err();
    assert!(refused.contains("no name"), "{refused}");
    assert!(site.text(PUBLIC).contains("consent: role\n"));
}

#[test]
fn consent_without_a_note_or_without_words_is_refused() {
    let site =
        Site::with(&[(PRIVATE, "---\n---\n\nYes.\n"), ("private/feedback/cut/bo.md", "---\n---\n \n")]);
    for note in [None, Some(" ")] {
        assert!(site.say("ana", Level::Role, note).unwrap_err().contains("needs a note"));
    }
    assert!(site.say("bo", Level::Role, Some("x")).unwrap_err().contains("no words"));
    assert!(site.path(PRIVATE).exists() && !site.path(PUBLIC).exists());
}

#[test]
fn an_unknown_or_ambiguous_id_is_told_the_way_out() {
    let site = Site::with(&[
        (PRIVATE, "Yes."),
        ("private/feedback/mix/ana.md", "No."),
        ("private/feedback/mix/bob.md", "?"),
    ]);
    assert!(site.say("ana", Level::None, None).unwrap_err().starts_with("which `ana`?"));
    let all = pieces(&source::read(site.0.path()));
    assert_eq!(pieces::find(&all, "bbo", None).unwrap_err().hints, ["did you mean `bob`?"]);
    assert_eq!(pieces::find(&all, "ana", Some("mix")).unwrap().project, "mix");
    assert!(pieces::find(&all, "bob", Some("cut")).unwrap_err().hints[0].contains("`mix`"));
    assert!(pieces::find(&[], "bob", None).unwrap_err().hints[0].contains("new feedback"));
}

#[test]
fn a_move_that_was_broken_off_is_noticed_and_nothing_is_changed() {
    let (old, new) = ("---\n---\n\nold\n", "---\nconsent: role\n---\n\nnew\n");
    let site = Site::with(&[(PRIVATE, old), (PUBLIC, new)]);
    assert!(site.say("ana", Level::Role, Some("x")).unwrap_err().contains("lies twice"));
    assert_eq!((site.text(PRIVATE), site.text(PUBLIC)), (old.to_string(), new.to_string()));
}

#[test]
fn a_broken_front_matter_is_reported_and_not_touched() {
    let text = "---\ncosnent: role\n---\n\nYes.\n";
    let site = Site::with(&[(PRIVATE, text)]);
    assert_eq!(site.say("ana", Level::Role, Some("x")).unwrap_err(), "the site has errors");
    assert_eq!(site.text(PRIVATE), text);
}

#[test]
fn a_piece_that_lies_in_content_without_consent_can_be_mended_or_withdrawn() {
    let site = Site::with(&[(PUBLIC, "---\nconsent: none\n---\n\nYes.\n")]);
    site.say("ana", Level::Role, Some("x")).unwrap();
    assert!(site.text(PUBLIC).contains("consent: role\n"));
    let site = Site::with(&[(PUBLIC, "---\nname: Ana\n---\n\nYes.\n")]);
    site.say("ana", Level::None, None).unwrap();
    assert!(site.text(PRIVATE).contains("name: Ana\n"));
}

#[test]
fn a_name_that_may_not_be_shown_may_not_stand_elsewhere_in_the_file_either() {
    for (matter, quote, note) in [
        ("person: bo-secret\n", "Good.", "by mail"),
        ("# Bo Secret told me\n", "Good.", "by mail"),
        ("", "Bo Secret here, call me.", "by mail"),
        ("", "Good.", "Bo Secret said yes"),
    ] {
        let text = format!("---\nname: Bo Secret\n{matter}---\n{quote}\n");
        let site = Site::with(&[(PRIVATE, &text)]);
        let refusal = site.say("ana", Level::Anonymous, Some(note)).unwrap_err();
        assert!(refusal.contains("the name would still be in the public file"), "{refusal}");
        assert_eq!(site.text(PRIVATE), text);
        assert!(!site.path(PUBLIC).exists());
    }
}

#[test]
fn a_piece_made_anonymous_tells_no_more_than_that_and_the_gate_is_content() {
    let matter = "---\ndate: 2026-01-09\nwho: editor\nname: Bo\nsource: https://forum.example/1\nstatus: planned\n---\n\nSlow.\n";
    let project = ("content/projects/cut/project.md", "---\ntitle: Cut\ntagline: Cuts\n---\n");
    let site = Site::with(&[(PRIVATE, matter), project]);
    site.say("ana", Level::Anonymous, Some("asked by mail")).unwrap();
    let text = site.text(PUBLIC);
    assert!(!["editor", "Bo", "forum"].iter().any(|word| text.contains(word)), "{text}");
    let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-01-10".parse().unwrap() };
    let sources = source::read(site.0.path());
    let inspection = Inspection { sources: &sources, overrides: &overrides, repository: None };
    let unwritten = |_: &Page, _| Ok::<(), Infallible>(());
    let checked = pipeline::check(&inspection, |_| Ok(false), unwritten, None).unwrap();
    let about_it =
        checked.findings.iter().filter(|it| it.place.as_ref().is_some_and(|at| at.path.as_str() == PUBLIC));
    assert_eq!(about_it.count(), 0, "{:?}", checked.findings);
    // Asked again, they agree to more: the role has to be said anew.
    site.say("ana", Level::Role, Some("asked by mail")).unwrap();
    assert!(!site.text(PUBLIC).contains("editor"));
}
