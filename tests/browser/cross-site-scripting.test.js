// Texts that try to run a script run nothing: on no page, in no feed, in no block of data.
import assert from "node:assert/strict";
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, describe, test } from "node:test";
import { PAYLOADS, BROKEN_UTF8 } from "./payloads.js";
import { BASES, build, openPage, run, show, useBrowser, write } from "./support.js";

// JSON is YAML, and keeps every sign of a text.
const matter = (keys, body = "") => `---\n${Object.entries(keys).map(([key, value]) => `${key}: ${quoted(value)}`).join("\n")}\n---\n\n${body}\n`;
const quoted = (value) => JSON.stringify(value).replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

const FIRST_DAY = Date.UTC(2026, 0, 5);
const dateOf = (number) => new Date(FIRST_DAY + (number - 1) * 86_400_000).toISOString().slice(0, 10);
const idOf = (index) => `piece-${index}`;

/** A site with every payload in every field that takes a text, and as somebody's words. */
function hostileSite() {
	const days = PAYLOADS.map((text, index) => ({ text, number: index + 1, date: dateOf(index + 1) }));
	const files = {
		// Many of the texts name a picture of this name; a link that leads nowhere would end the build.
		"content/projects/cut/x": "x",
		"buildlog.yaml": Object.entries({
			title: PAYLOADS[0],
			base_url: BASES[1],
			feed: { limit: PAYLOADS.length },
			author: {
				name: PAYLOADS[9],
				headline: PAYLOADS.join(" "),
				location: PAYLOADS[1],
				links: PAYLOADS.map((text) => ({ label: text, url: "https://x.example/" })),
				contact: PAYLOADS.map((text) => ({ kind: text, value: text, show: ["site"] })),
			},
			extra: { texts: PAYLOADS },
		}).map(([key, value]) => `${key}: ${quoted(value)}\n`).join(""),
		"content/about.md": matter({
			title: PAYLOADS[2],
			looking_for: { roles: PAYLOADS, where: PAYLOADS[3], remote: PAYLOADS[4], from: PAYLOADS[5], permit: PAYLOADS[6] },
			background: PAYLOADS.map((text) => ({ what: text, where: text, from: text, to: text, text })),
			skills: PAYLOADS,
		}),
		"content/projects/cut/project.md": matter({
			title: PAYLOADS[7],
			tagline: PAYLOADS.join(" "),
			role: PAYLOADS[8],
			why: PAYLOADS.join("\n\n"),
			audience: PAYLOADS[9],
			problem: PAYLOADS.join("\n\n"),
			evidence: PAYLOADS.map((quote) => ({ quote, source: quote })),
			direction: PAYLOADS.map((said) => ({ who: said, said, source: said })),
			stack: PAYLOADS,
			limits: PAYLOADS.map((text) => ({ case: text, guard: text })),
			roadmap: PAYLOADS,
			challenge: { start: dateOf(1), days: PAYLOADS.length },
		}),
	};
	for (const { text, number, date } of days) {
		files[`content/projects/cut/day-${String(number).padStart(3, "0")}.md`] = matter({
			date,
			title: text,
			summary: text,
			// Each tag has a page of its own, so a third of them has to do.
			tags: number % 3 ? [] : [text],
			insights: [text],
			learned: [text],
			questions: [{ q: text, a: text }],
			numbers: [{ id: `n${number}`, label: text, value: text, unit: text, how: text, source: text }],
			answers: [{ feedback: idOf(number), change: text, result: text, number: `n${number}` }],
			next: text,
		}, text);
		files[`content/projects/cut/feedback/${idOf(number)}.md`] = matter({
			date,
			consent: "name",
			who: text,
			name: text,
			topic: text,
			source: text,
			language: "zh",
			translation: text,
		}, `Words.\n\n${text}`);
	}
	return files;
}

/** Runs in the page: what of it could run something. Only data and the theme's own files may be scripts. */
function dangers() {
	const found = [];
	for (const element of document.querySelectorAll("*")) {
		const name = element.localName;
		if (name === "script" && element.type !== "application/ld+json" && !/\/assets\/\w+\.\w{10}\.js$/.test(element.src)) found.push(element.outerHTML);
		if (["iframe", "object", "embed", "frame", "base", "form"].includes(name)) found.push(element.outerHTML);
		for (const { name: key, value } of element.attributes) {
			const address = value.replace(/[\u0000-\u0020]/g, "").toLowerCase();
			if (key.startsWith("on") || key === "srcdoc" || key === "style") found.push(`${key}=${value}`);
			if (["href", "src", "action", "formaction", "xlink:href", "data", "poster"].includes(key) && /^(javascript|vbscript|data):/.test(address)) found.push(`${key}=${value}`);
		}
	}
	return found;
}

/** Runs in the page: does with everything what a reader's hand might. */
async function touchEverything() {
	for (const element of document.querySelectorAll("body *")) {
		for (const type of ["mouseover", "pointerover", "focusin", "focus", "animationstart", "toggle"]) element.dispatchEvent(new Event(type, { bubbles: true }));
	}
	for (const details of document.querySelectorAll("details")) details.open = true;
	await new Promise((done) => setTimeout(done));
}

describe("texts that try to run a script", () => {
	const world = useBrowser();
	let site, page, seen, calls, headlines;

	before(async () => {
		site = await build(world, await write(world, hostileSite()), BASES[1]);
		// Without the pages' own policy, so that nothing but the pages themselves is trusted.
		({ page, seen } = await openPage(world, site, { bypassCSP: true }));
		calls = [];
		await page.exposeFunction("hacked", () => calls.push(page.url()));
	});

	test("there are enough of them, and each would run where it is let", async () => {
		assert.ok(PAYLOADS.length >= 80, `${PAYLOADS.length}`);
		assert.equal(new Set(PAYLOADS).size, PAYLOADS.length);
		await page.goto(site.home);
		await page.setContent(`<body>${PAYLOADS[9]}</body>`);
		await page.waitForTimeout(100);
		assert.equal(calls.length, 1, "the trap works");
		calls.length = 0;
		seen.faults.length = 0;
	});

	test("none runs on a page", async () => {
		assert.ok(site.pages.length > PAYLOADS.length);
		const found = [];
		headlines = [];
		for (const one of site.pages) {
			await show(page, one);
			const data = await page.locator("script[type='application/ld+json']").allTextContents();
			headlines.push(...data.map((text) => JSON.parse(text)["@graph"][0].headline).filter(Boolean));
			for (const danger of await page.evaluate(dangers)) found.push(`${one.route}: ${danger}`);
			await page.evaluate(touchEverything);
		}
		assert.deepEqual([...new Set(found)], []);
		assert.deepEqual({ calls, ...seen, loaded: [] }, { calls: [], faults: [], foreign: [], loaded: [] });
	});

	test("none runs in a feed reader that shows what the feeds hold", async () => {
		const json = JSON.parse(await readFile(path.join(site.out, "feed.json"), "utf8"));
		await page.goto(`${site.home}feed.xml`);
		const atom = await page.evaluate(async () => {
			const text = await (await fetch("feed.xml")).text();
			const feed = new DOMParser().parseFromString(text, "application/xml");
			if (feed.querySelector("parsererror")) throw new Error(feed.querySelector("parsererror").textContent);
			return [...feed.querySelectorAll("[type=html]")].map((element) => element.textContent);
		});
		const contents = [...atom, ...json.items.map((item) => item.content_html)];
		assert.equal(contents.length, 2 * PAYLOADS.length);
		await page.goto(site.home);
		for (const content of contents) {
			await page.setContent(content, { waitUntil: "domcontentloaded" });
			assert.deepEqual(await page.evaluate(dangers), []);
		}
		assert.deepEqual(calls, []);
	});

	test("each stands as it was written in the data for search engines", () => {
		const visible = (text) => text.replace(/[\s\u0000-\u001f\u007f\ufeff]+/g, "");
		const there = new Set(headlines.map(visible));
		assert.deepEqual(PAYLOADS.filter((text) => !there.has(visible(text))), []);
	});

	test("a file of broken UTF-8 is refused, and nothing of it is published", async () => {
		for (const bytes of BROKEN_UTF8) {
			const root = await write(world, { "buildlog.yaml": `title: T\nbase_url: ${BASES[1]}\n`, "content/projects/cut/project.md": "---\ntitle: Cut\n---\n" });
			const parts = ["---\ndate: 2026-01-05\n---\n\n", Buffer.from(bytes), "script>hacked()</script>\n"].map((part) => Buffer.from(part));
			await writeFile(path.join(root, "content/projects/cut/day-01.md"), Buffer.concat(parts));
			await assert.rejects(run("build", "-C", root), (error) => error.code === 1 && /UTF-8/.test(error.stderr), bytes.join(" "));
			await assert.rejects(stat(path.join(root, "public")), { code: "ENOENT" });
		}
	});
});
