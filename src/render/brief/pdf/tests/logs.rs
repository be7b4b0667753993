//! Whole logs, empty to absurd, as pages: what makers may write, by way of files, choice and words.

use proptest::collection::vec;
use proptest::prelude::*;

use super::{check, check_lines};
use crate::config::{Overrides, Paper};
use crate::path::SitePath;
use crate::pipeline::{Memo, assemble_with};
use crate::render::Renderer;
use crate::render::brief::Subject;
use crate::render::brief::notes::printable;
use crate::render::brief::pdf::style::{self, Page};
use crate::render::brief::pdf::{Typesetter, set};
use crate::source::{Source, Sources};

const CHINESE: &[u8] = include_bytes!("../../../../../example-site/fonts/NotoSansCJKsc-Regular-subset.otf");

/// Characters that are no letters and stand in texts all the same.
const ODD: [&str; 10] = [
    "\u{7}", "\u{8a}", "\t", "\u{200b}", "\u{202e}", "\u{feff}", "\u{fffe}", "e\u{301}", "\u{a0}", "\u{2028}",
];

/// What somebody writes: nothing, a word, a sentence, or far too much. Scripts that are written from the
/// right need a font of the machine, so not every log has them.
fn words(from_right: bool) -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-zA-Z]{1,12}",
        2 => "[a-z]{1,8}[.!?,;]",
        2 => "[的一是在人有我他这们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里]{1,30}[，。]?",
        2 => if from_right { "[אבגדהוזחטי]{1,9}" } else { "[α-ω]{1,9}" },
        2 => if from_right { "[ابتثجحخدذر]{1,9}" } else { "[а-я]{1,9}" },
        1 => "[-+]?[0-9]{1,9}%?",
        1 => "[a-z]{60,90}",
        1 => "https://[a-z]{1,30}\\.example/[a-z/]{0,90}",
        1 => Just("👩‍💻🚀".to_string()),
        1 => Just("“quoted”".to_string()),
        1 => Just("**bold** `code` <b>".to_string()),
        1 => proptest::sample::select(&ODD[..]).prop_map(str::to_string),
    ];
    let length = prop_oneof![3 => 0_usize..3, 4 => 3_usize..20, 1 => 100_usize..400];
    length.prop_flat_map(move |length| vec(part.clone(), length)).prop_map(|parts| parts.join(" "))
}

/// A value in YAML, which takes a text as JSON writes it.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() || !crate::fonts::is_text(c) || c == '\u{feff}' => {
            format!("\\u{:04X}", u32::from(c))
        }
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn list(items: &[String], entry: impl Fn(usize, &str) -> String) -> String {
    let entries: Vec<String> = items.iter().enumerate().map(|(at, item)| entry(at, &quoted(item))).collect();
    format!("[{}]", entries.join(", "))
}

#[derive(Debug)]
struct Log {
    chinese: bool,
    lines: Vec<String>,
    items: Vec<String>,
    said: Vec<String>,
    long: bool,
}

fn logs() -> impl Strategy<Value = Log> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_flat_map(|(chinese, long, from_right)| {
        let said = (vec(words(from_right), 12), vec(words(from_right), 0..7), vec(words(from_right), 0..9));
        said.prop_map(move |(lines, items, said)| Log { chinese, lines, items, said, long })
    })
}

impl Log {
    fn sources(&self) -> Sources {
        let line = |at: usize| quoted(&self.lines[at]);
        let name: String = self.lines[0].chars().take(60).collect();
        let items = &self.items;
        let settings = format!(
            "title: A log\nbase_url: https://example.org/log/\nlanguage: {}\ncards: none\n\
             author: {{name: {}, headline: {}, location: {}, contact: [{{kind: email, value: a@example.org, show: brief}}]}}\n",
            if self.chinese { "zh" } else { "en" },
            quoted(&name),
            line(1),
            quoted(&name)
        );
        let project = format!(
            "---\ntitle: {}\ntagline: {}\nrole: {}\nwhy: {}\naudience: {}\nproblem: {}\nevidence: {}\nlimits: {}\nroadmap: {}\ndirection: {}\nnumbers: {}\nchallenge: {{days: {}}}\n---\n",
            quoted(&format!("T {}", self.lines[2].chars().take(80).collect::<String>())),
            line(3),
            line(4),
            line(5),
            line(6),
            line(7),
            list(items, |_, item| format!("{{quote: {item}, source: 'https://example.org/said/'}}")),
            list(items, |_, item| format!("{{case: {item}, guard: {item}}}")),
            list(items, |_, item| item.to_string()),
            list(items, |_, item| format!("{{who: {item}, said: {item}}}")),
            list(items, |at, item| {
                // A number without a value is an error.
                let said: String = serde_json::from_str(item).expect("a text as JSON");
                let value = if said.trim().is_empty() { "0" } else { item };
                format!("{{id: n{at}, label: {item}, value: {value}, unit: {item}, source: day-01}}")
            }),
            if self.long { 365 } else { 7 },
        );
        let day = format!(
            "---\ndate: 2026-01-05\ntitle: {}\ninsights: {}\nanswers: {}\n---\n\nText.\n",
            line(8),
            list(items, |_, item| item.to_string()),
            list(items, |at, item| format!("{{feedback: f{at}, change: {item}, result: {item}}}")),
        );
        let about = format!(
            "---\nlooking_for: {{roles: {}, where: {}}}\nbackground: {}\n---\n\nText.\n",
            list(items, |_, item| item.to_string()),
            line(9),
            list(items, |_, item| format!("{{what: {item}, where: {item}, from: 2020-02}}")),
        );
        let mut files = vec![
            ("buildlog.yaml".to_string(), settings),
            ("content/about.md".to_string(), about),
            ("content/projects/cut/project.md".to_string(), project),
            ("content/projects/cut/day-01.md".to_string(), day),
        ];
        files.extend(self.said.iter().enumerate().map(|(at, said)| {
            let text = format!(
                "---\nconsent: name\nwho: {}\nname: {}\n---\n\nSaid: {said}\n",
                line(10),
                quoted(&format!("{at} {name}"))
            );
            (format!("content/projects/cut/feedback/f{at}.md"), text)
        }));
        let texts = files.into_iter().map(|(path, text)| (SitePath::new(path), Source::Text(text.into())));
        let font = (SitePath::new("fonts/chinese.otf"), Source::Bytes(CHINESE.into()));
        Sources::from_memory(texts.chain([font]))
    }
}

/// Sets the brief on both papers and looks at what is where.
fn look_at(renderer: &Renderer) -> Result<(), TestCaseError> {
    let subject = Subject { edition: 0, project: 0, reader: None };
    let typesetter = Typesetter::new(renderer.fonts());
    let sheet = printable(&renderer.sheet(subject), renderer.fonts());
    for paper in [Paper::A4, Paper::Letter] {
        let placed = set(&super::order(&sheet, paper, &typesetter));
        let (flows, plan, _) = placed.map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        prop_assert!(plan.bottom <= Page::of(paper).bottom + super::SLACK);
        check(&plan, paper)?;
        check_lines(&flows, &plan)?;
        prop_assert!(plan.density.scale * style::BODY >= style::SMALLEST_BODY - 0.01);
        let made = renderer.brief_pdf(subject, Some(paper));
        let made = made.map_err(|fault| TestCaseError::fail(format!("{fault:?}")))?;
        let pages = made
            .bytes
            .windows(12)
            .filter(|window| *window == b"/Type/Page\n/" || *window == b"/Type /Page\n");
        prop_assert!(pages.count() <= 1);
    }
    Ok(())
}

#[test]
fn every_log_that_can_be_drawn_is_one_valid_page() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        cases: 24,
        ..ProptestConfig::default()
    });
    let memo = std::cell::RefCell::new(Memo::default());
    let drawn = std::cell::Cell::new(0);
    let result = runner.run(&logs(), |log| {
        let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-01-31".parse().unwrap() };
        let assembled = assemble_with(log.sources(), &overrides, &mut memo.borrow_mut());
        match &assembled.renderer {
            Some(renderer) => {
                drawn.set(drawn.get() + 1);
                look_at(renderer)
            }
            // What no font on this machine has is the one thing that may stop it.
            None => {
                let errors = assembled.diagnostics.iter().filter(|fault| fault.is_error());
                let others: Vec<_> = errors.filter(|fault| fault.code != "no-font").collect();
                prop_assert!(others.is_empty(), "{others:?}");
                Ok(())
            }
        }
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(drawn.get() > 5, "the test has seen only {} pages", drawn.get());
}
