//! Names and numbers in chats, which stand behind the name of the chat.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::Span;

/// The forms in which an id is taken for one; the first group is the id.
const FORMS: [&str; 5] = [
    // Every account of WeChat has one of these.
    r"\b(wxid_[a-z0-9]{10,20})\b",
    // A word that says outright that an id follows.
    r"(?i)(?:wechat|weixin|telegram|line|skype|discord|kakao|signal|viber)[ -]?(?:id|handle|username)[ ]?(?:is|:|：|=)[ ]?[`@]?([A-Za-z][A-Za-z0-9._-]{4,30}[A-Za-z0-9])",
    r"(?:微信号|微信ID|微信id|微信[:：]|加我?微信|[vV]信[:：]?|薇信[:：]?|\b[vV][xX][:：])[ ]?(?:是|为|[:：])?[ ]?([A-Za-z][A-Za-z0-9_-]{5,19})",
    // The name of the chat and a colon, then a name that is no word: it holds a digit, a line or an `@`.
    r"(?i)\b(?:wechat|weixin|telegram|skype|discord|kakaotalk)[ ]?[:：][ ]?(@[A-Za-z][A-Za-z0-9_]{4,31}|[A-Za-z][A-Za-z0-9.-]{2,}[0-9_][A-Za-z0-9_.-]{0,24}(?:#\d{4})?|live:[\w.]+)",
    r"(?:\bQQ|扣扣)(?:号)?[ ]?(?:是|[:：])?[ ]?([1-9]\d{5,10})\b",
];

static COMPILED: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    FORMS.map(|form| Regex::new(form).expect("a pattern of this file, compiled by its tests"))
});

/// Every id of somebody in a chat.
pub(super) fn find(text: &str) -> Vec<Span> {
    let ids = COMPILED.iter().flat_map(|form| form.captures_iter(text)).filter_map(|groups| groups.get(1));
    ids.filter(|id| {
        let folded = id.as_str().to_lowercase();
        folded.len() >= 5
            && !["your", "example", "username", "xxxx", "sample"].iter().any(|word| folded.contains(word))
    })
    .map(|id| id.range())
    .collect()
}
