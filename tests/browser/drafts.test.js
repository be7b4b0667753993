// Drafts are counted as the platforms' own programs count: X by its library, characters by the engine of JavaScript.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import twitter from "twitter-text";
import { EXAMPLE, run, useFolder, write } from "./support.js";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const graphemes = (text) => [...segmenter.segment(text)].length;
const addressed = (text) => text.replace(/https?:\/\/\S*[^\s.]/g, "u".repeat(23));
const bytes = (text) => Buffer.byteLength(text);

/** How each platform counts, in the order in which the program names its limits. */
const COUNTS = {
	x: [(text) => twitter.parseTweet(text).weightedLength],
	bluesky: [graphemes, bytes],
	mastodon: [(text) => graphemes(addressed(text))],
	linkedin: [(text) => text.length],
	note: [(text) => text.length],
	"long-note": [(text) => text.length],
	inmail: [(text) => text.length],
};

const MOST = { x: [280], bluesky: [300, 3000], mastodon: [500], linkedin: [3000], note: [200], "long-note": [300], inmail: [1900] };

/** Titles in which the ways of counting part from each other. */
const ODD = [
	"👩‍👩‍👧‍👦 four of a family, 🏳️‍🌈 and 🇬🇧 and 1️⃣ and 👍🏽",
	"See example.org, notes.txt, Node.js and README.md",
	"“Quotes” — dashes … and ‘more’ 中文标点：，。",
	"e\u0301te\u0301 and \u00e9t\u00e9, ｆｕｌｌ width, ｶﾀｶﾅ, 한국어, العربية, עברית",
	"https://example.org/a/very/long/path?with=a&query=that+is#long and http://example.org.",
	"a.b.c, 3.14, v1.2.3, ana@example.org, @ana, #tag, $CASH",
	"☎ ✓ ™ © ‼ ❤ ❤️ ☺ ☺️ ♥",
];

async function drafts(...args) {
	const { stdout } = await run(...args, "--format", "json");
	return JSON.parse(stdout).drafts;
}

function compare(found) {
	let seen = 0;
	for (const { form, text } of found.filter((draft) => COUNTS[draft.form])) {
		const expected = COUNTS[form].map((count) => count(text.text));
		assert.deepEqual(text.counts.map((one) => one.count), expected, `${form}:\n${text.text}`);
		assert.deepEqual(text.counts.map((one) => one.most), MOST[form], form);
		for (const [at, count] of expected.entries()) assert.ok(count <= MOST[form][at], `${form}: ${count}\n${text.text}`);
		seen += 1;
	}
	return seen;
}

describe("drafts", () => {
	const world = useFolder();

	test("of the example are within each limit as its platform counts", async () => {
		let seen = 0;
		for (const name of ["sample-county-record-office", "sample-tool-library", "sample-story-house"]) {
			seen += compare(await drafts("-C", EXAMPLE, "outreach", name));
		}
		for (let day = 1; day <= 30; day += 1) {
			for (const language of ["en", "zh"]) {
				// A day that is not written in Chinese, or not logged, has no draft.
				const found = await drafts("-C", EXAMPLE, "share", `hear-again/${day}`, "--language", language).catch(() => []);
				seen += compare(found);
			}
		}
		assert.ok(seen > 100, `${seen} drafts were counted`);
	});

	test("of odd titles are counted as X and the others count them", async () => {
		const files = {
			"buildlog.yaml": "title: A log\nbase_url: https://robin.github.io/log/\n",
			"content/projects/cut/project.md": "---\ntitle: Cut\n---\n",
		};
		for (const [at, title] of ODD.entries()) {
			files[`content/projects/cut/day-0${at + 1}.md`] =
				`---\ndate: 2026-01-0${at + 1}\ntitle: ${JSON.stringify(title)}\nsummary: ${JSON.stringify(title)}\n---\n`;
		}
		const root = await write(world, files);
		for (const at of ODD.keys()) compare(await drafts("-C", root, "share", `${at + 1}`));
	});
});
