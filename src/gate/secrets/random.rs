//! Whether a word looks as if a machine had drawn it, or stands for what a reader is to put in.

use std::collections::HashMap;

/// What people write in the place of a secret.
const PLACEHOLDERS: [&str; 24] = [
    "abcdefg",
    "bcdefgh",
    "changeme",
    "change-me",
    "change_me",
    "dummy",
    "example",
    "fake",
    "foobar",
    "insert",
    "lorem",
    "mysecret",
    "placeholder",
    "redacted",
    "replace",
    "sample",
    "todo",
    "xxxx",
    "your",
    "0000000",
    "1234567",
    "2345678",
    "****",
    "....",
];

/// Letters of one word in a row: by chance there are so many hardly ever.
const WORD: usize = 6;

/// Whether a run is a name of several words, such as `OAuth2AuthorizationCode`: it has hardly a digit, and a word in it.
fn is_name(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let longest = run.split(|c: char| !c.is_ascii_lowercase()).map(str::len).max().unwrap_or_default();
    digits <= 2 && longest >= WORD
}

/// Shannon's entropy of a word, in bits for each character.
pub(super) fn entropy(word: &str) -> f64 {
    let mut counts: HashMap<char, usize> = HashMap::new();
    for c in word.chars() {
        *counts.entry(c).or_default() += 1;
    }
    let length = word.chars().count() as f64;
    counts.values().map(|count| *count as f64 / length).map(|share| -share * share.log2()).sum()
}

/// Whether a word is there to be replaced: it says so, or it counts up.
pub(super) fn is_placeholder(word: &str) -> bool {
    let folded = word.to_lowercase();
    PLACEHOLDERS.iter().any(|known| folded.contains(known))
        || word.contains(['<', '>', '{', '}', '$', '…', '•'])
}

/// Whether a token is there to be replaced. By chance a drawn one may hold a short word of those, too: what is left of it
/// is drawn, then, and excuses nothing.
pub(super) fn is_patterned(token: &str) -> bool {
    if !is_placeholder(token) {
        return false;
    }
    let folded = token.to_ascii_lowercase();
    let words = PLACEHOLDERS.iter().filter(|known| known.bytes().all(|byte| byte.is_ascii_lowercase()));
    let rest = words.fold(folded.clone(), |rest, word| match word.len() {
        ..=6 => rest.replacen(word, "", 1),
        _ => rest,
    });
    let runs = rest.split(|c: char| !c.is_ascii_alphanumeric());
    let longest = runs.max_by_key(|run| run.len()).unwrap_or_default();
    let digits = longest.bytes().filter(u8::is_ascii_digit).count();
    let is_drawn = longest.len() >= 12 && digits >= 2 && changes(longest) >= 3 && entropy(longest) >= 3.0;
    is_placeholder(&rest) || !is_drawn
}

/// How often a word goes over from letters to digits, or back.
fn changes(word: &str) -> usize {
    word.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit()).count()
}

/// Whether a word without a known shape was drawn by a machine: a long run of mixed letters and digits, or of
/// hexadecimal digits. Names with dashes, paths, versions and UUIDs have no run that is long enough.
pub(super) fn is_drawn(word: &str) -> bool {
    // The secret half of an AWS key is 40 characters of base64, slashes included.
    let is_whole = word.len() == 40 && entropy(word) >= 4.3;
    let joins = |c: char| c.is_ascii_alphanumeric() || (is_whole && "+/=".contains(c));
    let runs = word.split(|c: char| !joins(c));
    let longest = runs.max_by_key(|run| run.len()).unwrap_or_default();
    let has = |is: fn(&char) -> bool| longest.chars().any(|c| is(&c));
    let is_hex = longest.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_mixed =
        has(char::is_ascii_uppercase) && has(char::is_ascii_lowercase) && has(char::is_ascii_digit);
    // Of small letters and digits only, as many services draw them: digits stand all over it.
    let digits = longest.bytes().filter(u8::is_ascii_digit).count();
    let is_low = has(char::is_ascii_lowercase) && !has(char::is_ascii_uppercase) && digits >= 4;
    match longest.len() {
        32.. if is_hex => has(char::is_ascii_digit) && entropy(longest) >= 3.0,
        20.. if is_mixed => entropy(longest) >= 3.7 && !is_name(longest),
        24.. if is_low => changes(longest) >= 7 && entropy(longest) >= 3.5 && !is_name(longest),
        _ => false,
    }
}
