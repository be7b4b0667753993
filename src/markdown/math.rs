//! Formulas as MathML.

use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

static CONVERTER: LazyLock<LatexToMathML> =
    LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).unwrap_or_default());

/// The MathML of a formula in LaTeX, without any inline style.
///
/// # Errors
/// Says why the formula can't be read.
pub(super) fn to_mathml(latex: &str, is_block: bool) -> Result<String, String> {
    let display = if is_block { MathDisplay::Block } else { MathDisplay::Inline };
    match CONVERTER.convert_with_local_state(latex.trim(), display) {
        Ok(converted) => Ok(without_styles(&converted.mathml)),
        Err(error) => Err(error.to_string()),
    }
}

/// The pages allow no inline styles. What the styles say (the alignment of columns, the room for a
/// phantom) is a matter of looks; alignment is kept as a class.
fn without_styles(mathml: &str) -> String {
    const STYLE: &str = " style=\"";
    let mut kept = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(at) = rest.find(STYLE) {
        kept.push_str(&rest[..at]);
        rest = &rest[at + STYLE.len()..];
        let (style, after) = rest.split_once('"').unwrap_or((rest, ""));
        kept.push_str(class(style));
        rest = after;
    }
    kept.push_str(rest);
    kept
}

fn class(style: &str) -> &'static str {
    let aligned = |to: &str| style.split(';').any(|rule| rule.trim() == format!("text-align: {to}"));
    match () {
        () if aligned("left") => " class=\"left\"",
        () if aligned("right") => " class=\"right\"",
        () => "",
    }
}
