//! Parts of a body that are written apart, because the sieve for the author's tags would not let them through.

/// Opens the mark of a part. An author's tag can't hold this attribute, and text can't hold a tag.
const MARK: &str = "data-part=\"";

/// Parts, and the marks that hold their places.
#[derive(Default)]
pub(super) struct Parts(Vec<String>);

impl Parts {
    /// Keeps a part that is a block, and marks its place.
    pub(super) fn push_block(&mut self, html: &mut String, part: String) {
        html.push_str(&format!("<div {MARK}{}\"></div>\n", self.0.len()));
        self.0.push(part);
    }

    /// Keeps a part that stands in a line, and marks its place.
    pub(super) fn push_inline(&mut self, html: &mut String, part: String) {
        html.push_str(&format!("<span {MARK}{}\"></span>", self.0.len()));
        self.0.push(part);
    }

    /// Puts every part where its mark is.
    pub(super) fn put_into(self, mut html: String) -> String {
        for (number, part) in self.0.into_iter().enumerate() {
            for (mark, end) in [
                (format!("<div {MARK}{number}\"></div>"), "\n"),
                (format!("<span {MARK}{number}\"></span>"), ""),
            ] {
                let Some(start) = html.find(&mark) else { continue };
                let mut stop = start + mark.len();
                if html[stop..].starts_with(end) {
                    stop += end.len();
                }
                html.replace_range(start..stop, &part);
                break;
            }
        }
        html
    }
}
