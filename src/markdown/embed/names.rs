//! Names for the demos of a body that have none, each with a number where it would have another's.

use std::collections::HashMap;

use super::DemoFields;
use super::fields::Opening;
use crate::markdown::writer::host;

/// The names that demos without a title have had so far, and how many each.
#[derive(Default)]
pub(in super::super) struct Names(HashMap<String, usize>);

impl Names {
    /// The demo, with its number in the title where one before it goes by the same name.
    pub(in super::super) fn tell_apart(&mut self, mut fields: DemoFields) -> DemoFields {
        if fields.title().is_empty() && fields.url().contains("://") {
            let name = bare_name(fields.url(), &Opening::of(&fields));
            let count = self.0.entry(name.clone()).or_default();
            *count += 1;
            fields.title = (*count > 1).then(|| format!("{name} {count}"));
        }
        fields
    }
}

/// What a demo without a title goes by: whose it is, else its host.
pub(super) fn bare_name(address: &str, opening: &Opening) -> String {
    opening.provider.map_or_else(|| host(address), |provider| provider.name).to_owned()
}
