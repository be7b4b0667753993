//! The one writer: makes an output folder equal to a stream of bodies, whole or not at all.
//!
//! There are two trees whose files are hard links of one another wherever they agree: the live
//! output and a spare that lies out of sight. A build compares each body with the live file, writes
//! only what differs into the spare, then brings the rest of the spare up to date by links and
//! exchanges the two folders in one step of the file system. Whoever looks at the output sees the
//! old site or the new one, never a mixture, and a build that changes nothing touches nothing.
//!
//! Because the trees share files, no file is ever opened for writing twice: a name is taken away
//! and a new file made in its place. Nothing in the spare is believed: what an interrupted build
//! left there counts only where it is the very file of the live tree.
//!
//! A build leaves a receipt of what it was made of. The next one that would be made of the same asks
//! for it ([`standing`]) and need not begin, as long as nobody has touched the output.

#![allow(clippy::disallowed_methods, reason = "the one room that writes the disk")]

mod destination;
mod error;
mod exchange;
mod kept;
mod lock;
mod receipt;
mod shelf;
mod spare;
mod staging;
mod store;
mod tree;
mod work;

#[cfg(test)]
mod tests;

pub use destination::Destination;
pub use error::PublishError;
pub use receipt::{Receipt, standing};
pub use shelf::Shelf;
pub use staging::{Held, Published, Staging};
pub use store::Store;
pub use work::make_ignored;
