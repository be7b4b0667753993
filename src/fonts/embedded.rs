//! The faces in the program; `fonts/README.md` says how they were made.

use std::sync::Arc;

use super::face::{Face, FontBytes, Origin};

const FILES: [&[u8]; 3] = [
    include_bytes!("../../fonts/inter/Inter-Regular.ttf"),
    include_bytes!("../../fonts/inter/Inter-SemiBold.ttf"),
    include_bytes!("../../fonts/inter/InterDisplay-SemiBold.ttf"),
];

pub(super) fn faces() -> Vec<Face> {
    let files = FILES.into_iter().map(|file| -> FontBytes { Arc::new(file) });
    files.flat_map(|bytes| Face::of_file(&bytes, &Origin::Embedded)).collect()
}
