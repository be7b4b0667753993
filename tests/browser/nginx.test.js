// The example below /log/ of a plain server of files: no request fails, nobody else is asked, nothing is logged.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { EXAMPLE, openPage, run, useBrowser } from "./support.js";

const NGINX = process.env.NGINX ?? "/usr/sbin/nginx";

/** A port that nobody listens on. */
function freePort() {
	return new Promise((resolve) => {
		const server = createServer().listen(0, "127.0.0.1", () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

/** nginx in one process, which serves a folder below /log/ and knows nothing of the site but its 404 page. */
async function serve(world, out) {
	const folder = await mkdtemp(path.join(world.folder, "nginx-"));
	const port = await freePort();
	const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
	const settings = `daemon off; master_process off; pid ${folder}/pid; error_log stderr error;
events {}
http {
	access_log off; ${temporary.join(" ")} include /etc/nginx/mime.types;
	server {
		listen 127.0.0.1:${port};
		location /log/ { alias ${out}/; index index.html; }
		error_page 404 /log/404.html;
	}
}
`;
	await writeFile(path.join(folder, "nginx.conf"), settings);
	const server = spawn(NGINX, ["-p", folder, "-c", path.join(folder, "nginx.conf")], { stdio: ["ignore", "ignore", "pipe"] });
	const ended = new Promise((_, reject) => server.once("exit", (status) => reject(new Error(`nginx ended with ${status}`))));
	ended.catch(() => {});
	const origin = `http://127.0.0.1:${port}`;
	const answers = async () => {
		for (;;) {
			if (await fetch(`${origin}/log/`).then((answer) => answer.ok, () => false)) return;
			await new Promise((ready) => setTimeout(ready, 50));
		}
	};
	await Promise.race([answers(), ended]);
	return { origin, stop: () => server.kill() };
}

describe("served by nginx below /log/", () => {
	const world = useBrowser();
	let server, files;
	before(async () => {
		const out = path.join(await mkdtemp(path.join(world.folder, "built-")), "public");
		await run("build", "--quiet", "-C", EXAMPLE, "--out", out);
		const entries = await readdir(out, { recursive: true, withFileTypes: true });
		files = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(out, path.join(entry.parentPath ?? entry.path, entry.name)));
		server = await serve(world, out);
	});
	after(() => server?.stop());

	test("every page loads whole", async () => {
		const { page, seen, close } = await openPage(world, server);
		const pages = files.filter((file) => file.endsWith(".html")).map((file) => file.replace(/(^|\/)index\.html$/, "$1"));
		for (const route of pages) await page.goto(`${server.origin}/log/${encodeURI(route)}`, { waitUntil: "load" });
		await close();
		const failed = seen.loaded.filter((answer) => answer.status() >= 400).map((answer) => `${answer.url()} ${answer.status()}`);
		assert.ok(pages.length > 80, `${pages.length} pages`);
		assert.deepEqual({ failed, faults: seen.faults, foreign: seen.foreign }, { failed: [], faults: [], foreign: [] });
	});

	test("every other file is there, and what is not there is the 404 page", async () => {
		const missing = [];
		for (const file of files) {
			const answer = await fetch(`${server.origin}/log/${file.split("/").map(encodeURIComponent).join("/")}`);
			if (!answer.ok) missing.push(`${file} ${answer.status}`);
		}
		assert.deepEqual(missing, []);
		const answer = await fetch(`${server.origin}/log/nothing/here/`);
		assert.equal(answer.status, 404);
		assert.match(await answer.text(), /<body class="not-found/);
	});
});
