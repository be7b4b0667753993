//! The parser does what syntect's own does, operation for operation.

use syntect::parsing::ParseState;

use super::super::tests::BLOCKS;
use super::super::{GRAMMARS, LANGUAGES, name_in_set};
use super::*;

#[track_caller]
fn same(search: &mut Search, language: &str, code: &str) {
    let mut theirs = ParseState::new(LANGUAGES.find_syntax_by_token(language).unwrap());
    let mut ours = Stack::start(&GRAMMARS, language).unwrap();
    for line in code.split_inclusive('\n') {
        let operations = ours.read_line(&GRAMMARS, search, line).unwrap();
        assert_eq!(operations, theirs.parse_line(line, &LANGUAGES).unwrap(), "{language}: {line:?}");
    }
}

#[test]
fn bulk() {
    let list = std::fs::read_to_string(std::env::var("BULK").unwrap()).unwrap();
    let mut search = Search::default();
    let mut lines = 0;
    for path in list.lines() {
        let Ok(code) = std::fs::read_to_string(path) else { continue };
        let ext = path.rsplit(['.', '/']).next().unwrap();
        let Some(_) = LANGUAGES.find_syntax_by_token(ext) else { continue };
        let code: String = code.split_inclusive('\n').filter(|l| l.len() < 2000).take(400).collect();
        lines += code.lines().count();
        eprintln!("{path}");
        same(&mut search, ext, &code);
    }
    eprintln!("{lines} lines");
}
