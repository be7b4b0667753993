//! A JSON Resume file as far as a log needs it: the stations of the maker's past, and skills.

use serde_json::{Map, Value};

use super::{Background, Station};

/// Words that stand for a time that is not over, in place of a date.
const STILL: [&str; 10] =
    ["present", "current", "currently", "now", "today", "ongoing", "至今", "现在", "目前", "今"];

/// What is taken from a JSON Resume (versions 0.x and 1.0, jsonresume.org). Telephone and address are
/// never read, so they can't be published by mistake.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resume {
    /// Work, voluntary work and education, each in its written order.
    pub background: Vec<Background>,
    /// Skills by name.
    pub skills: Vec<String>,
}

impl Resume {
    /// Reads a resume.
    ///
    /// # Errors
    /// What is wrong with a text that is no JSON, or JSON that is no group of keys.
    pub fn read(text: &str) -> Result<Resume, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let keys = value.as_object().ok_or("it holds no keys")?;
        let groups = [
            // 0.x called the employer `company`, 1.0 calls it `name`.
            stations(keys, "work", Station::Work, &["name", "company"], &["position"]),
            stations(keys, "volunteer", Station::Volunteer, &["organization", "name"], &["position"]),
            stations(keys, "education", Station::Education, &["institution"], &["studyType", "area"]),
        ];
        Ok(Resume { background: groups.into_iter().flatten().collect(), skills: skills(keys) })
    }
}

fn stations(
    keys: &Map<String, Value>,
    group: &str,
    station: Station,
    place: &[&str],
    what: &[&str],
) -> Vec<Background> {
    let entries = list(keys, group).filter_map(Value::as_object);
    let stations = entries.map(|entry| {
        let what: Vec<String> = what.iter().filter_map(|name| text(entry, name)).collect();
        Background {
            station,
            what: (!what.is_empty()).then(|| what.join(", ")),
            place: place.iter().find_map(|name| text(entry, name)),
            from: date(entry, "startDate"),
            to: date(entry, "endDate"),
            text: text(entry, "summary").or_else(|| highlights(entry)),
        }
    });
    stations.filter(|station| station.what.is_some() || station.place.is_some()).collect()
}

fn highlights(entry: &Map<String, Value>) -> Option<String> {
    let said: Vec<&str> =
        list(entry, "highlights").filter_map(Value::as_str).filter(|said| !said.trim().is_empty()).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn skills(keys: &Map<String, Value>) -> Vec<String> {
    let entries = list(keys, "skills");
    entries
        .filter_map(|entry| match entry {
            Value::String(name) => Some(name.trim().to_string()),
            Value::Object(entry) => text(entry, "name"),
            _ => None,
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn list<'a>(keys: &'a Map<String, Value>, name: &str) -> impl Iterator<Item = &'a Value> {
    keys.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// A value that says something: `""` and `null` do not.
fn text(entry: &Map<String, Value>, name: &str) -> Option<String> {
    let said = match entry.get(name)? {
        Value::String(said) => said.trim().to_string(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!said.is_empty()).then_some(said)
}

/// A date as far as it is given, such as `2021` or `2021-06`; nothing for a time that is not over.
fn date(entry: &Map<String, Value>, name: &str) -> Option<String> {
    text(entry, name).filter(|said| !STILL.contains(&said.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_both_versions_are_known() {
        let old = r#"{"work": [{"company": "Placeholder Ltd", "position": "Cook", "startDate": "2019-05", "endDate": "Present"}]}"#;
        let new = r#"{"work": [{"name": "Placeholder Ltd", "position": "Cook", "startDate": "2019-05"}]}"#;
        let (old, new) = (Resume::read(old).unwrap(), Resume::read(new).unwrap());
        assert_eq!(old, new);
        assert_eq!(old.background[0].place.as_deref(), Some("Placeholder Ltd"));
        assert_eq!((old.background[0].from.as_deref(), &old.background[0].to), (Some("2019-05"), &None));
    }

    #[test]
    fn empty_values_are_absent_ones() {
        let text = r#"{"work": [{"name": "", "position": null, "startDate": ""}, {"name": "A", "endDate": "2020"}],
            "volunteer": null, "education": [{"institution": "B", "studyType": "BSc", "area": "Physics"}],
            "skills": ["", "Sewing", {"name": "Python", "keywords": []}, {"name": null}]}"#;
        let resume = Resume::read(text).unwrap();
        assert_eq!(resume.background.len(), 2);
        assert_eq!(resume.background[0].to.as_deref(), Some("2020"));
        assert_eq!(resume.background[1].what.as_deref(), Some("BSc, Physics"));
        assert_eq!(resume.skills, ["Sewing", "Python"]);
    }

    #[test]
    fn telephone_and_address_are_not_even_read() {
        let text = r#"{"basics": {"phone": "555 0100", "location": {"address": "1 Sample Street", "city": "Leeds"}}}"#;
        assert_eq!(Resume::read(text).unwrap(), Resume::default());
    }

    #[test]
    fn what_is_no_resume_says_why() {
        assert!(Resume::read("{").is_err());
        assert_eq!(Resume::read("[]").unwrap_err(), "it holds no keys");
    }
}
