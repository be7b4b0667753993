//! Names and numbers in chats, which stand behind the name of the chat.

use std::sync::LazyLock;

use crate::diagnostics::Span;
use crate::gate::pattern::{Case, Forms};

use super::Way;

/// The forms in which an id is taken for one, each behind words of which it has one; the first group is the id.
const FORMS: [(&[&str], &str); 12] = [
    // Every account of WeChat has one of these.
    (&["wxid_"], r"\b(wxid_[a-z0-9]{10,20})\b"),
    // A word that says outright that an id follows.
    (
        &[
            "wechat",
            "weixin",
            "telegram",
            "line id",
            "line-id",
            "lineid",
            "line handle",
            "line-handle",
            "line user",
            "line-user",
            "lineuser",
            "linehandle",
            "skype",
            "discord",
            "kakao",
            "signal",
            "viber",
        ],
        r"(?i)(?:wechat|weixin|telegram|line|skype|discord|kakao|signal|viber)[ -]?(?:id|handle|username)[ ]?(?:is|:|：|=)[ ]?[`@]?([A-Za-z][A-Za-z0-9._-]{4,30}[A-Za-z0-9])",
    ),
    (
        &["微信", "v信", "薇信", "vx:", "vx：", "wx:", "wx："],
        r"(?:微信号|微信ID|微信id|微信[:：]|加我?微信|我的微信|[vV]信[:：]?|薇信[:：]?|\b[vV][xX][:：]|\bWX[:：]|\bwx：)[ ]?(?:是|为|[:：])?[ ]?([A-Za-z][A-Za-z0-9_-]{5,19})",
    ),
    // The name of the chat and a colon, then a name that is no word: it holds a digit, a line or an `@`.
    (
        &["wechat", "weixin", "telegram", "skype", "discord", "kakaotalk", "电报"],
        r"(?i)(?:\b(?:wechat|weixin|telegram|skype|discord|kakaotalk)|电报)[ ]?[:：][ ]?(@[A-Za-z][A-Za-z0-9_]{4,31}|[A-Za-z][A-Za-z0-9.-]{2,}[0-9_][A-Za-z0-9_.-]{0,24}(?:#\d{4})?|live:[\w.]+)",
    ),
    // The same in a sentence: `on Telegram as robin_b24`, `my Discord is robin_b24`, `Telegram @robinbuilds`.
    (
        &["wechat", "weixin", "telegram", "skype", "discord", "kakaotalk"],
        r"(?i)\b(?:wechat|weixin|telegram|skype|discord|kakaotalk)[ ](?:(?:is|as|at|under)[ ]@?([A-Za-z][A-Za-z0-9.-]{2,}[0-9_][A-Za-z0-9_.-]{0,24})|[(]?(@[A-Za-z][A-Za-z0-9_]{4,31}))\b",
    ),
    // Names of Discord as they were, and as they are.
    (&["discord"], r"(?i)\bdiscord\W[^\n]{0,16}?\b([\w.]{2,32}#\d{4})\b"),
    (&["discord"], r"(?i)\bdiscord[ ]?[:：][ ]?@?([a-z0-9_]{2,20}\.[a-z0-9_.]{3,20})\b"),
    // Names of Signal end in a number that is set apart.
    (
        &["signal"],
        r"(?i)\bsignal(?:[ ](?:is|as|at|under)|[ ]?[:：])?[ ]@?([a-z_][a-z0-9_]{2,31}\.[0-9]{2,9})\b",
    ),
    (&["qq", "扣扣"], r"(?:\bQQ|扣扣)(?:群)?(?:号)?[ ]?(?:是|[:：])?[ ]?([1-9]\d{5,10})\b"),
    // Addresses that open a talk with somebody. A name in `bot` is a program's.
    (&["t.me/", "telegram.me/"], r"(?i)\b(?:t|telegram)\.me/(?:@)?([a-z][a-z0-9_]{4,31})\b"),
    (
        &["discord", "signal.me/", "line.me/", "u.wechat.com/", "m.me/", "skype:"],
        r"(?i)\b(?:discord(?:app)?\.com/users/(\d{15,20})|signal\.me/#(?:p|eu)/([+\w-]{8,})|line\.me/(?:R/)?ti/p/([~@%\w-]{4,})|u\.wechat\.com/([\w-]{8,})|m\.me/([a-z0-9.]{5,})|skype:([a-z][\w.,-]{5,31})\?)",
    ),
    // Addresses that let whoever knows them into a talk of several, where all see one another's numbers. Servers of
    // Discord are open to everybody: most projects have one on their front page.
    (
        &["chat.whatsapp.com/", "t.me/", "signal.group/"],
        r"(?i)\b(?:chat\.whatsapp\.com/[a-z0-9]{16,}|t\.me/(?:\+|joinchat/)[\w-]{12,}|signal\.group/#[\w-]{16,})",
    ),
];

/// Which of them is that of an invitation.
const INVITATION: usize = 11;

/// Parts of the addresses of chats that are no name of somebody.
const PLACES: [&str; 8] =
    ["addstickers", "contact", "download", "joinchat", "login", "proxy", "share", "socks"];

/// Ends of the names of programs, which stand behind a chat as its libraries do: `discord.py`.
const PROGRAMS: [&str; 8] = [".py", ".js", ".net", ".rs", ".go", ".com", ".gg", ".io"];

/// Words in the names of tables, variables and libraries.
const OF_CODE: [&str; 24] = [
    "api", "app", "channel", "client", "col", "column", "db", "field", "group", "id", "js", "key", "list",
    "message", "mini", "page", "row", "sdk", "table", "token", "user", "v2", "view", "web",
];

static COMPILED: LazyLock<Forms> =
    LazyLock::new(|| Forms::new(FORMS.map(|(words, pattern)| (Case::Any, words, pattern))));

/// Every id of somebody in a chat, and every invitation into one, each with what it is.
pub(super) fn find(text: &str) -> Vec<(Span, Way)> {
    let mut found = Vec::new();
    for (number, form) in COMPILED.possible(text) {
        if number == INVITATION {
            let invitations = form.find_iter(text).filter(|it| !is_made_up(&it.as_str().to_lowercase()));
            found.extend(invitations.map(|it| (it.range(), Way::Invitation)));
            continue;
        }
        let ids = form.captures_iter(text).filter_map(|groups| groups.iter().skip(1).flatten().next());
        let ids = ids.filter(|id| is_somebodys(&id.as_str().to_lowercase()));
        found.extend(ids.map(|id| (id.range(), Way::Chat)));
    }
    found
}

fn is_somebodys(id: &str) -> bool {
    let is_program = id.ends_with("bot") || PROGRAMS.iter().any(|end| id.ends_with(end));
    let is_other = is_of_code(id) || is_day_or_count(id);
    id.len() >= 5 && !is_program && !is_other && !PLACES.contains(&id) && !is_made_up(id)
}

/// Whether an id is a name in code, such as `channel_v2`: one of its words is of that trade.
fn is_of_code(id: &str) -> bool {
    id.split(['_', '-', '.']).skip_while(|part| part.is_empty()).any(|part| OF_CODE.contains(&part))
        && id.contains('_')
}

/// A day of the calendar, or a number that counts up.
fn is_day_or_count(id: &str) -> bool {
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = id.len() == 8 && ["19", "20"].iter().any(|century| id.starts_with(century)) && {
        let (month, day) = (id[4..6].parse().unwrap_or(0), id[6..].parse().unwrap_or(0));
        (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    is_number && (is_day || "1234567890".starts_with(id))
}

fn is_made_up(id: &str) -> bool {
    ["your", "example", "username", "xxxx", "sample"].iter().any(|word| id.contains(word))
        || ["@everyone", "@here", "@client", "@channel"].contains(&id)
}
