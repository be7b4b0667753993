//! The maker's editor: which it is, how its command is read, and that it is waited for.

use std::path::Path;
use std::process::Command;

use anyhow::Context;

use crate::cli::Refusal;

/// Editors with a window of their own come back at once unless they are told to wait.
const WAIT_FLAGS: [(&str, &str); 14] = [
    ("code", "--wait"),
    ("code-insiders", "--wait"),
    ("codium", "--wait"),
    ("vscodium", "--wait"),
    ("cursor", "--wait"),
    ("windsurf", "--wait"),
    ("zed", "--wait"),
    ("atom", "--wait"),
    ("subl", "--wait"),
    ("mate", "--wait"),
    ("bbedit", "--wait"),
    ("gedit", "--wait"),
    ("gvim", "-f"),
    ("mvim", "-f"),
];

/// An editor and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editor {
    program: String,
    arguments: Vec<String>,
}

impl Editor {
    /// The editor that `VISUAL` or `EDITOR` names; `wanted_by` is the flag or command that needs one.
    ///
    /// # Errors
    /// Where neither names one, or where its quotes are not closed.
    pub(super) fn of_environment(wanted_by: &str) -> Result<Self, Refusal> {
        let said = ["VISUAL", "EDITOR"]
            .into_iter()
            .filter_map(|name| Some((name, std::env::var(name).ok()?)))
            .find(|(_, command)| !command.trim().is_empty());
        let Some((name, command)) = said else {
            return Err(Refusal::new(
                format!("{wanted_by} does not know your editor: neither VISUAL nor EDITOR is set"),
                "set one of them, such as `export EDITOR=nano`",
            ));
        };
        // A path with spaces that nobody quoted is still the path of a program.
        let words = if Path::new(&command).is_file() { Some(vec![command.clone()]) } else { words(&command) };
        words.and_then(Self::of_words).ok_or_else(|| {
            Refusal::new(
                format!("{name} can't be read as a command: {command}"),
                "close its quotes, as in `export EDITOR=\"'/opt/my editor/bin/edit' --wait\"`",
            )
        })
    }

    fn of_words(mut words: Vec<String>) -> Option<Self> {
        if words.is_empty() {
            return None;
        }
        let program = words.remove(0);
        let mut editor = Self { program, arguments: words };
        if let Some(flag) = editor.missing_wait_flag() {
            editor.arguments.insert(0, flag.to_string());
        }
        Some(editor)
    }

    fn missing_wait_flag(&self) -> Option<&'static str> {
        let name = Path::new(&self.program).file_stem()?.to_str()?.to_lowercase();
        let (_, flag) = WAIT_FLAGS.iter().find(|(known, _)| *known == name)?;
        let waits = |argument: &String| ["-w", "-f", "--wait", "--nofork"].contains(&argument.as_str());
        (!self.arguments.iter().any(waits)).then_some(flag)
    }

    /// Opens a file and waits until the editor is closed.
    ///
    /// # Errors
    /// Where it can't be started, or ends with another status than 0.
    pub(super) fn open(&self, path: &Path) -> anyhow::Result<()> {
        let program = &self.program;
        let status = Command::new(program)
            .args(&self.arguments)
            .arg(path)
            .status()
            .with_context(|| format!("the editor `{program}` can't be started"))?;
        anyhow::ensure!(status.success(), "the editor `{program}` ended with {status}");
        Ok(())
    }
}

/// The words of a command as a shell splits them: quotes and backslashes, and nothing more of a shell.
/// `None` where a quote is not closed.
fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut letters = command.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            // On Windows a backslash stands between folders.
            (None | Some('"'), '\\') if !cfg!(windows) => {
                let next = letters.peek().copied();
                let escapes = quote.is_none() || next.is_some_and(|next| "\"\\$`".contains(next));
                let taken = if escapes { letters.next()? } else { '\\' };
                word.get_or_insert_default().push(taken);
            }
            (None, letter) if letter.is_whitespace() => words.extend(word.take()),
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(windows))]
    fn a_command_is_split_as_a_shell_splits_it() {
        for (command, expected) in [
            ("vim", &["vim"][..]),
            ("  nano  -w ", &["nano", "-w"]),
            ("'/opt/my editor/edit' --wait", &["/opt/my editor/edit", "--wait"]),
            (r#""/a b/c" -c "say \"hi\"""#, &["/a b/c", "-c", "say \"hi\""]),
            (r"/opt/my\ editor/edit", &["/opt/my editor/edit"]),
            ("edit --name=''", &["edit", "--name="]),
            ("edit ''", &["edit", ""]),
            ("编辑器 '参 数'", &["编辑器", "参 数"]),
        ] {
            assert_eq!(words(command).unwrap(), expected, "{command}");
        }
        for unclosed in ["'vim", "\"vim", "vim \\"] {
            assert_eq!(words(unclosed), None, "{unclosed}");
        }
    }

    #[test]
    fn an_editor_with_a_window_is_told_to_wait_once() {
        let editor = |command: &str| Editor::of_words(words(command).unwrap()).unwrap().arguments;
        assert_eq!(editor("code"), ["--wait"]);
        assert_eq!(editor("/usr/bin/code --new-window"), ["--wait", "--new-window"]);
        assert_eq!(editor("code -w"), ["-w"]);
        assert_eq!(editor("subl --wait"), ["--wait"]);
        assert_eq!(editor("gvim"), ["-f"]);
        assert!(editor("vim").is_empty());
    }
}
