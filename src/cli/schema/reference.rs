//! `docs/front-matter.md` against the schemas: every key is described, and none that does not exist.

use std::collections::{BTreeMap, BTreeSet};

use clap::ValueEnum;
use serde_json::Value;

use super::FileKind;

const REFERENCE: &str = include_str!("../../../docs/front-matter.md");

/// Names of keys.
type Keys = BTreeSet<String>;

/// The tables of the reference that describe keys, by what they describe: a kind of file, or a group within one.
struct Table {
    /// The heading of the file's section.
    section: String,
    /// The group; empty for the keys of the file itself.
    group: String,
    /// Each key with its row.
    rows: BTreeMap<String, String>,
}

fn tables() -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let (mut section, mut group, mut within) = (String::new(), String::new(), false);
    for line in REFERENCE.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            (section, group) = (heading.replace('\\', ""), String::new());
        } else if let Some(heading) = line.strip_prefix("### ") {
            group = heading.to_lowercase();
        } else if let Some(name) = line.strip_prefix("**`").and_then(|rest| rest.split_once("`**")) {
            group = name.0.to_string();
        }
        if line.starts_with("| Key |") {
            within = true;
            tables.push(Table { section: section.clone(), group: group.clone(), rows: BTreeMap::new() });
        }
        within &= line.starts_with('|');
        if let Some((key, _)) = line.strip_prefix("| `").and_then(|rest| rest.split_once('`'))
            && let Some(table) = tables.last_mut().filter(|_| within)
        {
            table.rows.insert(key.to_string(), line.to_string());
        }
    }
    tables
}

/// The schemas that one may stand for: itself, its forms, the items of its list.
fn forms(schema: &Value) -> Vec<&Value> {
    let inner = ["anyOf", "oneOf"].iter().filter_map(|form| schema[*form].as_array()).flatten();
    let inner = inner.chain(schema.get("items"));
    std::iter::once(schema).chain(inner.flat_map(forms)).collect()
}

/// The keys of a group, or of the items of a list of groups, each with its schema.
fn properties(schema: &Value) -> BTreeMap<String, Value> {
    let objects = forms(schema).into_iter().filter_map(|form| form["properties"].as_object());
    objects.flatten().map(|(name, schema)| (name.clone(), schema.clone())).collect()
}

fn names(schema: &Value) -> Keys {
    properties(schema).into_keys().collect()
}

/// The words between backquotes, and within braces.
fn words(row: &str) -> Keys {
    let quoted = row.split('`').skip(1).step_by(2);
    quoted
        .flat_map(|code| code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')))
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect()
}

/// What the type column lists as `{a, b}`.
fn braced(row: &str) -> Keys {
    let kind = row.split(" | ").nth(1).unwrap_or("");
    let inside = kind.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
    inside.map_or_else(Keys::new, |(inside, _)| words(&format!("`{inside}`")))
}

#[test]
fn the_tables_hold_the_keys_that_exist_and_no_other() {
    let tables = tables();
    for kind in FileKind::value_variants() {
        let schema = kind.schema();
        let own = tables.iter().find(|table| table.section == kind.path() && table.group.is_empty());
        let own = own.unwrap_or_else(|| panic!("{} has no table", kind.path()));
        let described: Keys = own.rows.keys().cloned().collect();
        assert_eq!(described, names(&schema), "{}", kind.path());
    }
}

#[test]
fn the_tables_of_groups_hold_their_keys_and_no_other() {
    for table in tables().iter().filter(|table| !table.group.is_empty()) {
        let kind = FileKind::value_variants().iter().find(|kind| kind.path() == table.section).unwrap();
        let group = if table.group == "demos" { "demo" } else { &table.group };
        let schema = properties(&kind.schema()).remove(group);
        let schema = schema.unwrap_or_else(|| panic!("{} has no group {group}", table.section));
        let described: Keys = table.rows.keys().cloned().collect();
        assert_eq!(described, names(&schema), "{} {group}", table.section);
    }
}

#[test]
fn a_group_without_a_table_has_its_keys_in_its_row() {
    let tables = tables();
    let has_table = |group: &str| {
        tables.iter().any(|table| table.group == group || (group == "demo" && table.group == "demos"))
    };
    let mut seen = 0;
    for table in &tables {
        let Some(kind) = FileKind::value_variants().iter().find(|kind| kind.path() == table.section) else {
            panic!("a table stands under {}", table.section);
        };
        let of_kind = properties(&kind.schema());
        let keys = match table.group.as_str() {
            "" => of_kind,
            "demos" => properties(&of_kind["demo"]),
            group => properties(&of_kind[group]),
        };
        for (name, schema) in &keys {
            let inner = names(schema);
            if inner.is_empty() || has_table(name) {
                continue;
            }
            let row = &table.rows[name];
            let missing: Vec<_> = inner.difference(&words(row)).cloned().collect();
            assert!(missing.is_empty(), "{missing:?} are missing in: {row}");
            let unknown: Vec<_> = braced(row).difference(&inner).cloned().collect();
            assert!(unknown.is_empty(), "{unknown:?} do not exist: {row}");
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn the_values_of_a_choice_are_in_its_row() {
    let tables = tables();
    let mut seen = 0;
    for kind in FileKind::value_variants() {
        let table =
            tables.iter().find(|table| table.section == kind.path() && table.group.is_empty()).unwrap();
        for (name, schema) in properties(&kind.schema()) {
            for value in forms(&schema).iter().filter_map(|form| form["const"].as_str()) {
                let row = &table.rows[&name];
                assert!(row.contains(&format!("`{value}`")), "`{value}` is missing in: {row}");
                seen += 1;
            }
        }
    }
    assert!(seen > 30, "{seen}");
}
