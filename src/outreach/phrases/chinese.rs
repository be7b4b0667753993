//! Simplified Chinese.

use chrono::Datelike;

use super::super::facts::{Number, Way, is_chinese};
use super::super::sentence::{closed, is_closed, open, unquoted};
use super::{Heard, LinkKind, Phrases, Place, Said, SaidIn, Wording, is_address, is_name};
use crate::content::Status;
use crate::front_matter::Date;
use crate::markdown::within_quotation;

pub(super) struct Chinese;

impl Phrases for Chinese {
    fn space(&self) -> &'static str {
        ""
    }

    fn stop(&self) -> char {
        '。'
    }

    fn greeting(&self, person: Option<&str>, letter: bool) -> String {
        let sign = if letter { '：' } else { '！' };
        let person = person.filter(|person| is_name(person));
        person.map_or_else(|| format!("您好{sign}"), |person| format!("{person}，您好{sign}"))
    }

    fn because(&self, said: &Said) -> String {
        let quote = quoted(said.quote);
        let date = said.date.map(month).unwrap_or_default();
        match said.place {
            SaidIn::Talk => format!("{date}您说过：{quote}"),
            SaidIn::OwnPage => format!("{date}你们公开写过：{quote}"),
            SaidIn::Page(host) if date.is_empty() => format!("在{host}上读到：{quote}"),
            SaidIn::Page(host) => format!("在{host}上读到（{date}）：{quote}"),
            SaidIn::Somewhere => format!("读到：{quote}"),
        }
    }

    fn reason(&self) -> String {
        "我就是为这句话来找您的。".to_string()
    }

    fn who(&self, name: &str) -> String {
        format!("我是{name}。")
    }

    fn headline(&self, headline: &str) -> String {
        closed(headline, '。')
    }

    fn promise(&self, status: Option<Status>, title: &str, tagline: Option<&str>, _: &str) -> String {
        let made = match status {
            Some(Status::Idea) => "我想做",
            Some(Status::Building) | None => "我在做",
            Some(Status::Live | Status::Paused | Status::Done) => "我做了",
        };
        match tagline {
            Some(tagline) => format!("{made}“{title}”：{}", closed(tagline, '。')),
            None => format!("{made}“{title}”。"),
        }
    }

    fn number(&self, number: &Number, wording: Wording) -> String {
        let Number { now, .. } = number;
        let label = open(&number.label);
        let Some(first) = &number.first else {
            return match number.date.filter(|_| wording == Wording::Whole) {
                Some(date) => format!("{label}：{now}（{}）。", month(date)),
                None => format!("{label}：{now}。"),
            };
        };
        let since = first.date.filter(|_| wording == Wording::Whole);
        let until = number.past.filter(|_| wording == Wording::Whole).map(day);
        let since = match (since.map(month), until) {
            (Some(since), Some(until)) => format!("{since}到{until}，"),
            (Some(since), None) => format!("{since}以来，"),
            (None, Some(until)) => format!("到{until}，"),
            (None, None) => String::new(),
        };
        format!("{since}{}。", moved(label, &first.value, first.way, now))
    }

    fn how(&self, how: &str, _: &str) -> String {
        closed(&format!("是这样数的：{how}"), '。')
    }

    fn audience(&self, audience: &str, _: &str) -> String {
        closed(&format!("用它的是{}", open(audience)), '。')
    }

    fn link(&self, kind: LinkKind, url: &str) -> String {
        match kind {
            LinkKind::Own => format!("我为您整理了一页：{url}"),
            LinkKind::Brief => format!("详细的都在这一页：{url}"),
            LinkKind::Project => format!("每天的记录，和每个数字的出处：{url}"),
        }
    }

    fn ask(&self, ask: &str, _: &str, _: Wording) -> String {
        match ask.trim() {
            ask if is_address(ask) => format!("时间可以在这里选：{ask}"),
            ask if is_closed(ask) => ask.to_string(),
            ask if ask.starts_with(['想', '请', '能', '希']) => closed(ask, '。'),
            ask => format!("有个小小的请求：{ask}。"),
        }
    }

    fn subjects(
        &self,
        title: &str,
        to: Option<&str>,
        tagline: Option<&str>,
        number: Option<&Number>,
    ) -> Vec<String> {
        let mut subjects = Vec::new();
        if let Some(number) = number {
            let label = open(&number.label);
            if let Some(first) = &number.first {
                let moved = moved(label, &first.value, first.way, &number.now);
                subjects.push(moved.clone());
                subjects.push(format!("{moved}（{title}）"));
            }
            subjects.push(format!("{label}：{}（{title}）", number.now));
            // Their name before the number would make it theirs.
            subjects.extend(to.map(|to| format!("{label}：{}（{title}，写给{to}）", number.now)));
        }
        subjects.extend(to.map(|to| format!("“{title}”，想请{to}看看")));
        subjects.extend(tagline.map(|tagline| format!("{title}：{}", open(tagline))));
        subjects.push(title.to_string());
        subjects
    }

    fn head(&self, project: &str, day: Place, title: Option<&str>) -> String {
        let day = match day.of {
            Some(of) => format!("“{project}”第{}天（共{of}天）", day.number),
            None => format!("“{project}”第{}天", day.number),
        };
        title.map_or_else(|| format!("{day}。"), |title| format!("{day}：{}", closed(title, '。')))
    }

    fn loop_lines(&self, said: Option<Heard>, change: Option<&str>, result: Option<&str>) -> Vec<String> {
        let said = said.map(|Heard { words, who, is_translated }| {
            let notes = [who.map(open), is_translated.then_some("译文")];
            let notes: Vec<&str> = notes.into_iter().flatten().collect();
            let note = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
            format!("听到：“{}”{note}", within_quotation(words.trim()))
        });
        let change = change.map(|change| format!("改动：{}", closed(change, '。')));
        let result = result.map(|result| format!("结果：{}", closed(result, '。')));
        [said, change, result].into_iter().flatten().collect()
    }

    fn learned(&self) -> &'static str {
        "学到的："
    }

    fn question(&self, q: &str, a: &str) -> String {
        format!("有人问：{}\n{}", closed(q, '？'), closed(a, '。'))
    }

    fn next(&self, next: &str) -> String {
        format!("接下来：{}", closed(next, '。'))
    }

    fn day_link(&self, url: &str) -> String {
        format!("这一天的全文：{url}")
    }
}

fn month(date: Date) -> String {
    format!("{}年{}月", date.0.year(), date.0.month())
}

fn day(date: Date) -> String {
    format!("{}{}日", month(date), date.0.day())
}

/// How a number moved, without a stop. A label that is a sentence by itself stands before a colon.
fn moved(label: &str, first: &str, way: Way, now: &str) -> String {
    let to = match way {
        Way::Up => "增加到",
        Way::Down => "降到",
        Way::Otherwise => "变成",
    };
    let is_plain = is_chinese(label) && !label.contains(['，', '、', '；', '：', '。', '？', '！']);
    format!("{label}{}从{first}{to}{now}", if is_plain { "" } else { "：" })
}

fn quoted(words: &str) -> String {
    let words = within_quotation(unquoted(words));
    match is_closed(&words) {
        true => format!("“{words}”"),
        false => format!("“{words}”。"),
    }
}
