//! Passwords that people chose themselves: no shape tells them, only the word in front of them.

use regex::Captures;

use super::random::is_placeholder;
use super::{Form, Secret};
use crate::diagnostics::Span;
use crate::gate::pattern::Case;

/// What such a secret is.
const PASSWORD: &str = "a password";

/// A word for a password, what joins it to its value, and the value: `password: …`, `the password is …`.
const SAID: &str = r#"(?i)(?:\b|_)(?:pass(?:word|wort|wd|code|[ -]?phrase)|kennwort|contraseña|mot de passe|pwd|pw)(?:["'`*]{0,3}[ \t]*(?::=|=>|[:=：])[*_]{0,2}|(?:[ \t](?:for|of|to)(?:[ \t][\w'’-]+){1,4}?)?[ \t](?:is|ist|est|was)(?:[ \t]?:|[ \t](?:now|still))?[ \t])[ \t]*([^\s<>|]+)"#;

/// A setting whose value is letters alone: they are all that stands behind it, and in small letters, or between quotes, so
/// that it is no name of something in a program.
const SAID_IN_LETTERS: &str = r#"(?m)(?:^|[\s"'{,_-])(?i:pass(?:word|wd)|pwd)["']?[ \t]*[:=][ \t]*(?:"([A-Za-z]{12,64})"|'([A-Za-z]{12,64})'|([a-z]{12,64}))[ \t\r]*(?:$|[,;}#])"#;

/// The same in Chinese, where nothing need stand between the word and its value.
const SAID_IN_CHINESE: &str = r#"(?:密码|口令)(?:就?是|为|设为|改成|[:：=])?[ \t]*([!-;=?-{}~]{6,})"#;

/// Where programs take a password: behind `-p` and behind the name of a user, and where `.netrc` has it.
const GIVEN: &str = r#"(?m)\b(?:curl\b[^\n|;]*?[ ](?:-u|--user)[ =]?["']?[\w.@-]+:|mysql(?:dump|admin)?\b[^\n|;]*?[ ](?:-p|--password=)|sshpass[ ]-p[ ]?|login[ ]\S+\s+password[ ]+)["']?([^\s"'`]{6,})"#;

/// Four words of four letters, as Google gives them to programs.
const OF_PROGRAMS: &str = r#"(?i)pass(?:word|wd)?["'`]?[ \t]*(?:[:=]|is)[ \t]*["'`]?((?:[a-z]{4}[ ]){3}[a-z]{4})(?:["'`.]|[ \t\r]*$)"#;

/// Several words that open something together: they stand alone behind a colon, or between quotes.
const SAID_IN_WORDS: &str = r#"(?im)\b(?:pass|recovery|seed)[ -]?phrase(?:[ \t]?[:=：][ \t]*|[ \t]is[ \t]*[:：]?[ \t]*)(?:["'`“][ \t]*)?([a-z]{3,}(?:[ -][a-z]{3,}){3,23})(?:["'`”.]|[ \t\r]*$)"#;

/// Words of prose, and of the one phrase that everybody knows; a phrase that was drawn has none of them.
const PROSE: [&str; 22] = [
    "and", "are", "battery", "but", "can", "every", "for", "from", "has", "must", "never", "not", "one",
    "our", "should", "than", "that", "the", "this", "was", "with", "you",
];

/// Beginnings of words with digits that are spoken of beside passwords: how these are kept, sent and typed.
const TECHNIQUES: [&str; 20] = [
    "2fa", "aes", "argon2", "base32", "base58", "base64", "bcrypt", "http", "int", "ipv", "md5", "oauth",
    "pbkdf2", "rfc", "rsa", "scrypt", "sha", "uint", "utf", "web3",
];

/// Words that hide nothing, with or without `123` behind them: manuals use them, and databases on one's own machine.
const EVERYBODYS: [&str; 16] = [
    "abc", "admin", "demo", "guest", "login", "p@ssw0rd", "pass", "passw0rd", "password", "postgres",
    "qwerty", "root", "secret", "test", "user", "welcome",
];

/// Letters of a password that stands behind any word for one; fewer may be a word of a sentence.
pub(super) const FEWEST_LETTERS: usize = 12;

/// What a setting says of a password in its place.
const ANSWERS: [&str; 20] = [
    "authentication",
    "changeit",
    "default",
    "disabled",
    "enabled",
    "encrypted",
    "environment",
    "hashed",
    "hidden",
    "letmein",
    "masked",
    "optional",
    "plaintext",
    "prompt",
    "required",
    "string",
    "undefined",
    "unknown",
    "unspecified",
    "verified",
];

/// What a number in front counts, as in `12-character`.
const COUNTED: [&str; 8] = ["bit", "byte", "char", "digit", "letter", "stell", "word", "zeichen"];

/// The patterns of passwords, each with the words that stand in front of one.
pub(super) fn forms() -> impl Iterator<Item = Form> {
    let form = |words: &[&'static str], pattern: &str, read| {
        let (words, pattern) = (words.to_vec(), pattern.to_string());
        Form { words, case: Case::Any, pattern, what: PASSWORD, read, is_shaped: false }
    };
    let said = ["pass", "kennwort", "contrase", "mot de passe", "pwd", "pw"];
    let forms = [
        form(&said, SAID, chosen),
        form(&["密码", "口令"], SAID_IN_CHINESE, chosen),
        form(&["curl", "mysql", "sshpass", "login"], GIVEN, chosen),
        form(&["phrase"], SAID_IN_WORDS, in_words),
        form(&["passw"], OF_PROGRAMS, in_words),
        form(&["passw", "pwd"], SAID_IN_LETTERS, in_letters),
    ];
    forms.into_iter()
}

/// A password that stands here.
pub(super) fn password(span: Span) -> Secret {
    Secret { span, what: PASSWORD, is_shaped: false }
}

/// One word that somebody chose.
fn chosen(_: &str, groups: &Captures) -> Option<Span> {
    let value = groups.get(1)?;
    let word = bare(value.as_str());
    let start = value.start() + (word.as_ptr().addr() - value.as_str().as_ptr().addr());
    is_chosen(word).then_some(start..start + word.len())
}

/// Several words that are no sentence.
fn in_words(_: &str, groups: &Captures) -> Option<Span> {
    let phrase = groups.get(1)?;
    let is_prose =
        phrase.as_str().split([' ', '-']).any(|word| PROSE.contains(&word.to_lowercase().as_str()));
    (!is_prose).then_some(phrase.range())
}

fn in_letters(_: &str, groups: &Captures) -> Option<Span> {
    let value = groups.iter().skip(1).flatten().next()?;
    is_of_letters(value.as_str(), FEWEST_LETTERS).then(|| value.range())
}

/// A value without the quotes around it and the end of the sentence behind it.
pub(super) fn bare(value: &str) -> &str {
    let value = value.trim_start_matches(['"', '\'', '`', '“', '*', '(']);
    value.trim_end_matches(|c| ".,;:?)]}\"'`”。，；*".contains(c))
}

/// Whether a value is a password of letters alone, and no word that a manual has in its place.
pub(super) fn is_of_letters(value: &str, fewest: usize) -> bool {
    let folded = value.to_lowercase();
    value.len() >= fewest
        && value.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !is_placeholder(value)
        && !ANSWERS.contains(&folded.as_str())
        && !EVERYBODYS.iter().any(|known| folded.starts_with(known) || folded.ends_with(known))
}

/// Whether a word is one that somebody chose to be hard to guess: letters with digits or signs among them, or a number,
/// and no name of something, no path and no code.
pub(super) fn is_chosen(word: &str) -> bool {
    let has = |is: fn(char) -> bool| word.chars().any(is);
    let letters = has(char::is_alphabetic);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let inner = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_mixed = letters && (digits > 0 || inner.contains(['@', '#', '%', '^', '&', '*', '!', '~']));
    let is_number = digits == word.len() && digits >= 6;
    (6..=64).contains(&word.chars().count())
        && (is_mixed || is_number)
        && !is_placeholder(word)
        && !is_everybodys(word)
        && !is_spoken_of(word)
        && !is_code(word)
}

fn is_everybodys(word: &str) -> bool {
    let folded = word.to_lowercase();
    let stem = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == '!' || c == '_');
    let counted = folded[stem.len()..].trim_matches(['!', '_']);
    let first = folded.chars().next();
    if stem.is_empty() && ("1234567890".starts_with(&*folded) || folded.chars().all(|c| Some(c) == first)) {
        return true;
    }
    "123456".starts_with(counted) && EVERYBODYS.contains(&stem) || EVERYBODYS.contains(&folded.as_str())
}

fn is_spoken_of(word: &str) -> bool {
    let folded = word.to_lowercase();
    let unit = folded.trim_start_matches(|c: char| c.is_ascii_digit() || "-–+.".contains(c));
    let is_count = unit.len() < folded.len() && COUNTED.iter().any(|counted| unit.starts_with(counted));
    let is_version = folded.trim_start_matches('v').chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_number = folded.chars().all(|c| c.is_ascii_digit());
    is_count || (is_version && !is_number) || TECHNIQUES.iter().any(|start| folded.starts_with(start))
}

/// A call, a path, a name with a dot in it, an address.
fn is_code(word: &str) -> bool {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let is_address = word.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    word.contains(['(', '[', '\\', '=', ';'])
        || word.contains("://")
        || word.starts_with(['/', '.', '~', '%', '@', '-'])
        || is_address
        || (word.contains('.') && word.split('.').all(is_name))
}
