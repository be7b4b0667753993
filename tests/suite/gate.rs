//! Planted leaks, each in its own site: every one is found once, and nothing that only looks like one.

use std::io::Write;

use buildlog::diagnostics::Diagnostic;
use buildlog::gate::Repository;
use buildlog::path::SitePath;

use crate::support::random::Random;
use crate::support::site::report;
use crate::support::{Folder, Site, repository};

/// A site in order, which a leak is planted into.
fn site() -> Site {
    Site::new()
        .with("buildlog.yaml", &settings(""))
        .with("content/about.md", "---\ntitle: About\n---\nI cut the silence out of recordings.\n")
        .with_day(1, "title: One\n", "A day in order.")
}

fn settings(more: &str) -> String {
    let short =
        "title: A small log\nbase_url: https://example.org/log/\nid: tag:example.org,2026:log\ncards: none\n";
    format!("{short}{more}")
}

/// A token of GitHub that is nobody's, made here so that none stands in this file.
fn token() -> String {
    let mut random = Random(7);
    let letters: String =
        (0..36).map(|_| random.pick(&["a", "K", "7", "q", "Z", "3", "m", "B", "9", "x", "T", "5"])).collect();
    format!("ghp_{letters}")
}

fn mail() -> String {
    format!("robin.builds@{}", "somehost.net")
}

fn phone() -> String {
    ["+49 30 90", "18 2", "17"].concat()
}

/// One leak: what it is called, the site that has it, and the code under which it is found.
struct Leak(String, Site, &'static str);

fn leak(name: impl Into<String>, site: Site, code: &'static str) -> Leak {
    Leak(name.into(), site, code)
}

/// Every place in which words may stand, each with the same words.
fn places(words: &str) -> Vec<(&'static str, Site)> {
    let day = |keys: &str, body: &str| site().with_day(2, keys, body);
    let project = |keys: &str| {
        let matter = format!(
            "---\ntitle: Cut\ntagline: Cuts silence\nchallenge: {{start: 2026-01-05, days: 7}}\n{keys}---\n"
        );
        site().with("content/projects/cut/project.md", &matter)
    };
    let picture = "content/projects/cut/media/a";
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
        ("a PDF", site().with_bytes("static/a.pdf", &pdf(&format!("BT (It is {words} here) Tj ET"), "Somebody"))),
        ("the author of a PDF", site().with_bytes("static/a.pdf", &pdf("BT (Words) Tj ET", words))),
    ]
}

fn leaks() -> Vec<Leak> {
    let mut leaks = Vec::new();
    for (words, code) in [(token(), "secret"), (mail(), "mail-address"), (phone(), "phone-number")] {
        leaks.extend(
            places(&words).into_iter().map(|(place, site)| leak(format!("{code} in {place}"), site, code)),
        );
    }
    leaks.extend(hidden_words());
    leaks.extend(private_words());
    leaks.extend(consent());
    leaks.extend(of_media());
    leaks.extend(of_pages());
    leaks
}

/// Words that stand in no source as they are shown.
fn hidden_words() -> Vec<Leak> {
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
        leak("a setting", site().with_day(2, "title: Two\n", "```\nDB_PASSWORD=kT4vQ9zX2mB7\n```"), "secret"),
        leak("a secret file in static/", site().with("static/.env", "API_SECRET=kT4vQ9zX2mB7\n"), "secret"),
        leak(
            "a database",
            site().with_day(2, "title: Two\n", "`postgres://robin:kT4vQ9zX2mB7@db.somehost.net/log`"),
            "secret",
        ),
    ]
}

fn private_words() -> Vec<Leak> {
    let feedback = "---\nname: Jo Marlowe\nwho: editor\n---\nI would never have found that button without you pointing at it.\n";
    let recipient = "to: A Company\nperson: Kim Verhoeven\ntoken: q7Zk3mB9xT5aV2nR8cW4\n";
    let planted = |body: &str| {
        site()
            .with("private/feedback/cut/jo.md", feedback)
            .with("private/recipients/kim.yaml", recipient)
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
        leak("a private recipient", planted("For Kim Verhoeven."), "private-words"),
        leak(
            "the token of a recipient",
            planted("[Look](https://example.org/log/for/q7Zk3mB9xT5aV2nR8cW4/)"),
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

fn consent() -> Vec<Leak> {
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
            piece_of_a_friend.with("themes/ledger/templates/quote.html", &quote),
            "relation-not-shown",
        ),
    ]
}

/// A block of EXIF with one entry in the directory that `pointer` leads to.
fn exif(pointer: u16, inner: u16) -> Vec<u8> {
    let mut block = b"Exif\0\0MM\0*\0\0\0\x08\0\x01".to_vec();
    block.extend(pointer.to_be_bytes());
    block.extend([0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 1]);
    block.extend(inner.to_be_bytes());
    block.extend([0, 2, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0]);
    block
}

fn of_media() -> Vec<Leak> {
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
        leak("a large picture", media("a.png", &[&png(&[])[..], &large].concat()), "large-picture"),
    ]
}

fn of_pages() -> Vec<Leak> {
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
            "feedback that nobody answered",
            site().with(
                "content/projects/cut/feedback/a.md",
                "---\nconsent: role\nconsent_note: Asked.\n---\nIt is slow.\n",
            ),
            "unanswered-feedback",
        ),
        leak(
            "an answer to nobody",
            day("answers: [{feedback: bo, change: Faster}]\n", "Words.")
                .with("private/feedback/cut/jo.md", "---\nwho: editor\n---\nSlow.\n"),
            "unknown-feedback",
        ),
    ]
}

#[test]
fn every_planted_leak_is_found_once_where_it_stands() {
    let leaks = leaks();
    assert!(leaks.len() >= 110, "{} are planted", leaks.len());
    let mut missed = Vec::new();
    for Leak(name, site, code) in leaks {
        let found: Vec<Diagnostic> = site.check();
        let hits: Vec<&Diagnostic> = found.iter().filter(|finding| finding.code == code).collect();
        if hits.len() != 1 || hits[0].place.is_none() || hits[0].hints.is_empty() {
            missed.push(format!("{name}: {} times\n{}", hits.len(), report(&found)));
        }
    }
    assert!(missed.is_empty(), "{} missed\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn a_site_in_order_and_the_example_have_nothing_to_complain_of() {
    assert_eq!(report(&site().check()), "");
    let git = Repository { tracked: vec![SitePath::new("private/questions.yaml")], ..Repository::default() };
    let example = Site::in_folder(&repository().join("example-site"));
    assert_eq!(report(&example.clone().check()), "");
    assert_eq!(report(&example.tracked_by(git).check()), "");
}

/// Words that are like a leak in something.
const INNOCENTS: [&str; 64] = [
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "id 3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "the key 3f2504e0-4f89-41d3-9a0c-0305e82c3301 of the row",
    "robin@example.org",
    "you@example.com",
    "Robin <robin@users.noreply.github.com>",
    "git@github.com:robin/log.git",
    "npm i react@18.2.0 lodash@4.17.21",
    "icon@2x.png",
    "@app.get(\"/items\")",
    "@robin@social.somehost.net",
    "ssh deploy@build.somehost.net",
    "https://medium.com/@robin/a-post-1f2e3d4c5b6a",
    "https://esm.sh/react@18.2.0",
    "2026-01-05T10:30:00+08:00",
    "1767609000123",
    "version 1.13.2",
    "127.0.0.1:8080",
    "0.00123456789012",
    "3.14159265358979",
    "ISBN 978-3-16-148410-0",
    "+1 202-555-0143",
    "+44 20 7946 0958",
    "1,234,567,890 rows",
    "$13800138000",
    "17179869184 bytes",
    "pages 100-200-3000",
    "375 x 812 on mobile",
    "`OPENAI_API_KEY=sk-your-key-here`",
    "`API_KEY=os.environ[\"API_KEY\"]`",
    "`TOKEN=<your token>`",
    "`MAX_TOKENS=128000`",
    "`const key = process.env.API_KEY_2`",
    "tokens: 128000 per key",
    "meta-llama/Meta-Llama-3.1-8B-Instruct",
    "distilbert-base-uncased-finetuned-sst-2-english",
    "`postgres://postgres:postgres@localhost:5432/app`",
    "sk-learn and sk-image",
    "`hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`",
    "password: correct horse battery staple",
    "the secret of a good list",
    "tokenization of 100000000000 words",
    "API key rotation every 90 days",
    "微信小程序开发",
    "微信：还没有做",
    "我用手机测试了 1080 像素",
    "第 13 天，共 30 天，2026 年",
    "密码学入门 2024",
    "QQ音乐的界面",
    "电话会议 30 分钟",
    "WeChat: official accounts and mini programs",
    "Telegram: a bot comes next",
    "Discord: join the server",
    "LINE is a chat",
    "the line id column",
    "x = y + 12345678901",
    "a^2 + b^2 = 25",
    "10 000 000 000 people",
    "#13817396052",
    "`git log --since=2026-01-05 -13`",
    "hours 13:30-18:45, 2026",
    "`curl http://localhost:3000/api`",
    "the eyJ in front of every JWT",
];

#[test]
fn what_only_looks_like_a_leak_is_not_told() {
    for innocent in INNOCENTS {
        let found = site().with_day(2, "title: Two\n", &format!("Today: {innocent}\n")).check();
        assert_eq!(report(&found), "", "{innocent}");
    }
}

#[test]
fn a_report_never_repeats_what_it_found() {
    for words in [token(), mail(), phone()] {
        for (place, site) in places(&words) {
            let told = report(&site.check());
            assert!(!told.contains(&words), "{place}: {told}");
        }
    }
}

#[test]
fn what_is_meant_can_be_allowed_and_an_allowance_that_matches_nothing_is_told() {
    let leaky = |allow: &str| {
        site()
            .with_day(2, "title: Two\n", &format!("Ask {}.", mail()))
            .with("buildlog.yaml", &settings(&format!("allow:\n{allow}")))
    };
    let day = "content/projects/cut/day-02.md";
    for at in [day.to_string(), format!("{day}:6"), "content/projects/".to_string(), format!("./{day}")] {
        let found = leaky(&format!(
            "- {{code: mail-address, at: \"{at}\", why: It is on every page of that host}}\n"
        ))
        .check();
        assert_eq!(report(&found), "", "{at}");
    }
    for (allow, codes) in [
        (format!("- {{code: mail-address, at: \"{day}:7\"}}\n"), vec!["unused-allowance", "mail-address"]),
        (format!("- {{code: secret, at: {day}}}\n"), vec!["unused-allowance", "mail-address"]),
        (format!("- {{code: mail-addres, at: {day}}}\n"), vec!["unused-allowance", "mail-address"]),
        // Whether git tracks anything is not known here, so that is not called stale.
        (
            format!(
                "- {{code: mail-address, at: {day}}}\n- {{code: private-tracked, at: private/}}\n- {{code: dead-external, at: {day}}}\n"
            ),
            vec![],
        ),
    ] {
        let mut found: Vec<_> = leaky(&allow).check().iter().map(|finding| finding.code).collect();
        found.sort_by_key(|code| *code == "mail-address");
        assert_eq!(found, codes, "{allow}");
    }
    let told = report(&leaky(&format!("- {{code: mail-addres, at: {day}}}\n")).check());
    assert!(told.contains("did you mean `mail-address`?"), "{told}");
    assert!(told.contains(&format!("{{code: mail-address, at: {day}:6, why: …}}")), "{told}");
}

#[test]
fn what_git_tracks_of_the_private_folder_is_told() {
    let path = SitePath::new;
    let private = |repository| {
        let site = site().with("private/questions.yaml", "[]\n").tracked_by(repository);
        site.check().iter().map(|finding| (finding.code, finding.is_error())).collect::<Vec<_>>()
    };
    let tracked = Repository {
        tracked: vec![
            path("private/questions.yaml"),
            path("keys/id_rsa"),
            path(".env"),
            path(".env.example"),
        ],
        ..Repository::default()
    };
    assert_eq!(private(tracked), [("secret-file", true), ("secret-file", true), ("private-tracked", true)]);
    let free =
        Repository { unignored_private: vec![path("private/questions.yaml")], ..Repository::default() };
    assert_eq!(private(free), [("private-not-ignored", true)]);
    let past = Repository { private_commit: Some("1a2b3c4".to_string()), ..Repository::default() };
    assert_eq!(private(past), [("private-in-history", false)]);
    let draft = Repository { tracked: vec![path("content/projects/cut/day-02.md")], ..Repository::default() };
    let site = site().with_day(2, "draft: true\n", "Words.").tracked_by(draft);
    assert_eq!(site.check().iter().map(|finding| finding.code).collect::<Vec<_>>(), ["draft-in-public"]);
}

#[test]
fn a_leak_in_a_site_that_cannot_be_built_is_told_along_with_the_errors() {
    let broken = site().with_day(2, "titel: Two\n", &format!("Ask {}.", mail()));
    let codes: Vec<_> = broken.check().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["unknown-key", "mail-address"]);
}

/// A PNG of one pixel, with a text in it.
fn png(text: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let sum = crate::privacy::crc32(&[name, content].concat());
        [&(content.len() as u32).to_be_bytes()[..], name, content, &sum.to_be_bytes()].concat()
    };
    let words = if text.is_empty() { Vec::new() } else { chunk(b"tEXt", text) };
    let pixel = [0x78, 0x01, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01];
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        words,
        chunk(b"IDAT", &pixel),
        chunk(b"IEND", b""),
    ]
    .concat()
}

/// The head of a JPEG with one segment.
fn jpeg(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&[0xFF, 0xD8, 0xFF, marker][..], &length, content, &[0xFF, 0xD9]].concat()
}

/// A film that describes itself.
fn film(description: &[u8]) -> Vec<u8> {
    let boxed = |kind: &[u8; 4], content: &[u8]| {
        [&(content.len() as u32 + 8).to_be_bytes()[..], kind, content].concat()
    };
    [
        boxed(b"ftyp", b"isom\0\0\0\0isom"),
        boxed(b"mdat", &[7; 64]),
        boxed(b"moov", &boxed(b"udta", description)),
    ]
    .concat()
}

/// A PDF with a packed page and an author.
fn pdf(page: &str, author: &str) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(page.as_bytes()).expect("memory");
    let packed = packer.finish().expect("memory");
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<< /Author ({author}) >>\nendobj\n2 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    );
    [head.as_bytes(), &packed, b"\nendstream\nendobj\n%%EOF\n"].concat()
}

/// A folder with a site in a repository of git.
fn folder() -> Folder {
    let folder = Folder::new();
    site().write_to(&folder.path(""));
    folder.write(".gitignore", "/public/\n/.buildlog/\n");
    crate::support::maker::git(&folder.path(""), &["init", "--quiet", "."]);
    folder
}

#[test]
fn the_command_tells_what_it_found_and_ends_with_its_status() {
    let folder = folder();
    let fine = folder.run(&["check"]).ends_with(0);
    assert!(fine.stdout.contains("Nothing stands in the way"), "{}", fine.stdout);
    folder.write("content/projects/cut/day-02.md", "---\ndate: 2026-01-06\n---\n[Look](http://localhost/)\n");
    assert!(folder.run(&["check"]).ends_with(0).stdout.contains("Warnings do not stop a deploy"));
    folder.run(&["check", "--strict"]).ends_with(1);
    folder.write("content/projects/cut/day-02.md", format!("---\ndate: 2026-01-06\n---\n{}\n", token()));
    let run = folder.run(&["check", "--format", "json"]).ends_with(1);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(told["errors"], 1);
    assert_eq!(told["diagnostics"][0]["code"], "secret");
    assert_eq!(told["diagnostics"][0]["place"]["line"], 4);
    assert!(!run.stdout.contains(&token()));
    assert!(!folder.has("public"), "a check writes no site");
}

#[test]
fn what_can_be_mended_is_mended_whole_and_the_rest_is_left() {
    let folder = folder();
    let plain = crate::privacy::jpeg();
    let place = exif(0x8825, 2);
    let segment = [&[0xFF, 0xE1][..], &(place.len() as u16 + 2).to_be_bytes(), &place].concat();
    let photo = [&plain[..2], &segment, &plain[2..]].concat();
    folder.write("content/projects/cut/media/photo.jpg", &photo);
    folder.write("content/projects/cut/media/half.jpg", jpeg(0xE1, &exif(0x8825, 2)));
    folder.write("private/questions.yaml", "[]\n");
    folder.run(&["check"]).ends_with(1);
    let run = folder.run(&["check", "--fix"]).ends_with(1);
    assert!(
        run.stdout.contains("photo.jpg: took out ") && run.stdout.contains("git ignores /private/"),
        "{}",
        run.stdout
    );
    let mended = std::fs::read(folder.path("content/projects/cut/media/photo.jpg")).expect("a picture");
    assert_eq!(buildlog::media::without_metadata(photo).expect("a picture").bytes, mended);
    let half = std::fs::read(folder.path("content/projects/cut/media/half.jpg")).expect("a picture");
    assert_eq!(half, jpeg(0xE1, &exif(0x8825, 2)), "what can't be cleaned whole stays as it is");
    assert_eq!(folder.read(".gitignore"), "/public/\n/.buildlog/\n/private/\n");
    std::fs::remove_file(folder.path("content/projects/cut/media/half.jpg")).expect("a file");
    folder.run(&["check"]).ends_with(0);
}

#[test]
fn a_folder_without_a_gitignore_gets_one_that_is_whole() {
    let folder = folder();
    std::fs::remove_file(folder.path(".gitignore")).expect("a file");
    folder.write("private/questions.yaml", "[]\n");
    folder.run(&["check"]).ends_with(1);
    folder.run(&["check", "--fix"]).ends_with(0);
    assert_eq!(folder.read(".gitignore"), "/public/\n/.buildlog/\n/private/\n");
    std::fs::remove_file(folder.path(".gitignore")).expect("a file");
    folder.run(&["build"]).ends_with(0);
    assert_eq!(
        folder.read(".buildlog/.gitignore"),
        "*\n",
        "the spare tree holds what recipients alone may see"
    );
}

#[test]
fn every_finding_is_explained_in_the_documentation() {
    let text = std::fs::read_to_string(repository().join("docs/errors.md")).expect("the documentation");
    let missing: Vec<_> =
        buildlog::gate::CODES.iter().filter(|code| !text.contains(&format!("`{code}`"))).collect();
    assert_eq!(missing, [&""; 0], "docs/errors.md does not name them");
}

/// A proxy on this machine: whatever host it is asked to connect to, it answers as that host would.
fn web() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("a port"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut reader = std::io::BufReader::new(stream.try_clone().expect("a stream"));
            std::thread::spawn(move || {
                loop {
                    let mut request = String::new();
                    while !request.ends_with("\r\n\r\n") {
                        if std::io::BufRead::read_line(&mut reader, &mut request).unwrap_or(0) == 0 {
                            return;
                        }
                    }
                    let is_for = |host: &str| request.to_lowercase().contains(&format!("host: {host}"));
                    let status = match request.starts_with("CONNECT ") {
                        true => "200 Connected",
                        false if is_for("there.example") => "200 OK",
                        false if is_for("away.example") => "999 Request denied",
                        false => "404 Not Found",
                    };
                    let length = if status.ends_with("Connected") { "" } else { "Content-Length: 0\r\n" };
                    if stream.write_all(format!("HTTP/1.1 {status}\r\n{length}\r\n").as_bytes()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    address
}

#[test]
fn links_to_other_sites_are_asked_only_on_demand_and_then_told_in_a_table() {
    let folder = folder();
    let links = "[a](http://there.example/) [b](http://away.example/) [c](http://gone.example/x)";
    folder.write(
        "content/projects/cut/day-02.md",
        format!("---\ndate: 2026-01-06\ndemo: http://demo.example/\n---\n{links}\n"),
    );
    folder.run(&["check", "--strict"]).ends_with(0);
    let web = web();
    let check = |more: &[&str]| {
        let mut command = folder.command(&[&["check", "--external"], more].concat());
        for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            command.env(name, &web);
        }
        command.env_remove("no_proxy").env_remove("NO_PROXY");
        crate::support::Run::of(&mut command).ends_with(1)
    };
    let run = check(&[]);
    for words in [
        "gone (404)",
        "http://gone.example/x",
        "/projects/cut/day-02/",
        "keep away (999)",
        "1 there, 3 to look at",
    ] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    assert!(
        run.stderr.contains("error[dead-demo]") && run.stderr.contains("warning[dead-external]"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("content/projects/cut/day-02.md:5"), "{}", run.stderr);
    let told: serde_json::Value = serde_json::from_str(&check(&["--format", "json"]).stdout).expect("JSON");
    assert_eq!(told["external"].as_array().map(Vec::len), Some(4));
    assert!(folder.has(".buildlog/external.json"));
}
