//! Entries that a template left behind and nobody filled in.

use std::ops::Range;

use super::labels::prose_lines;

/// Why an entry is nobody's: words for the list of what was left out. `None` for a real entry.
pub(super) fn reason(body: &str, code: &[Range<usize>]) -> Option<&'static str> {
    if let Some(reason) = sample(body) {
        return Some(reason);
    }
    if body.trim().is_empty() {
        return Some("empty");
    }
    unfilled(body, code).then_some("a template that nobody filled in")
}

/// The same for what a template shows as an example.
pub(super) fn sample(text: &str) -> Option<&'static str> {
    const PHRASES: [&str; 5] = [
        "delete me or comment me out",
        "february 30, 2016",
        "2016年2月30日",
        "[your name here]",
        "many exercises on freecodecamp.",
    ];
    let lower = text.to_lowercase();
    PHRASES.iter().any(|phrase| lower.contains(phrase)).then_some("the sample text of a template")
}

/// Whether an entry holds labels and headings, and nothing else.
fn unfilled(body: &str, code: &[Range<usize>]) -> bool {
    let mut labels = 0;
    for line in prose_lines(body, code).map(str::trim).filter(|line| !line.is_empty()) {
        let is_rule = line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | ' '));
        let is_comment = line.starts_with("<!--") && line.ends_with("-->");
        if is_rule || is_comment || line.starts_with('#') {
            continue;
        }
        if !is_bare_label(line) {
            return false;
        }
        labels += 1;
    }
    labels > 0 && code.is_empty()
}

/// `**Thoughts:**`, `- Link to work:`, `1.`: a label with nothing after it.
fn is_bare_label(line: &str) -> bool {
    let text = line.trim_start_matches(['-', '+', '>', ' ']).trim_end();
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('.').trim();
    if text.is_empty() {
        return true;
    }
    let inner = text.trim_matches(['*', '_', ' ']);
    let known = ["progress", "thoughts", "link", "learn", "blockers"];
    let is_heading = text.starts_with("**")
        && text.ends_with("**")
        && inner.split_whitespace().count() <= 3
        && known.iter().any(|word| inner.to_lowercase().contains(word));
    let ends_open = inner.ends_with([':', '：']);
    let is_short =
        inner.chars().count() <= 60 && !inner.trim_end_matches([':', '：']).contains(['.', ':', '：']);
    (ends_open || is_heading) && is_short && !inner.contains("](") && !inner.contains("://")
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn sample_text_and_unfilled_labels_are_leftovers() {
        assert!(reason("# Day 0: February 30, 2016\n\n**Today's Progress**: Fixed CSS\n", &[]).is_some());
        assert!(reason("### Day 0 (Delete me or comment me out)\n", &[]).is_some());
        assert!(
            reason("# Day 9\n\n**Today's Progress**:\n\n**Thoughts:**\n\n- **Link to work:**\n1.\n", &[])
                .is_some()
        );
        assert!(reason(" \n", &[]).is_some());
    }

    #[test]
    fn real_entries_stay_however_short() {
        for body in [
            "# Day 9\n\n**Today's Progress**: loops\n\n**Thoughts:**\n",
            "# Day 5: rest\n",
            "**Hours worked:** 0\n\n—\n",
            "**Links:** https://example.org\n",
            "- [x] done\n",
            "**Shipped it today**\n",
        ] {
            assert_eq!(reason(body, &[]), None, "{body}");
        }
    }
}
