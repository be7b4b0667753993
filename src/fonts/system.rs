//! The fonts of this machine: the last resort, and the one thing in this room that differs elsewhere.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::face::{Face, FontBytes, Origin};

/// Families that are preferred where several have a character, by parts of their names: one that is
/// drawn for simplified Chinese before its sisters, a sans before a serif.
const PREFERRED: [&str; 10] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi",
    "Noto Sans",
    "Sans",
];

/// The most families that are borrowed for one text.
const MOST: usize = 6;

/// How heavy the face of headings is.
const HEADING_WEIGHT: u16 = 700;

/// Faces that have drawings for these characters, as far as there are any: for each family one for
/// text, and one for headings.
pub(super) fn faces_for(missing: &BTreeSet<char>) -> Vec<Face> {
    let database = database();
    let mut wanted = missing.clone();
    let mut found: Vec<Face> = Vec::new();
    while !wanted.is_empty() && found.len() < 2 * MOST {
        let Some((info, face)) = best(database, &wanted) else { break };
        face.take_covered(&mut wanted);
        let bold = sister(database, info);
        found.push(face);
        found.extend(bold);
    }
    found
}

/// All fonts of the machine, by their headers.
fn database() -> &'static fontdb::Database {
    static DATABASE: OnceLock<fontdb::Database> = OnceLock::new();
    DATABASE.get_or_init(|| {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();
        database
    })
}

/// The upright face of regular weight that has most of the characters.
fn best<'a>(database: &'a fontdb::Database, wanted: &BTreeSet<char>) -> Option<(&'a fontdb::FaceInfo, Face)> {
    let mut upright: Vec<&fontdb::FaceInfo> = database
        .faces()
        .filter(|info| info.style == fontdb::Style::Normal && info.weight == fontdb::Weight::NORMAL)
        .collect();
    // The order of a folder is the disk's; that of names is everybody's.
    upright.sort_by_cached_key(|info| (rank(info), family(info).to_string(), path(info), info.index));
    let mut best: Option<(usize, &fontdb::FaceInfo)> = None;
    for info in upright {
        let Some(covered) = database.with_face_data(info.id, |data, index| covered(data, index, wanted))
        else {
            continue;
        };
        if covered > best.map_or(0, |(most, _)| most) {
            best = Some((covered, info));
        }
        if covered == wanted.len() {
            break;
        }
    }
    let (_, info) = best?;
    Some((info, load(database, info)?))
}

fn covered(data: &[u8], index: u32, wanted: &BTreeSet<char>) -> usize {
    use skrifa::MetadataProvider;
    let Ok(font) = skrifa::FontRef::from_index(data, index) else { return 0 };
    let charmap = font.charmap();
    wanted.iter().filter(|character| charmap.map(**character).is_some()).count()
}

/// The heavier face of the same family.
fn sister(database: &fontdb::Database, info: &fontdb::FaceInfo) -> Option<Face> {
    let id = database.query(&fontdb::Query {
        families: &[fontdb::Family::Name(family(info))],
        weight: fontdb::Weight(HEADING_WEIGHT),
        ..fontdb::Query::default()
    })?;
    let bold = database.face(id).filter(|bold| bold.weight > info.weight)?;
    load(database, bold)
}

fn load(database: &fontdb::Database, info: &fontdb::FaceInfo) -> Option<Face> {
    let bytes: FontBytes =
        database.with_face_data(info.id, |data, _| -> FontBytes { Arc::new(data.to_vec()) })?;
    Face::read(&bytes, info.index, &Origin::System(path(info)))
}

fn rank(info: &fontdb::FaceInfo) -> usize {
    // One width for all letters is for code.
    let rank = PREFERRED.iter().position(|part| family(info).contains(part)).unwrap_or(PREFERRED.len());
    if info.monospaced || family(info).contains("Mono") { rank + PREFERRED.len() + 1 } else { rank }
}

fn family(info: &fontdb::FaceInfo) -> &str {
    info.families.first().map_or("", |(name, _)| name)
}

fn path(info: &fontdb::FaceInfo) -> PathBuf {
    match &info.source {
        fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _) => path.clone(),
        fontdb::Source::Binary(_) => PathBuf::new(),
    }
}
