//! The leaks that are planted, each in its own site.

use super::bytes::{
    comment_of_windows, deflated, exif, film, in_hex, jpeg, pdf, pdf_by, png, png_with, printed, sound, wide,
};
use super::packed::{comments, docx, epub, gz, tar, xlsx, zip};
use buildlog::gate::Repository;

use crate::support::random::Random;
use crate::support::{Site, repository};

/// A site in order, which a leak is planted into.
pub(super) fn site() -> Site {
    Site::new()
        .with("buildlog.yaml", &settings(""))
        .with("content/about.md", "---\ntitle: About\n---\nI cut the silence out of recordings.\n")
        .with_day(1, "title: One\n", "A day in order.")
}

pub(super) fn settings(more: &str) -> String {
    let short = "title: A small log\nbase_url: https://robin.somehost.net/log/\nid: tag:example.org,2026:log\ncards: none\n";
    format!("{short}{more}")
}

/// A token of GitHub that is nobody's, made here so that none stands in this file.
pub(super) fn token() -> String {
    let mut random = Random(7);
    let letters: String =
        (0..36).map(|_| random.pick(&["a", "K", "7", "q", "Z", "3", "m", "B", "9", "x", "T", "5"])).collect();
    format!("ghp_{letters}")
}

pub(super) fn mail() -> String {
    format!("robin.builds@{}", "somehost.net")
}

pub(super) fn phone() -> String {
    ["+49 30 90", "18 2", "17"].concat()
}

/// One leak: what it is called, the site that has it, and the code under which it is found.
pub(super) struct Leak(pub(super) String, pub(super) Site, pub(super) &'static str);

pub(super) fn leak(name: impl Into<String>, site: Site, code: &'static str) -> Leak {
    Leak(name.into(), site, code)
}

/// Every place in which words may stand, each with the same words.
pub(super) fn places(words: &str) -> Vec<(&'static str, Site)> {
    let day = |keys: &str, body: &str| site().with_day(2, keys, body);
    let project = |keys: &str| {
        let matter = format!(
            "---\ntitle: Cut\ntagline: Cuts silence\nchallenge: {{start: 2026-01-05, days: 7}}\n{keys}---\n"
        );
        site().with("content/projects/cut/project.md", &matter)
    };
    let picture = "content/projects/cut/media/a";
    let words_of = |start: &[u8]| [start, &deflated(format!("made for {words} only").as_bytes())].concat();
    let [document, table, text] =
        comments(words).map(|(end, bytes)| site().with_bytes(&format!("static/a.{end}"), &bytes));
    let drawing = |inner: &str| {
        let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inner}</svg>");
        site().with_bytes(&format!("{picture}.svg"), drawing.as_bytes())
    };
    let (first, rest) = words.split_at(words.len() / 2);
    let typed: String =
        words.chars().map(|key| format!("[0.5, \"i\", {}]\n", serde_json::json!(key.to_string()))).collect();
    vec![
        ("a text", day("title: Two\n", &format!("It is {words}, as I said."))),
        ("a block of code", day("title: Two\n", &format!("Code.\n\n```sh\nrun --with \"{words}\"\n```"))),
        ("inline code", day("title: Two\n", &format!("I typed `{words}` there."))),
        ("a comment", day("title: Two\n", &format!("Words.\n\n<!-- {words} -->"))),
        ("words of a picture", day("title: Two\n", &format!("![A list with {words} on it](media/a.png)")).with_bytes(&format!("{picture}.png"), &png(&[]))),
        ("a table", day("title: Two\n", &format!("| what | value |\n|--|--|\n| it | {words} |"))),
        ("a title", day(&format!("title: \"Two, {words}\"\n"), "Words.")),
        ("a summary", day(&format!("title: Two\nsummary: \"It is {words}.\"\n"), "Words.")),
        ("what was learnt", day(&format!("title: Two\nlearned: [\"It is {words}.\"]\n"), "Words.")),
        ("a key of a theme", day(&format!("title: Two\nextra: {{note: \"{words}\"}}\n"), "Words.")),
        ("a comment in front matter", day(&format!("title: Two\n# {words}\n"), "Words.")),
        ("a draft", day("title: Two\ndraft: true\n", &format!("It is {words}."))),
        ("a project", project(&format!("problem: \"It is {words}.\"\n"))),
        ("the page about the maker", site().with("content/about.md", &format!("---\ntitle: About\n---\nI am here. {words}\n"))),
        ("the settings", site().with("buildlog.yaml", &settings(&format!("author: {{headline: \"Ask {words}\"}}\n")))),
        ("a quote", site().with("content/projects/cut/feedback/a.md", &format!("---\nconsent: role\nconsent_note: Asked.\nstatus: planned\n---\nIt is {words}.\n"))),
        ("a script in static/", site().with("static/app.js", &format!("const it = \"{words}\";\n"))),
        ("a hidden file in static/", site().with("static/.settings", &format!("it: {words}\n"))),
        ("a template", site().with("themes/ledger/templates/extra.html", &format!("<p>{words}</p>\n"))),
        ("a drawing", site().with_bytes(&format!("{picture}.svg"), format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>{words}</text></svg>").as_bytes())),
        ("a recording of a terminal", site().with_bytes(&format!("{picture}.cast"), format!("{{\"version\": 2, \"width\": 80, \"height\": 24}}\n[0.5, \"o\", \"\\u001b[32m{words}\\u001b[0m\\r\\n\"]\n").as_bytes())),
        ("subtitles", site().with_bytes(&format!("{picture}.vtt"), format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n").as_bytes())),
        ("a comment in a PNG", site().with_bytes(&format!("{picture}.png"), &png(format!("Comment\0made for {words} only").as_bytes()))),
        ("a comment in a JPEG", site().with_bytes(&format!("{picture}.jpg"), &jpeg(0xFE, format!("made for {words} only").as_bytes()))),
        ("a title in a film", site().with_bytes(&format!("{picture}.mp4"), &film(format!("titled {words} at home").as_bytes()))),
        ("a text of two bytes a letter", site().with_bytes("static/a.txt", &wide(&format!("It is {words} here.\r\n")))),
        ("a file in a zip", site().with_bytes("static/a.zip", &zip(&[("notes/a.txt", format!("It is {words}.").as_bytes())]))),
        ("a zip in a zip", site().with_bytes("static/a.zip", &zip(&[("b.zip", &zip(&[("a.txt", format!("It is {words}.").as_bytes())]))]))),
        ("a document of an office", site().with_bytes(&format!("{picture}.docx"), &docx(words))),
        ("a table of an office", site().with_bytes("static/a.xlsx", &xlsx(words))),
        ("a book", site().with_bytes("static/a.epub", &epub(words))),
        ("a packed text", site().with_bytes("static/a.csv.gz", &gz(format!("it,{words}\n").as_bytes()))),
        ("a packed folder", site().with_bytes("static/a.tgz", &gz(&tar(&[("a/b.txt", format!("It is {words}.").as_bytes())])))),
        ("a PDF", site().with_bytes("static/a.pdf", &pdf(&format!("BT (It is {words} here) Tj ET"), "Somebody"))),
        ("a PDF of a browser", site().with_bytes("static/a.pdf", &printed(&format!("It is {words} here")))),
        ("a title of a PDF in hexadecimal digits", site().with_bytes("static/a.pdf", &pdf_by("BT (Words) Tj ET", &in_hex(words)))),
        ("a packed text of a PNG", site().with_bytes(&format!("{picture}.png"), &png_with(b"zTXt", &words_of(b"Comment\0\0")))),
        ("a packed text of a PNG in a language", site().with_bytes(&format!("{picture}.png"), &png_with(b"iTXt", &words_of(b"Comment\0\x01\0en\0\0")))),
        ("a comment of Windows in a JPEG", site().with_bytes(&format!("{picture}.jpg"), &jpeg(0xE1, &comment_of_windows(&format!("made for {words} only"))))),
        ("a title of a sound", site().with_bytes("static/a.mp3", &sound(&format!("titled {words} at home")))),
        ("keys typed in a recording", site().with_bytes(&format!("{picture}.cast"), format!("{{\"version\": 2, \"width\": 80, \"height\": 24}}\n[0.1, \"o\", \"$ \"]\n{typed}").as_bytes())),
        ("a drawing whose words are in parts", drawing(&format!("<text>It is <tspan>{first}</tspan><tspan x=\"9\">{rest}</tspan></text>"))),
        ("what a drawing says of itself", drawing(&format!("<metadata><rdf:RDF><dc:title>{words}</dc:title></rdf:RDF></metadata>"))),
        ("a comment in a document of an office", document),
        ("a comment in a table of an office", table),
        ("a comment in an open document", text),
        ("the author of a PDF", site().with_bytes("static/a.pdf", &pdf("BT (Words) Tj ET", words))),
    ]
}

pub(super) fn leaks() -> Vec<Leak> {
    let mut leaks = Vec::new();
    for (words, code) in [(token(), "secret"), (mail(), "mail-address"), (phone(), "phone-number")] {
        leaks.extend(
            places(&words).into_iter().map(|(place, site)| leak(format!("{code} in {place}"), site, code)),
        );
    }
    leaks.extend(hidden_words());
    leaks.extend(masked_words());
    leaks.extend(private_words());
    leaks.extend(consent());
    leaks.extend(of_media());
    leaks.extend(of_pages());
    leaks
}

/// Words that stand in no source as they are shown.
pub(super) fn hidden_words() -> Vec<Leak> {
    let template = |words: &str| {
        let text = std::fs::read_to_string(repository().join("themes/ledger/templates/about.html"))
            .expect("a template");
        site().with(
            "themes/ledger/templates/about.html",
            &text.replacen("{% block main -%}", &format!("{{% block main -%}}<p>{words}</p>"), 1),
        )
    };
    let (local, host) = ("robin.builds", "somehost.net");
    vec![
        leak(
            "an address put together by a template",
            template(&format!("{{{{ \"{local}\" ~ \"@{host}\" }}}}")),
            "mail-address",
        ),
        leak(
            "an address behind a reference",
            site().with_day(2, "title: Two\n", &format!("<b>{local}&#64;{host}</b>")),
            "mail-address",
        ),
        leak(
            "a link for mail",
            site().with_day(2, "title: Two\n", &format!("[Write](mailto:{})", mail())),
            "mail-address",
        ),
        leak(
            "a link for a chat",
            site().with_day(2, "title: Two\n", "[Chat](https://wa.me/493090182171)"),
            "phone-number",
        ),
        leak("a chat", site().with_day(2, "title: Two\n", "加我微信 robin2024x"), "chat-id"),
        leak("another chat", site().with_day(2, "title: Two\n", "Telegram: @robin_builds24"), "chat-id"),
        leak(
            "a handle on Telegram",
            site().with_day(2, "title: Two\n", "Write on Telegram (@robinbuilds)."),
            "chat-id",
        ),
        leak(
            "a link to Telegram",
            site().with_day(2, "title: Two\n", "[Ask](https://t.me/robinbuilds)"),
            "chat-id",
        ),
        leak(
            "a name on Discord",
            site().with_day(2, "title: Two\n", "I am on Discord: robin.builds"),
            "chat-id",
        ),
        leak("a name on Signal", site().with_day(2, "title: Two\n", "Signal: robin.42"), "chat-id"),
        leak(
            "an invitation into a group",
            site().with_day(2, "title: Two\n", "[Come](https://chat.whatsapp.com/KpZ9sLwQ2VtjkQ2pJ9sLwA)"),
            "chat-id",
        ),
        leak(
            "an address in words",
            site().with_day(2, "title: Two\n", &format!("Write to {local} [at] somehost [dot] net.")),
            "mail-address",
        ),
        leak(
            "an address in other references",
            site().with_day(2, "title: Two\n", &format!("<b>{local}&commat;somehost&#46;net</b>")),
            "mail-address",
        ),
        leak(
            "a number with a stroke",
            site().with_day(2, "title: Two\n", &["Call 0171/9", "37 25 ", "08 at ten."].concat()),
            "phone-number",
        ),
        leak("a chosen password", site().with_day(2, "title: Two\n", "The password is hunter2!"), "secret"),
        leak(
            "a chosen password in Chinese",
            site().with_day(2, "title: Two\n", "演示的密码：tomato88"),
            "secret",
        ),
        leak(
            "a passphrase",
            site().with_day(2, "title: Two\n", "passphrase: violet tractor lamp seven"),
            "secret",
        ),
        leak(
            "a token with digits",
            site().with_day(2, "title: Two\n", &format!("`hf_{}`", &token()[4..38])),
            "secret",
        ),
        leak("a setting", site().with_day(2, "title: Two\n", "```\nDB_PASSWORD=kT4vQ9zX2mB7\n```"), "secret"),
        leak("a secret file in static/", site().with("static/.env", "API_SECRET=kT4vQ9zX2mB7\n"), "secret"),
        leak(
            "a database",
            site().with_day(2, "title: Two\n", "`postgres://robin:kT4vQ9zX2mB7@db.somehost.net/log`"),
            "secret",
        ),
    ]
}

/// Secrets and contacts as people write and break them, each in the text of a day.
fn masked_words() -> Vec<Leak> {
    let (first, second) = (token()[..20].to_string(), token()[20..].to_string());
    let (local, host) = ("robin.builds", "somehost.net");
    let texts = [
        ("a token with a space of no width", format!("It is {first}\u{200b}{second}."), "secret"),
        ("a token with a soft hyphen", format!("It is {first}&shy;{second}."), "secret"),
        ("a token on two lines", format!("```\n{first}\n{second}\n```"), "secret"),
        ("a setting in a sentence", "I set `APP_SECRET=kT4vQ9zX2mB7pL3w` first.".to_string(), "secret"),
        (
            "a setting of a container",
            "```\ndocker run -e APP_SECRET=kT4vQ9zX2mB7pL3w img\n```".to_string(),
            "secret",
        ),
        (
            "a setting in a list",
            "```yaml\nenvironment:\n  - APP_SECRET=kT4vQ9zX2mB7pL3w\n```".to_string(),
            "secret",
        ),
        (
            "a setting in a map",
            "```yaml\nenvironment:\n  APP_SECRET: kT4vQ9zX2mB7pL3w\n```".to_string(),
            "secret",
        ),
        ("a password of words", "```\nDB_PASSWORD=harbourlanternfish\n```".to_string(), "secret"),
        (
            "a password of a program",
            "```\nGMAIL_APP_PASSWORD=\"qzjx vkwp rtlm nbdf\"\n```".to_string(),
            "secret",
        ),
        (
            "a password in a table",
            "| user | password |\n|--|--|\n| robin | Tomate-88! |".to_string(),
            "secret",
        ),
        ("a password of a demo", "The password for the demo is `Tomate-88!`.".to_string(), "secret"),
        ("a password in German", "Passwort: Tomate-88!".to_string(), "secret"),
        (
            "a password of curl",
            "```\ncurl -u robin:kT4vQ9zX2mB7pL https://a.somehost.net/\n```".to_string(),
            "secret",
        ),
        ("a password of mysql", "```\nmysql -uroot -pkT4vQ9zX2mB7 app\n```".to_string(), "secret"),
        ("a store", "`redis://:kT4vQ9zX2mB7pL3w@cache.somehost.net`".to_string(), "secret"),
        ("a token on two lines of a cell", format!("| it |\n|--|\n| {first}<br>{second} |"), "secret"),
        (
            "a token in an address",
            format!("[Go](https://a.somehost.net/?t={})", token().replacen('_', "%5F", 1)),
            "secret",
        ),
        ("a token behind a reference", token().replacen('_', "&#x5f;", 1), "secret"),
        ("a token behind a name", token().replacen('_', "&UnderBar;", 1), "secret"),
        ("a token in base64", format!("```yaml\ntoken: {}\n```", base64(&token())), "secret"),
        (
            "a token in a text in base64",
            format!("`{}`", base64(&format!("export IT={} # mine", token()))),
            "secret",
        ),
        (
            "a private key in base64",
            format!("`{}`", base64("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU\n")),
            "secret",
        ),
        (
            "a password of a header",
            format!("`Authorization: Basic {}`", base64("robin:Tomate-88!")),
            "secret",
        ),
        ("a password of letters", "```yaml\npassword: harbourlanternfish\n```".to_string(), "secret"),
        ("a short password of letters", "```\nDB_PASSWORD=hunter\n```".to_string(), "secret"),
        ("a key of Heroku", "`HEROKU_API_KEY=0a1d4f6c-3b52-4e87-9c1b-7f20d5e8a936`".to_string(), "secret"),
        (
            "a key in the shape of an id",
            "api_key: 0a1d4f6c-3b52-4e87-9c1b-7f20d5e8a936".to_string(),
            "secret",
        ),
        (
            "a token in the shape of an id",
            "`curl -H \"Authorization: Bearer 0a1d4f6c-3b52-4e87-9c1b-7f20d5e8a936\"`".to_string(),
            "secret",
        ),
        ("an address with nothing in it", format!("Ask {local}\u{200b}@{host}."), "mail-address"),
        ("an address of full width", format!("Ask {local}＠{host}."), "mail-address"),
        ("an address with spaces", format!("Ask {local} @ {host} today."), "mail-address"),
        ("a German mobile number", ["Call 0171 8", "6392", "04 at ten."].concat(), "phone-number"),
        ("a British mobile number", ["Call 07911 8", "462", "03 at ten."].concat(), "phone-number"),
        ("a French number", ["Call 06 82 4", "7 19 ", "35 at ten."].concat(), "phone-number"),
        ("a number with dots", ["Call 415.", "867.", "5309 at ten."].concat(), "phone-number"),
        ("a chat in a sentence", "我的微信是 robinbuilds8".to_string(), "chat-id"),
        ("a group", "QQ群：284719365".to_string(), "chat-id"),
    ];
    let planted = texts.map(|(name, text, code)| leak(name, site().with_day(2, "title: Two\n", &text), code));
    let named = |name: &str| site().with(&format!("static/{name}"), "Words.\n");
    let names = [
        leak("a token as the name of a file", named(&format!("{}.txt", token())), "secret"),
        leak("an address as the name of a file", named(&format!("{}.md", mail())), "mail-address"),
    ];
    planted.into_iter().chain(names).collect()
}

/// A text in base64 (RFC 4648, section 4).
pub(super) fn base64(text: &str) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let four = |three: &[u8]| {
        let bits =
            (0..3).fold(0, |bits, at| bits << 8 | usize::from(three.get(at).copied().unwrap_or_default()));
        let letter = |at: usize| if at > three.len() { '=' } else { letters[bits >> (18 - 6 * at) & 63] };
        (0..4).map(letter).collect::<String>()
    };
    text.as_bytes().chunks(3).map(four).collect()
}

pub(super) fn private_words() -> Vec<Leak> {
    let feedback = "---\nname: Jo Marlowe\nwho: editor\n---\nI would never have found that button without you pointing at it.\n";
    let recipient = "to: Lantern Archive GmbH\nperson: Kim Verhoeven\ntoken: q7Zk3mB9xT5aV2nR8cW4\n";
    let questions = "- q: Why did you leave?\n  a: The two of us could not agree on whether to sell the archive to the town council.\n";
    let recipient = format!(
        "{recipient}because:\n  - quote: Nobody here has listened to the tapes from before the war.\n"
    );
    let planted = |body: &str| {
        site()
            .with("private/questions.yaml", questions)
            .with("private/feedback/cut/jo.md", feedback)
            .with("private/recipients/kim.yaml", &recipient)
            .with_day(2, "title: Two\n", body)
    };
    let hidden = settings(
        "author: {contact: [{kind: wechat, value: robinswechat}, {kind: phone, value: \"+49 30 90182171\", show: brief}]}\n",
    );
    vec![
        leak("the name of a private piece", planted("Then Jo Marlowe laughed."), "private-words"),
        leak(
            "a private quote",
            planted("She said:\n\n> I would never have found\n> that button without you."),
            "private-words",
        ),
        leak(
            "the middle of a private quote",
            planted("He said that he _would_ never have found that button **without** you pointing, ever."),
            "private-words",
        ),
        leak(
            "a quote of a recipient",
            planted("They write: nobody here has listened\nto the tapes from before the war!"),
            "private-words",
        ),
        leak(
            "a private answer",
            planted("The two of us could not agree on whether to sell the archive to the town council."),
            "private-words",
        ),
        leak("the company of a recipient", planted("A letter to the Lantern Archive."), "private-words"),
        leak(
            "a private quote in a PDF",
            planted("Words.").with_bytes(
                "static/a.pdf",
                &pdf("BT (I would never have found that button without you) Tj ET", "Somebody"),
            ),
            "private-words",
        ),
        leak(
            "a private quote in a PDF of a browser",
            planted("Words.")
                .with_bytes("static/a.pdf", &printed("I would never have found that button without you")),
            "private-words",
        ),
        leak("a private recipient", planted("For Kim Verhoeven."), "private-words"),
        leak(
            "the token of a recipient",
            planted("[Look](https://robin.somehost.net/log/for/q7Zk3mB9xT5aV2nR8cW4/)"),
            "private-words",
        ),
        leak(
            "a contact without show",
            site().with("buildlog.yaml", &hidden).with_day(2, "title: Two\n", "Ask robinswechat there."),
            "chat-id",
        ),
        leak(
            "a contact of the brief alone",
            site().with("buildlog.yaml", &hidden).with_day(2, "title: Two\n", "Call +493090182171 now."),
            "phone-number",
        ),
    ]
}

pub(super) fn consent() -> Vec<Leak> {
    let piece = |keys: &str| {
        site().with(
            "content/projects/cut/feedback/a.md",
            &format!("---\nstatus: planned\n{keys}---\nIt works.\n"),
        )
    };
    let quote =
        std::fs::read_to_string(repository().join("themes/ledger/templates/quote.html")).expect("a template");
    let quote = quote.replace("{{ quote.relation_label }}", "");
    let piece_of_a_friend = piece("consent: role\nconsent_note: Asked.\nrelation: friend\n");
    vec![
        leak("feedback without consent", piece(""), "no-consent"),
        leak(
            "a name without consent",
            piece("consent: role\nconsent_note: Asked.\nname: Jo Marlowe\n"),
            "name-without-consent",
        ),
        leak(
            "the role of somebody anonymous",
            piece("consent: anonymous\nconsent_note: Asked.\nwho: editor\n"),
            "more-than-consented",
        ),
        leak(
            "the post of somebody anonymous",
            piece("consent: anonymous\nconsent_note: Asked.\nsource: https://forum.example/7\n"),
            "more-than-consented",
        ),
        leak("consent without a word of how", piece("consent: role\n"), "consent-without-note"),
        leak(
            "a friend who is shown as anybody",
            piece_of_a_friend.clone().with("themes/ledger/templates/quote.html", &quote),
            "relation-not-shown",
        ),
        leak(
            "a friend who speaks for a project as anybody",
            piece_of_a_friend.with(
                "themes/ledger/templates/said.html",
                "{% if project.said %}<a href=\"{{ project.said.url }}\">{{ project.said.text }}</a>\
                 {% if page.kind != \"project\" %}, {{ project.said.relation_label }}{% endif %}{% endif %}\n",
            ),
            "relation-not-shown",
        ),
    ]
}

pub(super) fn of_media() -> Vec<Leak> {
    let media =
        |name: &str, bytes: &[u8]| site().with_bytes(&format!("content/projects/cut/media/{name}"), bytes);
    let place = exif(0x8825, 2);
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf exif:GPSLatitude='52,30N'/></x:xmpmeta>";
    let heic = [&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x40meta\0\0\0\x06"[..], &place].concat();
    let large = vec![b'x'; 3 * 1024 * 1024];
    vec![
        leak("a place in a JPEG", media("a.jpg", &jpeg(0xE1, &place)), "position-in-file"),
        leak("a place in XMP", media("a.jpg", &jpeg(0xE1, xmp)), "position-in-file"),
        leak("a place in a HEIC", media("a.heic", &heic), "position-in-file"),
        leak(
            "a place in a picture of static/",
            site().with_bytes("static/a.jpg", &jpeg(0xE1, &place)),
            "position-in-file",
        ),
        leak("a place in a film", media("a.mp4", &film(b"\xa9xyz+52.5+13.4/")), "position-in-file"),
        leak(
            "a place in a film of static/",
            site().with_bytes("static/a.mp4", &film(b"com.apple.quicktime.location.ISO6709")),
            "position-in-file",
        ),
        leak("the number of a camera", media("a.jpg", &jpeg(0xE1, &exif(0x8769, 0xA431))), "serial-in-file"),
        leak("the owner of a camera", media("a.jpg", &jpeg(0xE1, &exif(0x8769, 0xA430))), "serial-in-file"),
        leak(
            "the number of a film's camera",
            media("a.mp4", &film(b"<Device modelName=\"X\" serialNo=\"4210\"/>")),
            "serial-in-file",
        ),
        leak(
            "a place in a picture of a zip",
            site().with_bytes("static/a.zip", &zip(&[("a.jpg", &jpeg(0xE1, &place))])),
            "position-in-file",
        ),
        leak(
            "an archive that is not opened",
            site().with_bytes("static/a.7z", b"7z\xBC\xAF\x27\x1C\0\x04"),
            "unread-archive",
        ),
        leak(
            "a damaged archive",
            site().with_bytes("static/a.zip", &zip(&[("a.txt", &[b'a'; 900])])[..60]),
            "unread-archive",
        ),
        leak("a large picture", media("a.png", &[&png(&[])[..], &large].concat()), "large-picture"),
    ]
}

pub(super) fn of_pages() -> Vec<Leak> {
    let day = |keys: &str, body: &str| site().with_day(2, &format!("title: Two\n{keys}"), body);
    let picture = |words: &str| {
        day("", &format!("Words.\n\n{words}")).with_bytes("content/projects/cut/media/a.png", &png(&[]))
    };
    let project = |keys: &str| {
        site().with(
            "content/projects/cut/project.md",
            &format!(
                "---\ntitle: Cut\ntagline: Cuts\nchallenge: {{start: 2026-01-05, days: 7}}\n{keys}---\n"
            ),
        )
    };
    vec![
        leak("a link to this machine", day("", "[Look](http://localhost:8501/)"), "local-link"),
        leak("a link into a network at home", day("", "[Look](http://192.168.1.20/a)"), "local-link"),
        leak("a demo on this machine", day("demo: http://127.0.0.1:7860/\n", "Words."), "local-link"),
        leak(
            "a demo on this machine in a block",
            day("", "Words.\n\n```demo\nurl: http://localhost:8501/\ntitle: Cut\nheight: 400\n```"),
            "local-link",
        ),
        leak(
            "a broken link in a page of static/",
            site().with("static/old.html", "<title>Old</title><a href=\"gone.html\">x</a>"),
            "broken-link",
        ),
        leak(
            "a broken place in a page of static/",
            site().with("static/old.html", "<title>Old</title><a href=\"/log/about/#gone\">x</a>"),
            "broken-anchor",
        ),
        leak("a picture without words", picture("![](media/a.png)"), "missing-alt"),
        leak("a picture with the words of a camera", picture("![IMG_2041](media/a.png)"), "useless-alt"),
        leak(
            "a page without a description",
            Site::new().with("buildlog.yaml", &settings("author: {headline: Builds small tools}\n")).with(
                "content/projects/cut/project.md",
                "---\ntitle: Cut\nchallenge: {start: 2026-01-05, days: 7}\n---\n",
            ),
            "missing-description",
        ),
        leak(
            "a number from nowhere",
            project("numbers: [{id: n, label: Testers, value: 3, date: 2026-01-06}]\n"),
            "number-without-source",
        ),
        leak(
            "a number of no day",
            project("numbers: [{id: n, label: Testers, value: 3, source: day-01}]\n"),
            "number-without-date",
        ),
        leak(
            "a day that has not been yet",
            site().with("content/projects/cut/day-07.md", "---\ndate: 2062-01-11\n---\nWords.\n"),
            "future-date",
        ),
        leak(
            "a result without a record",
            project("problem: \"It was used by 40 people.\"\n"),
            "unsupported-claim",
        ),
        leak(
            "feedback that nobody answered",
            site().with(
                "content/projects/cut/feedback/a.md",
                "---\nconsent: role\nconsent_note: Asked.\n---\nIt is slow.\n",
            ),
            "unanswered-feedback",
        ),
        leak(
            "an address that is a placeholder",
            site().with("buildlog.yaml", &settings("").replace("robin.somehost.net", "YOUR-NAME.github.io")),
            "placeholder-address",
        ),
        leak(
            "an address of this machine",
            site().with("buildlog.yaml", &settings("").replace("robin.somehost.net", "192.168.1.20")),
            "placeholder-address",
        ),
        leak(
            "an address of another repository",
            site()
                .with("buildlog.yaml", &settings("").replace("robin.somehost.net", "robin.github.io"))
                .tracked_by(Repository {
                    served_at: Some("https://robin.github.io/my-log/".to_string()),
                    ..Repository::default()
                }),
            "wrong-address",
        ),
        leak(
            "an answer to nobody",
            day("answers: [{feedback: bo, change: Faster}]\n", "Words.")
                .with("private/feedback/cut/jo.md", "---\nwho: editor\n---\nSlow.\n"),
            "unknown-feedback",
        ),
    ]
}
