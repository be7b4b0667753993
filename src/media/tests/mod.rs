//! Pictures made by hand, small enough to try every truncation and every flipped bit.

mod damage;
mod formats;
mod samples;
mod sizes;

use samples::MARKER;

/// Whether the marker of the private parts is anywhere in the bytes.
fn tells(bytes: &[u8]) -> bool {
    holds(bytes, MARKER)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
