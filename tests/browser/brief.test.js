// The one-page document as others read it: PDF tools, a code reader, and a browser that prints it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, describe, test } from "node:test";
import { promisify } from "node:util";
import { BASES, build, copyOfExample, DESK, EXAMPLE, exampleWithLetter, openPage, preview, run as buildlog, SCHEMES, show, useBrowser, write } from "./support.js";

const run = promisify(execFile);

/** Papers in millimetres, and as pdfinfo names them. */
const PAPERS = [
	{ name: "a4", size: "A4", width: "210mm", height: "297mm" },
	{ name: "letter", size: "letter", width: "8.5in", height: "11in" },
];

/** A text without what tells its parts apart, which a page does by place and colour, and lines do by marks. */
const folded = (text) => text.normalize("NFC").replace(/[\s·()（）]+/g, "");

/** Without how many are quoted, which is fewer where a page has no room for one. */
const uncounted = (text) => folded(text).replace(/\d+(is|are)quotedunder“Whatpeoplesaid”|“用户怎么说”引用\d+人/g, "");

async function told(file) {
	const { stdout } = await run("pdfinfo", [file]);
	return Object.fromEntries(stdout.split("\n").filter(Boolean).map((line) => [line.split(":")[0], line.slice(line.indexOf(":") + 1).trim()]));
}

/** What a code on the first page says. */
async function decoded(world, file) {
	const picture = path.join(world.folder, "page");
	await run("pdftoppm", ["-r", "200", "-png", "-singlefile", file, picture]);
	return decodedPicture(`${picture}.png`);
}

async function decodedPicture(file) {
	// It warns where there is no bus to tell of what it read.
	const { stdout } = await run("zbarimg", ["--quiet", "--raw", file]).catch((error) => error);
	return stdout.trim();
}

const world = useBrowser();

describe("what is private in the brief", () => {
	const words = async (file) => folded((await run("pdftotext", [file, "-"])).stdout + JSON.stringify(await told(file)));

	test("a letter says it to its reader, and no other PDF says any of it", async () => {
		const site = await build(world, await exampleWithLetter(world), BASES[1]);
		const letters = site.files.filter((file) => /^for\/[0-9a-f]+\/brief\.pdf$/.test(file));
		assert.equal(letters.length, 1);
		assert.match(await words(path.join(site.out, letters[0])), /ForLanePlaceholder,SampleCountyRecordOffice/);
		const others = site.files.filter((file) => file.endsWith(".pdf") && !letters.includes(file));
		assert.ok(others.length > 0);
		for (const file of others) assert.doesNotMatch(await words(path.join(site.out, file)), /LanePlaceholder|RecordOffice|2,000interviewsandaspreadsheet/, file);
	});

	test("nothing of a draft, a recipient, a question or a quote without consent is in the text or the metadata of a PDF", async () => {
		const mark = "zqx";
		const root = await write(world, {
			"buildlog.yaml": `title: A log\nbase_url: https://robin.example/\nauthor: {name: Robin, contact: [{kind: wechat, value: ${mark}-wechat}]}\nbrief: {pdf: all}\n`,
			"content/projects/cut/project.md": "---\ntitle: Cut\ntagline: Cuts\n---\n",
			"content/projects/cut/day-01.md": `---\ndate: 2026-01-05\nanswers: [{feedback: ${mark}-a, change: A public change}]\n---\n\nText.\n`,
			"content/projects/cut/day-02.md": `---\ndate: 2026-01-06\ndraft: true\ntitle: ${mark}\ninsights: [${mark}]\n---\n`,
			"content/projects/cut/feedback/said.md": `---\nconsent: anonymous\nwho: ${mark}\nperson: ${mark}\nconsent_note: ${mark}\n---\n\nGood.\n`,
			"private/feedback/cut/zqx-a.md": `---\nwho: ${mark}\nname: ${mark}\n---\n\n${mark}\n`,
			"private/questions.yaml": `- {q: ${mark}, a: ${mark}, project: cut, asked_by: ${mark}}\n`,
			"private/recipients/studio.yaml": `to: ${mark}\nperson: ${mark}\nproject: cut\nrelevance: ${mark}\nask: ${mark}\nbecause: [{quote: ${mark}}]\n`,
		});
		const site = await build(world, root, BASES[0]);
		const pdfs = site.files.filter((file) => file.endsWith(".pdf"));
		assert.equal(pdfs.length, 1);
		for (const file of pdfs) {
			const said = await words(path.join(site.out, file));
			assert.match(said, /Apublicchange/);
			assert.doesNotMatch(said, new RegExp(mark, "i"), file);
		}
	});
});

describe("the links of the brief", () => {
	test("each leads to something that the preview answers with", async () => {
		const { child, address } = preview(await copyOfExample(world));
		try {
			const home = await address;
			for (const edition of ["", "zh/"]) {
				const pdf = Buffer.from(await (await fetch(`${home}${edition}projects/hear-again/brief/brief.pdf`)).arrayBuffer()).toString("latin1");
				const own = [...pdf.matchAll(/\/URI ?\(([^)]*)\)/g)].map(([, url]) => url).filter((url) => url.startsWith("https://example.org/log/"));
				assert.ok(own.length > 10, `${own.length} links`);
				for (const url of new Set(own)) {
					const [page, anchor] = url.replace("https://example.org/log/", home).split("#");
					const answer = await fetch(page, { redirect: "error" });
					assert.equal(answer.status, 200, url);
					if (anchor) assert.ok((await answer.text()).includes(`id="${anchor}"`), url);
				}
			}
		} finally {
			child.kill("SIGINT");
		}
	});
});

describe("the brief of the example", () => {
	let site;
	before(async () => {
		site = await build(world, EXAMPLE, BASES[1]);
	});

	for (const edition of ["", "zh/"]) {
		const at = (name) => path.join(site.out, `${edition}projects/hear-again/brief/${name}`);

		test(`${edition || "en/"}: the PDF is one tagged page with its fonts in it`, async () => {
			const info = await told(at("brief.pdf"));
			assert.equal(info.Pages, "1");
			assert.equal(info.Tagged, "yes");
			assert.match(info["Page size"], /A4/);
			assert.match(info.Title, /Robin Sample/);
			assert.equal(info.Author, "Robin Sample");
			const fonts = (await run("pdffonts", [at("brief.pdf")])).stdout.trim().split("\n").slice(2);
			assert.ok(fonts.length > 0);
			for (const font of fonts) assert.match(font, / yes yes yes /, font);
			await run("qpdf", ["--check", at("brief.pdf")]);
			assert.ok((await readFile(at("brief.pdf"))).length < 500_000);
		});

		test(`${edition || "en/"}: the PDF says what the text says, in its order`, async () => {
			const words = uncounted((await run("pdftotext", [at("brief.pdf"), "-"])).stdout);
			const text = await readFile(at("brief.txt"), "utf8");
			const gone = [];
			let from = 0;
			for (const line of text.split("\n").filter(Boolean)) {
				const found = words.indexOf(uncounted(line), from);
				if (found < 0) gone.push(line);
				else from = found + uncounted(line).length;
			}
			const { stdout } = await buildlog("-C", EXAMPLE, "brief", "--explain", ...(edition ? ["--language", "zh"] : []));
			const noRoom = stdout.split("\n").filter((line) => line.trim().startsWith("no room")).length;
			assert.equal(gone.length, noRoom, gone.join("\n"));
			const quoted = stdout.split("\nquotes\n")[1].split(/\n(?=\S)/)[0].split("\n").filter((line) => line.trim().startsWith("taken"));
			const printed = folded((await run("pdftotext", [at("brief.pdf"), "-"])).stdout);
			assert.match(printed, new RegExp(`${quoted.length}(is|are)quotedunder“Whatpeoplesaid”|“用户怎么说”引用${quoted.length}人`), "it counts the quotes that it shows");
		});

		test(`${edition || "en/"}: a telephone reads the way to the demo off it`, async () => {
			assert.equal(await decoded(world, at("brief.pdf")), "https://example.org/hear-again/");
		});

		test(`${edition || "en/"}: a telephone reads it off a screen, in light and in dark`, async () => {
			const picture = path.join(world.folder, "screen.png");
			for (const colorScheme of SCHEMES) {
				const { page, close } = await openPage(world, site, { viewport: DESK, colorScheme });
				await show(page, site.pages.find((one) => one.route === `${edition}projects/hear-again/brief/`));
				await page.screenshot({ path: picture });
				await close();
				assert.equal(await decodedPicture(picture), "https://example.org/hear-again/", colorScheme);
			}
		});

		test(`${edition || "en/"}: the first screen of a short phone ends below the first quote`, async () => {
			const { page, close } = await openPage(world, site, { viewport: { width: 360, height: 640 } });
			await show(page, site.pages.find((one) => one.route === `${edition}projects/hear-again/brief/`));
			const edge = (selector, side) => page.locator(selector).first().evaluate((element, side) => element.getBoundingClientRect()[side], side);
			const [quote, ways, end] = [await edge(".brief-quotes li", "bottom"), await edge(".brief-forms", "top"), await edge(".brief-forms", "bottom")];
			await close();
			assert.ok(quote <= ways && end <= 640, `the quote ends at ${quote}, the ways on are from ${ways} to ${end}`);
		});

		for (const paper of PAPERS) {
			test(`${edition || "en/"}: a browser prints it on one page of ${paper.name}`, async () => {
				const { page, close } = await openPage(world, site, {});
				await show(page, site.pages.find((one) => one.route === `${edition}projects/hear-again/brief/`));
				await page.evaluate(() => Promise.all([...document.images].map((image) => ((image.loading = "eager"), image.decode().catch(() => {})))));
				const file = path.join(world.folder, `printed-${paper.name}.pdf`);
				await writeFile(file, await page.pdf({ width: paper.width, height: paper.height }));
				await close();
				assert.equal((await told(file)).Pages, "1");
				assert.equal(await decoded(world, file), "https://example.org/hear-again/");
			});
		}
	}
});
