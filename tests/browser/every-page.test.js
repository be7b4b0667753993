// Every page of the example: nothing fails, nobody else is asked, every reference answers, nothing overflows.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { BASES, build, EXAMPLE, openPage, show, useBrowser, write } from "./support.js";

const NARROWEST = { width: 320, height: 640 };

/** What may be loaded with one page, in bytes as they lie on the disk. */
const STYLES = 20 * 1024;
const SCRIPTS = 5 * 1024;

/** Runs in the page: where it leads, what it shows, and what is wider than the window. */
function look() {
	const all = (selector) => [...document.querySelectorAll(selector)];
	const addresses = (selector, name) => all(selector).map((element) => element[name]).filter(Boolean);
	const shown = all("img").map((image) => image.currentSrc || image.src);
	const wide = all("body *").filter((element) => {
		const box = element.getBoundingClientRect();
		const scrolls = element.closest("pre, .table, math, .hidden, .skip");
		return box.width > 0 && !scrolls && (box.right > innerWidth + 0.5 || box.left < -0.5);
	});
	return {
		references: [
			...addresses("a[href], link[href]", "href"),
			...addresses("script[src], video[src], source[src]", "src"),
			...addresses("video[poster]", "poster"),
			...addresses("blockquote[cite]", "cite"),
			...shown,
		],
		pictures: shown.length,
		broken: all("img").filter((image) => image.complete && !image.naturalWidth).map((image) => image.src),
		ids: all("[id]").map((element) => element.id),
		overflow: document.documentElement.scrollWidth > innerWidth ? wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)) : null,
	};
}

/** Opens each page once, lets its pictures load, and writes down what there is. */
async function walk(world, site) {
	const { page, seen, close } = await openPage(world, site, { viewport: NARROWEST });
	const visits = new Map();
	for (const one of site.pages) {
		seen.loaded.length = 0;
		await show(page, one);
		await page.evaluate(() => Promise.all([...document.images].map((image) => ((image.loading = "eager"), image.decode().catch(() => {})))));
		const loaded = await Promise.all(seen.loaded.map(weigh));
		visits.set(one.route, { loaded, ...(await page.evaluate(look)) });
	}
	await close();
	return { ...seen, visits };
}

async function weigh(response) {
	const type = response.request().resourceType();
	const bytes = ["stylesheet", "script", "document"].includes(type) ? (await response.body().catch(() => "")).length : 0;
	return { url: response.url(), status: response.status(), type, bytes };
}

/** References within the site that lead to no file, or to no place of their page. */
function dead(site, visits) {
	const found = [];
	for (const [from, { references }] of visits) {
		for (const reference of references) {
			const to = new URL(reference);
			if (to.origin !== site.origin && to.origin !== new URL(site.base).origin) continue;
			const route = to.pathname.startsWith(site.below) ? decodeURIComponent(to.pathname.slice(site.below.length)) : null;
			const file = route === "" || route?.endsWith("/") ? `${route}index.html` : route;
			if (!site.files.includes(file)) found.push(`${from}: ${reference} leads to no file`);
			const place = decodeURIComponent(to.hash.slice(1));
			const ids = visits.get(route)?.ids;
			if (place && ids && !ids.includes(place)) found.push(`${from}: ${reference} leads to no place of its page`);
		}
	}
	return found;
}

for (const base of BASES) {
	describe(`every page at ${base}`, () => {
		const world = useBrowser();
		let site, walked;
		before(async () => {
			site = await build(world, EXAMPLE, base);
			walked = await walk(world, site);
		});
		const visits = () => [...walked.visits];

		test("is visited", () => {
			assert.equal(walked.visits.size, site.pages.length);
			assert.ok(site.pages.length > 80, `${site.pages.length} pages`);
			assert.ok(visits().reduce((sum, [, { pictures }]) => sum + pictures, 0) > 10);
		});

		test("logs no error and no warning", () => assert.deepEqual(walked.faults, []));

		test("asks no other host for anything", () => assert.deepEqual(walked.foreign, []));

		test("gets an answer to every request", () => {
			const failed = visits().flatMap(([route, { loaded, broken }]) => [
				...loaded.filter(({ status }) => status >= 400).map(({ url, status }) => `${route}: ${url} ${status}`),
				...broken.map((picture) => `${route}: ${picture} is no picture`),
			]);
			assert.deepEqual(failed, []);
		});

		test("has no link, anchor or picture that leads nowhere", () => {
			const internal = visits().flatMap(([, { references }]) => references.filter((to) => to.startsWith(site.home)));
			assert.ok(internal.length > 2000, `${internal.length} references`);
			assert.deepEqual(dead(site, walked.visits), []);
		});

		test("overflows nowhere in a window of 320 pixels", () => {
			const wide = visits().filter(([, { overflow }]) => overflow).map(([route, { overflow }]) => [route, overflow]);
			assert.deepEqual(wide, []);
		});

		test("loads at most 20 KB of style sheets and 5 KB of scripts with a page", () => {
			const sum = (loaded, type) => loaded.filter((one) => one.type === type).reduce((bytes, one) => bytes + one.bytes, 0);
			const heavy = visits()
				.map(([route, { loaded }]) => [route, sum(loaded, "stylesheet"), sum(loaded, "script")])
				.filter(([, styles, scripts]) => styles === 0 || styles > STYLES || scripts > SCRIPTS);
			assert.deepEqual(heavy, []);
		});
	});
}

/** A log whose words are as wide as words get, in every place where a row of boxes holds one. */
function siteOfLongWords() {
	const word = "Donaudampfschifffahrtsgesellschaftskapitänswitwe";
	const host = "rota.services.scheduling.internal.swap-request-handlers.example.org";
	const readings = (number) => [
		`{id: of, label: ${word}, value: ${number}, unit: of 5 people, how: ${word}}`,
		`{id: min, label: Minutes until the board is full, value: ${90 - number}, unit: min}`,
		`{id: long, label: ${word}, value: ${number}, unit: shifts of nine people that nobody had to fill again}`,
		`{id: word, label: ${word}, value: ${number}${word}, unit: ${word}s}`,
	].join(", ");
	const answer = `{change: ${word}, number: word, result: ${word}}`;
	const day = (number) => `---\ndate: 2026-01-0${4 + number}\ntitle: ${word}\nsummary: ${word}\ntags: [${word}]\ninsights: [${word}]\nnext: ${word}\nnumbers: [${readings(number)}]\nanswers: [${answer}]\n---\n\n${word}\n`;
	return {
		"buildlog.yaml": `title: ${word}\nbase_url: ${BASES[1]}\nauthor:\n  name: ${word}\n  contact:\n    - {kind: email, value: ${word.toLowerCase().replace("ä", "ae")}@${host}, show: [site, brief]}\n`,
		"content/projects/cut/project.md": `---\ntitle: ${word}\ntagline: ${word}\naudience: ${word}\nlimits: [{case: ${word}, guard: ${word}}]\nstack: [${word}]\ndemo: {url: "https://${host}/", title: ${word}}\nchallenge: {start: 2026-01-05, days: 7}\n---\n`,
		"content/projects/cut/day-01.md": day(1),
		"content/projects/cut/day-02.md": day(2),
		"content/projects/cut/day-03.md": day(3),
	};
}

describe("a log of long words", () => {
	const world = useBrowser();

	test("overflows nowhere in a window of 320 pixels, whatever its numbers and units are", async () => {
		const site = await build(world, await write(world, siteOfLongWords()), BASES[1]);
		const { visits } = await walk(world, site);
		assert.ok(visits.size > 8, `${visits.size} pages`);
		assert.deepEqual([...visits].filter(([, { overflow }]) => overflow).map(([route, { overflow }]) => [route, overflow]), []);
	});
});
