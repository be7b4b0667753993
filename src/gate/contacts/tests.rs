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
    for number in [
        join(&["0171/9", "37 25 ", "08"]),
        join(&["0171 / 9", "3725", "08"]),
        join(&["(0171) 9", "3725", "08"]),
        join(&["(0171)9", "37 25 ", "08"]),
        join(&["0171-9", "3725", "08"]),
        join(&["030/", "9018", "217"]),
        join(&["021-5871 ", "3946"]),
        join(&["0049 171 ", "937 25 ", "08"]),
        join(&["+49 (0) 171/9", "37 25 ", "08"]),
        join(&["+49[171] 9", "37 25 ", "08"]),
        join(&["0171 8", "6392", "04"]),
        join(&["07911 8", "462", "03"]),
        join(&["06 82 4", "7 19 ", "35"]),
        join(&["415.", "867.", "5309"]),
    ] {
        let text = format!("Reach me: {number}.");
        let ways: Vec<_> = found(&text).into_iter().map(|(way, said)| (way, normal(said))).collect();
        assert_eq!(ways, [(Way::Phone, normal(&number))], "{text}");
    }
    let spoken = join(&["0171 9", "37 25 ", "08"]);
    assert_eq!(found(&format!("My phone number is {spoken}")), [(Way::Phone, spoken.as_str())]);
    assert_eq!(found(&join(&["https://wa.me/", "4930", "9018217"])).len(), 1);
}

#[test]
fn the_words_near_a_number_say_whose_it_is() {
    let join = |parts: &[&str]| parts.concat();
    let (german, chinese) = (join(&["0171/9", "3725", "08"]), join(&["139 86", "52 70", "41"]));
    for person in [
        "Call {} at ten.",
        "Order by telephone: {}",
        "{} is where parts are rung up, ring me",
        "Jo: {}",
        "下单电话 {}",
    ] {
        for number in [&german, &chinese] {
            let text = person.replace("{}", number);
            assert_eq!(found(&text), [(Way::Phone, &**number)], "{text}");
        }
    }
    for thing in [
        "Part {} was out of stock.",
        "The manufacturer part is {}, they say.",
        "I ordered {} instead.",
        "| part | order code |\n|--|--|\n| a sensor | {} |",
        "Spare fuses: {}",
        "零件 {} 已经到货",
    ] {
        for number in [&german, &chinese] {
            assert_eq!(found(&thing.replace("{}", number)), [], "{thing}");
        }
    }
    let abroad = join(&["+49 171 9", "37 25 ", "08"]);
    assert_eq!(
        found(&format!("The distributor is at {abroad}")).len(),
        1,
        "a number with a country is dialled"
    );
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
        ("QQ群：284719365", "284719365"),
        ("我的微信是 robinbuilds8", "robinbuilds8"),
        ("WX：robinbuilds8", "robinbuilds8"),
        ("vx:robin_b24", "robin_b24"),
        ("Find me on Telegram as robin_b24.", "robin_b24"),
        ("Ask on Telegram (@robinbuilds)", "@robinbuilds"),
        ("https://t.me/robinbuilds", "robinbuilds"),
        ("Discord: robin.builds", "robin.builds"),
        ("my Discord name is robin#4821", "robin#4821"),
        ("https://discord.com/users/284719365284719365", "284719365284719365"),
        ("Signal: robin.42", "robin.42"),
        ("https://signal.me/#eu/h4VtjkQ2pJ9sLw", "h4VtjkQ2pJ9sLw"),
        ("https://u.wechat.com/kPz9sLwQ2", "kPz9sLwQ2"),
        ("https://line.me/ti/p/h4VtjkQ2pJ", "h4VtjkQ2pJ"),
        ("电报：@robinbuilds", "@robinbuilds"),
        ("it printed wxid_k3j2h4g5f6d7s8", "wxid_k3j2h4g5f6d7s8"),
    ] {
        assert_eq!(found(text), [(Way::Chat, id)], "{text}");
    }
}

#[test]
fn addresses_in_words_are_read_as_people_read_them() {
    let (local, host) = ("robin.sample", "somehost");
    for text in [
        format!("{local} [at] {host} [dot] net"),
        format!("{local}(at){host}.net"),
        format!("{local} at {host} dot net"),
        format!("{local} AT mail DOT {host} DOT net"),
        format!("{local}[at]{host}(dot)net"),
        format!("{local} @ {host}.net"),
        format!("{local} (ät) {host} (punkt) net"),
        format!("{local} <at> {host} . net").replace(" . ", "."),
    ] {
        let sentence = format!("Write to {text}, please");
        assert_eq!(found(&sentence), [(Way::Mail, text.as_str())], "{text}");
        assert!(normal(&text).starts_with(&format!("{local}@")), "{}", normal(&text));
        assert!(normal(&text).ends_with(&format!("{host}.net")), "{}", normal(&text));
    }
}

#[test]
fn invitations_into_chats_are_found() {
    for text in ["https://chat.whatsapp.com/KpZ9sLwQ2VtjkQ2pJ9sLwA", "https://t.me/+KpZ9sLwQ2VtjkQ2p"] {
        assert_eq!(found(text).iter().map(|(way, _)| *way).collect::<Vec<_>>(), [Way::Invitation], "{text}");
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
        "https://t.me/cut_silence_bot",
        "https://discord.gg/kPz9sLwQ2",
        "https://discord.com/invite/kPz9sLwQ2",
        "https://t.me/share/url?url=x",
        "Discord: discord.py 2.4",
        "discord is down as of day_04",
        "Discord @everyone was too loud",
        "Telegram is a chat",
        "the signal is 12.5 and 33.1",
        "Signal: noise ratio 3.25",
        "repo#1234 on Discord",
        "Handy 100 200 300",
        "mobile 1080 2400 1920 980",
        "+1 000 000 000 tokens",
        "took 13987654021 ns",
        "18446744073 bytes",
        "订单号 15920260114",
        "Part 404-200-5075",
        "Signature 0721-483920",
        "Mobile 360 640 780 px",
        "Phone 12 2026-01-05 10:20",
        "Telephone: 24 09 1876",
        "02 06 12 25 18 40 07 31",
        "Telegram: channel_v2 is a table",
        "微信：weixin_js_sdk 的坑",
        "WeChat is web_view only",
        "QQ 20260105 图",
        "The QQ 123456 plot",
        "line id: row_17",
        "wx:for-items",
        "lunch @ place.net",
        "10 @ 2.50",
        "https://discord.com/developers/docs",
        "array[at] x.y",
        "look (at) this. Then",
        "you [at] example [dot] com",
        "name (at) your-domain.com",
        "01/02/2026",
        "2026/01/02",
        "0.0171/12345678",
        "/0171/93725084",
        "03/2026-04/2026",
        "001234567890",
        "0071 to 0089",
        "0069 0307 0301 and 0046 0066 0069",
        "tel:+1-816-555-1212",
        "(02) 2026",
        "ratio 016/009",
        "0x1712/93725084",
        "05-2026-1234",
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
