//! What a block of code looks like, in few bytes: which class for how long.

use std::sync::Arc;

use super::classes::Class;

/// The runs of a block in order: of each a byte for its class, then its length in bytes, seven bits at a
/// time from the lowest, where a high bit says that there are more (LEB128).
///
/// There is no text in them. Whoever changes them where they are kept can only miscolour code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Runs(Arc<[u8]>);

impl Runs {
    /// Runs as they were kept; nothing is known of them until [`Runs::fit`] is asked.
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Each run's class and length; what is no run ends them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Class, usize)> + '_ {
        let mut rest = &self.0[..];
        std::iter::from_fn(move || {
            let (class, after) = rest.split_first()?;
            let (length, after) = read_length(after)?;
            rest = after;
            Some((Class::numbered(*class)?, length))
        })
    }

    /// Whether they are runs of this code: as long, and with no character cut in two.
    pub(super) fn fit(&self, code: &str) -> bool {
        let mut at = 0_usize;
        let ends_well = self.iter().all(|(_, length)| {
            at = at.saturating_add(length);
            code.is_char_boundary(at)
        });
        ends_well && at == code.len()
    }
}

/// Runs in the making; neighbours of one class become one.
#[derive(Default)]
pub(super) struct RunsWriter {
    bytes: Vec<u8>,
    open: (Class, usize),
}

impl RunsWriter {
    pub(super) fn push(&mut self, class: Class, length: usize) {
        if class == self.open.0 {
            self.open.1 += length;
        } else if length > 0 {
            self.close();
            self.open = (class, length);
        }
    }

    pub(super) fn finish(mut self) -> Runs {
        self.close();
        Runs(self.bytes.into())
    }

    fn close(&mut self) {
        let (class, length) = self.open;
        if length > 0 {
            self.bytes.push(class as u8);
            push_length(&mut self.bytes, length);
        }
    }
}

/// Appends a length, seven bits at a time.
pub(super) fn push_length(bytes: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
}

/// A length at the start of some bytes, and what follows it.
pub(super) fn read_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut length = 0;
    // Four bytes are enough for the longest text that is read.
    for (at, byte) in bytes.iter().take(4).enumerate() {
        length |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((length, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(pieces: &[(Class, usize)]) -> Runs {
        let mut writer = RunsWriter::default();
        pieces.iter().for_each(|(class, length)| writer.push(*class, *length));
        writer.finish()
    }

    #[test]
    fn runs_come_out_as_they_went_in_with_equal_neighbours_joined() {
        let long = 70_000;
        let made = runs(&[
            (Class::None, 0),
            (Class::Keyword, 2),
            (Class::Keyword, 1),
            (Class::Text, 0),
            (Class::None, long),
            (Class::Deleted, 127),
            (Class::Comment, 128),
        ]);
        let expected =
            [(Class::Keyword, 3), (Class::None, long), (Class::Deleted, 127), (Class::Comment, 128)];
        assert_eq!(made.iter().collect::<Vec<_>>(), expected);
        assert_eq!(Runs::from_bytes(made.as_bytes()), made);
        assert_eq!(runs(&[]).iter().count(), 0);
    }

    #[test]
    fn runs_of_other_code_and_broken_ones_do_not_fit() {
        assert!(runs(&[(Class::Keyword, 2), (Class::None, 1)]).fit("fn\n"));
        assert!(runs(&[]).fit(""));
        assert!(!runs(&[(Class::Keyword, 2)]).fit("fn\n"));
        assert!(!runs(&[(Class::Keyword, 4)]).fit("fn\n"));
        assert!(!runs(&[(Class::Keyword, 1), (Class::None, 2)]).fit("é\n"));
        for broken in [&[1, 0x80][..], &[99, 3], &[1, 0xff, 0xff, 0xff, 0xff, 1], &[1, 2, 1]] {
            assert!(!Runs::from_bytes(broken).fit("fn\n"), "{broken:?}");
        }
    }
}
