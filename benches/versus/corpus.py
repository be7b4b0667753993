"""A made-up log of any length, the same wherever and whenever it is made.

Entry number i is the same text however many there are and for whichever tool it is laid out, so
runs of other sizes and tools can be compared. Half of the entries hold code, each tenth is partly
in Chinese, and all have headings, lists, quotes, tasks or tables.
"""

import datetime
import random

DAYS = 30  # entries of a project
SEED = "2026-01-05"
TAGS = "rust python shell parsing testing design search speed words writing tools data".split()

THINGS = """parser|index|import|export|cache|queue|report|form|upload|player|sync|backup|menu|editor|
filter|login|preview|timer|calendar|search box|settings page|error message|feed|printer""".replace("\n", "").split("|")
STATES = "slow small honest broken quiet clear odd stable plain late simple rough useful careful".split()
DEEDS = "rewrote measured removed split tested drew shipped renamed repaired timed asked about".split()
NAMES = "cursor total entry batch offset label window depth score parts limit buffer state".split()
SENTENCES = [
    "I {deed} the {thing} and it is {state} now.",
    "The {thing} was the {state} part, and nobody had said so.",
    "It took {n} minutes to see that the {thing} never asked the {other}.",
    "From {n} ms to {m} ms: the {thing} was worth the morning.",
    "A reader of the log found the {thing} *{state}*, which is **better** than last week.",
    "There is a [note on the {thing}](https://example.org/{n}) for whoever wants all of it.",
    "Everything that `{name}` does could be done by the {other}, only later.",
    "Before lunch I {deed} the {other}; after it I put half of that back.",
    "If the {thing} stays {state}, the {other} has to become {state} as well.",
    "What I expected was a {state} {thing}; what came was {n} lines about the {other}.",
    "Tomorrow the {other} has to work without `{name}`, or it has to go.",
    "Two people asked why the {thing} needs a {other}, and I had no {state} answer.",
]
CHINESE = ["今天把解析器重写了一遍，少了{n}行。", "耗时从{n}毫秒降到{m}毫秒。", "最难的不是搜索，而是它和缓存之间的边界。",
           "朋友说设置页面还不够清楚，明天再改。", "先写测试，再改代码，心里比较有底。"]
HEADINGS = ["What I planned", "What happened", "The {thing}", "What broke", "Measured", "Learned", "Next"]

CODE = {
    "rust": [
        "use std::collections::HashMap;", "", "/// Counts each {name} of the text.",
        "fn {name}_{n}(text: &str, least: usize) -> HashMap<String, usize> {{", "    let mut {other} = HashMap::new();",
        "    for line in text.lines().filter(|line| !line.is_empty()) {{",
        "        let key = line.trim_start().split(' ').next().unwrap_or(\"{name}\");",
        "        *{other}.entry(key.to_string()).or_insert(0) += {n};", "    }}",
        "    {other}.retain(|_, count| *count > least && *count < {m});", "    {other}", "}}", "", "#[test]",
        "fn {other}_is_counted() {{", "    let found = {name}_{n}(\"a\\nb\\na\", 1);", "    assert_eq!(found.len(), {m} % 7);", "}}",
    ],
    "python": [
        "import json", "from pathlib import Path", "", "LIMIT_{n} = {m}", "", "def {name}_{n}(folder: Path) -> list[str]:",
        "    \"\"\"Reads each {name} once, and the {other} after it.\"\"\"", "    seen = set()",
        "    for path in sorted(folder.glob('*.md')):", "        {other} = path.read_text(encoding='utf-8')",
        "        if len({other}) > {n} and {other} not in seen:", "            seen.add({other}.strip()[:LIMIT_{n}])",
        "    return [json.dumps({{'{name}': one, 'n': {m}}}) for one in seen]", "", "if __name__ == '__main__':",
        "    print({name}_{n}(Path('.')))  # {other}",
    ],
    "javascript": [
        "import {{ readFile }} from 'node:fs/promises';", "", "const {name}{n} = {{ limit: {m}, label: '{other}' }};", "",
        "export async function {name}Of(url, {other} = {n}) {{", "  const answer = await fetch(`${{url}}?{name}=${{{other}}}`);",
        "  if (!answer.ok) throw new Error(`no {name}: ${{answer.status}}`);", "  const rows = await answer.json();",
        "  return rows.filter((row) => row.{name} > {m}).map(({{ {name} }}) => {name} / {n});", "}}", "",
        "for (const file of ['a.json', 'b.json']) {{", "  const text = await readFile(file, 'utf8'); // {other}",
        "  console.log({name}{n}.label, text.length - {m});", "}}",
    ],
    "bash": [
        "#!/usr/bin/env bash", "set -euo pipefail", "", "{name}_{n}() {{", "  local {other}=\"${{1:-{m}}}\"",
        "  grep -c '{name}' \"$2\" | awk -v least=\"${other}\" '$1 > least {{ print $1 * {n} }}'", "}}", "",
        "for file in notes/*.md; do", "  if [ -s \"$file\" ]; then", "    {name}_{n} {m} \"$file\" >> \"$HOME/{other}.txt\"",
        "  else", "    echo \"empty: $file\" >&2", "  fi", "done", "sort -n \"$HOME/{other}.txt\" | tail -n {m}  # {name}",
    ],
}
COMMENT = {"rust": "//", "javascript": "//", "python": "#", "bash": "#"}


class Words:
    """What is filled into sentences and code, from one seed."""

    def __init__(self, seed):
        self.random = random.Random(f"{SEED} {seed}")

    def one(self, choices):
        return choices[int(self.random.random() * len(choices))]

    def number(self, least, most):
        return least + int(self.random.random() * (most - least))

    def fill(self, text):
        return text.format(thing=self.one(THINGS), other=self.one(THINGS), state=self.one(STATES), deed=self.one(DEEDS),
                           name=self.one(NAMES), n=self.number(2, 90), m=self.number(90, 900))

    def paragraph(self, sentences):
        return " ".join(self.fill(self.one(SENTENCES)) for _ in range(sentences))

    def code(self, language):
        name = self.one(NAMES)
        other = self.one([word for word in NAMES if word != name])
        values = dict(name=name, other=other, n=self.number(2, 9000), m=self.number(90, 900))
        lines = [line.format(**values) for line in CODE[language]]
        return lines[: self.number(len(lines) * 3 // 4, len(lines) + 1)]


def project(number):
    """Slug, title, what it is about, and its first day."""
    words = Words(f"project {number}")
    thing = words.one(THINGS)
    first = datetime.date(2012, 1, 2) + datetime.timedelta(days=words.number(0, 4800))
    return dict(slug=f"{thing.replace(' ', '-')}-{number:04}", title=f"A {words.one(STATES)} {thing}, no. {number + 1}",
                tagline=words.fill("Thirty days for a {thing} that is {state}."), first=first, body=words.paragraph(8))


def entry(number, unique_code=False):
    """One day: title, tags, hours, body, and whether it holds code."""
    words = Words(f"entry {number}")
    has_code, chinese = number % 2 == 0, number % 10 == 4
    blocks, lines_of_code = [words.paragraph(4)], 0
    coded = {1: has_code, 3: has_code and words.random.random() < 0.5}
    for part in range(4):
        blocks.append("## " + words.fill(words.one(HEADINGS)))
        if chinese:
            blocks.append("".join(words.fill(words.one(CHINESE)) for _ in range(5)))
        blocks.append(words.paragraph(6))
        if part == 0:
            blocks.append("\n".join("- " + words.fill("{deed} the {thing}") for _ in range(5)))
        if part == 1:
            blocks.append("> " + words.paragraph(2))
        if part == 2:
            blocks.append("\n".join(words.fill(f"- [{mark}] {{deed}} the {{other}}") for mark in "xx x"))
        if part == 3 and number % 3 == 0:
            rows = [words.fill("| {thing} | {m} | {n} |") for _ in range(4)]
            blocks.append("\n".join(["| Part | Before | After |", "|:--|--:|--:|"] + rows))
        if coded.get(part):
            language = words.one(list(CODE))
            code = words.code(language)
            if unique_code:  # no line twice in the whole log, as in code that people write
                mark = COMMENT[language]
                code = [f"{line} {mark} {number}.{lines_of_code + at}" if line.strip() else line for at, line in enumerate(code)]
            lines_of_code += len(code)
            blocks.append(f"```{language}\n" + "\n".join(code) + "\n```")
        blocks.append(words.paragraph(5))
    title = words.fill("第{n}次：") + "重写解析器" if chinese else words.fill("{deed} the {thing}").capitalize()
    tags = sorted({words.one(TAGS) for _ in range(3)})
    return dict(number=number % DAYS + 1, title=title, tags=tags, hours=words.number(1, 20) / 4, has_code=has_code,
                body="\n\n".join(blocks) + "\n")
