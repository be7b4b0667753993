//! Puts the files of `themes/` into the program, as a table of paths and bytes.
#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=themes");
    let mut files = Vec::new();
    collect(Path::new("themes"), &mut files)?;
    files.sort();
    let root = std::env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let mut table = String::from("&[\n");
    for file in &files {
        let path = file.to_string_lossy().replace('\\', "/");
        let place = Path::new(&root).join(file);
        table.push_str(&format!("    ({path:?}, include_bytes!({:?})),\n", place.to_string_lossy()));
    }
    table.push(']');
    let out = std::env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("embedded_themes.rs"), table)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => collect(&path, files)?,
            false => files.push(path),
        }
    }
    Ok(())
}
