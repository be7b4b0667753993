// Without JavaScript every page reads the same, and every demo is a link.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { BASES, build, EXAMPLE, openPage, show, useBrowser } from "./support.js";

/** What a reader sees, without the controls that a script adds. */
function read() {
	for (const control of document.querySelectorAll("button, .moving-play")) control.remove();
	const demos = [...document.querySelectorAll(".embed")].map((embed) => ({
		links: [...embed.querySelectorAll("a[href^='http'], video a[href], a.moving-play[href]")].length,
		plays: embed.querySelectorAll("video[controls], .moving img, .cast pre").length,
	}));
	return { text: document.body.innerText, demos };
}

async function readAll(world, site, ones, javaScriptEnabled) {
	const { page, seen, close } = await openPage(world, site, { javaScriptEnabled });
	const pages = new Map();
	for (const one of ones) {
		await show(page, one);
		pages.set(one.route, await page.evaluate(read));
	}
	await close();
	return { pages, seen };
}

describe("without JavaScript", () => {
	const world = useBrowser();
	let site, without, withScript;
	before(async () => {
		site = await build(world, EXAMPLE, BASES[1]);
		without = await readAll(world, site, site.pages, false);
		// A page that loads no script can't say anything else with it.
		const scripted = site.pages.filter(({ html }) => html.includes("<script src="));
		withScript = await readAll(world, site, scripted, true);
	});

	test("every page says the same", () => {
		assert.ok(withScript.pages.size >= 6, `${withScript.pages.size} pages load a script`);
		const differ = [...withScript.pages].filter(([route, { text }]) => text !== without.pages.get(route).text);
		assert.deepEqual(differ.map(([route]) => route), []);
		assert.ok([...without.pages.values()].every(({ text }) => text.trim().length > 40));
	});

	test("every demo is a link or plays by itself, and asks nobody", () => {
		const demos = [...without.pages].flatMap(([route, { demos }]) => demos.map((demo) => ({ route, ...demo })));
		assert.ok(demos.length >= 6, `${demos.length} demos`);
		assert.deepEqual(demos.filter(({ links, plays }) => links + plays === 0), []);
		assert.deepEqual([...without.seen.faults, ...without.seen.foreign], []);
	});
});
