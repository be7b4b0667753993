//! Recordings of a terminal (docs.asciinema.org: asciicast v2 and v3), as far as a player needs them.

use serde_json::{Map, Value, json};

/// Why a recording of a terminal can't be played.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CastError {
    /// There is nothing in it.
    #[error("it is empty; record it again")]
    Empty,
    /// The first line says nothing of a recording.
    #[error("its first line is no header of a recording; record it with `asciinema rec`")]
    NoHeader,
    /// A version that is not known here.
    #[error("it is of version {0}; turn it into one of version 2 with `asciinema convert`")]
    Version(u64),
    /// The screen has no width or no height.
    #[error("its header gives no width and height above 0; record it again, or mend the first line")]
    NoSize,
    /// A line in the middle is no event.
    #[error("line {0} is no event; mend the line, or record it again")]
    NoEvent(usize),
    /// Nothing was printed.
    #[error("nothing is printed in it; record it again")]
    Silent,
}

/// What is printed in a recording, and what is typed, each in a row: a terminal prints letter by letter what somebody types.
pub fn words(cast: &str) -> String {
    let (mut printed, mut typed) = (String::new(), String::new());
    for line in cast.lines().filter(|line| line.starts_with('[')) {
        match serde_json::from_str::<(f64, String, String)>(line) {
            Ok((_, kind, text)) if kind == "o" => printed.push_str(&text),
            Ok((_, kind, text)) if kind == "i" => typed.push_str(&text),
            _ => {}
        }
    }
    format!("{printed}\n{typed}\n").replace('\r', "\n")
}

/// A recording of which only what is printed is left: no variables of the machine, no command line, no
/// title, and nothing that was typed, which may be a password. Nor what is said to the window around the
/// terminal: shells give it the name of the machine and the folder as its title, and no player shows it.
///
/// # Errors
/// What keeps it from being played. Half a line at its end is left out: a session that was cut off ends so.
pub fn without_surroundings(cast: &str) -> Result<String, CastError> {
    let mut lines = cast.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).peekable();
    let (_, first) = lines.next().ok_or(CastError::Empty)?;
    let header: Value = serde_json::from_str(first).map_err(|_| CastError::NoHeader)?;
    let version = header["version"].as_u64().ok_or(CastError::NoHeader)?;
    let mut kept = format!("{}\n", needed(&header, version)?);
    let mut waited = 0.0;
    let mut prints = false;
    let mut asides = Asides::default();
    while let Some((number, line)) = lines.next() {
        if line.starts_with('#') {
            continue;
        }
        let Ok((time, kind, data)) = serde_json::from_str::<(f64, String, Value)>(line) else {
            match lines.peek() {
                None => break,
                Some(_) => return Err(CastError::NoEvent(number + 1)),
            }
        };
        // Version 3 counts from the event before, so what is left out hands its time on.
        waited = if version > 2 { waited + time } else { time };
        let printed = data.as_str().filter(|_| kind == "o").map(|text| asides.cut_from(text));
        if let Some(printed) = printed.filter(|text| !text.is_empty()) {
            kept.push_str(&format!("{}\n", json!([rounded(waited), kind, printed])));
            waited = 0.0;
            prints = true;
        }
    }
    prints.then_some(kept).ok_or(CastError::Silent)
}

/// Operating system commands (ECMA-48, 8.3.89: `ESC ]` up to `ESC \` or, in practice, a bell), which may be
/// written in pieces.
#[derive(Default)]
struct Asides {
    is_inside: bool,
    /// Whether the last piece ended in the escape that may begin or end one.
    has_escape: bool,
}

impl Asides {
    /// A piece of what is printed, without them.
    fn cut_from(&mut self, text: &str) -> String {
        let mut kept = String::with_capacity(text.len());
        for letter in text.chars() {
            match (std::mem::take(&mut self.has_escape), letter, self.is_inside) {
                (_, '\u{1b}', _) => self.has_escape = true,
                (true, ']', false) => self.is_inside = true,
                (true, '\\', true) | (_, '\u{7}', true) => self.is_inside = false,
                (true, letter, false) => kept.extend(['\u{1b}', letter]),
                (false, letter, false) => kept.push(letter),
                (_, _, true) => {}
            }
        }
        kept
    }
}

/// What a player needs of a header.
fn needed(header: &Value, version: u64) -> Result<Value, CastError> {
    let size = |value: &Value| value.as_u64().filter(|size| *size > 0).ok_or(CastError::NoSize);
    let mut kept = Map::new();
    kept.insert("version".into(), version.into());
    match version {
        2 => {
            kept.insert("width".into(), size(&header["width"])?.into());
            kept.insert("height".into(), size(&header["height"])?.into());
        }
        3 => {
            let (columns, rows) = (size(&header["term"]["cols"])?, size(&header["term"]["rows"])?);
            kept.insert("term".into(), json!({ "cols": columns, "rows": rows }));
        }
        other => return Err(CastError::Version(other)),
    }
    if let Some(limit) = header["idle_time_limit"].as_f64() {
        kept.insert("idle_time_limit".into(), limit.into());
    }
    Ok(Value::Object(kept))
}

/// To a microsecond, as recorders write it: a sum of such numbers has more digits.
fn rounded(seconds: f64) -> f64 {
    (seconds * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_printed_is_left() {
        let cast = "{\"version\": 2, \"width\": 80, \"height\": 24, \"timestamp\": 1, \"title\": \"zqx\", \"command\": \"zqx\", \
                    \"idle_time_limit\": 2.5, \"env\": {\"SHELL\": \"/bin/sh\", \"TOKEN\": \"zqx\"}, \"x\": \"zqx\"}\n\
                    [0.2, \"o\", \"Password: \"]\n[0.5, \"i\", \"zqx\"]\n# zqx\n[1, \"m\", \"zqx\"]\n[1.5, \"o\", \"\\u001b[1mok\"]\n[2, \"o\", \"ha";
        let kept = without_surroundings(cast).unwrap();
        assert!(!kept.contains("zqx") && !kept.contains("env") && !kept.contains("timestamp"), "{kept}");
        let lines: Vec<Value> = kept.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines[0], json!({"version": 2, "width": 80, "height": 24, "idle_time_limit": 2.5}));
        assert_eq!(lines[1..], [json!([0.2, "o", "Password: "]), json!([1.5, "o", "\u{1b}[1mok"])]);
    }

    #[test]
    fn what_is_said_to_the_window_is_cut_in_pieces_or_whole() {
        let cast = "{\"version\": 2, \"width\": 80, \"height\": 24}\n\
                    [0.1, \"o\", \"a\\u001b]0;zqx\\u0007b\\u001b[1mc\"]\n[0.2, \"o\", \"d\\u001b\"]\n\
                    [0.3, \"o\", \"]2;zqx\"]\n[0.4, \"o\", \"zqx\\u001b\\\\e\"]\n";
        let kept = without_surroundings(cast).unwrap();
        let lines: Vec<Value> = kept.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let expected = [json!([0.1, "o", "ab\u{1b}[1mc"]), json!([0.2, "o", "d"]), json!([0.4, "o", "e"])];
        assert_eq!(lines[1..], expected);
    }

    #[test]
    fn times_that_count_from_the_event_before_are_handed_on() {
        let cast = "{\"version\": 3, \"term\": {\"cols\": 80, \"rows\": 24, \"type\": \"zqx\"}}\n\
                    [0.1, \"o\", \"a\"]\n[0.2, \"i\", \"b\"]\n[0.3, \"r\", \"90x30\"]\n[0.4, \"o\", \"c\"]\n";
        let kept = without_surroundings(cast).unwrap();
        let lines: Vec<Value> = kept.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines[0], json!({"version": 3, "term": {"cols": 80, "rows": 24}}));
        assert_eq!(lines[1..], [json!([0.1, "o", "a"]), json!([0.9, "o", "c"])]);
    }

    #[test]
    fn a_recording_that_cannot_be_played_says_why() {
        let header = "{\"version\": 2, \"width\": 80, \"height\": 24}\n";
        for (cast, error) in [
            ("", CastError::Empty),
            (" \n\n", CastError::Empty),
            ("hello\n", CastError::NoHeader),
            ("{}\n", CastError::NoHeader),
            ("[0, \"o\", \"a\"]\n", CastError::NoHeader),
            ("{\"version\": 1, \"stdout\": []}", CastError::Version(1)),
            ("{\"version\": 2, \"width\": 0, \"height\": 24}\n[0, \"o\", \"a\"]\n", CastError::NoSize),
            ("{\"version\": 2}\n[0, \"o\", \"a\"]\n", CastError::NoSize),
            (&format!("{header}[0, \"o\"]\n[0, \"o\", \"a\"]\n"), CastError::NoEvent(2)),
            (&format!("{header}[0, \"i\", \"a\"]\n"), CastError::Silent),
            (header, CastError::Silent),
        ] {
            assert_eq!(without_surroundings(cast), Err(error), "{cast}");
        }
    }
}
