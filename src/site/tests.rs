//! The log, resolved from documents in memory.

use super::*;
use crate::config::Overrides;
use crate::source::{Source, Sources};

fn site(files: &[(&str, &str)]) -> (Site, Vec<&'static str>) {
    let config = [("buildlog.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [en, zh]\n")];
    let texts = config.iter().chain(files);
    let sources =
        Sources::from_memory(texts.map(|(path, text)| (SitePath::new(*path), Source::Text((*text).into()))));
    let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-12-31".parse().unwrap() };
    let config = Config::read(&sources, &overrides).unwrap();
    let (content, faults) = Content::read(&sources);
    assert_eq!(faults, []);
    let (site, faults) = Site::assemble(config, content);
    (site, faults.iter().map(|fault| fault.code).collect())
}

const PROJECT: (&str, &str) =
    ("content/projects/cut/project.md", "---\ntitle: Cut\nchallenge: {start: 2026-01-05, days: 5}\n---\n");

fn day(number: u32, more: &str) -> (String, String) {
    let name = format!("content/projects/cut/day-{number:02}.md");
    (name, format!("---\ndate: 2026-01-{:02}\n{more}---\n", number + 4))
}

fn with_days(days: &[(String, String)]) -> (Site, Vec<&'static str>) {
    let mut files = vec![PROJECT];
    files.extend(days.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    site(&files)
}

fn states(site: &Site) -> Vec<&'static str> {
    site.editions[0].projects[0].strip.iter().map(|mark| mark.state.key()).collect()
}

#[test]
fn a_strip_shows_done_rest_missed_and_ahead() {
    let (site, faults) = with_days(&[day(1, ""), day(2, "rest: true\n"), day(4, "")]);
    assert_eq!(faults, [""; 0]);
    assert_eq!(states(&site), ["done", "rest", "missed", "done", "ahead"]);
    let challenge = &site.editions[0].projects[0].challenge;
    assert_eq!((challenge.done, challenge.rested, challenge.missed), (2, 1, 1));
}

#[test]
fn a_day_past_the_length_is_after_the_challenge() {
    let (site, _) = with_days(&[day(1, ""), day(9, "")]);
    assert!(site.editions[0].projects[0].days[1].after);
    assert_eq!(states(&site), ["done", "missed", "missed", "missed", "missed", "done"]);
}

#[test]
fn an_endless_number_does_not_make_an_endless_strip() {
    let open = ("content/projects/cut/project.md", "---\ntitle: Cut\nchallenge: {start: 2026-01-05}\n---\n");
    let (site, _) = site(&[open, ("content/projects/cut/day-999999.md", "---\ndate: 2026-01-05\n---\n")]);
    assert!(site.editions[0].projects[0].strip.len() <= 1_001);
}

#[test]
fn a_date_off_the_pace_is_a_warning() {
    let (_, faults) = site(&[PROJECT, ("content/projects/cut/day-02.md", "---\ndate: 2026-01-08\n---\n")]);
    assert_eq!(faults, ["day-off-pace"]);
}

#[test]
fn two_files_for_one_day_are_an_error() {
    let (_, faults) = site(&[
        PROJECT,
        ("content/projects/cut/day-1.md", "---\ndate: 2026-01-05\n---\n"),
        ("content/projects/cut/day-01.md", "---\ndate: 2026-01-05\n---\n"),
    ]);
    assert_eq!(faults, ["duplicate-day"]);
}

#[test]
fn drafts_are_left_behind() {
    let (site, _) = with_days(&[day(1, ""), day(2, "draft: true\n")]);
    assert_eq!(site.editions[0].projects[0].days.len(), 1);
    assert!(site.drafts.contains(&SitePath::new("content/projects/cut/day-02.md")));
}

#[test]
fn consent_decides_what_a_quote_tells() {
    let matter = "name: Ana\nwho: editor\nsource: https://example.org/1\nperson: p\n";
    let quote = |consent: &str| {
        let matter = if consent == "name" { matter.to_string() } else { matter.replace("name: Ana\n", "") };
        let text = format!("---\nconsent: {consent}\n{matter}---\nGood.\n");
        let (site, _) = site(&[PROJECT, ("content/projects/cut/feedback/ana.md", &text)]);
        site.editions[0].projects[0].quotes[0].clone()
    };
    let anonymous = quote("anonymous");
    assert_eq!((anonymous.who, anonymous.name, anonymous.source), (None, None, None));
    let role = quote("role");
    assert_eq!((role.who.as_deref(), role.name), (Some("editor"), None));
    assert_eq!(quote("name").name.as_deref(), Some("Ana"));
    assert!(!quote("role").anchor.contains("ana"));
}

#[test]
fn pieces_of_one_person_count_once() {
    let piece = |person: &str| format!("---\nconsent: role\n{person}---\nGood.\n");
    let (site, _) = site(&[
        PROJECT,
        ("content/projects/cut/feedback/a.md", &piece("person: p1\n")),
        ("content/projects/cut/feedback/b.md", &piece("person: p1\n")),
        ("content/projects/cut/feedback/c.md", &piece("")),
    ]);
    assert_eq!(site.editions[0].projects[0].people, 2);
}

#[test]
fn a_number_has_its_history_in_order() {
    let (site, faults) = with_days(&[
        day(1, "numbers: [{id: n, label: Testers, value: 3}]\n"),
        day(3, "numbers: [{id: n, value: 7}]\nanswers: [{feedback: ana, change: c, number: n}]\n"),
    ]);
    assert_eq!(faults, [""; 0]);
    let figure = &site.editions[0].projects[0].figures[0];
    assert_eq!((figure.label.as_str(), figure.latest().value.0.as_str()), ("Testers", "7"));
    assert_eq!(figure.readings[0].source, Some(Origin::Day(0)));
}

#[test]
fn an_unknown_number_is_told() {
    let (_, faults) = with_days(&[day(1, "answers: [{feedback: ana, change: c, number: nope}]\n")]);
    assert_eq!(faults, ["unknown-number"]);
}

#[test]
fn a_number_from_a_draft_is_no_unknown_source() {
    let reading = |source: &str| format!("numbers: [{{id: n, value: 7, source: {source}}}]\n");
    let told = |source: &str| with_days(&[day(1, &reading(source)), day(2, "draft: true\n")]).1;
    assert_eq!(told("day-02"), ["link-to-draft"]);
    assert_eq!(told("day-2"), ["link-to-draft"]);
    assert_eq!(told("day-09"), ["unknown-source"]);
}

#[test]
fn a_project_without_a_title_is_a_fault() {
    let (_, faults) = site(&[("content/projects/a/project.md", "---\ntitle: ' '\n---\n")]);
    assert_eq!(faults, ["bad-value"]);
}

#[test]
fn tags_keep_their_first_spelling_and_never_collide() {
    let (site, _) = with_days(&[day(1, "tags: [Rust, C++]\n"), day(2, "tags: [rust, C]\n")]);
    let tags = &site.editions[0].tags;
    let names: Vec<_> =
        tags.iter().map(|tag| (tag.name.as_str(), tag.slug.as_str(), tag.days.len())).collect();
    assert_eq!(names, [("C", "c", 1), ("C++", "cplusplus", 1), ("Rust", "rust", 2)]);
}

#[test]
fn a_translated_day_lives_in_its_own_edition() {
    let (site, _) = with_days(&[
        day(1, ""),
        day(2, ""),
        (
            "content/projects/cut/day-02.zh.md".to_string(),
            "---\ndate: 2026-01-06\ntitle: 二\n---\n".to_string(),
        ),
    ]);
    let [english, chinese] = &site.editions[..] else { panic!() };
    assert_eq!(english.projects[0].days[1].translations, [1]);
    assert_eq!(chinese.projects[0].days[1].home, 1);
    assert_eq!(chinese.projects[0].days[0].home, 0);
}

#[test]
fn a_language_that_is_not_listed_is_told() {
    let (_, faults) = with_days(&[
        day(1, ""),
        ("content/projects/cut/day-01.fr.md".to_string(), "---\ndate: 2026-01-05\n---\n".to_string()),
    ]);
    assert_eq!(faults, ["language-not-listed"]);
}

#[test]
fn two_explicit_slugs_that_collide_are_an_error_and_two_folders_a_warning() {
    let (_, faults) = site(&[
        ("content/projects/a/project.md", "---\ntitle: A\nslug: x\n---\n"),
        ("content/projects/b/project.md", "---\ntitle: B\nslug: x\n---\n"),
    ]);
    assert_eq!(faults, ["slug-taken"]);
    let (site, faults) = site(&[
        ("content/projects/My App/project.md", "---\ntitle: A\n---\n"),
        ("content/projects/my-app/project.md", "---\ntitle: B\n---\n"),
    ]);
    assert_eq!(faults, ["twin-folders"]);
    let mut slugs: Vec<_> = site.editions[0].projects.iter().map(|project| project.slug.as_str()).collect();
    slugs.sort();
    assert_eq!(slugs, ["my-app", "my-app-2"]);
}

#[test]
fn days_without_a_project_are_told_once() {
    let (_, faults) = site(&[
        ("content/projects/x/day-01.md", "---\ndate: 2026-01-05\n---\n"),
        ("content/projects/x/day-02.md", "---\ndate: 2026-01-06\n---\n"),
    ]);
    assert_eq!(faults, ["no-project"]);
}

#[test]
fn an_endless_challenge_is_a_fault_and_not_an_endless_strip() {
    let endless = (
        "content/projects/cut/project.md",
        "---\ntitle: Cut\nchallenge: {start: 2026-01-05, days: 4294967295}\n---\n",
    );
    let (site, faults) = site(&[endless]);
    assert_eq!(faults, ["bad-value"]);
    assert_eq!(site.editions[0].projects[0].strip.len(), 10_000);
}

#[test]
fn a_slug_never_takes_the_address_of_a_folder_away() {
    let (_, faults) = site(&[
        ("content/projects/a/project.md", "---\ntitle: A\nslug: b\n---\n"),
        ("content/projects/b/project.md", "---\ntitle: B\n---\n"),
    ]);
    assert_eq!(faults, ["slug-taken"]);
}

#[test]
fn a_name_that_windows_keeps_for_itself_is_no_address() {
    let (site, faults) = site(&[("content/projects/con/project.md", "---\ntitle: C\n---\n")]);
    assert_eq!((faults.len(), site.editions[0].projects[0].slug.as_str()), (0, "con-x"));
}
