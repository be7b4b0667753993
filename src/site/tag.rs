//! The subjects of the days, each with one spelling and one slug.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::DayId;
use crate::markdown::slug;

/// A subject and the days about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The first spelling that was used.
    pub name: String,
    /// Its part of the URL.
    pub slug: String,
    /// The days about it, the newest first.
    pub days: Vec<DayId>,
}

/// Spellings of tags as slugs, decided once for all editions so that a tag has one address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tags {
    /// Folded spelling → (first spelling, slug).
    known: BTreeMap<String, (String, String)>,
    /// Spelling as written → slug: folding the same few words for every day would cost more than all else.
    by_spelling: FxHashMap<String, String>,
}

impl Tags {
    /// Decides spelling and slug of every tag; `spellings` in the order in which they were used.
    pub(super) fn new<'a>(spellings: impl Iterator<Item = &'a str>) -> Self {
        let mut known: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut by_spelling = FxHashMap::default();
        let mut taken = BTreeSet::new();
        for spelling in spellings {
            if by_spelling.contains_key(spelling) {
                continue;
            }
            let folded = fold(spelling);
            if folded.is_empty() {
                continue;
            }
            let (_, slug) = known
                .entry(folded)
                .or_insert_with(|| (spelling.trim().to_string(), free_slug(&slug(spelling), &mut taken)));
            by_spelling.insert(spelling.to_string(), slug.clone());
        }
        Self { known, by_spelling }
    }

    /// The slug of a spelling.
    pub(super) fn slug(&self, spelling: &str) -> Option<&str> {
        self.by_spelling.get(spelling).map(String::as_str)
    }

    /// The tags of some days, in order of their names; `days` the newest first.
    pub(super) fn collect<'a>(&self, days: impl Iterator<Item = (DayId, &'a [String])>) -> Vec<Tag> {
        let mut by_slug: FxHashMap<&str, Vec<DayId>> = FxHashMap::default();
        for (id, slugs) in days {
            for slug in slugs {
                by_slug.entry(slug).or_default().push(id);
            }
        }
        let named = self.known.iter().filter_map(|(_, (name, slug))| {
            Some(Tag { name: name.clone(), slug: slug.clone(), days: by_slug.remove(slug.as_str())? })
        });
        named.collect()
    }
}

fn fold(spelling: &str) -> String {
    spelling.trim().nfc().collect::<String>().to_lowercase()
}

/// Names that Windows keeps for devices, so that no folder there can have them ("Naming Files, Paths, and
/// Namespaces" in its documentation); a log is often checked out on more than one system.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The slug itself, or with the first number that makes it free.
pub(super) fn free_slug(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    // A name of signs alone has no letters to make an address of.
    let wanted = if wanted.is_empty() { "x" } else { wanted };
    let reserved = format!("{wanted}-x");
    let wanted = if RESERVED.contains(&wanted) { &reserved } else { wanted };
    let mut slug = wanted.to_string();
    let mut suffix = 2;
    while !taken.insert(slug.clone()) {
        slug = format!("{wanted}-{suffix}");
        suffix += 1;
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text of the kind that titles and tags are made of, and any text at all.
    fn spelling() -> impl Strategy<Value = String> {
        prop_oneof!["[A-Za-z0-9 +#./_-]{0,12}", "[字幕é🙂 ßİＡ\u{0301}-]{0,6}", any::<String>()]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_slug_is_its_own_slug_and_one_part_of_an_address(text in spelling()) {
            let once = slug(&text);
            prop_assert_eq!(slug(&once), once.clone());
            prop_assert!(!once.contains(['/', '\\', '.', '?', '#', '%', ' ']), "{}", once);
            prop_assert!(!once.starts_with('-') && !once.ends_with('-') && !once.contains("--"), "{}", once);
            prop_assert!(!once.chars().any(char::is_control), "{}", once);
        }

        #[test]
        fn every_tag_has_a_slug_of_its_own_that_stays(spellings in proptest::collection::vec(spelling(), 0..12)) {
            let slugs = |count: usize| -> Vec<Option<String>> {
                let tags = Tags::new(spellings[..count].iter().map(String::as_str));
                spellings[..count].iter().map(|spelling| tags.slug(spelling).map(str::to_string)).collect()
            };
            let all = slugs(spellings.len());
            let by_fold: BTreeMap<String, &String> =
                spellings.iter().zip(&all).filter_map(|(text, slug)| Some((fold(text), slug.as_ref()?))).collect();
            let distinct: BTreeSet<&&String> = by_fold.values().collect();
            prop_assert_eq!(distinct.len(), by_fold.len());
            prop_assert!(all.iter().flatten().all(|slug| !slug.is_empty() && !slug.contains('/')));
            // A new tag changes none of those before it.
            let half = spellings.len() / 2;
            prop_assert_eq!(&slugs(half)[..], &all[..half]);
        }
    }
}
