//! The words around questions and answers, in English and in Chinese.

use crate::cli::terminal::counted;
use crate::front_matter::Language;

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    is_chinese: bool,
}

impl Words {
    /// Chinese where that is asked for, else English.
    pub(super) fn of(language: &Language) -> Self {
        Self { is_chinese: language.is_chinese() }
    }

    fn either(self, english: &'static str, chinese: &'static str) -> &'static str {
        if self.is_chinese { chinese } else { english }
    }

    /// The heading of the bank.
    pub(super) fn title(self) -> &'static str {
        self.either("Interview bank", "面试题库")
    }

    /// What the bank is not for.
    pub(super) fn notice(self) -> &'static str {
        self.either("Private: not to be published.", "仅供自己使用，不要公开。")
    }

    /// The heading of questions that belong to no project.
    pub(super) fn others(self) -> &'static str {
        self.either("About no project", "不属于任何项目")
    }

    /// There is no answer.
    pub(super) fn unanswered(self) -> &'static str {
        self.either("no answer yet", "还没有答案")
    }

    /// There is a question of the bank about it, and that has no answer.
    pub(super) fn asked_below(self) -> &'static str {
        self.either("asked below, no answer yet", "下面问到了，还没有答案")
    }

    /// How many questions of the bank answer it.
    pub(super) fn answers(self, count: usize) -> String {
        if self.is_chinese { format!("{count}个答案") } else { counted(count, "answer") }
    }

    /// The keys of the project's file that answer it.
    pub(super) fn keys(self, keys: &[&str]) -> String {
        if self.is_chinese {
            format!("project.md：{}", keys.join("、"))
        } else {
            format!("project.md: {}", keys.join(", "))
        }
    }

    /// What stands between two parts of a line.
    pub(super) fn semicolon(self) -> &'static str {
        self.either("; ", "；")
    }

    /// What stands between an id and what it is.
    pub(super) fn colon(self) -> &'static str {
        self.either(": ", "：")
    }

    /// Words in brackets, with the space before them.
    pub(super) fn bracketed(self, words: &str) -> String {
        if self.is_chinese { format!("（{words}）") } else { format!(" ({words})") }
    }

    /// It may be told to nobody.
    pub(super) fn for_your_ears(self) -> &'static str {
        self.either("private, for your ears alone", "私下说的，只供自己参考")
    }

    /// No file has the id.
    pub(super) fn no_file(self) -> &'static str {
        self.either("no file has this id", "没有文件用这个id")
    }

    /// Where the question stands, and who asked it.
    pub(super) fn place(self, public: bool, asked_by: Option<&str>) -> String {
        let place = match public {
            true => self.either("public", "已公开"),
            false => self.either("private", "未公开"),
        };
        match asked_by {
            Some(by) if self.is_chinese => format!("{place}，提问者：{by}"),
            Some(by) => format!("{place}, asked by {by}"),
            None => place.to_string(),
        }
    }

    /// How many questions there are, and how many of them and of the standard ones lack an answer.
    pub(super) fn closing(self, questions: usize, open: usize, standard_open: usize) -> String {
        if self.is_chinese {
            let standard = match standard_open {
                0 => String::new(),
                count => format!("；标准问题中有{count}个还没有答案"),
            };
            return format!("共{questions}个问题，{open}个还没有答案{standard}");
        }
        let standard = match standard_open {
            0 => String::new(),
            count => format!("; {} without an answer", counted(count, "standard question")),
        };
        format!("{}, {open} without an answer{standard}", counted(questions, "question"))
    }

    /// How to begin.
    pub(super) fn first(self) -> &'static str {
        self.either(
            "Write the first one into private/questions.yaml: `- {q: Why this problem?, a: …}`",
            "第一个问题写进private/questions.yaml：`- {q: 为什么是这个问题？, a: …}`",
        )
    }
}
