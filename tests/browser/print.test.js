// On paper a demo is its address and a code that a telephone can read.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import decode from "qr/decode.js";
import { BASES, build, DESK, EXAMPLE, openPage, useBrowser } from "./support.js";

/** The least side of a code on a sheet that is held in a hand, in millimetres. */
const SMALLEST = 20;
const MILLIMETRE = 96 / 25.4;

/** The pixels of a picture; an empty page of the browser takes it apart. */
async function pixels(world, png) {
	const page = await world.browser.newPage();
	const { width, height, data } = await page.evaluate(async (png) => {
		const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
		const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
		canvas.drawImage(bitmap, 0, 0);
		const { width, height, data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
		return { width, height, data: [...data] };
	}, png.toString("base64"));
	await page.close();
	return { width, height, data: Uint8ClampedArray.from(data) };
}

describe("the project page on paper", () => {
	const world = useBrowser();
	let site, page, close;
	before(async () => {
		site = await build(world, EXAMPLE, BASES[1]);
		({ page, close } = await openPage(world, site, { viewport: DESK, deviceScaleFactor: 3, colorScheme: "dark" }));
		await page.goto(`${site.home}projects/hear-again/`);
		await page.emulateMedia({ media: "print" });
	});

	test("shows the demo's address, and a code that leads there", async () => {
		const paper = page.locator(".embed-paper").first();
		assert.match(await paper.innerText(), /example\.org\/hear-again/);
		const poster = paper.locator("img");
		await poster.evaluate((image) => image.decode());
		assert.ok((await poster.boundingBox()).height > 50 * MILLIMETRE, "the poster stands for the film");
		const code = paper.locator("svg");
		const box = await code.boundingBox();
		assert.ok(box.width >= SMALLEST * MILLIMETRE, `${box.width / MILLIMETRE} mm`);
		const picture = await pixels(world, await code.screenshot());
		assert.equal(decode(picture), "https://example.org/hear-again/");
	});

	test("is dark ink on white, without what only a screen can use", async () => {
		const [ink, paper] = await page.evaluate(() => {
			const style = getComputedStyle(document.body);
			return [style.color, style.backgroundColor].map((colour) => colour.match(/\d+/g).slice(0, 3).map(Number));
		});
		assert.ok(Math.max(...ink) < 80 && Math.min(...paper) === 255, `${ink} on ${paper}`);
		for (const unused of [".top nav", ".turn", "button", ".embed .button", ".folded > summary"]) {
			const shown = await page.locator(unused).filter({ visible: true }).count();
			assert.equal(shown, 0, unused);
		}
	});

	test("holds what is folded up on a screen", async () => {
		const folded = page.locator("details.folded .loop");
		assert.ok((await folded.count()) > 3);
		assert.ok(await folded.last().isVisible());
		await close();
	});
});
