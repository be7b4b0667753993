//! The schemas against the reader: what one takes the other takes.

use std::path::Path;

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use clap::Parser;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::*;
use crate::cli::terminal::{ColorChoice, Terminal};
use crate::cli::{Cli, Command};
use crate::config;
use crate::content::{Day, Feedback, Place as FilePlace, Profile, Project, Questions, place};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::{self, Kind};
use crate::path::SitePath;
use crate::source::{self, Sources};

/// An independent judge of values by a schema.
struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn of(kind: FileKind) -> Self {
        let name = format!("mem:///{}", kind.name());
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V2020_12);
        compiler.add_resource(&name, kind.schema()).unwrap();
        let index = compiler.compile(&name, &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn judge(&self, value: &Value) -> Result<(), String> {
        self.schemas.validate(value, self.index).map_err(|error| format!("{error:#}"))
    }
}

fn read_as(kind: FileKind, yaml: &str) -> Result<(), Vec<Diagnostic>> {
    fn read<T: serde::de::DeserializeOwned>(yaml: &str, kind: Kind) -> Result<(), Vec<Diagnostic>> {
        let file = SourceFile::new(SitePath::new("a.yaml"), yaml);
        front_matter::read::<T>(&file, 0..yaml.len(), kind).map(drop)
    }
    match kind {
        FileKind::Config => read::<RawConfig>(yaml, config::KIND),
        FileKind::About => read::<ProfileMatter>(yaml, Profile::KIND),
        FileKind::Project => read::<ProjectMatter>(yaml, Project::KIND),
        FileKind::Day => read::<DayMatter>(yaml, Day::KIND),
        FileKind::Feedback => read::<FeedbackMatter>(yaml, Feedback::KIND),
        FileKind::Recipient => read::<Recipient>(yaml, Recipient::KIND),
        FileKind::Questions => read::<Vec<InterviewQuestion>>(yaml, Questions::KIND),
    }
}

/// The value that a text of YAML holds.
fn value_of(file: &SourceFile, yaml: std::ops::Range<usize>) -> Value {
    const ANY: Kind = Kind { name: "anything", required: &[] };
    front_matter::read(file, yaml, ANY).unwrap_or_else(|faults| panic!("{}: {faults:?}", file.path))
}

fn kind_of(path: &SitePath) -> Option<FileKind> {
    match path.as_str() {
        config::CONFIG_FILE => return Some(FileKind::Config),
        "private/questions.yaml" => return Some(FileKind::Questions),
        path if path.starts_with("private/recipients/") => return Some(FileKind::Recipient),
        path if path.starts_with("private/feedback/") => return Some(FileKind::Feedback),
        _ => {}
    }
    match place(path) {
        FilePlace::About { .. } => Some(FileKind::About),
        FilePlace::Project { .. } => Some(FileKind::Project),
        FilePlace::Day { .. } => Some(FileKind::Day),
        FilePlace::Feedback { .. } => Some(FileKind::Feedback),
        FilePlace::Stray(_) => None,
    }
}

/// Judges every file of a site, and says how many there were.
fn judge_site(sources: &Sources) -> usize {
    let config = sources.text(&SitePath::new(config::CONFIG_FILE));
    let files =
        config.into_iter().chain(sources.texts_under("content")).chain(sources.texts_under("private"));
    let mut judged = 0;
    for file in files {
        let Some(kind) = kind_of(&file.path) else { continue };
        let yaml = match file.path.extension().as_str() {
            "md" => front_matter::split(&file).unwrap().yaml,
            _ => 0..file.text.len(),
        };
        let value = value_of(&file, yaml);
        Judge::of(kind).judge(&value).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        judged += 1;
    }
    judged
}

#[test]
fn every_file_of_the_example_site_is_valid() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site");
    assert!(judge_site(&source::read(&root)) > 15);
}

#[test]
fn what_the_commands_write_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal::new(ColorChoice::Never, true, false);
    for arguments in [
        &["buildlog", "init", "--title", "Log: the \"first\"", "--language", "zh"][..],
        &["buildlog", "new", "project", "cut", "--days", "30", "--title", "Cut: 字幕"],
        &["buildlog", "new", "day", "--title", "# Yes"],
        &["buildlog", "new", "day", "--date", "2026-01-06", "--rest"],
        &["buildlog", "new", "feedback", "--text", "Too: slow", "--who", "editor, 8 years", "--id", "slow"],
        &[
            "buildlog",
            "new",
            "feedback",
            "--text",
            "快",
            "--name",
            "Ana: A",
            "--channel",
            "call",
            "--id",
            "fast",
        ],
        &["buildlog", "consent", "fast", "name", "--note", "asked: yes"],
        &["buildlog", "new", "recipient", "acme", "--to", "Acme: tools", "--channel", "email"],
    ] {
        let invocation = Invocation {
            terminal: &terminal,
            said_site: None,
            folder: folder.path().to_path_buf(),
            today: "2026-01-05".parse().unwrap(),
        };
        match Cli::parse_from(arguments).command {
            Command::Init(args) => args.run(&invocation).unwrap(),
            Command::New(args) => args.run(&invocation).unwrap(),
            Command::Consent(args) => args.run(&invocation).unwrap(),
            other => panic!("{other:?}"),
        };
    }
    assert_eq!(judge_site(&source::read(folder.path())), 8);
}

#[test]
fn samples_are_taken_by_both() {
    let samples = [
        (
            FileKind::Config,
            "{title: T, base_url: 'https://e.org', languages: ~, author: {contact: [{kind: email, show: site}]}}",
        ),
        (
            FileKind::Config,
            "{title: 2026, base_url: 'https://e.org', highlight: {light: a, dark: b}, cards: none, feed: ~}",
        ),
        (
            FileKind::Config,
            "{title: T, base_url: u, author: {contact: [{kind: wechat, qr: true, show: [site, card]}, {kind: k, show: ~}]}}",
        ),
        (FileKind::About, "{looking_for: One line, background: [{from: 2020}], extra: {a: [1, {b: ~}]}}"),
        (FileKind::About, "{looking_for: {remote: true, roles: [a]}, skills: [Rust, 3]}"),
        (
            FileKind::Project,
            "{title: T, demo: 'https://e.org', challenge: {start: 2026-01-05, days: 7, pace: ~}, numbers: [{value: 3 of 5}]}",
        ),
        (
            FileKind::Day,
            "{date: 2026-01-05, day: 08, hours: 2.5, answers: [ana, {feedback: ben}], demo: {url: u, height: 4}, stage: test}",
        ),
        (
            FileKind::Day,
            "{date: 2026-01-05, day: 8, rest: true, tags: [2026, on], numbers: [{value: 3, date: ~}], title:}",
        ),
        // A translation has the date of its original.
        (FileKind::Day, "{title: T}"),
        (FileKind::Feedback, "{consent: role, channel: in-person, language: zh-Hant, status: ~}"),
        (FileKind::Recipient, "{status: sent, follow_up: 2026-01-09, publish: ~, because: [{quote: q}]}"),
        (FileKind::Questions, "[{q: Why?, from: [day-01]}, {q: 1, a: ~}]"),
        (FileKind::Questions, "[]"),
    ];
    for (kind, yaml) in samples {
        read_as(kind, yaml).unwrap_or_else(|faults| panic!("{yaml}: {faults:?}"));
        let file = SourceFile::new(SitePath::new("a.yaml"), yaml);
        let value = value_of(&file, 0..yaml.len());
        Judge::of(kind).judge(&value).unwrap_or_else(|error| panic!("{yaml}: {error}"));
    }
}

#[test]
fn wrong_samples_are_refused_by_both() {
    let samples = [
        (FileKind::Config, "{title: T}"),
        (FileKind::Config, "{title: ~, base_url: u}"),
        (FileKind::Config, "{title: T, base_url: u, colour: red}"),
        (FileKind::Config, "{title: T, base_url: u, cards: some}"),
        (FileKind::Config, "{title: T, base_url: u, search: 'yes'}"),
        (FileKind::Config, "{title: T, base_url: u, highlight: {light: a}}"),
        (FileKind::Config, "{title: T, base_url: u, author: {contact: [{kind: k, show: everywhere}]}}"),
        (FileKind::About, "{looking_for: {role: a}}"),
        (FileKind::About, "{looking_for: [a]}"),
        (FileKind::Project, "{tagline: t}"),
        (FileKind::Project, "{title: T, challenge: {days: -1}}"),
        (FileKind::Project, "{title: T, challenge: 30}"),
        (FileKind::Project, "{title: T, numbers: [{label: [l], value: 1}]}"),
        (FileKind::Day, "{date: 2026-1-5}"),
        (FileKind::Day, "{date: 2026-13-05}"),
        (FileKind::Day, "{date: 2026-01-05, hours: lots}"),
        (FileKind::Day, "{date: 2026-01-05, day: first}"),
        (FileKind::Day, "{date: 2026-01-05, tags: a}"),
        (FileKind::Day, "{date: 2026-01-05, tags: [~]}"),
        (FileKind::Day, "{date: 2026-01-05, stage: testing}"),
        (FileKind::Day, "{date: 2026-01-05, answers: [{feedbak: a}]}"),
        (FileKind::Day, "{date: 2026-01-05, questions: [{q: why}]}"),
        (FileKind::Day, "{date: 2026-01-05, demo: [a]}"),
        (FileKind::Feedback, "{consent: yes}"),
        (FileKind::Feedback, "{language: english}"),
        (FileKind::Recipient, "{publish: maybe}"),
        (FileKind::Recipient, "{name: a}"),
        (FileKind::Questions, "[{a: because}]"),
        (FileKind::Questions, "{q: why}"),
    ];
    for (kind, yaml) in samples {
        assert!(read_as(kind, yaml).is_err(), "the reader takes {yaml}");
        let file = SourceFile::new(SitePath::new("a.yaml"), yaml);
        assert!(Judge::of(kind).judge(&value_of(&file, 0..yaml.len())).is_err(), "the schema takes {yaml}");
    }
}

#[test]
fn quotes_around_a_number_are_taken_by_the_reader_alone() {
    // The reader bears with them; an editor should rather say that they are not needed.
    for yaml in [r#"{"date": "2026-01-05", "hours": "2.5"}"#, r#"{"date": "2026-01-05", "rest": "true"}"#] {
        assert!(read_as(FileKind::Day, yaml).is_ok(), "{yaml}");
        assert!(Judge::of(FileKind::Day).judge(&serde_json::from_str(yaml).unwrap()).is_err(), "{yaml}");
    }
}

#[test]
fn no_editor_is_told_to_write_a_null() {
    for kind in FileKind::value_variants() {
        assert!(!text_of(*kind).contains("\"default\": null"), "{}", kind.name());
    }
}

/// Values that fit a schema for the most part, and now and then do not.
fn about(schema: &Value) -> BoxedStrategy<Value> {
    prop_oneof![12 => fitting(schema), 1 => odd()].boxed()
}

fn odd() -> BoxedStrategy<Value> {
    select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(7),
        json!(-1),
        json!(2.5),
        json!(4_294_967_296_u64),
        json!(""),
        json!("word"),
        json!("~"),
        json!("2026-01-09"),
        json!("2026-1-9"),
        json!("zh"),
        json!("none"),
        json!([]),
        json!(["word"]),
        json!([null]),
        json!({}),
        json!({"url": "a"}),
        json!({"unknown": 1}),
    ])
    .boxed()
}

fn fitting(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(value) = schema.get("const") {
        return Just(value.clone()).boxed();
    }
    for form in ["anyOf", "oneOf", "enum"] {
        if let Some(forms) = schema[form].as_array() {
            let forms =
                forms.iter().map(|one| if form == "enum" { Just(one.clone()).boxed() } else { fitting(one) });
            return proptest::strategy::Union::new(forms.collect::<Vec<_>>()).boxed();
        }
    }
    let Some(keys) = schema.as_object() else { return odd() };
    let types = listed_types(keys);
    let forms = types.iter().map(|one| match one.as_str().unwrap() {
        "string" => match schema["pattern"].as_str() {
            Some(pattern) if pattern.contains("a-z") => select(vec![json!("en"), json!("zh-Hant")]).boxed(),
            Some(pattern) if pattern.starts_with("^0*") => select(vec![json!("08"), json!("12")]).boxed(),
            Some(_) => Just(json!("2026-01-09")).boxed(),
            None => "[a-z #:-]{0,6}|字幕".prop_map(Value::from).boxed(),
        },
        "number" => select(vec![json!(1), json!(2.5), json!(-3)]).boxed(),
        "integer" => select(vec![json!(0), json!(30)]).boxed(),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "null" => Just(Value::Null).boxed(),
        "array" => vec(about(&schema["items"]), 0..3).prop_map(Value::from).boxed(),
        "object" => object(schema),
        other => panic!("{other}"),
    });
    proptest::strategy::Union::new(forms.collect::<Vec<_>>()).boxed()
}

fn object(schema: &Value) -> BoxedStrategy<Value> {
    let Some(properties) = schema["properties"].as_object() else {
        return select(vec![json!({}), json!({"x": [1, null]})]).boxed();
    };
    let required =
        |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    let entries: Vec<BoxedStrategy<Option<(String, Value)>>> = properties
        .iter()
        .map(|(name, property)| {
            let entry = about(property).prop_map({
                let name = name.clone();
                move |value| (name.clone(), value)
            });
            proptest::option::weighted(if required(name) { 0.97 } else { 0.2 }, entry).boxed()
        })
        .collect();
    let unknown = proptest::option::weighted(0.03, Just(("unknown".to_string(), json!(1))));
    (entries, unknown)
        .prop_map(|(entries, unknown)| Value::Object(entries.into_iter().flatten().chain(unknown).collect()))
        .boxed()
}

/// The same values in every run; a failure is shown whole, so nothing is kept on disk.
fn runner() -> TestRunner {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn the_schema_takes_what_the_reader_takes() {
    for kind in FileKind::value_variants() {
        let judge = Judge::of(*kind);
        let mut runner = runner();
        let taken = std::cell::Cell::new(0);
        runner
            .run(&fitting(&kind.schema()), |value| {
                // JSON is YAML too.
                let (read, judged) = (read_as(*kind, &value.to_string()), judge.judge(&value));
                prop_assert_eq!(
                    read.is_ok(),
                    judged.is_ok(),
                    "{}\nreader: {:?}\nschema: {:?}",
                    value,
                    read,
                    judged
                );
                taken.set(taken.get() + u32::from(judged.is_ok()));
                Ok(())
            })
            .unwrap_or_else(|failure| panic!("{}: {failure}", kind.name()));
        let share = f64::from(taken.get()) / f64::from(runner.config().cases);
        assert!((0.1..0.98).contains(&share), "{}: {share} were fit", kind.name());
    }
}
