// Every kind of page in every language, scheme and width passes axe's rules for WCAG 2.2 AA and its good practice.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, describe, test } from "node:test";
import { BASES, build, DESK, exampleWithLetter, onePageOfEachKind, openPage, PHONE, SCHEMES, show, useBrowser } from "./support.js";

const AXE = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

async function violations(page) {
	const { violations } = await page.evaluate(() => axe.run({ exclude: ["iframe"] }, { resultTypes: ["violations"] }));
	return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} (${node.any[0]?.message ?? rule.help})`));
}

for (const base of BASES) {
	describe(`accessibility at ${base}`, () => {
		const world = useBrowser();
		let site;
		before(async () => {
			site = await build(world, await exampleWithLetter(world), base);
		});

		test("every kind of page in both schemes, on a phone and on a desk", async () => {
			const { page, close } = await openPage(world, site, { bypassCSP: true });
			const found = [];
			const letters = site.pages.filter(({ route }) => route.startsWith("for/"));
			assert.equal(letters.length, 1);
			const kinds = onePageOfEachKind(site).concat(letters);
			assert.ok(kinds.length >= 20, `${kinds.length} kinds of pages`);
			for (const one of kinds) {
				await show(page, one);
				await page.evaluate(AXE);
				for (const viewport of [PHONE, DESK]) {
					await page.setViewportSize(viewport);
					for (const colorScheme of SCHEMES) {
						await page.emulateMedia({ colorScheme });
						for (const fault of await violations(page)) found.push(`${one.route} ${colorScheme} ${viewport.width}: ${fault}`);
					}
				}
			}
			await close();
			assert.deepEqual(found, []);
		});
	});
}
