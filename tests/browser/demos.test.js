// A demo asks its provider for nothing before somebody opens it, and opens by hand and by keyboard.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { build, BASES, EXAMPLE, openPage, useBrowser, write } from "./support.js";

/** An address of each provider that is framed, and where its frame comes from. */
const FRAMED = {
	"https://youtu.be/dQw4w9WgXcQ?t=90": "https://www.youtube-nocookie.com",
	"https://vimeo.com/76979871": "https://player.vimeo.com",
	"https://www.loom.com/share/0281766fa2d04bb788eaf19e65135184": "https://www.loom.com",
	"https://www.tella.tv/video/my-demo-1a2b": "https://www.tella.tv",
	"https://www.bilibili.com/video/BV1xx411c7mD": "https://player.bilibili.com",
	"https://asciinema.org/a/335480": "https://asciinema.org",
	"https://huggingface.co/spaces/someone/cut": "https://someone-cut.hf.space",
	"https://1a2b3c.gradio.live": "https://1a2b3c.gradio.live",
	"https://my-app.streamlit.app": "https://my-app.streamlit.app",
	"https://codepen.io/someone/pen/abc": "https://codepen.io",
	"https://codesandbox.io/s/abc": "https://codesandbox.io",
	"https://stackblitz.com/edit/abc": "https://stackblitz.com",
	"https://my-app.replit.app": "https://my-app.replit.app",
	"https://www.figma.com/design/abc/Name": "https://embed.figma.com",
	"https://observablehq.com/@someone/name": "https://observablehq.com",
};

/** Addresses that become a card: the post or the notebook refuses frames, or would bring a script. */
const CARDS = [
	"https://x.com/someone/status/1",
	"https://bsky.app/profile/someone.example/post/1",
	"https://www.reddit.com/r/rust/comments/1",
	"https://gist.github.com/someone/1",
	"https://colab.research.google.com/drive/1",
	"https://replit.com/@someone/name",
];

const standIn = (route) => route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html><title>Framed</title>Framed" });

describe("demos", () => {
	const world = useBrowser();
	let site;
	before(async () => {
		const links = [...Object.keys(FRAMED), ...CARDS].join("\n\n");
		const root = await write(world, {
			"buildlog.yaml": `title: T\nbase_url: ${BASES[1]}\n`,
			"content/projects/cut/project.md": "---\ntitle: Cut\n---\n",
			"content/projects/cut/day-01.md": `---\ndate: 2026-01-05\n---\n\n${links}\n`,
		});
		site = await build(world, root, BASES[1]);
	});
	const day = () => `${site.home}projects/cut/day-01/`;

	test("each provider is asked when its demo is opened, and not before", async () => {
		const { page, seen, close } = await openPage(world, site, {}, standIn);
		await page.goto(day());
		const openers = page.locator("a[data-embed-src]");
		assert.equal(await openers.count(), Object.keys(FRAMED).length);
		assert.equal(await page.locator(".link-card").count(), CARDS.length);
		await openers.first().hover();
		assert.deepEqual(seen.foreign, []);
		for (const [index, [address, origin]] of Object.entries(FRAMED).entries()) {
			seen.foreign.length = 0;
			await openers.nth(index).click();
			const frame = page.locator("iframe").nth(index);
			await frame.contentFrame().getByText("Framed").waitFor();
			assert.deepEqual(seen.foreign.map((url) => new URL(url).origin), [origin], address);
			assert.ok(await frame.getAttribute("title"), address);
		}
		// A browser may warn of a power that it does not know on this system; a refused frame is an error.
		assert.deepEqual(seen.faults.filter((fault) => fault.startsWith("error")), []);
		await close();
	});

	test("a demo opens by Enter and by Space, and then holds the focus", async () => {
		for (const key of ["Enter", "Space"]) {
			const { page, seen, close } = await openPage(world, site, {}, standIn);
			await page.goto(day());
			await page.getByRole("button").first().focus();
			await page.keyboard.press(key);
			await page.locator("iframe").waitFor();
			assert.equal(await page.evaluate(() => document.activeElement.tagName), "IFRAME", key);
			assert.equal(seen.foreign.length, 1);
			await close();
		}
	});
});

describe("recordings", () => {
	const world = useBrowser();
	let site;
	before(async () => {
		site = await build(world, EXAMPLE, BASES[1]);
	});

	test("a moving picture stands still under reduced motion, and plays when it is asked to", async () => {
		const { page, seen, close } = await openPage(world, site, { reducedMotion: "reduce" });
		await page.goto(`${site.home}projects/bring-sheet/day-07/`);
		const moving = page.locator(".moving").first();
		const shown = () => moving.locator("img").evaluate((image) => image.src);
		await moving.scrollIntoViewIfNeeded();
		assert.match(await shown(), /\.still\.gif$/);
		await moving.getByRole("button", { name: "Play" }).click();
		assert.doesNotMatch(await shown(), /\.still\.gif$/);
		await moving.getByRole("button", { name: "Stop" }).click();
		assert.match(await shown(), /\.still\.gif$/);
		assert.deepEqual([...seen.faults, ...seen.foreign], []);
		await close();
	});

	test("a recording of a terminal plays, can be stopped, and shows its last screen otherwise", async () => {
		const { page, seen, close } = await openPage(world, site);
		await page.goto(`${site.home}projects/hear-again/day-05/`);
		const cast = page.locator("[data-cast]");
		const screen = () => cast.locator("pre").innerText();
		const last = await screen();
		await cast.getByRole("button", { name: "Play" }).click();
		await page.waitForFunction((last) => document.querySelector("[data-cast] pre").innerText !== last, last);
		await cast.getByRole("button", { name: "Stop" }).click();
		assert.equal(await screen(), last);
		assert.deepEqual([...seen.faults, ...seen.foreign], []);
		await close();
	});
});
