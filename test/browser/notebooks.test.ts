import {execFile} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterAll, describe, expect, it} from "vitest";
import {notebookNames} from "../../loaders/notebooks/files.js";
import {startRunner} from "../../loaders/notebooks/run.js";
import {createSite} from "../../loaders/pages/site.js";
import {createNotebook, writeNotebook} from "../../src/workbench/notebook.js";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "four-models-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

describe("npm run notebook -- check", () => {
  it("runs every notebook in a real Chromium, and finds what is kept", async () => {
    const {stdout} = await run("npx", ["tsx", "loaders/notebooks/cli.ts", "check"]);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.split(":")[0])
    ).toEqual(notebookNames());
  }, 180_000);

  it("fails with the cell and the line of an error", async () => {
    const cells = [
      {mode: "js" as const, value: "const a = 1;"},
      {mode: "js" as const, value: "const b = a;\nnull.c;"}
    ];
    writeFileSync(join(folder, "broken.html"), writeNotebook(createNotebook({title: "Broken", cells})));
    const runner = await startRunner(createSite(), {folder});
    try {
      await expect(runner.run("broken")).rejects.toThrow(
        /notebooks\/broken\.html: cell 2, line 2: TypeError: Cannot read properties of null/
      );
    } finally {
      await runner.end();
    }
  }, 180_000);
});
