// The Nu HTML checker, which is the W3C's, finds nothing to mend in any page.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import vnu from "vnu-jar";
import { BASES, build, exampleWithLetter, useFolder, write } from "./support.js";

/** Read from a disk, no file is of the same origin as another, so the checker takes `'self'` for nobody. */
const OF_THE_DISK = /violates Content Security Policy/;

/** What the checker has to say of the HTML files in some folders. */
async function check(folders) {
	const command = ["-Xss2m", "-jar", vnu, "--format", "json", "--exit-zero-always", "--skip-non-html", ...folders];
	const { stderr } = await promisify(execFile)("java", command, { maxBuffer: 1 << 26 });
	const messages = JSON.parse(stderr).messages.filter(({ message }) => !OF_THE_DISK.test(message));
	return messages.map(({ url, lastLine, message, extract }) => `${url}:${lastLine}: ${message}: ${extract ?? ""}`);
}

describe("the HTML", () => {
	const world = useFolder();

	test("of every page of the example is valid", async () => {
		const root = await exampleWithLetter(world);
		const sites = await Promise.all(BASES.map((base) => build(world, root, base)));
		assert.ok(sites.every((site) => site.pages.some(({ route }) => route.startsWith("for/"))));
		assert.deepEqual(await check(sites.map((site) => site.out)), []);
	});

	test("is really looked at: a fault is found", async () => {
		const page = "<!DOCTYPE html><html lang=en><title>A</title><ul><p>No item</p></ul></html>";
		assert.equal((await check([await write(world, { "index.html": page })])).length, 1);
	});
});
