//! A text into the clipboard, by the program that the system has for it.
//!
//! A library would have to stay alive as the clipboard's owner on X11 and Wayland; these programs do that
//! themselves, and none of them is needed by anything else here.

use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Stdio};

use super::Refusal;

/// A program that takes a text on its standard input.
struct Way {
    program: &'static str,
    arguments: &'static [&'static str],
    /// A variable of the environment without which it has no clipboard to write to.
    needs: Option<&'static str>,
}

const WAYS: [Way; 6] = [
    Way { program: "pbcopy", arguments: &[], needs: None },
    Way { program: "wl-copy", arguments: &[], needs: Some("WAYLAND_DISPLAY") },
    Way { program: "xclip", arguments: &["-selection", "clipboard"], needs: Some("DISPLAY") },
    Way { program: "xsel", arguments: &["--clipboard", "--input"], needs: Some("DISPLAY") },
    Way { program: "termux-clipboard-set", arguments: &[], needs: None },
    // Windows, and Linux inside it.
    Way { program: "clip.exe", arguments: &[], needs: None },
];

/// Puts a text into the clipboard.
///
/// # Errors
/// Where no program can be found that does it.
pub(super) fn copy(text: &str) -> Result<(), Refusal> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let usable = WAYS.iter().filter(|way| way.needs.is_none_or(is_set));
    match usable.into_iter().any(|way| give(way, text)) {
        true => Ok(()),
        false => Err(Refusal::new(
            "there is no clipboard here",
            "install `wl-clipboard` on Wayland, or `xclip` on X11",
        )
        .hint("or leave `--copy` out, and mark the text with the mouse")),
    }
}

fn give(way: &Way, text: &str) -> bool {
    let mut command = Command::new(OsStr::new(way.program));
    command.args(way.arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    let written = match child.stdin.take() {
        Some(mut input) => input.write_all(&encoded(way, text)).is_ok(),
        None => false,
    };
    child.wait().is_ok_and(|status| status.success()) && written
}

/// Windows takes a text for UTF-16 only where it begins with its mark.
fn encoded(way: &Way, text: &str) -> Vec<u8> {
    match way.program {
        "clip.exe" => {
            "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        }
        _ => text.as_bytes().to_vec(),
    }
}
