//! How many facts a passage holds, and which goes first where the page is too small.

use super::passage::{Fact, Item, LeftOut, Passage, Passages, Source};

/// How many facts a passage holds at most.
pub(super) fn most(passage: Passage) -> usize {
    match passage {
        Passage::Numbers | Passage::Latest => 4,
        Passage::Quotes | Passage::Changes | Passage::Limits | Passage::Insights | Passage::Next => 3,
        Passage::Problem | Passage::Because | Passage::Days | Passage::Background => 2,
        Passage::Relevance | Passage::Audience | Passage::Why => 1,
    }
}

/// How soon a passage loses a fact, among those with as many: a larger number goes sooner.
fn weight(passage: Passage) -> u32 {
    match passage {
        Passage::Because => 1,
        Passage::Relevance => 2,
        Passage::Quotes => 3,
        Passage::Numbers => 4,
        Passage::Problem => 5,
        Passage::Audience => 6,
        Passage::Changes => 7,
        Passage::Limits => 8,
        // They never stand on one page.
        Passage::Days | Passage::Latest => 9,
        Passage::Insights => 10,
        Passage::Next => 11,
        Passage::Why => 12,
        Passage::Background => 13,
    }
}

/// The rank of the fact at a place (from 0) in its passage. Third facts go before second ones, and a
/// second one of what matters most before the first of what matters least.
fn rank(passage: Passage, place: usize, is_lead: bool) -> u32 {
    // A passage holds a handful of facts, so the place fits.
    let place = u32::try_from(place).unwrap_or(u32::MAX / 200);
    // A number takes a line and says most in it: none goes before all of its kind do.
    let place = if passage == Passage::Numbers { 0 } else { place };
    // What one reader said, and why it matters to them, is chosen for them as much as what leads.
    let is_lead = is_lead || matches!(passage, Passage::Because | Passage::Relevance);
    if is_lead { 60 * place + weight(passage) } else { 100 * (place + 1) + weight(passage) }
}

/// A fact that may be taken.
pub(super) struct Candidate {
    pub(super) fact: Fact,
    pub(super) source: Source,
    pub(super) name: String,
    pub(super) why: &'static str,
    /// Where it stands among what the maker wants said first.
    pub(super) lead: Option<usize>,
    /// A smaller number is taken sooner.
    pub(super) merit: u32,
}

/// Takes the best candidates into a passage: what the maker names first, then by merit, then in the
/// order in which they are given. `None` where there is none.
pub(super) fn take(
    passage: Passage,
    mut candidates: Vec<Candidate>,
    left_out: &mut Vec<LeftOut>,
) -> Option<Passages> {
    candidates.sort_by_key(|candidate| (candidate.lead.unwrap_or(usize::MAX), candidate.merit));
    let beyond = candidates.split_off(candidates.len().min(most(passage)));
    left_out.extend(beyond.into_iter().map(|candidate| LeftOut {
        passage,
        name: candidate.name,
        why: "there is room for so many of its kind, and others come first",
    }));
    let items: Vec<Item> = candidates
        .into_iter()
        .enumerate()
        .map(|(place, candidate)| Item {
            rank: rank(passage, place, candidate.lead.is_some()),
            fact: candidate.fact,
            source: candidate.source,
            name: candidate.name,
            why: if candidate.lead.is_some() { "named in `lead`" } else { candidate.why },
        })
        .collect();
    (!items.is_empty()).then_some(Passages { passage, items })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_for_one_reader_outlives_a_second_insight_that_leads() {
        let insight = rank(Passage::Insights, 1, true);
        assert!(rank(Passage::Because, 1, false) < insight && rank(Passage::Relevance, 0, false) < insight);
    }
}
