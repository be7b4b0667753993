//! The interview bank: what stands behind each answer, what has none yet, and where it may lie.

use serde_json::Value;

use crate::support::{Folder, Run, Site, repository};

fn example() -> Folder {
    let folder = Folder::new();
    crate::support::folder::copy(&repository().join("example-site"), &folder.path(""));
    folder
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}:\n{}", run.stdout))
}

#[test]
fn the_bank_tells_what_stands_behind_each_answer_and_what_has_none() {
    let folder = example();
    let value = json(&folder.run(&["prep", "--format", "json"]).ends_with(0));
    let first = &value["projects"][0];
    assert_eq!(first["project"], "hear-again");
    assert!(first["standard"].as_array().unwrap().iter().all(|one| one["answered"] == true));
    let questions = first["questions"].as_array().unwrap();
    let asked = |q: &str| questions.iter().find(|one| one["q"] == q).unwrap_or_else(|| panic!("{q}"));
    let group = asked("Somebody left your group. Why?");
    assert_eq!((&group["from"][0]["id"], &group["from"][1]["private"]), (&"day-23".into(), &true.into()));
    assert_eq!(asked("What would you do with another month?")["a"], Value::Null);
    assert_eq!(asked("Is 9% good?")["public"], true);
    let public: usize = questions.iter().filter(|one| one["public"] == true).count();
    let written = folder.tree("content/projects/hear-again");
    let in_days: usize = written
        .iter()
        .filter(|(name, _)| !name.contains(".zh."))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).matches("\n  - q: ").count())
        .sum();
    assert_eq!(public, in_days, "every question of a day is in the bank");
}

#[test]
fn a_standard_question_without_an_answer_is_told() {
    let folder = Folder::new();
    Site::new()
        .with("private/questions.yaml", "- {q: What failed?, project: cut}\n")
        .write_to(&folder.path(""));
    let run = folder.run(&["prep"]).ends_with(0);
    let line =
        |start: &str| run.stdout.lines().find(|line| line.contains(start)).expect("a line").to_string();
    assert!(line("Why you?").ends_with("no answer yet"), "{}", run.stdout);
    assert!(line("□ What failed?").ends_with("asked below, no answer yet"), "{}", run.stdout);
    assert!(
        run.stdout.ends_with("1 question, 1 without an answer; 8 standard questions without an answer\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_bank_is_not_written_where_it_could_be_published_and_never_over_a_file() {
    let folder = example();
    for public in ["content/prep.md", "static/prep.md", "public/prep.md"] {
        let run = folder.run(&["prep", "--out", public]).ends_with(2);
        assert!(run.stderr.contains("would be public") && !folder.has(public), "{}", run.stderr);
    }
    folder.run(&["prep", "--out", "private/prep.md"]).ends_with(0);
    assert!(folder.read("private/prep.md").starts_with("# Interview bank\n"));
    folder.run(&["prep", "--out", "private/prep.md"]).ends_with(2);
}

#[test]
#[cfg(unix)]
fn the_bank_follows_no_link_into_a_public_folder_and_goes_nowhere_that_git_would_take_it() {
    let folder = Folder::new();
    Site::new().with("private/questions.yaml", "- {q: zqx}\n").write_to(&folder.path("log"));
    std::os::unix::fs::symlink("../content", folder.path("log/private/link")).expect("a link");
    std::os::unix::fs::symlink(folder.path("log/static/new.md"), folder.path("new.md")).expect("a link");
    let prep = |out: &str| folder.run(&["-C", "log", "prep", "--out", out]);
    for public in ["log/private/link/prep.md", "log/private/../content/prep.md", "log/no/../content/prep.md"]
    {
        let run = prep(public).ends_with(2);
        assert!(run.stderr.contains("would be public"), "{public}: {}", run.stderr);
    }
    prep("new.md").ends_with(2);
    assert!(!folder.has("log/static/new.md") && !folder.has("log/content/prep.md"));
    crate::support::maker::git(&folder.path(""), &["init", "--quiet", "."]);
    for (taken, hint) in [
        ("log/notes/prep.md", "write it into private/"),
        ("prep.md", "in no repository"),
        ("log/private/prep.md", "add the line `/private/` to .gitignore first"),
    ] {
        let run = prep(taken).ends_with(2);
        assert!(run.stderr.contains("git does not ignore") && run.stderr.contains(hint), "{}", run.stderr);
        assert!(!folder.has(taken));
    }
    folder.write("log/.gitignore", "/private/\n");
    prep("log/private/prep.md").ends_with(0);
    let elsewhere = Folder::new();
    prep(&elsewhere.path("prep.md").display().to_string()).ends_with(0);
    assert!(elsewhere.read("prep.md").contains("zqx"));
}

#[test]
fn in_chinese_the_words_around_are_chinese_with_wide_punctuation() {
    let folder = example();
    let run = folder.run(&["prep", "--language", "zh"]).ends_with(0);
    for words in [
        "3个答案",
        "project.md：problem、evidence",
        "还没有答案",
        "写错的名字从37%降到9%。",
        "个问题，1个还没有答案；标准问题中有1个还没有答案",
    ] {
        assert!(run.stdout.contains(words), "{words} in\n{}", run.stdout);
    }
    let markdown = folder.run(&["prep", "--language", "zh", "--format", "md"]).ends_with(0).stdout;
    assert!(markdown.starts_with("# 面试题库\n\n仅供自己使用，不要公开。\n"), "{markdown}");
    for text in [&run.stdout, &markdown] {
        for english in ["answer", "private", "public", "asked by", "no file"] {
            let is_label = |line: &&str| line.trim_start().starts_with(english);
            assert_eq!(text.lines().find(is_label), None, "{english}");
        }
    }
}
