//! Planted leaks, each in its own site: every one is found once, and nothing that only looks like one.

mod bytes;
mod corpus;
mod packed;

use std::io::Write;

use buildlog::diagnostics::Diagnostic;
use buildlog::gate::Repository;
use buildlog::path::SitePath;

use bytes::{exif, jpeg};
use corpus::{Leak, leaks, mail, phone, places, settings, site, token};

use crate::support::site::report;
use crate::support::{Folder, Site, repository};

#[test]
fn every_planted_leak_is_found_once_where_it_stands() {
    let leaks = leaks();
    assert!(leaks.len() >= 210, "{} are planted", leaks.len());
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
    let example = Site::in_folder(&repository().join("example-site")).on("2026-04-01");
    assert_eq!(report(&example.clone().check()), "");
    assert_eq!(report(&example.tracked_by(git).check()), "");
}

/// Words that are like a leak in something.
const INNOCENTS: [&str; 117] = [
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
    "the password is base64-encoded",
    "password: at least 8 characters",
    "`DATABASE_PASSWORD: postgres`",
    "密码至少 8 位",
    "[the bot](https://t.me/cut_silence_bot)",
    "Discord: discord.py 2.4",
    "the signal is 12.5 and 33.1",
    "look (at) this. Then go",
    "01/02/2026 or 2026/01/02",
    "a ratio of 0171/300",
    "R&D &amp; more &#8212; done",
    "passphrase: never stored on the server",
    "`S3_KEY=uploads/2026/01/harbour1.jpg`",
    "`KEY_PREFIX=tide:v1:cache2`",
    "`PASSWORD_HASHER=argon2id-v19-m65536`",
    "`SORT_KEY=created_at_2`",
    "`SSH_KEY_FILE=id_ed25519_log`",
    "`TOKEN_URL=api.host.net/v2/token`",
    "`API_KEY_HEADER=X-Tide-Key-2`",
    "took 13987654021 ns",
    "18446744073 bytes",
    "订单号 15920260114",
    "Part 404-200-5075",
    "Signature 0721-483920",
    "Mobile 360 640 780 px",
    "Telephone: 24 09 1876",
    "Telegram: channel_v2 is a table",
    "微信：weixin_js_sdk 的坑",
    "WeChat is web_view only",
    "QQ 20260105 图",
    "line id: row_17",
    "密码是 123456 的人有 12%",
    "key=\"-----BEGIN PRIVATE KEY-----\\nXXXX\\nXXXX\\n-----END PRIVATE KEY-----\"",
    "order number 0371/48210 is out of stock",
    "the manufacturer part 139 8652 7041",
    "the library shelfmark is 0611/204418",
    "`password: string`",
    "`password: hashedpassword`",
    "`\"password\": \"Zugang\"`",
    "PASS: checkout renders",
    "`MINIO_ROOT_PASSWORD: minioadmin`",
    "`DB_PASSWORD=required`",
    "`password: confirmPasswordValue`",
    "`IDEMPOTENCY_KEY=0a1d4f6c-3b52-4e87-9c1b-7f20d5e8a936`",
    "token: 00000000-0000-0000-0000-000000000000",
    "`SGVsbG8sIHdvcmxkISBUaGlzIGlzIGEgdGVzdCBvZiBiYXNlNjQu`",
    "`Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==`",
    "`https://host.net/a%20b%5Fc?x=%7B%7D`",
    "it lies at +54.4867-000.6003/ on the map",
    "\n\n| Part number | Price |\n|--|--|\n| 0721/483920 | 4 |",
    "\n\n<table><tr><th>Part number</th></tr>\n<tr><td>0721/483920</td></tr></table>",
    "a file that begins with `-----BEGIN OPENSSH PRIVATE KEY-----`",
    "the line `-----BEGIN RSA PRIVATE KEY-----` and then a documentationofeverything",
];

#[test]
fn what_only_looks_like_a_leak_is_not_told() {
    for innocent in INNOCENTS {
        let mut found = site().with_day(2, "title: Two\n", &format!("Today: {innocent}\n")).check();
        // What a brief in two scripts says of the fonts of this machine.
        found.retain(|finding| !matches!(finding.code, "system-font" | "no-font"));
        assert_eq!(report(&found), "", "{innocent}");
    }
}

#[test]
fn a_finding_points_to_the_source_that_its_words_come_from() {
    let place = |site: Site, code: &str| {
        let found: Vec<_> = site.check().into_iter().filter(|finding| finding.code == code).collect();
        assert_eq!(found.len(), 1, "{}", report(&found));
        let place = found[0].place.clone().expect("a place");
        (place.path.to_string(), place.line_column().map_or(0, |at| at.line))
    };
    let day = "content/projects/cut/day-02.md".to_string();
    let body = |words: &str| site().with_day(2, "title: Two\n", words);
    for (words, line) in [
        ("Words.\n\n<b>robin.builds&#64;somehost.net</b>", 8),
        ("Ask robin.builds\\@somehost.net.", 6),
        ("Ask robin.bui**lds@some**host.net.", 6),
        ("Words.\n\nAsk robin.builds<i>@</i>somehost.net.", 8),
    ] {
        assert_eq!(place(body(words), "mail-address"), (day.clone(), line), "{words}");
    }
    let folded = "title: Two\nsummary: \"Ask robin.builds\\u0040somehost.net.\"\n";
    assert_eq!(place(site().with_day(2, folded, "Words."), "mail-address"), (day.clone(), 4));
    let page = "<title>Old</title>\n<a href=\"http://localhost:8000/\">x</a>";
    assert_eq!(place(site().with("static/old.html", page), "local-link"), ("static/old.html".to_string(), 2));
}

#[test]
fn a_site_that_cannot_be_built_is_looked_at_as_far_as_it_goes() {
    let broken = site()
        .with_day(2, "titel: Two\n", "Words.")
        .with_day(3, "title: Three\n", "Ask robin.bui**lds@some**host.net. ![](media/a.png)")
        .with_bytes("content/projects/cut/media/a.png", &bytes::png(&[]));
    let codes: Vec<_> = broken.clone().check().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["unknown-key", "mail-address", "missing-alt"]);
    let allowed = settings("allow:\n- {code: broken-link, at: content/about.md}\n");
    let codes: Vec<_> =
        broken.with("buildlog.yaml", &allowed).check().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["unknown-key", "mail-address", "missing-alt"], "links have not been looked at");
    let folder = folder();
    folder.write("content/projects/cut/day-02.md", "---\ndate: 2026-01-06\ntitel: Two\n---\n");
    let run = folder.run(&["check"]).ends_with(1);
    assert!(run.stdout.contains("in part  what the errors concern has no page yet"), "{}", run.stdout);
    folder.write("buildlog.yaml", "titel: A log\n");
    let run = folder.run(&["check"]).ends_with(1);
    assert!(run.stdout.contains("no pages  no page could be made"), "{}", run.stdout);
}

#[test]
fn what_git_takes_along_beside_the_site_is_looked_at() {
    let folder = folder();
    folder.write("README.md", format!("Ask {}.\n", mail()));
    folder.write("content/.notes", format!("{}\n", token()));
    folder.write("notes/ignored.md", format!("{}\n", token()));
    folder.write(".gitignore", "/public/\n/.buildlog/\n/private/\n/notes/\n");
    let run = folder.run(&["check", "--format", "json"]).ends_with(1);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let found: Vec<_> = told["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|finding| {
            (finding["code"].as_str(), finding["severity"].as_str(), finding["place"]["file"].as_str())
        })
        .collect();
    assert_eq!(
        found,
        [
            (Some("mail-address"), Some("warning"), Some("README.md")),
            (Some("secret"), Some("error"), Some("content/.notes")),
        ]
    );
    crate::support::maker::git(&folder.path(""), &["add", "README.md", "content"]);
    assert_eq!(folder.run(&["check", "--format", "json"]).ends_with(1).stdout, run.stdout, "tracked or not");
}

#[test]
fn the_repository_around_the_site_is_looked_at() {
    let folder = Folder::new();
    site()
        .with(
            "private/questions.yaml",
            "- q: Why?\n  a: We could not agree on whether to sell the archive to the town council at all, and so I left them in the spring.\n",
        )
        .write_to(&folder.path("docs/log"));
    folder.write("docs/log/.gitignore", "/public/\n/.buildlog/\n/private/\n");
    folder.write("README.md", format!("Ask {}.\n", mail()));
    folder.write("src/main.rs", format!("// {}, and password: Tomate-88!\n", token()));
    folder.write(
        "old/copy.yaml",
        "a: We could not agree on whether to sell the archive to the town council at all, and so I left them in the spring.\n",
    );
    folder.write(".netrc", "machine a\n");
    folder.write("ignored/a.txt", token());
    folder.write(".gitignore", "/ignored/\n");
    crate::support::maker::git(&folder.path(""), &["init", "--quiet", "."]);
    let run = folder.run(&["-C", "docs/log", "check", "--format", "json"]).ends_with(1);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let mut found: Vec<_> = told["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (it["place"]["file"].as_str(), it["code"].as_str(), it["severity"].as_str()))
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            (Some(":/.netrc"), Some("secret-file"), Some("error")),
            (Some(":/README.md"), Some("mail-address"), Some("warning")),
            (Some(":/old/copy.yaml"), Some("private-words"), Some("warning")),
            (Some(":/src/main.rs"), Some("secret"), Some("error")),
        ]
    );
    // What is allowed in the site's own folder is not allowed at the top.
    let named = |at: &str| settings(&format!("allow:\n- {{code: mail-address, at: \"{at}\", why: Mine}}\n"));
    folder.write("docs/log/buildlog.yaml", named("README.md"));
    let run = folder.run(&["-C", "docs/log", "check"]).ends_with(1);
    assert!(run.stderr.contains("there is no `mail-address` at README.md"), "{}", run.stderr);
    folder.write("docs/log/buildlog.yaml", named(":/README.md"));
    let run = folder.run(&["-C", "docs/log", "check"]).ends_with(1);
    assert!(!run.stderr.contains("mail-address"), "{}", run.stderr);
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
fn a_message_repeats_no_secret_of_an_address() {
    let packed = corpus::base64(&format!("GITHUB_TOKEN={}", token()));
    let long = format!("javascript:{}", "a".repeat(300));
    for (body, shown) in [
        (format!("![x](data:text/plain;base64,{packed})"), "`data:text/plain…`"),
        (format!("[x](javascript:{})", token()), "javascript:ghp_****"),
        (format!("[x]({long})"), "aaaa…`"),
    ] {
        let told = report(&site().with_day(2, "title: Two\n", &body).check());
        assert!(told.contains("unsafe-address"), "{told}");
        let message = told.lines().find(|line| line.contains("unsafe-address")).unwrap_or_default();
        assert!(message.contains(shown), "{told}");
        assert!(!told.contains(&packed) && !told.contains(&token()) && !message.contains(&long), "{told}");
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
    let dead = site().with_day(2, "title: Two\n", "[Look](nothing.md)");
    let allowed =
        dead.clone().with("buildlog.yaml", &settings(&format!("allow: [{{code: dead-link, at: {day}}}]\n")));
    assert!(!report(&dead.check()).contains("meant?"), "what stops a build can't be allowed");
    assert!(allowed.check().iter().any(|finding| finding.code == "dead-link" && finding.is_error()));
    let told = report(&leaky(&format!("- {{code: mail-addres, at: {day}}}\n")).check());
    assert!(told.contains("did you mean `mail-address`?"), "{told}");
    assert!(told.contains(&format!("{{code: mail-address, at: {day}:6, why: …}}")), "{told}");
}

#[test]
fn an_allowance_that_stands_twice_is_told_and_one_for_an_address_waits_for_that_of_the_settings() {
    let day = "content/projects/cut/day-02.md";
    let twice = format!(
        "allow:\n- {{code: mail-address, at: {day}, why: a}}\n- {{code: mail-address, at: ./{day}, why: b}}\n"
    );
    let found = site()
        .with_day(2, "title: Two\n", &format!("Ask {}.", mail()))
        .with("buildlog.yaml", &settings(&twice))
        .check();
    assert_eq!(found.len(), 1, "{}", report(&found));
    assert!(found[0].message.ends_with("is allowed twice"), "{}", report(&found));

    let placeholder = "https://YOUR-NAME.github.io/log/";
    let folder = folder();
    let with = |allow: &str| settings(allow).replace("https://robin.somehost.net/log/", placeholder);
    folder.write("buildlog.yaml", with(""));
    let run = folder.run(&["check"]).ends_with(1);
    assert!(run.stderr.contains("is a placeholder"), "{}", run.stderr);
    for allow in ["", "allow: [{code: placeholder-address, at: buildlog.yaml, why: The workflow gives it}]\n"]
    {
        folder.write("buildlog.yaml", with(allow));
        let run =
            folder.run(&["check", "--strict", "--base-url", "https://robin.somehost.net/log"]).ends_with(0);
        assert_eq!(run.stderr, "");
    }
}

#[test]
fn what_is_allowed_in_one_place_is_told_of_every_other() {
    let allow = "allow:\n- {code: mail-address, at: content/projects/cut/day-02.md}\n";
    let masked = "Ask robin.builds@**somehost**.net.";
    let site = site()
        .with("buildlog.yaml", &settings(allow))
        .with_day(2, "title: Two\n", &format!("Ask {}.", mail()))
        .with_day(3, "title: Three\n", &format!("{masked}\n\nWords.\n\n{masked}"))
        .with_day(4, "title: Four\n", masked);
    let place = |finding: &Diagnostic| {
        let place = finding.place.clone().expect("a place");
        (finding.code, place.path.to_string(), place.line_column().map_or(0, |at| at.line))
    };
    let day = |number: u32| format!("content/projects/cut/day-0{number}.md");
    assert_eq!(
        site.check().iter().map(place).collect::<Vec<_>>(),
        [("mail-address", day(3), 6), ("mail-address", day(3), 10), ("mail-address", day(4), 6)]
    );
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
    let letter = |place: &str| Repository { tracked: vec![SitePath::new(place)], ..Repository::default() };
    let kim =
        site().with("private/recipients/kim.yaml", "to: Lantern Archive GmbH\ntoken: q7Zk3mB9xT5aV2nR8cW4\n");
    for (place, is_letter) in [
        ("public/for/q7Zk3mB9xT5aV2nR8cW4/index.html", true),
        ("docs/site/for/q7Zk3mB9xT5aV2nR8cW4/brief.pdf", true),
        ("docs/site/for/everybody/index.html", false),
        ("public/about/index.html", false),
    ] {
        let found = kim.clone().tracked_by(letter(place)).check();
        let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes.contains(&"private-tracked"), is_letter, "{place}: {}", report(&found));
        assert!(!report(&found).contains("q7Zk3mB9xT5aV2nR8cW4"), "{}", report(&found));
    }
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
    assert!(fine.stdout.contains("needs a git remote first"), "{}", fine.stdout);
    crate::support::maker::git(
        &folder.path(""),
        &["remote", "add", "origin", "https://git.somehost.net/robin/log.git"],
    );
    let fine = folder.run(&["check"]).ends_with(0);
    assert!(fine.stdout.contains("Nothing stands in the way: `buildlog deploy`"), "{}", fine.stdout);
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
fn a_letter_in_the_output_is_told_before_git_takes_it_and_behind_that() {
    let folder = folder();
    folder.write(
        "private/recipients/kim.yaml",
        "to: Lantern Archive\npublish: true\ntoken: q7Zk3mB9xT5aV2nR8cW4\n",
    );
    folder.write(".gitignore", "/private/\n");
    folder.run(&["build"]).ends_with(0);
    assert!(folder.has("public/for/q7Zk3mB9xT5aV2nR8cW4/index.html"));
    let told = folder.run(&["check"]).ends_with(1).stderr;
    assert!(told.contains("git does not ignore public/"), "{told}");
    assert!(!told.contains("q7Zk3mB9xT5aV2nR8cW4"), "{told}");
    crate::support::maker::git(&folder.path(""), &["add", "--all"]);
    let run = folder.run(&["check", "--fix"]).ends_with(1);
    assert!(run.stderr.contains("git tracks public/for/"), "{}", run.stderr);
    assert_eq!(folder.read(".gitignore"), "/private/\n/public/\n/.buildlog/\n");
    crate::support::maker::git(&folder.path(""), &["rm", "-r", "--cached", "--quiet", "public"]);
    folder.run(&["check"]).ends_with(0);
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

#[test]
fn a_day_without_a_word_is_told_before_it_is_published() {
    let blank = "---\ndate: 2026-01-05\ntitle: # what today was about\nstage: build\ntags: [a]\n---\n\n";
    let site = Site::new().with("content/projects/cut/day-01.md", blank);
    let codes = |site: Site| site.check().iter().map(|finding| finding.code).collect::<Vec<_>>();
    assert_eq!(codes(site).iter().filter(|code| **code == "empty-day").count(), 1);
    for said in ["rest: true\n", "hours: 2\n", "draft: true\n", "next: Ask.\n"] {
        let site = Site::new().with_day(1, said, "");
        assert!(!codes(site).contains(&"empty-day"), "{said}");
    }
}
