//! A JSON Resume file as far as a log needs it: the stations of the maker's past, and skills.

mod node;

use super::{Background, Skill, Station};
use crate::diagnostics::{Diagnostic, SourceFile, Span};
use crate::front_matter::{Spanned, When};
use node::{Node, Shape};

/// What is taken from a JSON Resume (versions 0.x and 1.0, jsonresume.org). Telephone and address are
/// never read, so they can't be published by mistake.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resume {
    /// Work, voluntary work and education, each in its written order.
    pub background: Vec<Background>,
    /// Skills that have a name.
    pub skills: Vec<Skill>,
}

impl Resume {
    /// Reads a resume, with every fault in what is taken from it. A key that is not taken may hold anything.
    pub fn read(file: &SourceFile) -> (Resume, Vec<Diagnostic>) {
        let top = match Node::top(file) {
            Ok(top) => top,
            Err(error) => return (Resume::default(), vec![no_json(file, &error)]),
        };
        let mut reader = Reader { file, faults: Vec::new() };
        let resume = reader.resume(&top);
        (resume, reader.faults)
    }
}

/// Takes values out of a resume, and notes those that are not what they should be.
struct Reader<'a> {
    file: &'a SourceFile,
    faults: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn resume(&mut self, top: &Node<'a>) -> Resume {
        if !self.is(top, Shape::Group) {
            return Resume::default();
        }
        let groups = [
            // 0.x called the employer `company`, 1.0 calls it `name`.
            self.stations(top, "work", Station::Work, &["name", "company"], "position"),
            self.stations(top, "volunteer", Station::Volunteer, &["organization", "name"], "position"),
            self.stations(top, "education", Station::Education, &["institution"], "area"),
        ];
        Resume { background: groups.into_iter().flatten().collect(), skills: self.skills(top) }
    }

    fn stations(
        &mut self,
        top: &Node<'a>,
        group: &str,
        station: Station,
        place: &[&str],
        what: &str,
    ) -> Vec<Background> {
        let entries = self.list(top, group).into_iter();
        let stations = entries.filter_map(|entry| {
            if !self.is(&entry, Shape::Group) {
                return None;
            }
            let (from, to) = self.times(&entry);
            Some(Background {
                station,
                what: self.text(&entry, what),
                degree: self.text(&entry, "studyType").filter(|_| station == Station::Education),
                place: place.iter().find_map(|name| self.text(&entry, name)),
                from,
                to,
                text: self.text(&entry, "summary"),
                highlights: self.texts(&entry, "highlights"),
            })
        });
        stations.filter(|station| station.title().is_some() || station.place.is_some()).collect()
    }

    /// Beginning and end of a station; an end before the beginning is told.
    fn times(&mut self, entry: &Node<'a>) -> (Option<When>, Option<Spanned<When>>) {
        let from = self.date(entry, "startDate", When::read);
        let to = self.date(entry, "endDate", When::read_end);
        let to = to.zip(entry.get("endDate"));
        if let (Some(from), Some((to, node))) = (&from, &to)
            && to.is_before(from)
        {
            let said = format!(
                "`{}` is before `{}.startDate`: it ended in {to} and began in {from}",
                node.path, entry.path
            );
            let told = Diagnostic::warning("end-before-start", said).at(self.file.place(node.span()));
            self.faults
                .push(told.hint("mend one of the two, or swap them; leave `endDate` out where it goes on"));
        }
        (from, to.map(|(value, node)| Spanned { value, span: node.span() }))
    }

    /// A skill is a group with a name; in old files, its name alone.
    fn skills(&mut self, top: &Node<'a>) -> Vec<Skill> {
        let entries = self.list(top, "skills");
        let skills = entries.iter().filter_map(|entry| match entry.shape() {
            Shape::Group => Some(Skill {
                name: self.text(entry, "name")?,
                level: self.text(entry, "level"),
                keywords: self.texts(entry, "keywords"),
            }),
            _ => self.words(entry).map(|name| Skill::named(&name)),
        });
        skills.collect()
    }

    /// The values of a list that say something.
    fn texts(&mut self, entry: &Node<'a>, key: &str) -> Vec<String> {
        let said = self.list(entry, key);
        said.iter().filter_map(|said| self.words(said)).collect()
    }

    fn list(&mut self, node: &Node<'a>, key: &str) -> Vec<Node<'a>> {
        let list = node.get(key).filter(|list| self.is(list, Shape::List));
        list.map(|list| list.items()).unwrap_or_default()
    }

    fn text(&mut self, entry: &Node<'a>, key: &str) -> Option<String> {
        self.words(&entry.get(key)?)
    }

    /// A value that says something: `""` and `null` do not.
    fn words(&mut self, node: &Node<'a>) -> Option<String> {
        let said = self.is(node, Shape::Text).then(|| node.text().trim().to_string());
        said.filter(|said| !said.is_empty())
    }

    fn date(
        &mut self,
        entry: &Node<'a>,
        key: &str,
        read: impl Fn(&str) -> Result<Option<When>, String>,
    ) -> Option<When> {
        let node = entry.get(key)?;
        let said = self.words(&node)?;
        // Exports write an instant where only its day is meant.
        let day = said.split_once('T').filter(|(day, _)| day.parse().is_ok_and(|when| is_day(&when)));
        read(day.map_or(said.as_str(), |(day, _)| day)).unwrap_or_else(|reason| {
            self.fault(node.span(), format!("`{}`: {reason}", node.path));
            None
        })
    }

    /// Whether a value is what it should be; `null` is none, and no fault.
    fn is(&mut self, node: &Node<'a>, wanted: Shape) -> bool {
        let found = node.shape();
        if found != wanted && (found != Shape::Nothing || node.path.is_empty()) {
            let what =
                if node.path.is_empty() { "the whole".to_string() } else { format!("`{}`", node.path) };
            let message = format!("{what} must be {}, and is {}", wanted.words(), found.words());
            self.fault(node.span(), message);
        }
        found == wanted
    }

    /// Notes a fault; what stands behind a semicolon is the way out.
    fn fault(&mut self, span: Span, said: String) {
        let way_out = "mend it here, or export the file again; jsonresume.org/schema describes it";
        let (message, hint) = said.split_once("; ").unwrap_or((&said, way_out));
        let fault = Diagnostic::error("bad-resume", message).at(self.file.place(span)).hint(hint);
        self.faults.push(fault);
    }
}

fn is_day(when: &When) -> bool {
    matches!(when, When::Day(_))
}

fn no_json(file: &SourceFile, error: &serde_json::Error) -> Diagnostic {
    let lines = file.text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let at = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    // The library ends its words with the place, which is shown as a place.
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or(&reason);
    Diagnostic::error("bad-resume", format!("{} is no JSON: {reason}", file.path))
        .at(file.place(at..at + 1))
        .hint("mend it here, or export the file again")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Severity;
    use crate::path::SitePath;

    fn file(text: &str) -> SourceFile {
        SourceFile::new(SitePath::new("content/resume.json"), text)
    }

    fn read(text: &str) -> Resume {
        let (resume, faults) = Resume::read(&file(text));
        assert_eq!(faults, []);
        resume
    }

    /// When the first station ended.
    fn ended(resume: &Resume) -> Option<When> {
        resume.background[0].to.as_ref().map(|to| to.value.clone())
    }

    /// Each fault with the text that it points at.
    fn faults(text: &str) -> Vec<(String, String)> {
        let (_, faults) = Resume::read(&file(text));
        let pointed = |fault: Diagnostic| {
            let place = fault.place.expect("a place");
            (fault.message, text[place.span].to_string())
        };
        faults.into_iter().map(pointed).collect()
    }

    #[test]
    fn the_names_of_both_versions_are_known() {
        let old = r#"{"work": [{"company": "Placeholder Ltd", "position": "Cook", "startDate": "2019-05", "endDate": "Present"}]}"#;
        let new = r#"{"work": [{"name": "Placeholder Ltd", "position": "Cook", "startDate": "2019-05"}]}"#;
        let (old, new) = (read(old), read(new));
        assert_eq!(old, new);
        assert_eq!(old.background[0].place.as_deref(), Some("Placeholder Ltd"));
        assert_eq!(
            (old.background[0].from.as_ref(), &old.background[0].to),
            ("2019-05".parse().ok().as_ref(), &None)
        );
    }

    #[test]
    fn empty_values_are_absent_ones() {
        let text = r#"{"work": [{"name": "", "position": null, "startDate": ""}, {"name": "A", "endDate": "2020"}, null],
            "volunteer": null, "education": [{"institution": "B", "studyType": "BSc", "area": "Physics"}],
            "skills": ["", "Sewing", {"name": "Python", "keywords": []}, {"name": null}]}"#;
        let resume = read(text);
        assert_eq!(resume.background.len(), 2);
        assert_eq!(ended(&resume), "2020".parse().ok());
        assert_eq!(resume.background[1].title().as_deref(), Some("BSc, Physics"));
        assert_eq!(resume.skills, ["Sewing", "Python"].map(Skill::named));
    }

    #[test]
    fn a_date_may_be_a_number_an_instant_or_words() {
        let resume = read(
            r#"{"work": [{"name": "A", "startDate": 2019, "endDate": "2021-06-01T00:00:00.000Z"}, {"name": "B", "startDate": "Spring"}]}"#,
        );
        assert_eq!(resume.background[0].from, "2019".parse().ok());
        assert_eq!(ended(&resume), "2021-06-01".parse().ok());
        assert_eq!(resume.background[1].from, Some(When::Words("Spring".to_string())));
    }

    #[test]
    fn an_end_before_its_beginning_is_told_at_the_end() {
        let text = r#"{"work": [{"name": "A", "startDate": "2021-05", "endDate": "2019-01-01"},
            {"name": "B", "startDate": "2021-05", "endDate": "2021"}]}"#;
        let (resume, told) = Resume::read(&file(text));
        assert_eq!(resume.background.len(), 2);
        let [told] = &told[..] else { panic!("{told:?}") };
        assert_eq!((told.code, told.severity), ("end-before-start", Severity::Warning));
        assert!(
            told.message.starts_with("`work[0].endDate` is before `work[0].startDate`"),
            "{}",
            told.message
        );
        assert_eq!(&text[told.place.clone().unwrap().span], "\"2019-01-01\"");
        assert_eq!(told.hints.len(), 1);
    }

    #[test]
    fn what_belongs_to_a_skill_is_kept_with_it() {
        let resume = read(
            r#"{"skills": [{"name": "Web", "level": "Master", "keywords": ["HTML", null, "", "CSS"]}]}"#,
        );
        let keywords = vec!["HTML".to_string(), "CSS".to_string()];
        assert_eq!(
            resume.skills,
            [Skill { name: "Web".to_string(), level: Some("Master".to_string()), keywords }]
        );
    }

    #[test]
    fn what_is_not_as_it_should_be_is_named_by_the_way_to_it() {
        let text = r#"{"work": [{"name": ["A"], "startDate": "2021-13"}, "B"], "education": {"institution": "C"},
            "skills": [true], "basics": 7}"#;
        let found = faults(text);
        let messages: Vec<&str> = found.iter().map(|(message, _)| message.as_str()).collect();
        assert_eq!(messages.len(), 5, "{messages:?}");
        assert!(messages.contains(&"`work[0].name` must be a text, and is a list"), "{messages:?}");
        assert!(messages.contains(&"`work[1]` must be a group of keys, and is a text"), "{messages:?}");
        assert!(messages.contains(&"`education` must be a list, and is a group of keys"), "{messages:?}");
        assert!(messages.contains(&"`skills[0]` must be a text, and is true or false"), "{messages:?}");
        let date = found
            .iter()
            .find(|(message, _)| message.starts_with("`work[0].startDate`: `2021-13` is not a date"));
        assert_eq!(date.map(|(_, pointed)| pointed.as_str()), Some("\"2021-13\""), "{found:?}");
    }

    #[test]
    fn telephone_and_address_are_not_even_read() {
        let text = r#"{"basics": {"phone": "555 0100", "location": {"address": "1 Sample Street", "city": "Leeds"}}}"#;
        assert_eq!(read(text), Resume::default());
    }

    #[test]
    fn what_is_no_resume_says_why() {
        assert_eq!(
            faults("[]"),
            [("the whole must be a group of keys, and is a list".to_string(), "[]".to_string())]
        );
        assert_eq!(faults("{\n \"work\": x}")[0].1, "x");
        assert_eq!(faults("{").len(), 1);
    }
}
