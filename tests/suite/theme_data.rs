//! The guide for themes: it names every field that a template gets, and no other.
//!
//! A template that asks for a field that is not there is told which there are, so each record of the guide
//! is asked for one.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Folder, Site, repository};

/// A field that nothing has.
const NOTHING: &str = "zqx";

/// Rounds of questions: a record of the guide, the template that asks, and where the record is found there.
const QUESTIONS: [&[(&str, &str, &str)]; 3] = [
    &[
        ("site", "home", "site"),
        ("site.author", "about", "site.author"),
        ("site.links", "projects", "site.links"),
        ("project", "project", "project"),
        ("day", "day", "day"),
        ("page", "feedback", "page"),
        ("site.looking_for", "tags", "site.looking_for"),
        ("DayItem", "tag", "days[0]"),
        ("Date", "archive", "years[0].days[0].date"),
    ],
    &[
        ("Quote", "feedback", "quotes[0]"),
        ("Figure", "project", "project.numbers[0]"),
        ("Mark", "home", "projects[0].strip[0]"),
        ("ProjectItem", "projects", "projects[0]"),
        ("Ref", "tag", "page.breadcrumb[0]"),
    ],
    &[
        ("Loop", "project", "project.loops[0]"),
        ("Picture", "home", "projects[0].cover"),
        ("Demo", "projects", "projects[0].demo"),
        ("Said", "feedback", "project.said"),
    ],
];

type Records = BTreeMap<String, BTreeSet<String>>;

/// The fields that a page is told of, by the template that asked.
fn answers(questions: &[(&str, &str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Folder::new();
    copy(&repository().join("example-site"), &folder, "");
    for (_, template, place) in questions {
        let text = format!(
            "{{% extends \"base.html\" %}}{{% block main %}}{{% set asked = {place} %}}{{{{ asked.{NOTHING} }}}}{{% endblock %}}"
        );
        folder.write(&format!("themes/ledger/templates/{template}.html"), text);
    }
    let mut told = BTreeMap::new();
    for fault in Site::in_folder(&folder.path("")).faults() {
        let Some((_, fields)) = fault.message.split_once("Available fields: ") else { continue };
        let place = fault.place.expect("a fault of a template has a place").path.to_string();
        let template = place.trim_start_matches("themes/ledger/templates/").trim_end_matches(".html");
        told.insert(template.to_string(), fields.split(", ").map(str::to_string).collect());
    }
    told
}

fn copy(from: &std::path::Path, folder: &Folder, below: &str) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = format!("{below}{}", path.file_name().expect("a name").to_string_lossy());
        match path.is_dir() {
            true if name == "public" => {}
            true => copy(&path, folder, &format!("{name}/")),
            false => folder.write(&name, std::fs::read(&path).expect("a file")),
        }
    }
}

/// The records of the guide with their fields.
fn guide() -> Records {
    let text = std::fs::read_to_string(repository().join("docs/themes.md")).expect("the guide");
    let mut records = Records::new();
    for row in text.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let name = cells[1].trim_matches('`').to_string();
        let fields = fields(cells[cells.len() - 2]);
        if name != cells[1] || !fields.is_empty() {
            records.entry(name).or_insert(fields);
        }
    }
    // The page of a project and that of a day have what stands in lists, and more.
    for (page, item) in [("project", "ProjectItem"), ("day", "DayItem")] {
        let inherited = records[item].clone();
        records.get_mut(page).expect("a row of the guide").extend(inherited);
    }
    records
}

/// The names in a cell, without those of the records inside (in brackets) and without remarks.
fn fields(cell: &str) -> BTreeSet<String> {
    let mut depth = 0;
    let outside: String = cell
        .chars()
        .filter(|sign| {
            depth += i32::from(matches!(sign, '[' | '(')) - i32::from(matches!(sign, ']' | ')'));
            depth == 0
        })
        .collect();
    let words = outside.split('`').skip(1).step_by(2);
    words
        .filter(|word| !["project", "day"].contains(word))
        .map(|word| word.trim_end_matches('?').to_string())
        .collect()
}

#[test]
fn the_guide_names_every_field_and_no_other() {
    let guide = guide();
    for questions in QUESTIONS {
        let told = answers(questions);
        for (record, template, place) in questions {
            let told =
                told.get(*template).unwrap_or_else(|| panic!("{place} in {template}.html told no fields"));
            let mut written =
                guide.get(*record).unwrap_or_else(|| panic!("the guide has no {record}")).clone();
            let mut told = told.clone();
            // The words that also name a row are not read from cells.
            for row in ["project", "day"] {
                written.remove(row);
                told.remove(row);
            }
            assert_eq!(written, told, "{record}: written on the left, there on the right");
        }
    }
}
