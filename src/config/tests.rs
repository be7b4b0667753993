//! Settings as they are written, and what is meant by them.

use super::*;
use crate::source::Source;

fn read(text: &str) -> Result<Config, Vec<Diagnostic>> {
    read_with(text, None)
}

fn read_with(text: &str, base_url: Option<&str>) -> Result<Config, Vec<Diagnostic>> {
    let sources = Sources::from_memory([(SitePath::new(CONFIG_FILE), Source::Text(text.into()))]);
    let as_of = "2026-01-01".parse().unwrap();
    Config::read(&sources, &Overrides { base_url: base_url.map(String::from), drafts: false, as_of })
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).unwrap_err().iter().map(|fault| fault.code).collect()
}

#[test]
fn a_title_and_an_address_are_enough() {
    let config = read("title: T\nbase_url: https://example.org/log\n").unwrap();
    assert_eq!(config.base_url.path(), "/log/");
    assert_eq!(config.languages.len(), 1);
    assert_eq!(config.theme.value, "ledger");
    assert!(config.search && config.highlight.value == Highlight::On(true));
}

#[test]
fn every_key_of_the_contract_is_known() {
    let config = read(
        "format: 1\ntitle: T\nbase_url: https://example.org/\nid: 'tag:example.org,2026:log'\nlanguage: en\n\
         languages: [en, zh]\ntheme: ledger\naccent: '#B53'\ntimezone: Asia/Shanghai\nauthor:\n  name: A\n  headline: H\n  \
         location: L\n  photo: media/me.jpg\n  links: [{label: Code, url: https://example.com/}]\n  contact:\n    \
         - {kind: email, value: a@example.org, show: [site, brief]}\n    - {kind: wechat, qr: media/qr.png, show: card}\n\
         brief: {project: p, paper: letter, qr: true, lead: [day-01], pdf: all}\ncards: projects\nsearch: false\n\
         highlight: {light: a, dark: b}\nfeed: {limit: 5}\ndeploy: {remote: origin, branch: pages}\n\
         allow: [{code: c, at: content/about.md, why: w}]\nextra: {anything: [1, {b: 2}]}\n",
    )
    .unwrap();
    assert_eq!(config.accent.as_deref(), Some("#bb5533"));
    assert_eq!(config.languages.len(), 2);
    assert_eq!(config.author.contact[1].show, [Show::Card]);
    assert_eq!(config.feed_limit, 5);
}

#[test]
fn the_flag_stands_in_place_of_the_setting() {
    let config =
        read_with("title: T\nbase_url: https://example.org/\n", Some("http://localhost:8000/x")).unwrap();
    assert_eq!(config.base_url.as_str(), "http://localhost:8000/x/");
}

#[test]
fn faults_are_found_together() {
    assert_eq!(codes("tilte: T\nbase_url: https://e.org\n"), ["missing-key", "unknown-key"]);
    assert_eq!(
        codes("title: T\nbase_url: https://e.org\ntheem: x\naccent: reddish\n"),
        ["unknown-key", "bad-colour"]
    );
    let faults = "title: T\nbase_url: example\ntimezone: Asia/Shangai\naccent: reddish\nformat: 9\n";
    assert_eq!(codes(faults), ["bad-base-url", "unknown-timezone", "bad-colour", "unknown-format"]);
}

#[test]
fn a_site_has_a_title() {
    assert_eq!(codes("title: ''\nbase_url: https://example.org/\n"), ["bad-value"]);
}

#[test]
fn a_folder_without_settings_is_no_site() {
    let as_of = "2026-01-01".parse().unwrap();
    let faults =
        Config::read(&Sources::default(), &Overrides { base_url: None, drafts: false, as_of }).unwrap_err();
    assert_eq!(faults[0].code, "no-site");
}
