//! What git says of the site's folder, as the gate needs it; asked for elsewhere, so that the rules stay pure.

use crate::path::SitePath;
use crate::source::Sources;

/// The part of a git repository that the site's folder is.
#[derive(Clone, Debug, Default)]
pub struct Repository {
    /// Every file that is in git's index, from the site's folder on.
    pub tracked: Vec<SitePath>,
    /// Files of `private/` that git neither tracks nor ignores.
    pub unignored_private: Vec<SitePath>,
    /// Pages of recipients in `public/` that git neither tracks nor ignores.
    pub unignored_letters: Vec<SitePath>,
    /// The newest commit that touched `private/`, abbreviated.
    pub private_commit: Option<String>,
    /// Files in the site's folder that are no part of the site, and that git has or would take: a README, notes.
    pub beside: Sources,
    /// Files of the repository outside the site's folder that git has or would take, from the top of the repository on.
    pub elsewhere: Sources,
    /// Where the host of the repository that is deployed to would serve the site, where that is known.
    pub served_at: Option<String>,
    /// Why git did not answer, where there is a repository and it did not.
    pub refusal: Option<String>,
}
