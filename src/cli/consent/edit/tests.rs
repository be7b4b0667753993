//! Front matter edited in place: the key that is meant changes, and no other byte.

use super::*;

fn edited(text: &str, level: Level, note: &str) -> Result<Edited, Refusal> {
    Text::of("private/feedback/cut/ana.md", text)?.edit(&Change {
        level,
        note: Some(note),
        drops: level.forbidden(),
    })
}

fn bytes(text: &str, level: Level, note: &str) -> String {
    edited(text, level, note).unwrap().bytes
}

#[test]
fn only_the_two_lines_change() {
    let text = "---\n# from the call\ndate: 2026-01-09 # a Friday\nconsent: none   # asked twice\nwho: \"editor: film\"\n---\n\nA: b\n---\nconsent: none\n";
    let expected = text.replacen(
        "consent: none   # asked twice\n",
        "consent: role   # asked twice\nconsent_note: By mail\n",
        1,
    );
    assert_eq!(bytes(text, Level::Role, "By mail"), expected);
}

#[test]
fn a_front_matter_of_any_shape_gets_them() {
    for (before, after) in [
        ("Words", "---\nconsent: role\nconsent_note: Yes!\n---\nWords"),
        ("---\n---\nWords", "---\nconsent: role\nconsent_note: Yes!\n---\nWords"),
        (
            "---\r\nwho: a\r\n---\r\nW\r\n",
            "---\r\nwho: a\r\nconsent: role\r\nconsent_note: Yes!\r\n---\r\nW\r\n",
        ),
        ("\u{FEFF}---\nconsent:\n---\nW", "\u{FEFF}---\nconsent: role\nconsent_note: Yes!\n---\nW"),
        ("---\nconsent: # ask\n---\nW", "---\nconsent: role # ask\nconsent_note: Yes!\n---\nW"),
        ("---\n'consent' : \"none\"\n---\nW", "---\n'consent' : role\nconsent_note: Yes!\n---\nW"),
        ("---\nconsent_note: old\nwho: a\n---\nW", "---\nconsent: role\nconsent_note: Yes!\nwho: a\n---\nW"),
        (
            "---\nconsent_note: \"a # b\" # by mail\nconsent: none\n---\nW",
            "---\nconsent_note: Yes! # by mail\nconsent: role\n---\nW",
        ),
        (
            "---\nconsent_note: # none yet\nconsent: none\n---\nW",
            "---\nconsent_note: Yes! # none yet\nconsent: role\n---\nW",
        ),
        (
            "---\nconsent_note: >-\n  two\n\n  # lines\n\n# kept\nconsent: none\n---\nW",
            "---\nconsent_note: Yes!\n\n# kept\nconsent: role\n---\nW",
        ),
        (
            "---\nconsent_note: it goes\n  on\n  # kept\nconsent: none\n---\nW",
            "---\nconsent_note: Yes!\n  # kept\nconsent: role\n---\nW",
        ),
        (
            "---\nextra:\n  consent: none\n  name: x\n---\nW",
            "---\nextra:\n  consent: none\n  name: x\nconsent: role\nconsent_note: Yes!\n---\nW",
        ),
    ] {
        assert_eq!(bytes(before, Level::Role, "Yes!"), after, "{before}");
    }
}

#[test]
fn any_note_is_read_back_as_it_was_said() {
    for note in ["Yes: by mail # 2", "\"Yes\", she said", "两行\n第二行", "---", "yes", "- a", "a\\b 'c'"]
    {
        let text = bytes("---\nconsent: none\n---\nW\n", Level::Anonymous, note);
        let again = bytes(&text, Level::Name, note);
        let matter = Text::of("a.md", &again).unwrap().matter().unwrap();
        assert_eq!(matter.consent_note.as_deref(), Some(note), "{text}");
    }
}

#[test]
fn without_a_note_the_file_keeps_what_it_says() {
    for (before, after) in [
        ("---\nwho: a\n---\nW", "---\nwho: a\nconsent: none\n---\nW"),
        ("---\nconsent_note: x\n---\nW", "---\nconsent: none\nconsent_note: x\n---\nW"),
    ] {
        let change = Change { level: Level::None, note: None, drops: &[] };
        assert_eq!(Text::of("a.md", before).unwrap().edit(&change).unwrap().bytes, after);
    }
}

#[test]
fn a_name_is_taken_out_with_its_line_where_it_may_not_be_shown() {
    let text = "---\nwho: a\nname: Ana # not Anna\nconsent: name\n---\nW\n";
    let role = edited(text, Level::Role, "x").unwrap();
    assert_eq!(role.taken_out, "name: Ana # not Anna\n");
    assert_eq!(role.bytes, "---\nwho: a\nconsent: role\nconsent_note: x\n---\nW\n");
    assert_eq!(edited(text, Level::Name, "x").unwrap().taken_out, "");
    assert!(edited(text, Level::None, "x").unwrap().bytes.contains("name: Ana # not Anna\n"));
}

#[test]
fn what_can_t_be_changed_by_lines_is_refused_and_not_spoilt() {
    for text in [
        "---\n{date: 2026-01-09, consent: none}\n---\nW",
        "---\nconsent: >-\n  none\n---\nW",
        "---\nconsent: !!str none\n---\nW",
        "---\n? consent\n: none\n---\nW",
    ] {
        let refusal = edited(text, Level::Role, "x").unwrap_err();
        assert!(refusal.message.contains("line by line"), "{text}: {refusal}");
    }
}
