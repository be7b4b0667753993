//! Whole blocks of code, coloured once for all threads.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// With so many parts threads hardly ever wait for each other.
const PARTS: usize = 64;
/// What a part may keep, in bytes of code and HTML: 64 MB in all, which is more than a large site has.
const BYTES: usize = 1 << 20;

/// The HTML of blocks by language and code.
pub(super) struct Blocks {
    parts: Vec<Mutex<Part>>,
}

#[derive(Default)]
struct Part {
    html: HashMap<String, HashMap<Box<str>, Arc<str>>>,
    bytes: usize,
}

impl Default for Blocks {
    fn default() -> Self {
        Self { parts: (0..PARTS).map(|_| Mutex::default()).collect() }
    }
}

impl Blocks {
    /// The HTML of a block: the one that is kept, else the one that is made now.
    pub(super) fn get_or_make(&self, language: &str, code: &str, make: impl FnOnce() -> String) -> Arc<str> {
        let part = self.part(language, code);
        if let Some(found) = lock(part).html.get(language).and_then(|blocks| blocks.get(code)) {
            return found.clone();
        }
        // The lock is not held meanwhile: two threads may make the same, and that is right too.
        let html: Arc<str> = make().into();
        let mut part = lock(part);
        if part.bytes < BYTES {
            part.bytes += code.len() + html.len();
            part.html.entry(language.to_owned()).or_default().insert(code.into(), html.clone());
        }
        html
    }

    fn part(&self, language: &str, code: &str) -> &Mutex<Part> {
        let mut hasher = DefaultHasher::new();
        (language, code).hash(&mut hasher);
        &self.parts[hasher.finish() as usize % PARTS]
    }
}

/// A thread that died while it held a lock left a map that is still sound.
fn lock(part: &Mutex<Part>) -> MutexGuard<'_, Part> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_made_once_and_told_apart_by_language() {
        let blocks = Blocks::default();
        assert_eq!(&*blocks.get_or_make("a", "code", || "first".into()), "first");
        assert_eq!(&*blocks.get_or_make("a", "code", || "second".into()), "first");
        assert_eq!(&*blocks.get_or_make("b", "code", || "third".into()), "third");
    }

    #[test]
    fn what_is_kept_has_a_bound() {
        let blocks = Blocks::default();
        let large = "x".repeat(BYTES);
        for at in 0..PARTS * 3 {
            blocks.get_or_make("a", &at.to_string(), || large.clone());
        }
        let kept: usize = blocks.parts.iter().map(|part| lock(part).bytes).sum();
        assert!(kept <= PARTS * (BYTES + BYTES + 8), "{kept}");
    }
}
