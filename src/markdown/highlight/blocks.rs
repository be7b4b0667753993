//! The runs of whole blocks of code, found once for all threads and kept from one build to the next.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::runs::{Runs, push_length, read_length};

/// With so many parts threads hardly ever wait for each other.
const PARTS: usize = 64;
/// What a part may keep, in bytes of runs and keys: 32 MB in all, which is more than a large site has.
const BYTES: usize = 1 << 19;

/// The start of a hash of language and code. That two blocks share it by chance is out of the question,
/// and whoever makes two on purpose has miscoloured code of their own.
type Key = [u8; 16];

/// The runs of blocks by language and code.
pub(super) struct Blocks {
    parts: Vec<Mutex<Part>>,
    /// Whether anything is here that was not loaded.
    has_new: AtomicBool,
}

#[derive(Default)]
struct Part {
    blocks: HashMap<Key, Block>,
    bytes: usize,
}

struct Block {
    runs: Runs,
    is_used: bool,
}

impl Default for Blocks {
    fn default() -> Self {
        Self { parts: (0..PARTS).map(|_| Mutex::default()).collect(), has_new: AtomicBool::new(false) }
    }
}

impl Blocks {
    /// The runs of a block: those that are kept, else those that are found now.
    pub(super) fn get_or_find(&self, language: &str, code: &str, find: impl FnOnce() -> Runs) -> Runs {
        let key = key(language, code);
        if let Some(block) = self.part(&key).blocks.get_mut(&key)
            && block.runs.fit(code)
        {
            block.is_used = true;
            return block.runs.clone();
        }
        // The lock is not held meanwhile: two threads may find the same, and that is right too.
        let runs = find();
        self.has_new.store(true, Ordering::Relaxed);
        self.part(&key).keep(key, Block { runs: runs.clone(), is_used: true });
        runs
    }

    /// Blocks as [`Blocks::to_bytes`] wrote them; what can't be read is left out.
    pub(super) fn from_bytes(mut bytes: &[u8]) -> Self {
        let blocks = Self::default();
        while let Some((key, runs, rest)) = read_block(bytes) {
            blocks.part(&key).keep(key, Block { runs: Runs::from_bytes(runs), is_used: false });
            bytes = rest;
        }
        blocks
    }

    /// The blocks that were asked for, so that those of code that is gone are forgotten; nothing where
    /// all of them were loaded.
    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        if !self.has_new.load(Ordering::Relaxed) {
            return None;
        }
        let mut used: Vec<(Key, Runs)> = Vec::new();
        for part in &self.parts {
            let part = lock(part);
            let blocks = part.blocks.iter().filter(|(_, block)| block.is_used);
            used.extend(blocks.map(|(key, block)| (*key, block.runs.clone())));
        }
        used.sort_unstable_by_key(|(key, _)| *key);
        let mut bytes = Vec::new();
        for (key, runs) in used {
            bytes.extend_from_slice(&key);
            push_length(&mut bytes, runs.as_bytes().len());
            bytes.extend_from_slice(runs.as_bytes());
        }
        Some(bytes)
    }

    fn part(&self, key: &Key) -> MutexGuard<'_, Part> {
        lock(&self.parts[usize::from(key[0]) % PARTS])
    }
}

impl Part {
    fn keep(&mut self, key: Key, block: Block) {
        let size = |block: &Block| key.len() + block.runs.as_bytes().len();
        if self.bytes + size(&block) <= BYTES {
            self.bytes += size(&block);
            if let Some(old) = self.blocks.insert(key, block) {
                self.bytes -= size(&old);
            }
        }
    }
}

fn key(language: &str, code: &str) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(language.as_bytes()).update(&[0]).update(code.as_bytes());
    let mut key = Key::default();
    hasher.finalize_xof().fill(&mut key);
    key
}

fn read_block(bytes: &[u8]) -> Option<(Key, &[u8], &[u8])> {
    let (key, rest) = bytes.split_first_chunk()?;
    let (length, rest) = read_length(rest)?;
    let (runs, rest) = rest.split_at_checked(length)?;
    Some((*key, runs, rest))
}

/// A thread that died while it held a lock left a map that is still sound.
fn lock(part: &Mutex<Part>) -> MutexGuard<'_, Part> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::super::classes::Class;
    use super::super::runs::RunsWriter;
    use super::*;

    fn runs(class: Class, code: &str) -> Runs {
        let mut writer = RunsWriter::default();
        writer.push(class, code.len());
        writer.finish()
    }

    fn never() -> Runs {
        panic!("it is kept")
    }

    #[test]
    fn a_block_is_read_once_and_told_apart_by_language() {
        let blocks = Blocks::default();
        let text = runs(Class::Text, "code");
        assert_eq!(blocks.get_or_find("a", "code", || text.clone()), text);
        assert_eq!(blocks.get_or_find("a", "code", never), text);
        let number = runs(Class::Number, "code");
        assert_eq!(blocks.get_or_find("b", "code", || number.clone()), number);
    }

    #[test]
    fn what_is_kept_has_a_bound() {
        let blocks = Blocks::default();
        let mut large = RunsWriter::default();
        (0..BYTES / 16).for_each(|at| large.push([Class::Text, Class::None][at % 2], 1));
        let large = large.finish();
        let code = "x".repeat(BYTES / 16);
        for at in 0..PARTS * 12 {
            blocks.get_or_find(&at.to_string(), &code, || large.clone());
        }
        let kept: usize = blocks.parts.iter().map(|part| lock(part).bytes).sum();
        assert!(kept > BYTES && kept <= PARTS * BYTES, "{kept}");
    }

    #[test]
    fn what_was_kept_is_loaded_and_what_is_no_longer_asked_for_is_forgotten() {
        let blocks = Blocks::default();
        let (one, two) = (runs(Class::Text, "one"), runs(Class::Number, "two"));
        blocks.get_or_find("a", "one", || one.clone());
        blocks.get_or_find("a", "two", || two.clone());
        let loaded = Blocks::from_bytes(&blocks.to_bytes().unwrap());
        assert_eq!(loaded.get_or_find("a", "two", never), two);
        assert_eq!(loaded.to_bytes(), None);
        let three = runs(Class::None, "three");
        loaded.get_or_find("a", "three", || three.clone());
        let again = Blocks::from_bytes(&loaded.to_bytes().unwrap());
        assert_eq!(again.get_or_find("a", "two", never), two);
        let mut is_gone = false;
        again.get_or_find("a", "one", || {
            is_gone = true;
            one.clone()
        });
        assert!(is_gone);
    }

    #[test]
    fn what_is_broken_is_read_again() {
        let blocks = Blocks::default();
        blocks.get_or_find("a", "code", || runs(Class::Text, "code"));
        let bytes = blocks.to_bytes().unwrap();
        let other = runs(Class::Number, "code");
        for end in 0..bytes.len() {
            let torn = Blocks::from_bytes(&bytes[..end]);
            assert_eq!(torn.get_or_find("a", "code", || other.clone()), other, "torn at {end}");
        }
        let mut longer = bytes.clone();
        *longer.last_mut().unwrap() += 1;
        assert_eq!(Blocks::from_bytes(&longer).get_or_find("a", "code", || other.clone()), other);
    }
}
