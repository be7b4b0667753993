//! Documents into a log.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::folder::{FirstUse, Folder};
use super::maker::Maker;
use super::memo::{Lists, Memo};
use super::resolve::pick;
use super::tag::Tags;
use super::{Edition, Project, Site, slugs};
use crate::config::Config;
use crate::content::{self, Shelved};
use crate::diagnostics::Diagnostic;
use crate::path::SitePath;

pub(super) fn assemble(config: Config, content: Shelved, memo: &mut Memo) -> (Site, Vec<Diagnostic>) {
    let broken: BTreeSet<SitePath> = content.broken.into_iter().collect();
    let folders = memo.folders(&config, &content.shelves, &broken);
    let mut faults: Vec<Diagnostic> = folders.iter().flat_map(|folder| &folder.faults).cloned().collect();
    let drafts = folders.iter().flat_map(|folder| &folder.drafts).cloned().collect();
    let shown: Vec<Arc<Folder>> = folders.into_iter().filter(|folder| !folder.projects.is_empty()).collect();
    let slugs = slugs::of(&shown, &mut faults);
    let resolved = memo.projects(&config, &all_tags(&shown), &slugs, &shown);
    faults.extend(resolved.iter().flat_map(|project| &project.faults).cloned());
    let profiles: Vec<_> = content.shelves.iter().flat_map(|shelf| &shelf.profiles).cloned().collect();
    let editions = (0..config.languages.len())
        .map(|index| {
            let mut projects: Vec<Arc<Project>> =
                resolved.iter().map(|project| project.editions[index].clone()).collect();
            projects
                .sort_by_cached_key(|project| (std::cmp::Reverse(project.newest()), project.slug.clone()));
            let lists = memo.lists(index, &projects);
            edition(&config, index, (&profiles, &content.resumes), projects, lists)
        })
        .collect();
    (Site { config, editions, resolved, drafts, broken }, faults)
}

/// Every tag in the order in which it was first used, so that the first spelling is the oldest.
fn all_tags(folders: &[Arc<Folder>]) -> Tags {
    let mut uses: Vec<&FirstUse> = folders.iter().flat_map(|folder| &folder.first_uses).collect();
    uses.sort_by(|a, b| a.order().cmp(&b.order()));
    Tags::new(uses.into_iter().map(|first| first.spelling.as_str()))
}

fn edition(
    config: &Config,
    index: usize,
    (profiles, resumes): (&[Arc<content::Profile>], &[(SitePath, content::Resume)]),
    projects: Vec<Arc<Project>>,
    lists: Lists,
) -> Edition {
    let language = config.languages[index].clone();
    let in_language =
        |wanted| pick(profiles, wanted, &config.language, |profile| profile.name_language.clone());
    let variants = (in_language(&language), in_language(&config.language));
    let Maker { profile, background, skills, told_in } = Maker::tell(variants, resumes, &config.language);
    let Lists { timeline, tags, .. } = lists;
    Edition { language, profile, background, skills, told_in, projects, timeline, tags }
}
