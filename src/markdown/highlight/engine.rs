//! The engine of regular expressions, with a bound on its work.
//!
//! A pattern may go back in a text again and again: some of the grammars' take minutes for a line that looks
//! harmless. So each search first may go back only so often. Where that is too little, the pattern is tried
//! at one place after the other and may go back ever more often, up to a bound, and that is counted. The
//! count is the same on each machine, as the time would not be.

use std::ops::Range;

use onig::{MatchParam, Regex, RegexOptions, Region, SearchOptions, Syntax};

/// How often the engine may go back from one place before that is counted.
const FREE: u32 = 100;
/// Each time that this is too little, so many times as much is tried.
const MORE: u32 = 4;
/// A pattern that goes back more often from one place is taken not to match. The engine has such a bound of its
/// own, at ten million.
pub(super) const MOST: u32 = FREE * MORE.pow(7);
/// Each time that it goes back it may come forward to the end of the line again; for so many bytes that counts as
/// much as to go back.
const FORWARD: u32 = 128;
/// To ask for a match at all takes about as long as to go back so often.
const ASKED: u32 = 8;

/// What may still be spent, counted in times that the engine goes back.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Allowance(pub(super) u32);

impl Allowance {
    /// Takes what a question costs; `None` where there is not so much left.
    pub(super) fn ask(&mut self) -> Option<()> {
        self.spend(ASKED)
    }

    fn spend(&mut self, work: u32) -> Option<()> {
        self.0 = self.0.checked_sub(work)?;
        Some(())
    }
}

/// A pattern that is ready to be looked for.
pub(super) struct Expression {
    /// Nothing where the engine does not take the pattern, which then matches nowhere.
    regex: Option<Regex>,
    /// Whether it matches only where the search begins (`\G`).
    is_tied: bool,
}

impl Expression {
    pub(super) fn new(pattern: &str) -> Self {
        let options = RegexOptions::REGEX_OPTION_CAPTURE_GROUP;
        let regex = Regex::with_options(pattern, options, Syntax::default()).ok();
        Self { regex, is_tied: pattern.contains("\\G") }
    }

    /// The first match from a place on, and its groups in the region; the outer `None` where it takes more
    /// than is allowed.
    pub(super) fn find(
        &self,
        line: &str,
        from: usize,
        region: &mut Region,
        allowance: &mut Allowance,
    ) -> Option<Option<Range<usize>>> {
        let Some(regex) = &self.regex else { return Some(None) };
        let options = SearchOptions::SEARCH_OPTION_NONE;
        let limits = going_back(FREE);
        if let Ok(found) = regex.search_with_param(line, from, line.len(), options, Some(region), limits) {
            let found = found.and_then(|_| whole(region));
            let end = found.as_ref().map_or(line.len(), |range| range.start);
            allowance.spend(u32::try_from(end.saturating_sub(from)).ok()?)?;
            return Some(found);
        }
        let places = line[from..].char_indices().map(|(at, _)| from + at).chain([line.len()]);
        for place in places.take(if self.is_tied { 1 } else { usize::MAX }) {
            match match_at(regex, line, place, region, allowance)? {
                Attempt::Failed => {}
                Attempt::Matched(range) => return Some(Some(range)),
                Attempt::Endless => return Some(None),
            }
        }
        Some(None)
    }
}

/// What came of looking for a match at one place.
enum Attempt {
    Failed,
    Matched(Range<usize>),
    /// The engine went back too often.
    Endless,
}

fn match_at(
    regex: &Regex,
    line: &str,
    place: usize,
    region: &mut Region,
    allowance: &mut Allowance,
) -> Option<Attempt> {
    let options = SearchOptions::SEARCH_OPTION_NONE;
    allowance.ask()?;
    let each = 1 + u32::try_from(line.len()).ok()? / FORWARD;
    let mut most = FREE;
    loop {
        if let Ok(found) = regex.match_with_param(line, place, options, Some(region), going_back(most)) {
            return Some(found.and_then(|_| whole(region)).map_or(Attempt::Failed, Attempt::Matched));
        }
        if most == MOST {
            return Some(Attempt::Endless);
        }
        most *= MORE;
        allowance.spend(most.checked_mul(each)?)?;
    }
}

fn going_back(most: u32) -> MatchParam {
    let mut limits = MatchParam::default();
    limits.set_retry_limit_in_match(most);
    limits
}

fn whole(region: &Region) -> Option<Range<usize>> {
    region.pos(0).map(|(start, end)| start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(pattern: &str, line: &str, allowance: &mut Allowance) -> Option<Option<Range<usize>>> {
        Expression::new(pattern).find(line, 0, &mut Region::new(), allowance)
    }

    #[test]
    fn what_is_easy_costs_what_is_searched() {
        let mut allowance = Allowance(1_500 + 1_501 + 1_501);
        let line = format!("{}x", "é ".repeat(500));
        assert_eq!(find("x", &line, &mut allowance), Some(Some(1_500..1_501)));
        assert_eq!(find("$", &line, &mut allowance), Some(Some(1_501..1_501)));
        assert_eq!(find("y", &line, &mut allowance), Some(None));
        assert_eq!(find("(y", &line, &mut allowance), Some(None), "no pattern");
        assert_eq!(allowance.0, 0);
    }

    #[test]
    fn what_is_hard_is_found_where_it_is_and_counted() {
        for (pattern, found) in [
            (r"(?=\S+!)é+c", None),
            (r"\S+[xy]", None),
            (r"a(?=\S*[bx])", Some(0..1)),
            (r"\S+[bx]|y$", Some(0..2)),
            (r"(?:é|a)+?!|c\b", Some(800..801)),
        ] {
            let line = format!("ab{}c {}", "é".repeat(399), "aé".repeat(300));
            let mut allowance = Allowance(10_000_000);
            let expected = Regex::new(pattern).unwrap().find(&line).map(|(start, end)| start..end);
            assert_eq!(find(pattern, &line, &mut allowance), Some(expected.clone()), "{pattern}");
            assert_eq!(expected, found, "{pattern}");
            assert_eq!(find(pattern, &line, &mut Allowance(300)), None, "{pattern}");
            assert!((1_000..10_000_000).contains(&(10_000_000 - allowance.0)), "{pattern}: {allowance:?}");
        }
    }

    #[test]
    fn what_would_never_end_matches_nowhere() {
        let line = "a".repeat(40);
        let mut allowance = Allowance(3 * MOST);
        assert_eq!(find("(a|aa)+!?b|a$", &line, &mut allowance), Some(None));
        assert!(allowance.0 > MOST, "{allowance:?}");
        assert_eq!(find("(a|aa)+!?b|a$", &line, &mut Allowance(MOST)), None);
    }

    #[test]
    fn what_is_tied_to_the_start_of_a_search_is_not_found_further_on() {
        let pattern = Expression::new(r"\G\S+b");
        let line = format!("{}b{}", "a".repeat(300), "c".repeat(300));
        let find =
            |from, line: &str| pattern.find(line, from, &mut Region::new(), &mut Allowance(10_000)).unwrap();
        assert_eq!(find(10, &line), Some(10..301));
        assert_eq!(find(0, &format!(" {line}")), None);
        assert_eq!(find(302, &line), None);
    }
}
