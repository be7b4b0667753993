// Takes the pictures of the README: pages of the example as a reader sees them. Run it when their look has changed.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build, copyOfExample } from "./support.js";

const PICTURES = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
const SHOWN = [
	{ name: "home-light.png", route: "", scheme: "light" },
	{ name: "day-dark.png", route: "projects/hear-again/day-09/", scheme: "dark" },
];

const world = { folder: await mkdtemp(path.join(tmpdir(), "buildlog-pictures-")), servers: [] };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-quic"] });
const site = await build(world, await copyOfExample(world), "https://robin.example/log/");
for (const { name, route, scheme } of SHOWN) {
	const page = await browser.newPage({ viewport: { width: 1000, height: 768 }, deviceScaleFactor: 1.25, colorScheme: scheme });
	await page.goto(site.home + route);
	await page.screenshot({ path: path.join(PICTURES, name) });
}
await browser.close();
for (const server of world.servers) server.close();
await rm(world.folder, { recursive: true });
