//! `buildlog completions`: what a shell needs to complete commands and flags.

use clap::CommandFactory;
use clap_complete::Shell;

use super::invocation::Invocation;
use super::{Cli, Outcome};

const AFTER: &str = "\
Put what it prints where your shell looks for it, and open a new shell.

Examples:
  buildlog completions bash > ~/.local/share/bash-completion/completions/buildlog
  buildlog completions zsh > ~/.zfunc/_buildlog    (with ~/.zfunc in your fpath)
  buildlog completions fish > ~/.config/fish/completions/buildlog.fish";

/// Print the completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// Your shell
    shell: Shell,
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        invocation.terminal.answer(script(self.shell)?.trim_end());
        Ok(Outcome::Done)
    }
}

fn script(shell: Shell) -> anyhow::Result<String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "buildlog", &mut script);
    Ok(String::from_utf8(script)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_shell_learns_every_command() {
        for shell in Shell::value_variants() {
            let script = script(*shell).unwrap();
            for word in ["consent", "feedback", "from-git"] {
                assert!(script.contains(word), "{shell}: {word}");
            }
        }
    }
}
