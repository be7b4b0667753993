//! Layers of templates, assets and strings.

use super::*;
use crate::config::Overrides;
use crate::path::SitePath;
use crate::source::Source;

fn load(files: &[(&str, &str)]) -> Result<Theme, Vec<Diagnostic>> {
    load_with("", files)
}

fn load_with(settings: &str, files: &[(&str, &str)]) -> Result<Theme, Vec<Diagnostic>> {
    let settings = format!("title: T\nbase_url: https://example.org/\n{settings}");
    let config_file = [("buildlog.yaml", settings.as_str())];
    let texts = config_file.iter().chain(files);
    let sources =
        Sources::from_memory(texts.map(|(path, text)| (SitePath::new(*path), Source::Text((*text).into()))));
    let as_of = "2026-12-31".parse().unwrap();
    let config = Config::read(&sources, &Overrides { base_url: None, drafts: false, as_of }).unwrap();
    Theme::load(&sources, &config)
}

fn fault(files: &[(&str, &str)]) -> Diagnostic {
    load(files).err().unwrap().remove(0)
}

#[test]
fn the_embedded_theme_is_whole() {
    let theme = load(&[]).unwrap();
    assert!(theme.assets.contains_key("style.css"));
}

#[test]
fn every_language_of_the_embedded_theme_has_every_word() {
    fn keys(words: &serde_json::Map<String, serde_json::Value>, prefix: &str, found: &mut Vec<String>) {
        for (key, value) in words {
            match value.as_object() {
                Some(nested) => keys(nested, &format!("{prefix}{key}."), found),
                None => found.push(format!("{prefix}{key}")),
            }
        }
    }
    let mut listed = Vec::new();
    for tag in ["en", "zh"] {
        let file = Layers::base_text(&format!("strings/{tag}.yaml")).unwrap();
        let words = serde_yaml::from_str(&file.text).unwrap();
        let mut found = Vec::new();
        keys(&words, "", &mut found);
        listed.push(found);
    }
    assert_eq!(listed[0], listed[1]);
}

#[test]
fn a_template_of_the_site_lies_over_the_embedded_one() {
    let theme = load(&[("themes/ledger/templates/tags.html", "mine")]).unwrap();
    assert_eq!(theme.render("tags.html", &Context::new()).unwrap(), "mine");
}

#[test]
fn a_theme_of_ones_own_falls_back_on_the_embedded_one() {
    let theme = load_with("theme: mine\n", &[("themes/mine/templates/tags.html", "mine")]).unwrap();
    assert_eq!(theme.render("tags.html", &Context::new()).unwrap(), "mine");
    assert!(theme.assets.contains_key("style.css"));
}

#[test]
fn a_theme_that_is_not_there_is_told() {
    assert_eq!(load_with("theme: leger\n", &[]).err().unwrap()[0].hints, ["did you mean `ledger`?"]);
}

#[test]
fn a_word_of_the_site_lies_over_the_embedded_one() {
    let theme = load(&[("themes/ledger/strings/en.yaml", "stages: {need: Why}\n")]).unwrap();
    let strings = theme.strings(&"en".parse().unwrap());
    assert_eq!((strings.get("stages.need"), strings.get("stages.plan")), ("Why", "Plan"));
}

#[test]
fn a_broken_template_is_told_with_its_place() {
    let fault = fault(&[("themes/ledger/templates/tags.html", "<p>\n{% if %}\n")]);
    assert_eq!(fault.code, "template-syntax");
    let place = fault.place.unwrap();
    assert_eq!(
        (place.path.as_str(), place.line_column().unwrap().line),
        ("themes/ledger/templates/tags.html", 2)
    );
}

#[test]
fn a_field_that_is_not_there_is_told_with_what_was_meant() {
    let theme = load(&[("themes/ledger/templates/tags.html", "{{ page.titel }}")]).unwrap();
    let mut context = Context::new();
    context.insert("page", &serde_json::json!({"title": "T"}));
    let fault = theme.render("tags.html", &context).unwrap_err();
    assert_eq!((fault.code, fault.hints[0].as_str()), ("template-error", "did you mean `title`?"));
}

#[test]
fn assets_are_named_after_their_content_and_sheets_follow() {
    let theme = load(&[
        ("themes/ledger/assets/style.css", "a{background:url('dot.svg')}"),
        ("themes/ledger/assets/dot.svg", "<svg/>"),
    ])
    .unwrap();
    let dot = theme.assets["dot.svg"].route.as_str().strip_prefix("assets/").unwrap();
    let sheet = String::from_utf8(theme.assets["style.css"].bytes.clone()).unwrap();
    assert_eq!(sheet, format!("a{{background:url(\"{dot}\")}}"));
}

#[test]
fn a_language_without_words_is_told() {
    assert_eq!(load_with("language: fr\n", &[]).err().unwrap()[0].code, "no-strings");
}

#[test]
fn a_theme_is_compiled_again_only_where_something_about_it_is_new() {
    let sources = |title: &str, template: &str| {
        let settings = format!("title: {title}\nbase_url: https://example.org/\n");
        let files = [("buildlog.yaml", settings.as_str()), ("themes/ledger/templates/tags.html", template)];
        Sources::from_memory(files.map(|(path, text)| (SitePath::new(path), Source::Text(text.into()))))
    };
    let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-12-31".parse().unwrap() };
    let mut memo = ThemeMemo::default();
    let mut load = |sources: &Sources| {
        let config = Config::read(sources, &overrides).unwrap();
        memo.load(sources, &config).map_err(|faults| faults.len())
    };
    let first = load(&sources("A", "one")).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &load(&sources("A", "one")).unwrap()));
    assert!(!std::sync::Arc::ptr_eq(&first, &load(&sources("B", "one")).unwrap()));
    assert!(load(&sources("B", "{% if %}")).is_err());
    let other = load(&sources("B", "two")).unwrap();
    assert_eq!(other.render("tags.html", &Context::new()).unwrap(), "two");
}

#[test]
fn colours_for_code_can_be_named() {
    let theme = load_with("highlight: {light: GitHub, dark: nord}\n", &[]).unwrap();
    let sheet = String::from_utf8(theme.assets["code.css"].bytes.clone()).unwrap();
    assert!(sheet.starts_with("pre{background:#") && sheet.contains("prefers-color-scheme:dark"), "{sheet}");
    let own = String::from_utf8(load(&[]).unwrap().assets["code.css"].bytes.clone()).unwrap();
    assert_ne!(sheet, own);
    let of_a_day = ["style.css", "story.css", "code.css", "accent.css"];
    let bytes: usize =
        of_a_day.iter().filter_map(|name| theme.assets.get(*name)).map(|asset| asset.bytes.len()).sum();
    assert!(bytes <= 20 * 1024, "{bytes} bytes of style sheets on the page of a day");
}

#[test]
fn colours_that_are_not_there_are_told() {
    let faults = load_with("highlight: {light: githbu, dark: nord}\n", &[]).err().unwrap();
    assert_eq!((faults.len(), faults[0].hints[0].as_str()), (1, "did you mean `github`?"));
}

#[test]
fn a_theme_may_have_an_accent_of_its_own_and_a_site_over_it() {
    let sheet = |settings: &str| {
        let manifest = [("themes/mine/theme.yaml", "name: mine\naccent: '#0a3d91'\n")];
        let theme = load_with(&format!("theme: mine\n{settings}"), &manifest).unwrap();
        String::from_utf8(theme.assets["accent.css"].bytes.clone()).unwrap()
    };
    assert!(sheet("").contains("--accent:#0a3d91"));
    assert!(sheet("accent: '#7a1f3d'\n").contains("--accent:#7a1f3d"));
    assert!(!load(&[]).unwrap().assets.contains_key("accent.css"));
}

#[test]
fn a_name_that_nothing_has_is_told_at_its_place_with_a_way_out() {
    for (text, said, hint) in [
        (
            "<p>\n{% include \"fotter.html\" %}",
            "Unknown template `fotter.html`",
            "did you mean `footer.html`?",
        ),
        ("<p>\n{{ page.title | nofilter }}", "Unknown filter `nofilter`", "Tera has"),
        ("<p>\n{% if page is odder %}{% endif %}", "Unknown test `odder`", "Tera has"),
    ] {
        let fault = fault(&[("themes/ledger/templates/about.html", text)]);
        let at = fault.place.as_ref().unwrap();
        assert_eq!(at.path.as_str(), "themes/ledger/templates/about.html");
        assert_eq!(at.line_column().unwrap().line, 2);
        assert_eq!(fault.message, said);
        assert!(fault.hints.iter().any(|way| way.contains(hint)), "{:?}", fault.hints);
    }
}

#[test]
fn every_name_that_nothing_has_is_told_in_one_run() {
    let text = "{{ page.title | one }}{{ page.title | two }}{% include \"three\" %}";
    let faults = load(&[("themes/ledger/templates/about.html", text)]).err().unwrap();
    assert_eq!(faults.len(), 3);
}

#[test]
fn a_template_that_includes_itself_is_named() {
    let fault = fault(&[("themes/ledger/templates/about.html", "{% include \"about.html\" %}")]);
    assert_eq!(fault.place.as_ref().unwrap().path.as_str(), "themes/ledger/templates/about.html");
    assert!(fault.hints[0].contains("lead round"), "{:?}", fault.hints);
}

#[test]
fn a_word_that_no_template_shows_is_a_warning() {
    let words = "loop: { siad: You told me, said: You said }\nmine: { greeting: Hello }\n";
    let template = "{{ t.mine.greeting }}";
    let theme =
        load(&[("themes/ledger/strings/en.yaml", words), ("themes/ledger/templates/about.html", template)])
            .unwrap();
    let told: Vec<_> = theme.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(told, ["no template shows the word `loop.siad`"]);
    assert_eq!(theme.warnings[0].hints[0], "did you mean `loop.said`?");
    assert_eq!(theme.warnings[0].place.as_ref().unwrap().line_column().unwrap().line, 1);
    assert!(load(&[]).unwrap().warnings.is_empty());
}
