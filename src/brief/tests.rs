//! Tests of what is chosen, and in which order.

use super::*;
use crate::config::{Config, Overrides};
use crate::content::Content;
use crate::path::SitePath;
use crate::source::{self, Sources};

const PROJECT: &str = "\
---
title: Cut
audience: People who record talks
problem: Silence is long
evidence:
  - {quote: Words without a source}
  - {quote: Words with one, source: 'https://example.org/said/'}
limits:
  - {case: Unguarded}
  - {case: Guarded, guard: A guard}
roadmap: [one, two, three, four]
numbers:
  - {id: still, label: Still, value: 1, date: 2026-01-05}
  - {id: moved, label: Moved, value: 9, date: 2026-01-05, source: day-01}
  - {id: moved, value: 3, date: 2026-01-06, source: day-02}
---
";

const DAY: &str = "\
---
date: 2026-01-06
title: The second day
insights: [An insight]
answers:
  - {feedback: liked, change: A change, result: A result}
---
";

fn feedback(keys: &str, words: &str) -> String {
    format!("---\nconsent: role\n{keys}---\n\n{words}\n")
}

fn site(settings: &str, more: &[(&str, String)]) -> Site {
    let settings = format!("title: A log\nbase_url: https://example.org/\n{settings}");
    let mut files = vec![
        ("buildlog.yaml", settings),
        ("content/projects/cut/project.md", PROJECT.to_string()),
        ("content/projects/cut/day-01.md", "---\ndate: 2026-01-05\n---\n".to_string()),
        ("content/projects/cut/day-02.md", DAY.to_string()),
        (
            "content/projects/cut/feedback/liked.md",
            feedback("who: a user\nperson: p1\nverdict: like\n", "Liked"),
        ),
    ];
    files.extend(more.iter().map(|(path, text)| (*path, text.clone())));
    let sources = Sources::from_memory(
        files.into_iter().map(|(path, text)| (SitePath::new(path), source::Source::Text(text.into()))),
    );
    let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-01-31".parse().unwrap() };
    let config = Config::read(&sources, &overrides).unwrap();
    let (content, faults) = Content::read(&sources);
    assert!(faults.is_empty(), "{faults:?}");
    Site::assemble(config, content).0
}

fn names(brief: &Brief, passage: Passage) -> Vec<String> {
    let found = brief.passages.iter().filter(|passages| passages.passage == passage);
    found.flat_map(|passages| &passages.items).map(|item| item.name.clone()).collect()
}

#[test]
fn passages_stand_in_the_order_in_which_they_are_asked_for() {
    let site = site("", &[]);
    let brief = Brief::of(&site, 0, 0, None);
    let keys: Vec<&str> = brief.passages.iter().map(|passages| passages.passage.key()).collect();
    let order = ["audience", "problem", "numbers", "quotes", "changes", "limits", "insights", "next"];
    assert_eq!(keys, order);
}

#[test]
fn words_that_can_be_looked_up_and_guarded_limits_come_first() {
    let site = site("", &[]);
    let brief = Brief::of(&site, 0, 0, None);
    assert_eq!(names(&brief, Passage::Problem), ["problem", "evidence 2"]);
    assert_eq!(names(&brief, Passage::Limits), ["limit 2", "limit 1"]);
    assert_eq!(names(&brief, Passage::Numbers), ["moved", "still"]);
}

#[test]
fn what_has_no_place_is_told_with_the_reason() {
    let site = site("", &[]);
    let brief = Brief::of(&site, 0, 0, None);
    assert_eq!(names(&brief, Passage::Next), ["roadmap 1", "roadmap 2", "roadmap 3"]);
    let left: Vec<&str> = brief.left_out.iter().map(|left| left.name.as_str()).collect();
    assert!(left.contains(&"roadmap 4") && left.contains(&"evidence 1"), "{left:?}");
}

#[test]
fn the_maker_says_what_comes_first() {
    let site = site("brief: {lead: [still, day-02, nothing]}\n", &[]);
    let brief = Brief::of(&site, 0, 0, None);
    assert_eq!(names(&brief, Passage::Numbers), ["still", "moved"]);
    assert_eq!(names(&brief, Passage::Days), ["day-02"]);
    assert!(brief.left_out.iter().any(|left| left.name == "nothing"));
}

#[test]
fn a_log_that_says_nothing_else_has_its_newest_days() {
    let bare = ("content/projects/cut/project.md", "---\ntitle: Cut\n---\n".to_string());
    let day = |date: &str, keys: &str| format!("---\ndate: {date}\n{keys}---\n");
    let files = [
        bare,
        // Friends are not quoted.
        ("content/projects/cut/feedback/liked.md", feedback("relation: friend\n", "Liked")),
        ("content/projects/cut/day-01.md", day("2026-01-05", "title: One\n")),
        ("content/projects/cut/day-02.md", day("2026-01-06", "title: Two\n")),
        ("content/projects/cut/day-03.md", day("2026-01-07", "")),
        ("content/projects/cut/day-04.md", day("2026-01-08", "rest: true\ntitle: Four\n")),
    ];
    let latest = |site: &Site| names(&Brief::of(site, 0, 0, None), Passage::Latest);
    assert_eq!(latest(&site("", &files)), ["day-02", "day-01"]);
    let told = ("content/projects/cut/project.md", "---\ntitle: Cut\nwhy: Because.\n---\n".to_string());
    assert!(latest(&site("", &[&files[..], &[told]].concat())).is_empty());
}

#[test]
fn friends_are_not_quoted_and_nobody_is_quoted_twice() {
    let friend = feedback("who: a friend\nrelation: friend\nverdict: love\n", "Lovely");
    let again = feedback("who: a user\nperson: p1\nverdict: love\n", "Loved, by the same user");
    let site = site(
        "",
        &[
            ("content/projects/cut/feedback/friend.md", friend),
            ("content/projects/cut/feedback/again.md", again),
        ],
    );
    let brief = Brief::of(&site, 0, 0, None);
    assert_eq!(names(&brief, Passage::Quotes), ["again"]);
    let reasons: Vec<(&str, &str)> =
        brief.left_out.iter().map(|left| (left.name.as_str(), left.why)).collect();
    assert!(reasons.contains(&("friend", "said by a friend or the family")), "{reasons:?}");
    assert!(reasons.contains(&("liked", "the same person is quoted already")), "{reasons:?}");
}

#[test]
fn second_facts_go_before_first_ones_and_what_leads_goes_last() {
    let site = site("brief: {lead: [day-02]}\n", &[]);
    let brief = Brief::of(&site, 0, 0, None);
    let rank = |name: &str| {
        let mut items = brief.passages.iter().flat_map(|passages| &passages.items);
        items.find(|item| item.name == name).unwrap().rank
    };
    assert!(rank("roadmap 2") > rank("roadmap 1"));
    assert!(rank("limit 1") > rank("roadmap 1"));
    assert!(rank("day-02") < rank("audience"));
}

#[test]
fn every_item_knows_where_it_can_be_looked_up() {
    let site = site("", &[]);
    let brief = Brief::of(&site, 0, 0, None);
    let change = brief.passages.iter().find(|passages| passages.passage == Passage::Changes).unwrap();
    assert_eq!(change.items[0].source, Source::Day(1));
    let numbers = brief.passages.iter().find(|passages| passages.passage == Passage::Numbers).unwrap();
    assert_eq!(numbers.items[0].source, Source::Said(crate::site::Origin::Day(1)));
}
