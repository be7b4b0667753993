//! Front matter that is right, and every way in which it can be wrong.

use super::*;
use crate::diagnostics::to_terminal;
use crate::path::SitePath;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read by the derive only")]
struct Sample {
    title: Spanned<String>,
    date: Option<Spanned<Date>>,
    #[serde(default, deserialize_with = "null_as_default")]
    tags: Vec<String>,
    #[serde(default)]
    draft: bool,
    hours: Option<f64>,
    #[serde(default, deserialize_with = "null_as_default")]
    extra: Extra,
}

const KIND: Kind = Kind { name: "a sample", required: &[("title", "My title")] };

fn read_sample(text: &str) -> Result<Sample, Vec<Diagnostic>> {
    let file = SourceFile::new(SitePath::new("sample.md"), text);
    let parts = split(&file).map_err(|fault| vec![*fault])?;
    read(&file, parts.yaml, KIND)
}

fn codes(text: &str) -> Vec<(String, usize, usize)> {
    read_sample(text)
        .unwrap_err()
        .iter()
        .map(|fault| {
            let at = fault.place.as_ref().unwrap().line_column().unwrap();
            (fault.code.to_string(), at.line, at.column)
        })
        .collect()
}

fn found(code: &str, line: usize, column: usize) -> (String, usize, usize) {
    (code.to_string(), line, column)
}

#[test]
fn values_know_where_they_stand() {
    let sample = read_sample("---\ntitle: 第一天\ndate: 2026-01-05\n---\n").unwrap();
    assert_eq!(sample.title.value, "第一天");
    assert_eq!(sample.title.span, 11..20);
    assert_eq!(sample.date.unwrap().span, 27..37);
}

#[test]
fn null_is_absent() {
    let sample = read_sample("---\ntitle: A\ntags:\nextra: ~\nhours: ~\n---\n").unwrap();
    assert!(sample.tags.is_empty() && sample.hours.is_none());
}

#[test]
fn three_faults_in_one_front_matter_are_all_found() {
    let text = "---\ntilte: A\ndate: 2026-02-30\nhours: lots\ndraft: maybe\ntags: x\n---\n";
    assert_eq!(
        codes(text),
        [
            found("missing-key", 2, 1),
            found("unknown-key", 2, 1),
            found("bad-date", 3, 7),
            found("wrong-type", 4, 8),
            found("wrong-type", 5, 8),
            found("wrong-type", 6, 7),
        ]
    );
}

#[test]
fn what_has_no_fault_is_read_beside_what_has() {
    let text = "---\ntilte: A\ndate: 2026-01-05\nhours: lots\ntags: [天]\n---\n";
    let file = SourceFile::new(SitePath::new("sample.md"), text);
    let partial: Partial<Sample> = read_partly(&file, split(&file).unwrap().yaml, KIND);
    assert_eq!(partial.lost, ["title", "tilte", "hours"]);
    assert_eq!(partial.faults.len(), 3);
    let sample = partial.value.unwrap();
    assert_eq!((sample.title.value.as_str(), &sample.tags[..]), ("My title", &["天".to_string()][..]));
    assert_eq!(sample.date.unwrap().span, 19..29);
}

#[test]
fn a_fault_between_braces_is_told_alone() {
    assert_eq!(codes("---\n{title: A, hours: lots, draf: true}\n---\n"), [found("wrong-type", 2, 19)]);
}

#[test]
fn an_unknown_key_comes_with_what_was_meant() {
    let faults = read_sample("---\ntitle: A\ndraf: true\n---\n").unwrap_err();
    let shown = to_terminal(&faults[0], false);
    assert!(shown.contains("sample.md:3:1"), "{shown}");
    assert!(shown.contains("did you mean `draft`?"), "{shown}");
    assert!(shown.contains("keys allowed here: title, date, tags, draft, hours, extra"), "{shown}");
}

#[test]
fn a_long_value_is_not_repeated_whole_in_the_way_out() {
    let shown = |tags: &str| {
        let faults = read_sample(&format!("---\ntitle: A\ntags: {tags}\n---\n")).unwrap_err();
        to_terminal(&faults[0], false)
    };
    assert!(shown("sound").contains("write it as a list: [sound]"), "{}", shown("sound"));
    let long = shown(&"a long story ".repeat(20));
    assert!(long.contains("a line for each entry"), "{long}");
    let help = long.split("help:").nth(1).expect("a way out");
    assert!(!help.contains("story"), "{long}");
}

#[test]
fn broken_yaml_has_a_place() {
    assert_eq!(codes("---\ntitle: a: b\n---\n")[0].0, "yaml-syntax");
    assert_eq!(codes("---\ntitle: A\ntitle: B\n---\n")[0].0, "duplicate-key");
    assert_eq!(codes("---\ntitle: \"open\n---\n")[0].0, "yaml-syntax");
    assert_eq!(codes("---\n- a\n---\n")[0].0, "wrong-type");
    assert_eq!(codes("---\ntitle:\n---\n")[0].0, "wrong-type");
}

#[test]
fn what_is_no_yaml_comes_with_the_hint_that_helps() {
    let told = |text: &str| {
        let faults = read_sample(text).unwrap_err();
        assert_eq!((faults.len(), faults[0].code), (1, "yaml-syntax"), "{text}");
        to_terminal(&faults[0], false)
    };
    assert!(told("---\ntitle: [x\n---\n").contains("unclosed bracket"));
    assert!(told("---\ntitle: [x\ndraft: true\n---\n").contains("close the bracket"));
    assert!(told("---\ntitle: A\nextra:\n\ta: b\n---\n").contains("indent with spaces"));
    assert!(told("---\ntitle: \"x\n---\n").contains("with the quote it begins with"));
    assert!(told("---\ndraft: true\ntitle\n---\n").contains("write `key: value`"));
}

#[test]
fn a_list_where_a_number_belongs_is_not_called_a_text() {
    let faults = read_sample("---\ntitle: A\nhours: [1]\n---\n").unwrap_err();
    assert!(faults[0].message.ends_with("a single value belongs here"), "{}", faults[0].message);
}

#[test]
fn hostile_yaml_ends_at_once() {
    let bomb = "---\ntitle: A\nextra:\n  a: &a [x,x,x,x,x,x,x,x,x]\n  b: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n  c: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n  \
                d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\n  e: &e [*d,*d,*d,*d,*d,*d,*d,*d]\n  f: [*e,*e,*e,*e,*e,*e,*e,*e]\n---\n";
    assert_eq!(codes(bomb)[0].0, "yaml-too-large");
    let nest = format!("---\ntitle: A\nextra: {{a: {}}}\n---\n", "[".repeat(100_000));
    assert!(!codes(&nest).is_empty());
}
