//! Numbers as pages state them: where each comes from, in which unit, and how it moved.

use crate::support::{Built, Site};

/// The numbers of a page, without what stands around them.
fn numbers(page: &str) -> &str {
    let start = page.find("<ul class=\"numbers\">").expect("a list of numbers");
    &page[start..start + page[start..].find("</ul>").expect("its end")]
}

fn project(keys: &str) -> Site {
    let text = format!("---\ntitle: Cut\nchallenge: {{start: 2026-01-05, days: 7}}\n{keys}---\n");
    Site::new().with("content/projects/cut/project.md", &text)
}

/// What there is to say about a site, but for the fonts of its documents.
fn codes(built: &Built) -> Vec<&'static str> {
    built.diagnostics.iter().map(|fault| fault.code).filter(|code| *code != "system-font").collect()
}

#[test]
fn a_source_is_linked_whatever_it_is() {
    let quote = "---\nconsent: role\nconsent_note: Asked.\n---\nGood.\n";
    let link = |source: &str| {
        let keys = format!("numbers: [{{id: n, label: N, value: 3, date: 2026-01-09, source: {source}}}]\n");
        let built = project(&keys)
            .with_day(1, "", "One.")
            .with("content/projects/cut/feedback/ana.md", quote)
            .with_bytes("content/projects/cut/media/count.csv", b"a,b\n")
            .build();
        assert_eq!(codes(&built), [""; 0], "{source}");
        numbers(built.page("/projects/cut/")).to_string()
    };
    for (source, shown) in [
        ("day-01", "<a href=\"/log/projects/cut/day-01/\">"),
        ("day-1", "<a href=\"/log/projects/cut/day-01/\">"),
        ("day-01.md", "<a href=\"/log/projects/cut/day-01/\">day-01.md</a>"),
        ("ana", "<a href=\"/log/projects/cut/feedback/#q-"),
        ("https://stats.example/cut", "<a href=\"https://stats.example/cut\">stats.example</a>"),
        ("media/count.csv", "<a href=\"/log/projects/cut/media/count.csv\">count.csv</a>"),
        ("our list at the door", "<span>our list at the door</span>"),
        ("门口的名单", "<span>门口的名单</span>"),
    ] {
        let page = link(source);
        assert!(page.contains(shown), "{source}: {page}");
    }
}

#[test]
fn a_file_that_a_number_comes_from_is_published() {
    let keys = "numbers: [{id: n, label: N, value: 3, source: media/count.csv}]\n";
    let built = Site::new()
        .with_day(1, keys, "One.")
        .with_bytes("content/projects/cut/media/count.csv", b"a,b\n")
        .build();
    assert!(built.files.contains_key("projects/cut/media/count.csv"), "{:?}", built.files.keys());
}

#[test]
fn a_number_of_a_day_comes_from_that_day() {
    let built = Site::new().with_day(1, "numbers: [{id: n, label: N, value: 3}]\n", "One.").build();
    assert!(numbers(built.page("/projects/cut/")).contains("href=\"/log/projects/cut/day-01/\""));
}

#[test]
fn a_source_that_no_page_has_is_never_shown_and_always_told() {
    let keys = "numbers: [{id: n, label: N, value: 3, source: call-of-may}]\n";
    let site = Site::new().with_day(1, keys, "One.");
    let built = site.clone().build();
    assert_eq!(codes(&built), ["unseen-source"]);
    assert!(!numbers(built.page("/projects/cut/")).contains("call-of-may"));
    let private = "private/feedback/cut/call-of-may.md";
    let built = site.clone().with(private, "---\nwho: editor\n---\nSlow.\n").build();
    assert_eq!(codes(&built), ["unseen-source"]);
    assert!(!numbers(built.page("/projects/cut/")).contains("call-of-may"));
    let other = "private/feedback/cut/call-of-june.md";
    let faults = site.with(other, "---\nwho: editor\n---\nSlow.\n").faults();
    assert_eq!(faults[0].code, "unknown-source");
}

#[test]
fn words_that_are_the_name_of_a_private_file_are_refused() {
    let keys = "numbers: [{id: n, label: N, value: 3, source: 周二的电话}]\n";
    let private = ("private/feedback/cut/周二的电话.md", "---\nwho: editor\n---\nSlow.\n");
    let faults = Site::new().with_day(1, keys, "One.").with(private.0, private.1).codes();
    assert!(faults.contains(&"private-source"), "{faults:?}");
}

#[test]
fn an_answer_to_nobody_is_not_called_private() {
    let site = Site::new().with_day(1, "answers: [{feedback: of-tuesday, change: Louder}]\n", "One.");
    assert_eq!(codes(&site.clone().build()), [""; 0], "without private/ nobody can know");
    let faults = site.with("private/questions.yaml", "[]\n").faults();
    assert_eq!(faults[0].code, "unknown-feedback");
}

#[test]
fn an_answer_with_a_slip_is_told_where_there_is_no_private_folder_too() {
    let quote = "---\nconsent: role\nconsent_note: Asked.\n---\nGood.\n";
    let built = Site::new()
        .with_day(1, "answers: [{feedback: of-tusday, change: Louder}]\n", "One.")
        .with("content/projects/cut/feedback/of-tuesday.md", quote)
        .build();
    assert_eq!(codes(&built), ["unseen-feedback"]);
}

#[test]
fn readings_under_two_names_are_told_and_never_set_side_by_side() {
    let built = Site::new()
        .with_day(1, "numbers: [{id: n, label: Testers, value: 31}]\n", "One.")
        .with_day(2, "numbers: [{id: n, value: 33}]\n", "Two.")
        .with_day(3, "numbers: [{id: n, label: Sign-ups, value: 57}]\n", "Three.")
        .build();
    assert_eq!(codes(&built), ["mixed-labels"]);
    let page = numbers(built.page("/projects/cut/"));
    assert!(page.contains("Sign-ups") && page.contains("57"), "{page}");
    assert!(!page.contains("31") && !page.contains("33") && !page.contains("<svg"), "{page}");
}

#[test]
fn a_unit_is_said_once_for_a_history() {
    let built = Site::new()
        .with_day(1, "numbers: [{id: n, label: N, value: 90, unit: minutes}]\n", "One.")
        .with_day(2, "numbers: [{id: n, value: 40}]\n", "Two.")
        .build();
    let page = numbers(built.page("/projects/cut/"));
    assert!(page.contains("40 minutes") && page.contains("90 minutes") && page.contains("<svg"), "{page}");
}

#[test]
fn a_line_may_end_before_a_long_unit_and_never_before_a_short_one() {
    let keys = "numbers: [{id: n, label: N, value: 90, unit: min}, {id: m, label: M, value: 5, unit: of 5 people}]\n";
    let built = Site::new().with_day(1, keys, "One.").build();
    let page = numbers(built.page("/projects/cut/"));
    assert!(page.contains("90\u{a0}min<") && page.contains("5 of 5 people<"), "{page}");
}

#[test]
fn a_number_below_zero_has_a_minus_on_pages() {
    let built =
        Site::new().with_day(1, "numbers: [{id: n, label: N, value: -3, unit: '%'}]\n", "One.").build();
    assert!(numbers(built.page("/projects/cut/")).contains("−3%"));
}

#[test]
fn a_large_number_is_set_in_groups_and_a_year_or_an_id_is_not() {
    for (value, shown) in [
        ("12345", "12,345"),
        ("-1234567.125", "−1,234,567.125"),
        ("10000", "10,000"),
        ("123456", "123,456"),
        ("2094", "2094"),
        ("\"0012345\"", "0012345"),
        ("0.12345", "0.12345"),
        ("12345 of 67890", "12345 of 67890"),
        ("1e9", "1e9"),
    ] {
        let keys = format!("numbers: [{{id: n, label: N, value: {value}}}]\n");
        let built = Site::new().with_day(1, &keys, "One.").build();
        let page = numbers(built.page("/projects/cut/"));
        assert!(page.contains(&format!(">{shown}<")), "{value}: {page}");
    }
}

#[test]
fn of_two_readings_of_one_day_a_change_is_shown_with_the_last() {
    let keys = "answers: [{change: Keys, number: n}]\n\
                numbers: [{id: n, label: Minutes, value: 90}, {id: n, value: 60}]\n";
    let later = "numbers: [{id: n, value: 40}]\n";
    let built = Site::new().with_day(1, keys, "One.").with_day(2, later, "Two.").build();
    let page = built.page("/projects/cut/");
    assert!(page.contains("<strong>60</strong>") && !page.contains("<strong>90</strong>"), "{page}");
    assert!(!page.contains("<strong>40</strong>"), "{page}");
}

#[test]
fn the_page_of_a_day_shows_every_reading_that_its_file_states_each_with_its_date() {
    let morning = "{id: n, label: Minutes, value: 90, how: In the morning}";
    let late = "numbers: [{id: n, value: 45, date: 2026-01-05, how: From the notes}]\n";
    let built = project("numbers: [{id: n, label: Minutes, value: 77, date: 2026-01-05}]\n")
        .with_day(1, &format!("numbers: [{morning}, {{id: n, value: 60}}]\n"), "One.")
        .with_day(2, late, "Two.")
        .build();
    let first = numbers(built.page("/projects/cut/day-01/"));
    let values = |page: &str| {
        let found = page.split("<p class=\"value\">").skip(1);
        found.map(|rest| rest.split('<').next().unwrap_or_default().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(values(first), ["90", "60"], "{first}");
    assert!(first.contains("In the morning"), "{first}");
    assert!(
        !first.contains("/day-01/") && !first.contains("class=\"meta\""),
        "no page leads to itself: {first}"
    );
    assert_eq!(first.matches("<svg").count(), 1, "{first}");
    let second = numbers(built.page("/projects/cut/day-02/"));
    assert_eq!(values(second), ["45"], "{second}");
    assert!(second.contains("datetime=\"2026-01-05\""), "{second}");
    let all = numbers(built.page("/projects/cut/"));
    for value in ["77", "90", "60", "45"] {
        assert!(all.contains(value), "{value}: {all}");
    }
}

#[test]
fn a_reading_that_two_files_state_is_one_and_on_the_page_of_its_day() {
    let built = project("numbers: [{id: n, label: Minutes, value: 60, date: 2026-01-05}]\n")
        .with_day(1, "numbers: [{id: n, value: 60, how: By a clock}]\n", "One.")
        .build();
    let day = numbers(built.page("/projects/cut/day-01/"));
    assert!(day.contains("By a clock") && !day.contains("Before"), "{day}");
    let all = numbers(built.page("/projects/cut/"));
    assert!(all.contains("By a clock") && all.contains("/day-01/"), "{all}");
}

#[test]
fn a_change_is_shown_with_what_its_number_was_next_and_not_with_what_it_is_now() {
    let answers = |change: &str| format!("answers: [{{change: {change}, number: n}}]\n");
    let reading = |value: u32| format!("numbers: [{{id: n, label: Minutes, value: {value}}}]\n");
    let built = Site::new()
        .with_day(1, &reading(90), "One.")
        .with_day(2, &answers("Keys"), "Two.")
        .with_day(3, &reading(60), "Three.")
        .with_day(4, &(answers("Shelf") + &reading(40)), "Four.")
        .with_day(5, &answers("Lamp"), "Five.")
        .build();
    let page = built.page("/projects/cut/");
    let result = |change: &str| {
        let start = page.find(change).expect("the change");
        let end = page[start..].find("</li>").expect("its end");
        page[start..start + end].to_string()
    };
    assert!(result("Keys").contains("<strong>60</strong>"), "{}", result("Keys"));
    assert!(result("Keys").contains("/day-03/"), "it says where that was read: {}", result("Keys"));
    assert!(result("Shelf").contains("<strong>40</strong>"), "{}", result("Shelf"));
    assert!(!result("Lamp").contains("<strong>"), "nothing was read since: {}", result("Lamp"));
    assert!(!result("Lamp").contains("<dt>Result"), "what is not said is not shown: {}", result("Lamp"));
}

#[test]
fn a_unit_is_never_taken_for_that_of_earlier_readings() {
    let site = Site::new().with_day(1, "numbers: [{id: n, label: N, value: 2}]\n", "One.").with_day(
        2,
        "numbers: [{id: n, value: 90, unit: minutes}]\n",
        "Two.",
    );
    let faults = site.faults();
    let fault = faults.iter().find(|fault| fault.code == "mixed-units").expect("a complaint");
    assert_eq!(fault.related[0].0.path.as_str(), "content/projects/cut/day-01.md");
    assert!(fault.hints[0].contains("minutes"), "{:?}", fault.hints);
}

#[test]
fn a_unit_in_the_value_is_shown_once_and_told() {
    let built =
        Site::new().with_day(1, "numbers: [{id: n, label: N, value: 7%, unit: '%'}]\n", "One.").build();
    assert_eq!(codes(&built), ["unit-twice"]);
    let page = numbers(built.page("/projects/cut/"));
    assert!(page.contains("7%") && !page.contains("7%%"), "{page}");
}

#[test]
fn a_value_that_is_no_number_is_refused() {
    for none in [".nan", ".inf", "-.inf"] {
        let keys = format!("numbers: [{{id: n, label: N, value: {none}}}]\n");
        let faults = Site::new().with_day(1, &keys, "One.").faults();
        assert_eq!(faults[0].code, "bad-value", "{none}");
        assert!(faults[0].message.contains(none), "{}", faults[0].message);
    }
}

#[test]
fn readings_of_several_years_say_their_year_and_a_long_history_shows_its_ends() {
    let reading = |value: u32, date: &str| format!("{{id: n, label: N, value: {value}, date: {date}}}");
    let of = |readings: &[String]| {
        let built = project(&format!("numbers: [{}]\n", readings.join(", "))).build();
        numbers(built.page("/projects/cut/")).to_string()
    };
    let years = of(&[reading(3, "2025-01-09"), reading(5, "2026-01-09")]);
    assert!(years.contains("9 January 2025") && years.contains("9 January 2026"), "{years}");
    let days: Vec<String> = (1..=20).map(|day| reading(100 + day, &format!("2026-01-{day:02}"))).collect();
    let long = of(&days);
    let before = &long[long.find("Before").unwrap()..];
    assert!(before.contains("101") && before.contains("… → ") && before.contains("115"), "{before}");
    assert!(!before.contains("102") && !before.contains("114") && before.contains("119"), "{before}");
}
