//! `init --actions`: a workflow that publishes the site with each push, for those who prefer that to `deploy`.

use std::path::Path;

use crate::cli::Invocation;
use crate::cli::scaffold::{self, Made};
use crate::cli::terminal::Tone;
use crate::git;

/// Where GitHub looks for workflows, from the top of a repository.
const PATH: &str = ".github/workflows/pages.yml";

/// The branch where the repository has none yet.
const BRANCH: &str = "main";

/// Writes the workflow, unless there is one, and says what is to be switched on. `shown` is the path of the site's folder
/// as the person would type it.
pub(super) fn write(
    invocation: &Invocation<'_>,
    root: &Path,
    shown: &dyn Fn(&str) -> String,
) -> anyhow::Result<()> {
    let branch = git::ask(root, &["symbolic-ref", "--quiet", "--short", "HEAD"]).unwrap_or_default();
    let branch = Some(branch.trim()).filter(|branch| !branch.is_empty()).unwrap_or(BRANCH);
    let made = scaffold::create(&root.join(PATH), &workflow(branch))?;
    let (tone, verb) = match made {
        Made::Created => (Tone::Made, "created"),
        Made::Kept => (Tone::Unchanged, "kept"),
    };
    let terminal = invocation.terminal;
    terminal.status(tone, verb, shown(PATH));
    let prefix = git::ask(root, &["rev-parse", "--show-prefix"]).unwrap_or_default();
    if !prefix.trim().is_empty() {
        let words = format!(
            "GitHub reads workflows at the top of a repository: move .github there, and set `working-directory: {}`",
            prefix.trim()
        );
        terminal.status(Tone::Notable, "look", words);
    }
    terminal.say("\nOn GitHub, switch it on once: Settings, Pages, Source: GitHub Actions.");
    terminal.say(format_args!("From then on each push to {branch} is checked, built and published."));
    Ok(())
}

/// The workflow. Each action is pinned to the newest major version that keeps hidden files (`.well-known/`) in the site.
fn workflow(branch: &str) -> String {
    WORKFLOW.replace("@BRANCH@", branch).replace("@VERSION@", env!("CARGO_PKG_VERSION"))
}

const WORKFLOW: &str = r#"# Checks, builds and publishes the site with each push.
# Switch it on once: Settings, Pages, Source: GitHub Actions.
name: Pages

on:
  push:
    branches: ["@BRANCH@"]
  workflow_dispatch:

# What a job does not name, it may not do.
permissions: {}

concurrency:
  group: pages
  cancel-in-progress: false

env:
  BUILDLOG_VERSION: "@VERSION@"

jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      pages: read
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - id: pages
        uses: actions/configure-pages@v5
      - id: program
        uses: actions/cache@v4
        with:
          path: ~/.cargo/bin/buildlog
          key: buildlog-${{ runner.os }}-${{ runner.arch }}-${{ env.BUILDLOG_VERSION }}
      - if: steps.program.outputs.cache-hit != 'true'
        run: cargo install buildlog --locked --version "$BUILDLOG_VERSION"
      # The same gate as before `buildlog deploy`: an error ends the run here.
      - run: buildlog check --base-url "$BASE_URL"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url }}
      - run: buildlog build --base-url "$BASE_URL"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url }}
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public

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

    #[test]
    fn the_workflow_names_the_branch_and_this_version() {
        let text = workflow("trunk");
        assert!(text.contains("branches: [\"trunk\"]"));
        assert!(text.contains(&format!("BUILDLOG_VERSION: \"{}\"", env!("CARGO_PKG_VERSION"))));
    }

    #[test]
    fn no_job_may_do_more_than_it_needs() {
        let text = workflow("main");
        assert!(text.contains("\npermissions: {}\n"));
        assert_eq!(
            text.matches(": write").count(),
            2,
            "the pages and the token that proves who publishes them"
        );
        assert!(!text.contains("contents: write"));
    }

    #[test]
    fn nothing_of_the_run_is_put_into_a_shell_line() {
        for line in workflow("main").lines().filter(|line| line.contains("run:")) {
            assert!(!line.contains("${{"), "{line}");
        }
    }
}
