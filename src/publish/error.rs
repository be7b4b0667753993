//! What can go wrong with the machine while the output is written, each with a way out.

use std::io;
use std::path::{Path, PathBuf};

use crate::path::Route;

/// A fault of the machine or of how the writer was called, never of the site's content.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Another process holds the lock of this output.
    #[error("another build is writing `{}`. Wait for it to end, or choose another folder with --out", .out.display())]
    Busy {
        /// The output folder.
        out: PathBuf,
    },
    /// The folder holds something that no build has put there.
    #[error(
        "`{}` is not empty and was not made by buildlog, so it is left alone. Choose another folder with --out, or empty this one yourself",
        .out.display()
    )]
    NotOurs {
        /// The output folder.
        out: PathBuf,
    },
    /// Somebody keeps the output in a git repository of its own.
    #[error(
        "`{}` holds a git repository (`.git`), which a build would remove. Choose another folder with --out and copy the site from there, or move `.git` away",
        .out.display()
    )]
    HoldsRepository {
        /// The output folder.
        out: PathBuf,
    },
    /// The output is a file, a device or the like.
    #[error("`{}` is not a folder. Choose another output with --out, or move it away", .out.display())]
    NotAFolder {
        /// The output.
        out: PathBuf,
    },
    /// The output is a symbolic link, which an exchange would replace instead of following.
    #[error("`{}` is a symbolic link. Give the folder it leads to with --out, or remove the link", .out.display())]
    SymbolicLink {
        /// The output.
        out: PathBuf,
    },
    /// The output is the root of a file system, which can't be renamed.
    #[error(
        "`{}` is a mount point, which can't be exchanged for a new folder. Choose a folder inside it with --out, such as `{}`",
        .out.display(),
        .out.join("public").display()
    )]
    MountPoint {
        /// The output folder.
        out: PathBuf,
    },
    /// The output would swallow the site it is made from.
    #[error(
        "`{}` holds the site itself, and each build replaces the whole output folder. Choose a folder of its own with --out",
        .out.display()
    )]
    HoldsSite {
        /// The output folder.
        out: PathBuf,
    },
    /// The output lies among what the site is made from.
    #[error(
        "`{}` lies in `{folder}/`, which is no place for what is made from it. Choose a folder outside of it with --out, such as `public`",
        .out.display()
    )]
    InsideSources {
        /// The output folder.
        out: PathBuf,
        /// The folder of the site that it lies in, or is.
        folder: &'static str,
    },
    /// The output lies where the writer keeps its spare tree.
    #[error("`{}` lies in buildlog's own work folder. Choose a folder outside of it with --out", .out.display())]
    InsideWork {
        /// The output folder.
        out: PathBuf,
    },
    /// The output path has no last part that could be a folder's name.
    #[error("`{}` does not name a folder. Give an absolute path that ends in the folder's name", .out.display())]
    Unnamed {
        /// The output path.
        out: PathBuf,
    },
    /// The folder that holds the output can't be written to.
    #[error("`{}` can't be written to ({source}). Choose an output elsewhere with --out, or change the folder's permissions", .parent.display())]
    Unwritable {
        /// The folder that holds the output.
        parent: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no room left.
    #[error(
        "the disk is full: could not {doing} `{}`. Free some space and build again; the output is as it was",
        .path.display()
    )]
    DiskFull {
        /// What was attempted.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
    },
    /// The user's share of the disk is used up.
    #[error(
        "your disk quota is used up: could not {doing} `{}`. Free some space and build again; the output is as it was",
        .path.display()
    )]
    Quota {
        /// What was attempted.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
    },
    /// A route that is no place inside the output.
    #[error("`{route}` can't be a path in the output. Give the page another slug or alias")]
    BadRoute {
        /// The route.
        route: Route,
    },
    /// Two bodies for one file.
    #[error("`{file}` was written twice in one build. Give one of the two another slug or alias")]
    Twice {
        /// The file, relative to the output folder.
        file: String,
    },
    /// One route is a file, and another needs a folder of that name.
    #[error(
        "`{file}` is a file of the site and a folder that `{inside}` lies in. Give one of them another name"
    )]
    FileAndFolder {
        /// The file, relative to the output folder.
        file: String,
        /// A file that would lie below it.
        inside: String,
    },
    /// The caller did not publish the marker.
    #[error("the site has no `.nojekyll` with the marker line, so the next build would refuse the folder")]
    NoMarker,
    /// A file that this build wrote is gone before the exchange.
    #[error("`{}` vanished while the site was being written. Build again, with nothing else at work in that folder", .path.display())]
    Vanished {
        /// The file.
        path: PathBuf,
    },
    /// Anything else the system refused.
    #[error("could not {doing} `{}`: {source}. {}", .path.display(), way_out(.source))]
    Io {
        /// What was attempted.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl PublishError {
    /// What the system refused, as the error that fits best.
    pub(super) fn refused(doing: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull => Self::DiskFull { doing, path },
            io::ErrorKind::QuotaExceeded => Self::Quota { doing, path },
            _ => Self::Io { doing, path, source },
        }
    }
}

fn way_out(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::PermissionDenied => "Check who owns it and what its permissions are",
        io::ErrorKind::ReadOnlyFilesystem => "Choose a folder on a writable disk with --out",
        io::ErrorKind::InvalidFilename => "Shorten the slug or the file's name",
        io::ErrorKind::NotFound => "Check that nothing else removes files there, and build again",
        io::ErrorKind::CrossesDevices => "Remove the output folder yourself, or choose another with --out",
        _ => "Check the disk and build again",
    }
}

/// Says what was attempted when the system refuses.
pub(super) trait Doing<T> {
    /// Turns a refusal into an error that names the deed (`write`, `remove` …) and the path.
    fn doing(self, doing: &'static str, path: &Path) -> Result<T, PublishError>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, doing: &'static str, path: &Path) -> Result<T, PublishError> {
        self.map_err(|source| PublishError::refused(doing, path, source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(code: i32) -> String {
        let refusal: io::Result<()> = Err(io::Error::from_raw_os_error(code));
        refusal.doing("write", Path::new("/site/public/index.html")).unwrap_err().to_string()
    }

    #[test]
    fn a_full_disk_and_a_used_up_quota_have_their_own_words() {
        let full = message(rustix::io::Errno::NOSPC.raw_os_error());
        assert!(full.starts_with("the disk is full: could not write `/site/public/index.html`"), "{full}");
        let quota = message(rustix::io::Errno::DQUOT.raw_os_error());
        assert!(quota.starts_with("your disk quota is used up"), "{quota}");
    }

    #[test]
    fn any_other_refusal_names_the_deed_the_path_and_a_way_out() {
        let denied = message(rustix::io::Errno::ACCESS.raw_os_error());
        assert!(denied.starts_with("could not write `/site/public/index.html`: "), "{denied}");
        assert!(denied.ends_with("Check who owns it and what its permissions are"), "{denied}");
    }
}
