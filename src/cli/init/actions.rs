//! `init --actions`: a workflow that publishes the site with each push, for those who prefer that to `deploy`.

use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use crate::cli::Invocation;
use crate::cli::scaffold::{self, Made};
use crate::cli::terminal::Tone;
use crate::git;

/// Where GitHub looks for workflows, from the top of a repository.
const PATH: &str = ".github/workflows/pages.yml";

/// The branch where the repository has none yet.
const BRANCH: &str = "main";

/// Where GitHub gets the program from: a repository with its sources, and a revision of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Program {
    repository: String,
    revision: String,
}

impl Program {
    /// The repository that the program names as its own, at the tag of its version; `None` where it names none.
    fn own() -> Option<Program> {
        let repository = env!("CARGO_PKG_REPOSITORY");
        let revision = concat!("v", env!("CARGO_PKG_VERSION"));
        (!repository.is_empty())
            .then(|| Program { repository: repository.to_string(), revision: revision.to_string() })
    }
}

impl FromStr for Program {
    type Err = String;

    /// Both stand in a file that everybody can read, and go to a shell: no user, no password, no odd sign.
    fn from_str(said: &str) -> Result<Self, String> {
        let Some((repository, revision)) = said.split_once('#') else {
            return Err(
                "the revision is missing: write it as https://github.com/you/buildlog#1a2b3c4".to_string()
            );
        };
        let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/%+:".contains(c));
        let host_and_path = repository.strip_prefix("https://").and_then(|rest| rest.split_once('/'));
        match host_and_path {
            Some((host, path)) if !host.is_empty() && !path.is_empty() && is_plain(repository) => {}
            _ => {
                return Err(
                    "the repository is no address that begins with https:// and holds no user".to_string()
                );
            }
        }
        if revision.is_empty() || revision.starts_with('-') || !is_plain(revision) {
            return Err("the revision is neither a commit nor a tag".to_string());
        }
        Ok(Program { repository: repository.to_string(), revision: revision.to_string() })
    }
}

/// The place of a site in its repository.
struct Place {
    /// The branch whose pushes publish it.
    branch: String,
    /// The folder from the top of the repository, with `/` at its end; empty at the top.
    folder: String,
}

impl Place {
    /// Of a site that lies in no repository yet, the folder will be the top of one.
    fn of(root: &Path) -> Place {
        let ask = |question: &[&str]| git::ask(root, question).unwrap_or_default().trim().to_string();
        let branch =
            Some(ask(&["symbolic-ref", "--quiet", "--short", "HEAD"])).filter(|name| !name.is_empty());
        Place {
            branch: branch.unwrap_or_else(|| BRANCH.to_string()),
            folder: ask(&["rev-parse", "--show-prefix"]),
        }
    }

    /// The way from the site's folder to the workflow.
    fn workflow(&self) -> String {
        "../".repeat(self.folder.matches('/').count()) + PATH
    }
}

/// Writes the workflow, unless there is one, and says what is to be switched on. `shown` is the path of the site's folder
/// as the person would type it.
pub(super) fn write(
    invocation: &Invocation<'_>,
    root: &Path,
    program: Option<Program>,
    shown: &dyn Fn(&str) -> String,
) -> anyhow::Result<()> {
    let place = Place::of(root);
    let program = program.or_else(Program::own);
    let made = scaffold::create(&root.join(place.workflow()), &workflow(&place, program.as_ref()))?;
    let terminal = invocation.terminal;
    let path = tidy(Path::new(&shown(&place.workflow()))).display().to_string();
    match made {
        Made::Created => terminal.status(Tone::Made, "created", &path),
        Made::Kept => terminal.status(Tone::Unchanged, "kept", &path),
    }
    terminal.say("\nOn GitHub, switch it on once: Settings, Pages, Source: GitHub Actions.");
    terminal.say(format_args!("From then on each push to {} is checked, built and published.", place.branch));
    if made == Made::Created && program.is_none() {
        terminal.say("\nbuildlog is in no package registry yet, so GitHub builds it from a repository with its sources.");
        terminal.say(format_args!(
            "Before you push, write into {path} which: BUILDLOG_REPOSITORY and BUILDLOG_REVISION."
        ));
    }
    Ok(())
}

/// A path without a step into a folder and out again.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match (part, tidy.components().next_back()) {
            (Component::ParentDir, Some(Component::Normal(_))) => {
                tidy.pop();
            }
            _ => tidy.push(part),
        }
    }
    tidy
}

/// The workflow. Each action is pinned to the newest major version that keeps hidden files (`.well-known/`) in the site.
fn workflow(place: &Place, program: Option<&Program>) -> String {
    let Place { branch, folder } = place;
    // A plus is a sign of GitHub's patterns.
    let branch = quoted(&branch.replace('+', "\\+"));
    let defaults = match folder.as_str() {
        "" => String::new(),
        folder => {
            format!("defaults:\n  run:\n    working-directory: {}\n\n", quoted(folder.trim_end_matches('/')))
        }
    };
    let (repository, revision) =
        program.map_or(("", ""), |program| (&*program.repository, &*program.revision));
    WORKFLOW
        .replace("@BRANCH@", &branch)
        .replace("@DEFAULTS@", &defaults)
        .replace("@OUTPUT@", &quoted(&format!("{folder}public")))
        .replace("@REPOSITORY@", &quoted(repository))
        .replace("@REVISION@", &quoted(revision))
}

/// A text in quotation marks: a string of JSON is one of YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

const WORKFLOW: &str = r#"# Checks, builds and publishes the site with each push.
# Switch it on once: Settings, Pages, Source: GitHub Actions.
name: Pages

on:
  push:
    branches: [@BRANCH@]
  workflow_dispatch:

# What a job does not name, it may not do.
permissions: {}

concurrency:
  group: pages
  cancel-in-progress: false

env:
  # Where the program is built from: a repository with its sources, and a commit or tag of it.
  BUILDLOG_REPOSITORY: @REPOSITORY@
  BUILDLOG_REVISION: @REVISION@

@DEFAULTS@jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      pages: read
    steps:
      - if: env.BUILDLOG_REPOSITORY == '' || env.BUILDLOG_REVISION == ''
        working-directory: .
        run: |
          echo "::error file=.github/workflows/pages.yml::Write BUILDLOG_REPOSITORY and BUILDLOG_REVISION into this file"
          exit 1
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - id: pages
        uses: actions/configure-pages@v5
      - id: program
        uses: actions/cache@v4
        with:
          path: ~/.cargo/bin/buildlog
          key: buildlog-${{ runner.os }}-${{ runner.arch }}-${{ env.BUILDLOG_REVISION }}
      - if: steps.program.outputs.cache-hit != 'true'
        run: cargo install buildlog --locked --git "$BUILDLOG_REPOSITORY" --rev "$BUILDLOG_REVISION"
      # The same gate as before `buildlog deploy`: an error ends the run here.
      - run: buildlog check --base-url "$BASE_URL"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url }}
      - run: buildlog build --base-url "$BASE_URL"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url }}
      - uses: actions/upload-pages-artifact@v3
        with:
          path: @OUTPUT@

  publish:
    needs: build
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"#;

#[cfg(test)]
mod tests {
    use super::*;

    fn place(branch: &str, folder: &str) -> Place {
        Place { branch: branch.into(), folder: folder.into() }
    }

    fn program() -> Program {
        "https://github.com/you/buildlog#1a2b3c4".parse().unwrap()
    }

    fn main() -> String {
        workflow(&place("main", ""), Some(&program()))
    }

    #[test]
    fn the_workflow_names_the_branch_and_where_the_program_comes_from() {
        let text = workflow(&place("v1+trunk", ""), Some(&program()));
        assert!(text.contains(r#"branches: ["v1\\+trunk"]"#), "{text}");
        assert!(text.contains("BUILDLOG_REPOSITORY: \"https://github.com/you/buildlog\"\n"));
        assert!(text.contains("BUILDLOG_REVISION: \"1a2b3c4\"\n"));
        assert!(text.contains("path: \"public\"\n") && !text.contains("defaults:"));
    }

    #[test]
    fn a_site_in_a_folder_of_its_repository_is_built_there() {
        let place = place("main", "sites/my log/");
        let text = workflow(&place, None);
        assert!(text.contains("    working-directory: \"sites/my log\"\n"), "{text}");
        assert!(text.contains("path: \"sites/my log/public\"\n"), "{text}");
        assert_eq!(place.workflow(), "../../.github/workflows/pages.yml");
    }

    #[test]
    fn no_job_may_do_more_than_it_needs() {
        let text = main();
        assert!(text.contains("\npermissions: {}\n"));
        assert_eq!(
            text.matches(": write").count(),
            2,
            "the pages and the token that proves who publishes them"
        );
        assert!(!text.contains("contents: write"));
    }

    #[test]
    fn nothing_of_the_run_is_put_into_a_shell_line_and_no_place_is_left_open() {
        let text = main();
        for line in text.lines().filter(|line| line.contains("run:")) {
            assert!(!line.contains("${{"), "{line}");
        }
        assert!(!text.contains("@REP") && !text.contains("@OUT") && !text.contains("@DEF"), "{text}");
    }

    #[test]
    fn a_program_is_an_address_without_a_user_and_a_revision() {
        for odd in [
            "https://github.com/you/buildlog",
            "https://github.com/you/buildlog#",
            "https://ana:secret@github.com/you/buildlog#v1",
            "git@github.com:you/buildlog#v1",
            "https://github.com/you/build log#v1",
            "https://github.com/you/buildlog#$(id)",
            "https://github.com/you/buildlog#-f",
            "https://github.com#v1",
        ] {
            assert!(odd.parse::<Program>().is_err(), "{odd}");
        }
    }
}
