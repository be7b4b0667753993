//! Where a message leads: to one page, the most fitting that there is.

use super::facts::Facts;
use super::phrases::LinkKind;
use crate::plan::{Plan, Routes};

/// The one address in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole address.
    pub url: String,
    /// What it leads to.
    pub kind: LinkKind,
    /// The file of the output that is at the address.
    pub file: String,
}

impl Link {
    pub(super) fn to(facts: &Facts, plan: &Plan) -> Link {
        let routes = Routes::of(facts.site, facts.edition);
        let route = routes.project(&facts.project.slug);
        debug_assert!(plan.has(&route), "every project of an edition has a page");
        Link { url: facts.site.config.base_url.absolute(&route), kind: LinkKind::Project, file: route.file() }
    }
}
