//! Where a message leads: to one page, the most fitting that there is.

use super::facts::Facts;
use super::phrases::LinkKind;
use crate::content::Recipient;
use crate::path::Route;
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
    /// The page made for the recipient where it is published, else the project's brief, else its page.
    pub(super) fn to(facts: &Facts, plan: &Plan, recipient: &Recipient) -> Link {
        let routes = Routes::of(facts.site, facts.edition);
        let token = recipient.token.as_ref().filter(|_| recipient.publish);
        let own = token.map(|token| Routes::letter(&token.value)).filter(|route| plan.page(route).is_some());
        let brief = routes.brief(&facts.project.slug);
        let (route, kind) = match own {
            Some(own) => (own, LinkKind::Own),
            None if plan.has(&brief) => (brief, LinkKind::Brief),
            None => (routes.project(&facts.project.slug), LinkKind::Project),
        };
        // `/brief/` is shorter, and may show another project one day.
        let url = facts.site.config.base_url.absolute(&route);
        Link { url, kind, file: Route::file(&route) }
    }
}
