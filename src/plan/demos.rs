//! A demo as it is written, and what keeps it from being shown as it is meant.

use super::findings::not_shown;
use crate::content::Demo;
use crate::diagnostics::{Diagnostic, Severity, SourceFile, Span};
use crate::front_matter::{self, Kind, Spanned};
use crate::markdown::{self, DemoFields, Doc, Finding, FindingKind, Unframed};

/// How a `demo` block is spoken of in complaints about its keys.
const BLOCK: Kind = Kind { name: "a demo", required: &[("url", "https://example.org/demo/")] };

/// Complaints about the demo of a front matter; `whole` is the same with what a translation leaves out.
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
    let fields = DemoFields {
        url: Some(address.to_string()),
        height: demo.value.height.map(|height| height.to_string()),
        ratio: demo.value.ratio.clone(),
        ..DemoFields::default()
    };
    faults.extend(markdown::other_size(&fields).map(|size| {
        let kind = FindingKind::OtherSize { given: size.given };
        not_shown(file, &kind, &size.said, &demo.span)
    }));
    // Who gives a size means a frame. Without one a card is what an address of one's own is meant to be.
    let wants_frame = demo.value.height.is_some() || demo.value.ratio.is_some();
    let unframed = markdown::unframed(&fields).filter(|reason| match reason {
        Unframed::UnknownHost(_) => false,
        Unframed::Insecure(_) => wants_frame,
        Unframed::OtherPage { .. } => true,
    });
    faults.extend(
        unframed.map(|reason| not_shown(file, &FindingKind::UnframedDemo(reason), address, &demo.span)),
    );
    faults
}

/// All that is wrong with a `demo` block that can't be read, told as of a front matter.
pub(super) fn block(file: &SourceFile, doc: &Doc, finding: &Finding) -> Vec<Diagnostic> {
    let holds = |span: &Span| span.start <= finding.span.start && finding.span.end <= span.end;
    let block = doc.demos.iter().find(|demo| holds(&demo.span));
    let keys = block.and_then(|block| between_fences(file, block));
    let read = keys.map(|keys| front_matter::read::<Demo>(file, keys, BLOCK));
    match read {
        Some(Err(faults)) => faults.into_iter().map(shown_as_code).collect(),
        // What stands in a quote or a list has its marks on each line, and is told as the block's reader does.
        _ => vec![not_shown(file, &finding.kind, &finding.what, &finding.span)],
    }
}

fn between_fences(file: &SourceFile, block: &markdown::Demo) -> Option<Span> {
    let at = file.text[block.span.clone()].find(&block.yaml).filter(|_| !block.yaml.trim().is_empty())?;
    let start = block.span.start + at;
    Some(start..start + block.yaml.len())
}

fn shown_as_code(fault: Diagnostic) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..fault }.hint("until then the block is shown as code")
}
