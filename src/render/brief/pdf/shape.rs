//! Letters: which face draws which character, and where lines break.

use std::borrow::Cow;
use std::collections::HashMap;

use krilla::text::Font;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::style::{FontFamily, FontFamilyName, FontFeatures, FontWeight, OverflowWrap, StyleProperty};
use parley::{Alignment, AlignmentOptions, FontContext, LayoutContext};

use super::compose::Block;
use crate::fonts::{DISPLAY_FAMILY, FontBytes, FontSet, TEXT_FAMILY};

/// A block of letters; its brush is the index of the span that a letter belongs to.
pub(super) type Layout = parley::Layout<u16>;

/// The fonts of a site, read once and ready to set documents with.
pub struct Typesetter {
    context: FontContext,
    /// Families beside the program's own, the preferred first.
    others: Vec<String>,
    fonts: HashMap<(u64, u32), Font>,
}

/// A font file that is known to the library: the number of each face, and by which family it is found.
struct File<'a> {
    bytes: &'a FontBytes,
    blob: Blob<u8>,
    names: Vec<(u32, String)>,
}

/// Sets the blocks of one document.
pub(super) struct Setter<'a> {
    typesetter: &'a Typesetter,
    context: FontContext,
    layouts: LayoutContext<u16>,
    language: Option<parley::style::Language>,
}

impl Typesetter {
    /// Reads the faces of a set.
    pub fn new(set: &FontSet) -> Self {
        // No fonts of the system by way of the library: which ones there are is for the set to say.
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let mut files: Vec<File<'_>> = Vec::new();
        let (mut others, mut fonts) = (Vec::new(), HashMap::new());
        for face in set.faces() {
            let known = files.iter().position(|file| std::sync::Arc::ptr_eq(file.bytes, &face.bytes));
            let at = known.unwrap_or_else(|| {
                let blob = Blob::new(face.bytes.clone());
                let names = register(&mut collection, &blob);
                files.push(File { bytes: &face.bytes, blob, names });
                files.len() - 1
            });
            let File { bytes, blob, names } = &files[at];
            let name = names.iter().find(|(index, _)| *index == face.index).map(|(_, name)| name.clone());
            let font = Font::new((*bytes).clone().into(), face.index);
            if let (Some(name), Some(font)) = (name, font) {
                fonts.insert((blob.id(), face.index), font);
                if ![TEXT_FAMILY, DISPLAY_FAMILY].contains(&name.as_str()) && !others.contains(&name) {
                    others.push(name);
                }
            }
        }
        Self { context: FontContext { collection, source_cache: SourceCache::default() }, others, fonts }
    }

    /// The face of a run of letters.
    pub(super) fn font(&self, run: &parley::Run<'_, u16>) -> Option<&Font> {
        let font = run.font();
        self.fonts.get(&(font.data.id(), font.index))
    }

    pub(super) fn setter(&self, language: &str) -> Setter<'_> {
        Setter {
            typesetter: self,
            context: self.context.clone(),
            layouts: LayoutContext::new(),
            language: parley::style::Language::parse(language).ok(),
        }
    }
}

/// Makes a file's faces known, and says by which family each is found.
fn register(collection: &mut Collection, blob: &Blob<u8>) -> Vec<(u32, String)> {
    let families = collection.register_fonts(blob.clone(), None);
    let mut names = Vec::new();
    for (family, faces) in families {
        if let Some(name) = collection.family_name(family) {
            names.extend(faces.iter().map(|face| (face.index(), name.to_string())));
        }
    }
    names
}

impl Setter<'_> {
    /// Shapes a block at its full size; its lines are not broken yet.
    pub(super) fn shape(&mut self, block: &Block) -> Layout {
        let text = block.text();
        let mut builder = self.layouts.ranged_builder(&mut self.context, &text, 1.0, false);
        builder.push_default(StyleProperty::Locale(self.language));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let others = &self.typesetter.others;
        let mut start = 0;
        for (at, span) in block.spans.iter().enumerate() {
            let range = start..start + span.text.len();
            start = range.end;
            let own = if span.look.is_display { DISPLAY_FAMILY } else { TEXT_FAMILY };
            builder
                .push(family(std::iter::once(own).chain(others.iter().map(String::as_str))), range.clone());
            builder.push(StyleProperty::FontSize(span.look.size), range.clone());
            builder.push(StyleProperty::FontWeight(FontWeight::new(span.look.weight)), range.clone());
            if span.look.is_display {
                // Large letters stand closer, and figures that are read in a row have one width.
                builder.push(StyleProperty::LetterSpacing(-0.012 * span.look.size), range.clone());
                builder.push(
                    StyleProperty::FontFeatures(FontFeatures::Source(Cow::Borrowed("\"tnum\" 1"))),
                    range.clone(),
                );
            }
            // More than 65,535 spans stand in no block.
            builder.push(StyleProperty::Brush(u16::try_from(at).unwrap_or(u16::MAX)), range);
        }
        if !others.is_empty() {
            for range in chinese_marks(&text) {
                builder.push(family(others.iter().map(String::as_str).chain([TEXT_FAMILY])), range);
            }
        }
        builder.build(&text)
    }
}

/// Breaks a shaped block into lines of a width, given in points at full size.
pub(super) fn break_lines(layout: &mut Layout, width: f32) {
    layout.break_all_lines(Some(width));
    layout.align(Alignment::Start, AlignmentOptions::default());
}

fn family<'a>(names: impl Iterator<Item = &'a str>) -> StyleProperty<'a, u16> {
    let names = names.map(|name| FontFamilyName::Named(Cow::Borrowed(name))).collect();
    StyleProperty::FontFamily(FontFamily::List(Cow::Owned(names)))
}

/// Where quotation marks, dashes and dots stand beside Chinese: there they are as wide as a character,
/// and belong to its font, although a Latin font has them as well.
fn chinese_marks(text: &str) -> Vec<std::ops::Range<usize>> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let is_chinese = |at: Option<usize>| {
        at.and_then(|at| characters.get(at)).is_some_and(|(_, c)| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}'))
    };
    let is_mark = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·');
    let mut ranges = Vec::new();
    let mut at = 0_usize;
    // Marks in a row belong together: of the two signs of an ellipsis only one stands beside a character.
    for row in characters.chunk_by(|(_, a), (_, b)| is_mark(*a) == is_mark(*b)) {
        let (before, behind) = (at.checked_sub(1), at + row.len());
        at = behind;
        if let ([(start, first), ..], [.., (last, c)]) = (row, row)
            && is_mark(*first)
            && (is_chinese(before) || is_chinese(Some(behind)))
        {
            ranges.push(*start..last + c.len_utf8());
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::chinese_marks;

    #[test]
    fn marks_in_a_row_are_chinese_where_one_of_them_stands_beside_chinese() {
        let marks = |text: &'static str| -> Vec<&str> {
            chinese_marks(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(marks("“‘床号’要放前面……”"), ["“‘", "’", "……”"]);
        assert_eq!(marks("“It’s”… and 翻… so"), ["…"]);
    }
}
