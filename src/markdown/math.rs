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
    if nesting(latex) > DEEPEST {
        return Err("it is nested too deeply".to_owned());
    }
    let display = if is_block { MathDisplay::Block } else { MathDisplay::Inline };
    match CONVERTER.convert_with_local_state(latex.trim(), display) {
        Ok(converted) => Ok(without_levels(&without_styles(&converted.mathml))),
        Err(error) => Err(error.to_string()),
    }
}

/// The converter calls itself for each level, so the levels are counted before it is asked. Commands
/// in a row count as levels too, because each may take the next as its argument.
const DEEPEST: usize = 100;

fn nesting(latex: &str) -> usize {
    let (mut open, mut in_row, mut deepest) = (0_usize, 0_usize, 0);
    let mut rest = latex;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\\' => {
                length += rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
                in_row += 1;
                match &rest[..length] {
                    "\\left" | "\\begin" => open += 1,
                    "\\right" | "\\end" => open = open.saturating_sub(1),
                    _ => {}
                }
            }
            '{' => (open, in_row) = (open + 1, 0),
            '}' => (open, in_row) = (open.saturating_sub(1), 0),
            c if c.is_alphanumeric() => in_row = 0,
            _ => {}
        }
        deepest = deepest.max(open + in_row);
        rest = &rest[length..];
    }
    deepest
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

/// A table has no level of its own in MathML Core; its cells have that of what is around it.
fn without_levels(mathml: &str) -> String {
    let mut kept = String::with_capacity(mathml.len());
    for (nth, piece) in mathml.split("<mtable").enumerate() {
        if nth == 0 {
            kept.push_str(piece);
            continue;
        }
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let attributes =
            tag.split_inclusive("\" ").filter(|part| !part.trim_start().starts_with("scriptlevel="));
        kept.push_str("<mtable");
        kept.push_str(attributes.collect::<String>().trim_end());
        kept.push('>');
        kept.push_str(after);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_formula_needs_an_inline_style() {
        for latex in [
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
            r"\begin{array}{l|r} a & b \\ \hline c & d \end{array}",
            r"\begin{align} a &= b \\ c &= d \end{align}",
            r"\sum_{i=0}^n \sqrt[3]{x_i} \quad \text{if } \mathbf{x} > 0",
            r"\color{red} x \phantom{y} \left( \middle| \right)",
        ] {
            let mathml = to_mathml(latex, true).unwrap();
            assert!(!mathml.contains(" style=\""), "{mathml}");
            assert!(mathml.starts_with("<math display=\"block\">"), "{mathml}");
        }
        assert!(
            to_mathml(r"\begin{aligned} a &= b \end{aligned}", true)
                .unwrap()
                .contains("<mtd class=\"left\">")
        );
    }

    #[test]
    fn a_table_in_a_formula_has_no_level() {
        for latex in [r"\begin{matrix} a & b \end{matrix}", r"\begin{cases} a & b \end{cases}"] {
            let mathml = to_mathml(latex, true).unwrap();
            let tables =
                mathml.split("<mtable").skip(1).map(|after| after.split('>').next().unwrap_or_default());
            assert!(tables.into_iter().all(|tag| !tag.contains("scriptlevel")), "{mathml}");
            assert!(mathml.contains("<mtable") && mathml.contains("<mtr"), "{mathml}");
        }
    }

    #[test]
    fn a_formula_that_can_not_be_read_says_why() {
        assert!(to_mathml(r"\nosuchthing", false).unwrap_err().contains("nosuchthing"));
    }

    #[test]
    fn a_formula_nested_without_end_is_refused_and_a_deep_one_is_not() {
        for piece in ["{", r"\frac{", r"\sqrt", r"\sqrt ", r"\left(", r"\sqrt[", r"\hat_", r"\begin{matrix}"]
        {
            assert!(to_mathml(&piece.repeat(20_000), false).is_err(), "{piece}");
            let _ = to_mathml(&format!("{}x", piece.repeat(50)), false);
        }
        let deep = format!("{}x{}", r"\sqrt{".repeat(60), "}".repeat(60));
        assert!(to_mathml(&deep, false).is_ok());
        let long = r"\alpha + \beta x \cdot ".repeat(500);
        assert!(to_mathml(&long, false).is_ok());
    }
}
