//! The questions that every interview about a project brings, and where in the log their answers may be.

use crate::content::ProjectMatter;

/// A question that will be asked.
pub(super) struct Standard {
    /// The question, in English.
    pub(super) english: &'static str,
    /// The question, in Chinese.
    pub(super) chinese: &'static str,
    /// Words by which a question of the bank is known to be about the same; small letters.
    words: &'static [&'static str],
    /// Keys of `project.md` that answer it.
    keys: fn(&ProjectMatter) -> Vec<&'static str>,
}

impl Standard {
    /// Whether a question is about the same.
    pub(super) fn is_asked_by(&self, question: &str) -> bool {
        let question = question.to_lowercase();
        self.words.iter().any(|word| question.contains(word))
    }

    /// The keys of a project that answer it, as far as they are filled.
    pub(super) fn keys(&self, matter: &ProjectMatter) -> Vec<&'static str> {
        (self.keys)(matter)
    }
}

pub(super) const STANDARD: [Standard; 8] = [
    Standard {
        english: "Why this problem?",
        chinese: "为什么是这个问题？",
        words: &[
            "why this",
            "which problem",
            "what problem",
            "pain point",
            "为什么做这个",
            "为什么是这个",
            "痛点",
        ],
        keys: |matter| {
            filled([("problem", matter.problem.is_some()), ("evidence", !matter.evidence.is_empty())])
        },
    },
    Standard {
        english: "Why you?",
        chinese: "为什么是你？",
        words: &[
            "why you",
            "why are you",
            "why do you care",
            "your background",
            "为什么是你",
            "你的背景",
            "为什么在意",
        ],
        keys: |matter| filled([("why", matter.why.is_some())]),
    },
    Standard {
        english: "For whom is it?",
        chinese: "给谁用？",
        words: &["for whom", "who is it for", "who uses", "who are your users", "给谁", "谁在用", "用户是谁"],
        keys: |matter| filled([("audience", matter.audience.is_some())]),
    },
    Standard {
        english: "What are the alternatives, and why not those?",
        chinese: "有哪些替代方案，为什么不用？",
        words: &[
            "alternative",
            "why not",
            "instead of",
            "compared",
            "competitor",
            "already exist",
            "get better",
            "become better",
            "pointless",
            "替代",
            "为什么不用",
            "为什么不直接",
            "相比",
            "竞品",
        ],
        keys: |_| Vec::new(),
    },
    Standard {
        english: "Which trade-off did you make?",
        chinese: "做过什么取舍？",
        words: &[
            "trade-off",
            "tradeoff",
            "throw",
            "threw",
            "give up",
            "gave up",
            "did you decide",
            "did you choose",
            "did you drop",
            "取舍",
            "放弃",
            "扔掉",
            "为什么选",
            "砍掉",
        ],
        keys: |_| Vec::new(),
    },
    Standard {
        english: "What failed?",
        chinese: "什么失败了？",
        words: &[
            "fail",
            "go wrong",
            "went wrong",
            "mistake",
            "did harm",
            "differently",
            "regret",
            "left your",
            "失败",
            "出错",
            "做错",
            "搞砸",
            "重来",
        ],
        keys: |matter| filled([("limits", !matter.limits.is_empty())]),
    },
    Standard {
        english: "How did you measure it?",
        chinese: "怎么衡量的？",
        words: &[
            "measure",
            "did it work",
            "does it work",
            "how do you know",
            "number",
            "count",
            "trust least",
            "怎么数",
            "怎么知道",
            "衡量",
            "数字",
            "有效吗",
        ],
        keys: |matter| filled([("numbers", matter.numbers.iter().any(|number| number.how.is_some()))]),
    },
    Standard {
        english: "What comes next?",
        chinese: "接下来做什么？",
        words: &[
            "next",
            "another month",
            "more time",
            "roadmap",
            "in a year",
            "接下来",
            "下一步",
            "再给",
            "以后",
        ],
        keys: |matter| filled([("roadmap", !matter.roadmap.is_empty())]),
    },
];

fn filled<const N: usize>(keys: [(&'static str, bool); N]) -> Vec<&'static str> {
    keys.into_iter().filter(|(_, filled)| *filled).map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(question: &str) -> Vec<&'static str> {
        STANDARD.iter().filter(|one| one.is_asked_by(question)).map(|one| one.english).collect()
    }

    #[test]
    fn a_question_is_known_by_its_words() {
        assert_eq!(about("Why not let a model read the photo?"), [STANDARD[3].english]);
        assert_eq!(about("What would you do differently?"), ["What failed?"]);
        assert_eq!(about("如果重来一次呢？"), ["What failed?"]);
        assert_eq!(about("What would you do with another month?"), ["What comes next?"]);
        assert_eq!(about("Is there tea?"), [""; 0]);
    }

    #[test]
    fn every_standard_question_is_about_itself() {
        for one in &STANDARD {
            assert!(
                one.is_asked_by(one.english) || one.english == "Which trade-off did you make?",
                "{}",
                one.english
            );
        }
    }
}
