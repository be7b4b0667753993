// Builds sites with the program, serves them as a host would, and opens their pages in Chromium.
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = process.env.BUILDLOG ?? path.join(REPOSITORY, "target/debug/buildlog");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Where a log may live: at the root of a host, and somewhere below it. */
export const BASES = ["https://robin.example/", "https://robin.example/some/log/"];
export const SCHEMES = ["light", "dark"];
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

const TYPES = {
	".html": "text/html; charset=utf-8",
	".css": "text/css",
	".js": "text/javascript",
	".json": "application/json",
	".xml": "application/xml",
	".txt": "text/plain; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
	".gif": "image/gif",
	".jpg": "image/jpeg",
	".webp": "image/webp",
	".mp4": "video/mp4",
	".pdf": "application/pdf",
};

/** The folder of the example site. */
export const EXAMPLE = path.join(REPOSITORY, "example-site");

/** A folder for the tests of one file, with servers for what is built in it; both are gone afterwards. */
export function useFolder() {
	const world = { folder: null, servers: [] };
	before(async () => {
		if (!existsSync(PROGRAM)) throw new Error(`There is no ${PROGRAM}; run cargo build first.`);
		world.folder = await mkdtemp(path.join(tmpdir(), "buildlog-pages-"));
	});
	after(async () => {
		for (const server of world.servers) server.close();
		if (world.folder) await rm(world.folder, { recursive: true });
	});
	return world;
}

/** Such a folder, and Chromium. */
export function useBrowser() {
	const world = useFolder();
	before(async () => {
		if (!existsSync(CHROMIUM)) throw new Error(`There is no Chromium at ${CHROMIUM}; install it, or name yours in CHROMIUM.`);
		world.browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-quic"] });
	});
	after(() => world.browser?.close());
	return world;
}

/** The program, run to its end. */
export function run(...args) {
	return promisify(execFile)(PROGRAM, args);
}

/** Starts the preview; its address comes when it says where it is. Whoever starts it ends it. */
export function preview(root) {
	const child = spawn(PROGRAM, ["serve", "-C", root, "--color", "never"]);
	const address = new Promise((resolve, reject) => {
		let said = "";
		const hear = (text) => {
			said += text;
			const found = /http:\/\/\S+/.exec(said);
			if (found) resolve(found[0]);
		};
		child.stdout.on("data", hear);
		child.stderr.on("data", hear);
		child.on("exit", () => reject(new Error(`the preview ended: ${said}`)));
	});
	return { child, address };
}

/** Writes files, given as `{ path: text }`, into a new site folder. */
export async function write(world, files) {
	const root = await mkdtemp(path.join(world.folder, "site-"));
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(root, name);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, text);
	}
	return root;
}

/** A copy of the example that a test may change. */
export async function copyOfExample(world) {
	const root = await mkdtemp(path.join(world.folder, "example-"));
	const isSource = (from) => !["public", ".buildlog"].includes(path.relative(EXAMPLE, from));
	await cp(EXAMPLE, root, { recursive: true, filter: isSource });
	return root;
}

/** A copy of the example where a recipient has a page; the example's readers are of the past, and a letter that has expired is not built. */
export async function exampleWithLetter(world) {
	const root = await copyOfExample(world);
	const recipient = path.join(root, "private/recipients/sample-county-record-office.yaml");
	const said = await readFile(recipient, "utf8");
	await writeFile(recipient, said.replace("publish: false", "publish: true").replace(/^expires: .*$/m, "expires: 2999-12-31"));
	return root;
}

/** The site in a folder, built for an address and served below the same path on this machine. */
export async function build(world, root, base) {
	const out = path.join(await mkdtemp(path.join(world.folder, "built-")), "public");
	await run("build", "--quiet", "-C", root, "--out", out, "--base-url", base);
	const below = new URL(base).pathname;
	const origin = await serve(world, out, below);
	const files = (await readdir(out, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(out, path.join(entry.parentPath ?? entry.path, entry.name)))
		.sort();
	const pages = [];
	for (const file of files.filter((file) => file.endsWith(".html"))) pages.push(await describePage(out, file, origin + below));
	return { base, below, origin, home: origin + below, out, files, pages };
}

/** Which kind of page it is, as its own `body` says, and in which language. */
async function describePage(out, file, home) {
	const html = await readFile(path.join(out, file), "utf8");
	const kind = /<body class="([\w-]*)/.exec(html)?.[1];
	const language = /<html lang="([\w-]+)"/.exec(html)?.[1];
	if (!kind || !language) throw new Error(`${file} does not say what kind of page it is, or in which language`);
	const route = file.replace(/(^|\/)index\.html$/, "$1");
	return { file, route, kind, language, html, url: home + encodeURI(route) };
}

/** One page of each kind in each language. */
export function onePageOfEachKind(site) {
	const kinds = new Map();
	for (const page of site.pages) {
		const key = `${page.kind} ${page.language}`;
		// The project with the longer challenge stands for all.
		if (!kinds.has(key) || page.route.endsWith("hear-again/")) kinds.set(key, page);
	}
	return [...kinds.values()];
}

async function serve(world, folder, below) {
	const server = createServer(async (request, response) => {
		const asked = decodeURIComponent(new URL(request.url, "http://host").pathname);
		const inside = asked.startsWith(below) ? asked.slice(below.length) : null;
		const file = inside === null ? null : path.join(folder, inside, asked.endsWith("/") ? "index.html" : "");
		const found = file?.startsWith(folder) ? await readFile(file).catch(() => null) : null;
		const type = TYPES[path.extname(file ?? "")] ?? "application/octet-stream";
		response.writeHead(found ? 200 : 404, { "content-type": found ? type : TYPES[".html"] });
		response.end(found ?? (await readFile(path.join(folder, "404.html"))));
	});
	await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
	world.servers.push(server);
	return `http://127.0.0.1:${server.address().port}`;
}

/**
 * A page of the browser that tells what went wrong on it, and what it asked others for; others are not
 * really asked: `answer` stands in for them.
 */
export async function openPage(world, site, options = {}, answer = (route) => route.abort()) {
	const context = await world.browser.newContext({ viewport: PHONE, ...options });
	const seen = { faults: [], foreign: [], loaded: [] };
	await context.route((url) => url.origin !== site.origin && url.protocol !== "data:" && url.protocol !== "blob:", (route) => {
		seen.foreign.push(route.request().url());
		return answer(route);
	});
	const page = await context.newPage();
	page.on("console", (message) => {
		if (["error", "warning"].includes(message.type())) seen.faults.push(`${message.type()}: ${message.text()}`);
	});
	page.on("pageerror", (error) => seen.faults.push(`error: ${error.message}`));
	page.on("dialog", (dialog) => {
		seen.faults.push(`dialog: ${dialog.message()}`);
		return dialog.dismiss();
	});
	page.on("response", (response) => seen.loaded.push(response));
	return { page, seen, close: () => context.close() };
}

/** Shows a page; one that leads on at once is shown without its hurry. */
export async function show(page, { url, kind }) {
	if (kind === "redirect") {
		const html = await (await fetch(url)).text();
		const body = html.replace(/<meta http-equiv="refresh"[^>]*>/, "");
		await page.route(url, (route) => route.fulfill({ contentType: TYPES[".html"], body }), { times: 1 });
	}
	await page.goto(url, { waitUntil: "load" });
}
