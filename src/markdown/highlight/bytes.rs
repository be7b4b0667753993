//! Sets of bytes.

/// A set of bytes; capitals are held as small letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bytes([u64; 4]);

impl Bytes {
    pub(super) fn insert(&mut self, byte: u8) {
        let byte = byte.to_ascii_lowercase();
        self.0[usize::from(byte) / 64] |= 1 << (byte % 64);
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
    }

    pub(super) fn all_but(byte: u8) -> Self {
        let mut bytes = Self([u64::MAX; 4]);
        bytes.0[usize::from(byte) / 64] &= !(1 << (byte % 64));
        bytes
    }

    /// The one byte of a set that has no other.
    pub(super) fn single(&self) -> Option<u8> {
        (self.count() == 1).then(|| (0..=u8::MAX).find(|byte| self.contains(*byte))).flatten()
    }

    pub(super) fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte) / 64] >> (byte % 64) & 1 == 1
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|part| part.count_ones()).sum()
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(own, other)| own & other != 0)
    }
}

impl FromIterator<u8> for Bytes {
    fn from_iter<T: IntoIterator<Item = u8>>(members: T) -> Self {
        let mut bytes = Self::default();
        members.into_iter().for_each(|byte| bytes.insert(byte));
        bytes
    }
}
