//! The parser does what syntect's own does, operation for operation.

use proptest::prelude::*;
use syntect::parsing::ParseState;

use super::super::engine::MOST;
use super::super::tests::{BLOCKS, CIRCLES, USUAL};
use super::super::{GRAMMARS, LANGUAGES, name_in_set};
use super::*;

/// More than any of these lines takes.
const ALLOWED: Allowance = Allowance(10_000_000);

/// Reads code with both parsers; where they do not agree, an error. Whether all of it was read: from a line
/// on that leads round in circles, syntect's is not asked, because it would never answer; and it may find more
/// from a line on in which ours gave a pattern up, as only one that takes so much can have it do.
fn agree(search: &mut Search, language: &str, code: &str) -> Result<bool, String> {
    let language = name_in_set(language);
    let mut theirs = ParseState::new(LANGUAGES.find_syntax_by_token(language).unwrap());
    let mut ours = Stack::start(&GRAMMARS, language).unwrap();
    for line in code.split_inclusive('\n') {
        search.begin(line, ALLOWED);
        let mut reader = Reader::begin(&GRAMMARS, search, &mut ours, line);
        loop {
            match reader.token() {
                Some(true) if !reader.is_in_circles() => {}
                Some(false) => break,
                _ => return Ok(false),
            }
        }
        let operations = reader.operations;
        let expected = theirs.parse_line(line, &LANGUAGES).unwrap();
        if operations != expected {
            if ALLOWED.0 - search.left().0 > MOST {
                return Ok(false);
            }
            return Err(format!("{language}: {line:?}: {operations:?}, not {expected:?}"));
        }
    }
    Ok(true)
}

#[test]
fn code_of_each_language_is_read_as_syntect_reads_it() {
    let mut search = Search::default();
    for language in USUAL {
        // Code of others is full of what a grammar has to recover from.
        for (_, code) in BLOCKS {
            assert_eq!(agree(&mut search, language, code), Ok(true));
            assert_eq!(agree(&mut search, language, &code.replace(' ', " é")), Ok(true));
        }
    }
}

#[test]
fn all_grammars_start_where_syntect_starts_them() {
    let mut search = Search::default();
    for syntax in LANGUAGES.syntaxes() {
        assert_eq!(agree(&mut search, &syntax.name, "x = \"1\" # <a>\n"), Ok(true));
    }
}

#[test]
fn contexts_are_stacked_no_higher_than_syntect_stacks_them() {
    let mut search = Search::default();
    for (language, open) in [("js", "["), ("rust", "{("), ("json", "["), ("py", "(["), ("c", "{(")] {
        assert_eq!(agree(&mut search, language, &format!("{}\n{0}1\n", open.repeat(80))), Ok(true));
    }
}

#[test]
fn contexts_that_are_set_are_stacked_no_higher_than_others() {
    let mut search = Search::default();
    let mut stack = Stack::start(&GRAMMARS, "d").unwrap();
    for line in ["[[".repeat(900), "a[".repeat(900), "[a".repeat(900)] {
        stack.read_line(&GRAMMARS, &mut search, &format!("{line}\n"), ALLOWED).unwrap();
        assert!((HIGHEST..HIGHEST + 5).contains(&stack.levels.len()), "{}", stack.levels.len());
    }
}

#[test]
fn what_leads_round_in_circles_goes_on_with_what_reads_text() {
    let mut search = Search::default();
    for (language, code) in CIRCLES {
        assert_eq!(agree(&mut search, language, code), Ok(false), "{code:?}");
        let mut stack = Stack::start(&GRAMMARS, language).unwrap();
        for line in code.split_inclusive('\n') {
            let operations = stack.read_line(&GRAMMARS, &mut search, line, ALLOWED).unwrap();
            assert!(operations.len() < 100, "{line:?}: {operations:?}");
        }
    }
}

/// Lines of code, some of them torn.
fn lines() -> impl Strategy<Value = String> {
    let lines: Vec<&str> = BLOCKS.iter().flat_map(|(_, code)| code.split_inclusive('\n')).collect();
    let line = prop::sample::select(lines);
    let torn = (line.clone(), line, any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let torn = torn.prop_map(|(start, end, from, to)| {
        let (from, to) = (from.index(start.len()), to.index(end.len()));
        format!("{}{}", start.get(..from).unwrap_or(start), end.get(to..).unwrap_or(end))
    });
    prop::collection::vec(torn, 1..8).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn torn_code_is_read_as_syntect_reads_it(language in prop::sample::select(&USUAL[..]), code in lines()) {
        if let Err(difference) = agree(&mut Search::default(), language, &code) {
            return Err(TestCaseError::fail(difference));
        }
    }
}
