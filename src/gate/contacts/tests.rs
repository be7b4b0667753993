//! Ways to reach somebody, and what only looks like one.

use super::*;

fn found(text: &str) -> Vec<(Way, &str)> {
    find(text).into_iter().map(|contact| (contact.way, &text[contact.span])).collect()
}

#[test]
fn mail_addresses_are_found_where_people_write_them() {
    let address = format!("robin.sample@{}", "somehost.net");
    for text in [
        format!("Write to {address}."),
        format!("<a href=\"mailto:{address}\">"),
        format!("({address})"),
        format!("author: Robin <{address}>"),
        format!("git config user.email \"{address}\""),
        format!("写信给{address}，谢谢"),
        format!("https://form.host.net/?to={address}"),
    ] {
        assert_eq!(found(&text), [(Way::Mail, address.as_str())], "{text}");
    }
}

#[test]
fn telephone_numbers_are_found_in_the_forms_of_many_countries() {
    // Taken apart, so that no number of anybody stands in this file.
    let join = |parts: &[&str]| parts.concat();
    for number in [
        join(&["+49 30 9", "01 82", " 17"]),
        join(&["+4930", "9018217"]),
        join(&["+1 (212) ", "736-", "5051"]),
        join(&["(212) ", "736-", "5051"]),
        join(&["212-", "736-", "5051"]),
        join(&["+86 138 ", "1739 ", "6052"]),
        join(&["138", "1739", "6052"]),
        join(&["+44 20 ", "7219 ", "3107"]),
    ] {
        for text in [format!("Call {number} after six."), format!("电话：{number}。")] {
            let ways: Vec<_> = found(&text).into_iter().map(|(way, said)| (way, normal(said))).collect();
            assert_eq!(ways, [(Way::Phone, normal(&number))], "{text}");
        }
    }
    let spoken = join(&["0171 9", "37 25 ", "08"]);
    assert_eq!(found(&format!("My phone number is {spoken}")), [(Way::Phone, spoken.as_str())]);
    assert_eq!(found(&join(&["https://wa.me/", "4930", "9018217"])).len(), 1);
}

#[test]
fn ids_of_chats_are_found_behind_the_name_of_the_chat() {
    for (text, id) in [
        ("微信号：robin_builds", "robin_builds"),
        ("加我微信 robin2024x", "robin2024x"),
        ("WeChat ID: robinbuilds", "robinbuilds"),
        ("wechat: robin_b24", "robin_b24"),
        ("Telegram: @robinbuilds", "@robinbuilds"),
        ("Discord: robin_b#4821", "robin_b#4821"),
        ("QQ：284719365", "284719365"),
        ("QQ号 284719365", "284719365"),
        ("vx:robin_b24", "robin_b24"),
        ("it printed wxid_k3j2h4g5f6d7s8", "wxid_k3j2h4g5f6d7s8"),
    ] {
        assert_eq!(found(text), [(Way::Chat, id)], "{text}");
    }
}

#[test]
fn what_only_looks_like_a_way_to_reach_somebody_is_none() {
    for innocent in [
        "robin@example.org",
        "you@example.com",
        "a@b.invalid",
        "you@your-domain.com",
        "12345+robin@users.noreply.github.com",
        "noreply@github.com",
        "git@github.com:robin/log.git",
        "ssh deploy@host.somewhere.net",
        "@robin@social.somewhere.net",
        "npm i react@18.2.0",
        "icon@2x.png",
        "https://esm.sh/react@18.2.0/index.js",
        "https://medium.com/@robin/a-post",
        "user@localhost",
        "@app.route('/')",
        "pkg@latest",
        "scp a.txt robin@host.somewhere.net:/tmp",
        "2026-01-05 10:30",
        "+2026-01-05",
        "2026-01-05T10:30:00+08:00",
        "20260105123000",
        "1767609000",
        "1767609000123",
        "version 1.13.2.20260105",
        "127.0.0.1",
        "192.168.100.200",
        "3.14159265358979",
        "0.00123456789012",
        "978-3-16-148410-0",
        "ISBN 9783161484100",
        "+1 202-555-0143",
        "+44 20 7946 0958",
        "tel:+442079460958",
        "07700 900123",
        "+1 234 567 8901",
        "555-0123",
        "a difference of +12345678 bytes",
        "1,234,567,890",
        "$13800138000",
        "id=13817396052",
        "https://host.net/13817396052/",
        "#13817396052",
        "13800000000 tokens",
        "hash 4a5b13817396052c",
        "order 138173960529",
        "x = y +1234567890123456789",
        "10 000 000 000 people",
        "\"total\": \"17179869184\"",
        "GPU memory: 24576 MiB, 350 W, 2026",
        "pages 100-200-3000",
        "1990-2020-2024",
        "WeChat: official accounts and mini programs",
        "We use WeChat for this",
        "微信小程序开发",
        "微信：还没有做",
        "Telegram: a bot would be next",
        "Discord: join the server",
        "line identity and signals",
        "QQ音乐 2024",
        "the line id column",
        "Skype: dead since 2025",
        "phone: see the settings",
        "tel: none",
        "手机端适配 1080",
        "mobile 375 x 812",
        "call me at ten",
        "telephone number is kept private",
    ] {
        assert_eq!(found(innocent), [], "{innocent}");
    }
}

#[test]
fn a_number_is_the_same_however_it_is_grouped() {
    assert_eq!(normal("+44 (20) 7946-0958"), normal("+442079460958"));
    assert_eq!(normal("tel:+442079460958"), normal("020 7946 0958".replacen('0', "44", 1).as_str()));
    assert_eq!(normal(" Robin@Example.org "), "robin@example.org");
}
