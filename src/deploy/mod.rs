//! A finished output folder as the one commit of a branch that GitHub Pages serves.
//!
//! The branch holds a single commit without a parent, so that what was withdrawn does not live on in its history. All
//! work is done in a repository of its own, the [`Desk`], so the work tree, the index, the branches and the objects of
//! the sources stay as they are, and a run that is killed leaves nothing half done: the branch changes in the one step of
//! the push, under a lease on the [`Tip`] that was seen. A tip that buildlog did not make is never replaced unasked.

mod address;
mod desk;
mod difference;
mod error;
mod target;
mod tip;
mod tree;

pub use address::{Fault, check_address, pages_address, settings_address};
pub use desk::Desk;
pub use difference::{Change, Difference};
pub use error::{DeployError, Reason};
pub use target::Target;
pub use tip::{Maker, Tip};
