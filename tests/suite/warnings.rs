//! What may let a reader down is told, and does not stop the build; and every complaint that can be
//! met is in the documentation.

use std::collections::BTreeSet;

use buildlog::diagnostics::{Diagnostic, Severity};

use crate::support::site::report;
use crate::support::{Site, repository};

const CAST: &[u8] = b"{\"version\": 2, \"width\": 80, \"height\": 24}\n[0.1, \"o\", \"ok\"]\n";

/// Sites with one thing in them that is told, and its code.
fn told() -> Vec<(Site, &'static str)> {
    let day = |body: &str| Site::new().with_day(1, "", body);
    let paced = "---\ndate: 2026-01-06\n---\n";
    let draft = Site::new().with_day(2, "draft: true\n", "Two.");
    vec![
        (day("<script>alert(1)</script>"), "raw-script"),
        (day("<b onclick=\"alert(1)\">Press</b>"), "raw-script"),
        (day("<p style=\"color: red\">Red</p>"), "raw-style"),
        (day("<iframe src=\"https://other.example/\"></iframe>"), "raw-frame"),
        (day("[Press](javascript:alert(1))"), "unsafe-address"),
        (day("![Far](https://other.example/a.png)"), "remote-picture"),
        (
            day("See ![Tests](media/a.cast)").with_bytes("content/projects/cut/media/a.cast", CAST),
            "recording-in-line",
        ),
        (day("```\nnever closed"), "unclosed-fence"),
        (day("Words\n\n<!-- a note\n\nMore words"), "unclosed-comment"),
        (day("Some <b>bold words"), "unclosed-tag"),
        (day("<div>Some <b>bold words</div>\n\nMore"), "unclosed-tag"),
        (day("<form>Words</form>"), "raw-element"),
        (day("$\\nosuchcommand{1}$"), "bad-math"),
        (day("## Dup\n\n<b id=\"dup\">Bold</b>"), "duplicate-id"),
        (
            day("![Report](media/r.pdf)").with_bytes("content/projects/cut/media/r.pdf", b"%PDF"),
            "not-a-picture",
        ),
        (draft.with_day(1, "", "[Tomorrow](day-02.md)"), "link-to-draft"),
        (Site::new().with("content/projects/cut/day-01.md", paced), "day-off-pace"),
        (
            Site::new().with_day(1, "numbers: [{id: n, label: N, value: 9}]\n", "One.").with_day(
                2,
                "answers: [{change: Louder, number: n}]\n",
                "Two.",
            ),
            "number-not-read",
        ),
        (day("One.").with("content/projects/cut/notes.md", "Notes.\n"), "stray-file"),
        (
            day("One.").with("content/projects/cut/day-01.fr.md", "---\ndate: 2026-01-05\n---\n"),
            "language-not-listed",
        ),
        (
            day("One.").with("content/about.md", "---\nresume: r.json\n---\n").with(
                "content/r.json",
                r#"{"work": [{"name": "A", "startDate": "2021-05", "endDate": "2019-01-01"}]}"#,
            ),
            "end-before-start",
        ),
        (
            day("One.").with(
                "content/about.md",
                "---\nbackground:\n  - {what: Cook, from: 2021-05, to: 2019}\n  - {what: Baker, from: 2019, to: 2019-05}\n---\n",
            ),
            "end-before-start",
        ),
    ]
}

#[test]
fn what_lets_a_reader_down_is_told_once_with_its_place_and_a_way_out() {
    for (site, code) in told() {
        let faults: Vec<Diagnostic> = site.faults();
        let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [code], "{}", report(&faults));
        assert_eq!(faults[0].severity, Severity::Warning, "{code}");
        assert!(faults[0].place.is_some() && !faults[0].hints.is_empty(), "{}", report(&faults));
    }
}

#[test]
fn what_is_told_does_not_stop_the_build() {
    for (site, code) in told() {
        let built = site.build();
        assert_eq!(built.diagnostics.len(), 1, "{code}");
        assert!(built.has("/projects/cut/"), "{code}");
    }
}

#[test]
fn a_site_in_order_is_not_told_anything() {
    let links =
        "[A](day-02.md) [b](project.md) [c](#here) [d](/projects/) [e](https://other.example/)\n\n## Here\n";
    assert_eq!(Site::new().with_day(1, "", links).with_day(2, "rest: true\n", "").codes(), [""; 0]);
    assert_eq!(Site::in_folder(&repository().join("example-site")).codes(), [""; 0]);
}

#[test]
fn one_file_with_a_fault_does_not_make_faults_elsewhere() {
    let site = Site::new()
        .with("content/projects/cut/day-01.md", "---\ntilte: A\ndate: 2026-01-05\n---\n\n## End\n")
        .with_day(2, "", "See [yesterday](day-01.md) and [its end](day-01.md#end).");
    assert_eq!(site.codes(), ["unknown-key"]);
    let project = Site::new().with("content/projects/cut/project.md", "---\ntitel: Cut\n---\n").with_day(
        1,
        "",
        "See [the project](project.md).",
    );
    assert_eq!(project.codes(), ["missing-key", "unknown-key"]);
}

/// The codes of all reports of `tests/faults/` and of the warnings above.
fn codes() -> BTreeSet<String> {
    let mut codes: BTreeSet<String> = told().iter().map(|(_, code)| code.to_string()).collect();
    for mistake in std::fs::read_dir(repository().join("tests/faults")).expect("the folders of mistakes") {
        let report = mistake.expect("an entry").path().join("report.txt");
        let text = std::fs::read_to_string(report).expect("a report");
        let heads = text.lines().filter_map(|line| line.strip_prefix("error["));
        codes.extend(heads.filter_map(|rest| rest.split(']').next()).map(str::to_string));
    }
    codes
}

#[test]
fn every_code_is_explained_in_the_documentation() {
    let text = std::fs::read_to_string(repository().join("docs/errors.md")).expect("the documentation");
    let missing: Vec<String> =
        codes().into_iter().filter(|code| !text.contains(&format!("`{code}`"))).collect();
    assert_eq!(missing, [""; 0], "docs/errors.md does not name them");
}
