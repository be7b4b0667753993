// Feeds keep to the grammar of RFC 4287, sitemaps to the protocol's schema.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { before, describe, test } from "node:test";
import { validateXML } from "xmllint-wasm";
import { BASES, build, EXAMPLE, useFolder } from "./support.js";

const schema = (name) => readFile(new URL(`../schemas/${name}`, import.meta.url), "utf8");

/** What is wrong with XML texts, given as `{ fileName, contents }`. */
async function faults(xml, extension, name) {
	const { errors } = await validateXML({ xml, schema: await schema(name), extension, maxMemoryPages: 4096 });
	return errors.map(({ rawMessage }) => rawMessage);
}

for (const base of BASES) {
	describe(`XML at ${base}`, () => {
		const world = useFolder();
		let site;
		before(async () => {
			site = await build(world, EXAMPLE, base);
		});
		const texts = (pattern) =>
			Promise.all(site.files.filter((file) => pattern.test(file)).map(async (file) => ({
				fileName: file.replaceAll("/", "_"),
				contents: await readFile(path.join(site.out, file), "utf8"),
			})));

		test("every feed is Atom as RFC 4287 lays it down", async () => {
			const feeds = await texts(/feed\.xml$/);
			assert.ok(feeds.length >= 6, `${feeds.length} feeds`);
			assert.deepEqual(await faults(feeds, "relaxng", "atom.rng"), []);
		});

		test("the sitemap is one", async () => {
			const [sitemap] = await texts(/^sitemap\.xml$/);
			assert.deepEqual(await faults([sitemap], "schema", "sitemap.xsd"), []);
		});

		test("the grammars refuse what is wrong", async () => {
			const [feed] = await texts(/^feed\.xml$/);
			const [sitemap] = await texts(/^sitemap\.xml$/);
			const spoilt = (file, from, to) => {
				assert.ok(file.contents.includes(from), from);
				return [{ ...file, contents: file.contents.replace(from, to) }];
			};
			for (const [from, to] of [["<updated>", "<updated>on "], ["<title>", "<title>a</title><title>"], ["<content type=\"html\"", "<content type=\"odd\""], ["<author>", "<author><age>9</age>"]]) {
				assert.notDeepEqual(await faults(spoilt(feed, from, to), "relaxng", "atom.rng"), [], to);
			}
			for (const [from, to] of [["<loc>https://", "<loc>/"], ["<lastmod>", "<lastmod>on "]]) {
				assert.notDeepEqual(await faults(spoilt(sitemap, from, to), "schema", "sitemap.xsd"), [], to);
			}
		});
	});
}
