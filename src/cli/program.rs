//! Which program this is, for what is kept on disk for it.

use std::time::SystemTime;

/// A hash that another version has another of, and another build of one version too. `None` where the
/// program's own file can't be looked at; then nothing is kept.
pub(super) fn identity() -> Option<[u8; 32]> {
    let metadata = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    let built = metadata.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    let said = format!("{version} {} {}", metadata.len(), built.as_nanos());
    Some(*blake3::hash(said.as_bytes()).as_bytes())
}
