//! What the log was made into the last time, each part kept beside all that it was made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::folder::{self, Folder};
use super::resolve::Resolved;
use super::tag::Tags;
use super::{DayId, Project, Tag};
use crate::config::Config;
use crate::content::Content;
use crate::path::SitePath;

/// What a log was made into. Losing it costs only time: each part is a pure function of what is kept beside it,
/// and all of that is compared, by its address in memory where that tells enough.
#[derive(Debug, Default)]
pub struct Memo {
    config: Option<Config>,
    folders: FxHashMap<String, Arc<Folder>>,
    tags: Tags,
    projects: FxHashMap<String, Arc<Resolved>>,
    lists: Vec<Lists>,
}

/// The lists of an edition, and the projects in the order in which they were made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    projects: Vec<Arc<Project>>,
    pub(super) timeline: Arc<[DayId]>,
    pub(super) tags: Arc<[Tag]>,
}

impl Memo {
    /// What each folder of `content/projects/` may publish, in order of their names.
    pub(super) fn folders(
        &mut self,
        config: &Config,
        shelves: &[Arc<Content>],
        broken: &BTreeSet<SitePath>,
    ) -> Vec<Arc<Folder>> {
        if !self.config.as_ref().is_some_and(|known| known.is_same(config)) {
            *self = Self { config: Some(config.clone()), ..Self::default() };
        }
        let broken = by_folder(broken);
        let known = &self.folders;
        let folder = |content: &Arc<Content>| {
            let name = folder::name(content)?;
            let broken = broken.get(name).cloned().unwrap_or_default();
            let known = known.get(name).filter(|known| known.is_made_of(content, &broken)).cloned();
            Some(known.unwrap_or_else(|| Arc::new(Folder::of(config, name, content.clone(), broken))))
        };
        let mut folders: Vec<Arc<Folder>> = shelves.par_iter().filter_map(folder).collect();
        folders.sort_by(|a, b| a.name.cmp(&b.name));
        self.folders = folders.iter().map(|folder| (folder.name.clone(), folder.clone())).collect();
        folders
    }

    /// Each published project in every edition; `slugs` by the names of their folders.
    pub(super) fn projects(
        &mut self,
        config: &Config,
        tags: &Tags,
        slugs: &BTreeMap<String, String>,
        folders: &[Arc<Folder>],
    ) -> Vec<Arc<Resolved>> {
        if self.tags != *tags {
            self.projects.clear();
            self.lists.clear();
            self.tags = tags.clone();
        }
        let known = &self.projects;
        let resolve = |folder: &Arc<Folder>| {
            let slug = slugs[&folder.name].as_str();
            let known = known.get(&folder.name).filter(|known| known.is_made_of(folder, slug)).cloned();
            known.unwrap_or_else(|| Arc::new(Resolved::of(config, tags, folder.clone(), slug)))
        };
        let projects: Vec<Arc<Resolved>> = folders.par_iter().map(resolve).collect();
        self.projects = projects.iter().map(|made| (made.folder.name.clone(), made.clone())).collect();
        projects
    }

    /// The lists of an edition, by its index, with these projects in their order.
    pub(super) fn lists(&mut self, edition: usize, projects: &[Arc<Project>]) -> Lists {
        let known =
            self.lists.get(edition).filter(|known| Project::are_ordered_alike(&known.projects, projects));
        let lists = match known {
            Some(Lists { timeline, tags, .. }) => {
                Lists { projects: projects.to_vec(), timeline: timeline.clone(), tags: tags.clone() }
            }
            None => Lists::of(projects, &self.tags),
        };
        self.lists.resize_with(self.lists.len().max(edition + 1), Lists::default);
        self.lists[edition].clone_from(&lists);
        lists
    }
}

/// Paths in `content/projects/` by the folder that they lie in.
fn by_folder(paths: &BTreeSet<SitePath>) -> FxHashMap<&str, BTreeSet<SitePath>> {
    let mut folders: FxHashMap<&str, BTreeSet<SitePath>> = FxHashMap::default();
    for path in paths {
        let inside = path.as_str().strip_prefix("content/projects/").and_then(|rest| rest.split_once('/'));
        if let Some((name, _)) = inside {
            folders.entry(name).or_default().insert(path.clone());
        }
    }
    folders
}

impl Lists {
    fn of(projects: &[Arc<Project>], tags: &Tags) -> Self {
        let mut timeline: Vec<DayId> = projects
            .iter()
            .enumerate()
            .flat_map(|(project, resolved)| (0..resolved.days.len()).map(move |day| DayId { project, day }))
            .collect();
        let day = |id: &DayId| &projects[id.project].days[id.day];
        timeline.sort_by_key(|id| (std::cmp::Reverse((day(id).date, day(id).number)), id.project));
        let tags = tags.collect(timeline.iter().map(|id| (*id, day(id).tags.as_slice())));
        Self { projects: projects.to_vec(), timeline: timeline.into(), tags: tags.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use super::*;
    use crate::config::Overrides;
    use crate::content::Shelved;
    use crate::source::{Source, Sources};

    /// A log of the projects `a` and `b`, whose one day is that file.
    fn log(settings: &str, day: &str) -> (Config, Shelved) {
        let settings = format!("title: T\nbase_url: https://example.org/\n{settings}");
        let files = [
            ("buildlog.yaml", settings.as_str()),
            ("content/projects/a/project.md", "---\ntitle: A\n---\n"),
            ("content/projects/a/day-01.md", "---\ndate: 2026-01-05\ntags: [x]\n---\n"),
            ("content/projects/b/project.md", "---\ntitle: B\n---\n"),
            ("content/projects/b/day-01.md", day),
        ];
        let texts = files.map(|(path, text)| (SitePath::new(path), Source::Text(text.into())));
        let sources = Sources::from_memory(texts);
        let overrides = Overrides { base_url: None, drafts: false, as_of: "2026-12-31".parse().unwrap() };
        let content = Shelved::from(Content::read(&sources).0);
        (Config::read(&sources, &overrides).unwrap(), content)
    }

    const BEFORE: &str = "---\ndate: 2026-01-06\ntags: [y]\n---\nOne\n";

    /// Which of projects, timeline and tags a change leaves the same values in memory: `b`'s day becomes `after`.
    fn kept(settings: &str, after: &str) -> ([bool; 2], bool, bool) {
        let mut memo = Memo::default();
        let (config, content) = log("", BEFORE);
        let of_a = content.shelves[1].clone();
        let (before, _) = Site::assemble_with(config, content, &mut memo);
        let (config, mut content) = log(settings, after);
        content.shelves[1] = of_a;
        let (after, faults) = Site::assemble_with(config.clone(), content.clone(), &mut memo);
        let (fresh, told) = Site::assemble_with(config, content, &mut Memo::default());
        assert_eq!((&after.editions[0].timeline, faults), (&fresh.editions[0].timeline, told));
        assert_eq!(after.editions[0].tags, fresh.editions[0].tags);
        let (before, after) = (&before.editions[0], &after.editions[0]);
        let project = |of: &super::super::Edition, folder: &str| {
            of.projects.iter().find(|project| project.folder() == folder).unwrap().clone()
        };
        let is_kept = |folder: &str| Arc::ptr_eq(&project(before, folder), &project(after, folder));
        let is_listed = Arc::ptr_eq(&before.timeline, &after.timeline);
        (["a", "b"].map(is_kept), is_listed, Arc::ptr_eq(&before.tags, &after.tags))
    }

    #[test]
    fn another_text_makes_its_project_anew_and_leaves_the_lists() {
        assert_eq!(kept("", "---\ndate: 2026-01-06\ntags: [y]\n---\nTwo\n"), ([true, false], true, true));
    }

    #[test]
    fn another_date_or_tag_makes_the_lists_anew_and_other_settings_everything() {
        assert_eq!(kept("", "---\ndate: 2026-01-04\ntags: [y]\n---\n"), ([true, false], false, false));
        assert!(!kept("", "---\ndate: 2026-01-06\ntags: [x]\n---\n").1);
        assert_eq!(kept("search: false\n", BEFORE), ([false, false], false, false));
    }
}
