//! What a `<details>` is opened by.

use super::scan::{Scanner, Token};

/// HTML in balance with a `<summary>` of these words, given as HTML, in each `<details>` that has none of its own.
pub(in super::super) fn with_summaries(html: String, words: &str) -> String {
    if !html.contains("<details") {
        return html;
    }
    let mut summed = String::with_capacity(html.len() + 32);
    let mut done = 0;
    for place in places(&html) {
        summed.push_str(&html[done..place]);
        summed.push_str("<summary>");
        summed.push_str(words);
        summed.push_str("</summary>");
        done = place;
    }
    summed.push_str(&html[done..]);
    summed
}

/// Where the inside of each `<details>` begins that has no summary, from the first on.
fn places(html: &str) -> Vec<usize> {
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut places = Vec::new();
    for token in Scanner::new(html) {
        match token {
            Token::Start { name, range, .. } if name == "details" => open.push((range.end, false)),
            Token::Start { name, .. } if name == "summary" => {
                if let Some((_, has_summary)) = open.last_mut() {
                    *has_summary = true;
                }
            }
            Token::End { name, .. } if name == "details" => {
                places.extend(open.pop().filter(|(_, has_summary)| !has_summary).map(|(place, _)| place));
            }
            _ => {}
        }
    }
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_that_has_no_summary_gets_one() {
        let summed = |html: &str| with_summaries(html.to_owned(), "More");
        assert_eq!(
            summed("<details open=\"\"> a</details>"),
            "<details open=\"\"><summary>More</summary> a</details>"
        );
        assert_eq!(
            summed("<details><details><summary>b</summary></details><details></details></details>"),
            "<details><summary>More</summary><details><summary>b</summary></details>\
             <details><summary>More</summary></details></details>"
        );
        let whole = "<details>\n<summary>a</summary> b</details>";
        assert_eq!(summed(whole), whole);
    }
}
