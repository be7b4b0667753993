// The preview shows each save by itself, lays errors over the page, and changes colours without a reload.
import assert from "node:assert/strict";
import { readFile, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { copyOfExample, openPage, preview, useBrowser } from "./support.js";

describe("the preview", () => {
	const world = useBrowser();
	const day = "content/projects/hear-again/day-09.md";
	let root, child, home, page, seen, close;

	before(async () => {
		root = await copyOfExample(world);
		const served = preview(root);
		child = served.child;
		home = await served.address;
		({ page, seen, close } = await openPage(world, { origin: new URL(home).origin }));
		await page.goto(`${home}projects/hear-again/day-09/`);
	});
	after(async () => {
		await close?.();
		child?.kill("SIGINT");
	});

	const change = async (file, edit) => {
		const place = path.join(root, file);
		await writeFile(place, edit(await readFile(place, "utf8")));
	};

	test("a save shows by itself", async () => {
		await change(day, (text) => `${text}\nA sentence that was just saved.\n`);
		await page.getByText("A sentence that was just saved.").waitFor();
	});

	test("an error lies over the page, and goes away when it is mended", async () => {
		await change(day, (text) => text.replace("---\n", "---\ntilte: Slip\n"));
		const overlay = page.getByRole("alert");
		await overlay.waitFor();
		assert.match(await overlay.innerText(), /tilte[^]*day-09\.md:2/);
		assert.ok(await page.getByText("A sentence that was just saved.").count(), "the page is still there below");
		await change(day, (text) => text.replace("tilte: Slip\n", ""));
		await overlay.waitFor({ state: "detached" });
	});

	test("a style sheet is changed without a reload", async () => {
		await page.evaluate(() => (window.isTheSame = true));
		const sheet = "themes/ledger/assets/style.css";
		await mkdir(path.join(root, path.dirname(sheet)), { recursive: true });
		await writeFile(path.join(root, sheet), "body { background: rgb(1, 2, 3); }");
		await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
		assert.equal(await page.evaluate(() => window.isTheSame), true);
	});

	test("a storm of saves of a style sheet ends in the last one, and in no more sheets than before", async () => {
		const sheet = path.join(root, "themes/ledger/assets/style.css");
		const count = () => page.locator('link[rel~="stylesheet"]').count();
		const before = await count();
		for (let save = 0; save < 100; save++) {
			await writeFile(sheet, `body { background: rgb(3, 4, ${save}); min-height: 400vh; }`);
			await new Promise((done) => setTimeout(done, 12));
		}
		await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(3, 4, 99)");
		assert.equal(await count(), before);
	});

	test("a storm of saves leaves the page where its reader is", async () => {
		await page.evaluate(() => scrollTo({ top: 700, behavior: "instant" }));
		for (let save = 0; save < 60; save++) {
			await change(day, (text) => text.replace(/(\nSaved \d+\.\n)?$/, `\nSaved ${save}.\n`));
			await new Promise((done) => setTimeout(done, 20));
		}
		await page.getByText("Saved 59.").waitFor();
		await page.waitForFunction(() => Math.abs(scrollY - 700) < 2);
	});

	test("asks no other host, before and after saves", () => assert.deepEqual([...seen.foreign, ...seen.faults], []));

	test("a save leaves a demo open that it has nothing to do with, and the page around it is new", async () => {
		await change(day, (text) => `${text}\n\`\`\`demo\nurl: https://youtu.be/abcdefghijk\ntitle: Another film\n\`\`\`\n`);
		await page.getByText("Another film").first().waitFor();
		await page.locator("a[data-embed-src]").first().click();
		const frame = await page.locator(".embed.is-open iframe").first().elementHandle();
		await change(day, (text) => text.replace("A sentence that was just saved.", "A sentence that was saved later."));
		await page.getByText("A sentence that was saved later.").waitFor();
		assert.ok(await frame.evaluate((one) => one.isConnected), "it is the same frame, and still there");
		assert.equal(await page.getByText("A sentence that was just saved.").count(), 0);
		await change(day, (text) => text.replace("saved later", "saved at last"));
		await page.getByText("A sentence that was saved at last.").waitFor();
		assert.ok(await frame.evaluate((one) => one.isConnected), "after a second save too");
		assert.equal(await page.locator("a[data-embed-src][role=button]").count(), 2, "the other demo opens in its place too");
		await change(day, (text) => text.replace("abcdefghijk", "abcdefghijl"));
		await page.locator('a[data-embed-src*="abcdefghijl"]').waitFor();
	});
});
