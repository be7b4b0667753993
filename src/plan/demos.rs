//! The demo that a front matter names, and what keeps it from being shown as it is meant.

use super::findings::not_shown;
use crate::content::Demo;
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::Spanned;
use crate::markdown::{self, DemoFields, FindingKind};

/// Complaints about a demo; `whole` is the same with what a translation leaves out.
pub(super) fn check(
    file: &SourceFile,
    demo: Option<&Spanned<Demo>>,
    whole: Option<&Spanned<Demo>>,
) -> Vec<Diagnostic> {
    let (Some(demo), Some(whole)) = (demo, whole) else { return Vec::new() };
    let address = whole.value.url.as_ref().map(|url| url.value.trim()).filter(|url| !url.is_empty());
    let Some(address) = address else {
        return vec![
            Diagnostic::error("bad-demo", "this demo has no `url`: there is nothing to try")
                .at(file.place(demo.span.clone()))
                .hint("write where it runs, `url: https://…`, or the path of a recording, `url: media/demo.mp4`")
                .hint("or take the whole `demo` out until there is one"),
        ];
    };
    let mut faults = Vec::new();
    let ratio = demo.value.ratio.as_deref().filter(|said| !markdown::is_ratio(said));
    faults.extend(ratio.map(|said| {
        Diagnostic::warning(
            "bad-demo",
            format!("`{said}` is no ratio: the demo has the shape of its provider"),
        )
        .at(file.place(demo.span.clone()))
        .hint("write a width and a height, such as `ratio: \"16:9\"`")
    }));
    let fields = DemoFields { url: Some(address.to_string()), ..DemoFields::default() };
    // Who gives a size means a frame. Without one a card is what an address of one's own is meant to be.
    let wants_frame = demo.value.height.is_some() || demo.value.ratio.is_some();
    let insecure = markdown::unframed(&fields).filter(|unframed| unframed.is_insecure && wants_frame);
    faults.extend(
        insecure.map(|unframed| not_shown(file, &FindingKind::InsecureDemo, &unframed.host, &demo.span)),
    );
    faults
}
