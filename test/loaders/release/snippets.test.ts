import {execFile, execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {serve} from "../../../loaders/outputs/serve.js";
import {snippets} from "../../../loaders/release/snippets.js";
import {folder, gridOf, textOf} from "../package/broken.js";

const [header = [], ...rows] = gridOf("codings.csv");
const settled = rows.filter(
  (d) => d[header.indexOf("coder")] === "settled" && d[header.indexOf("level")] !== ""
).length;
const records = rows.map((row) =>
  Object.fromEntries(
    header.map((name, i) => [name, name === "level" ? (row[i] ? Number(row[i]) : null) : row[i]])
  )
);

/** How each language is run from a file; `undefined` where it is not on this machine. */
const runners: Record<string, {command: string; args: string[]; ending: string; probe: string[]}> = {
  r: {command: "Rscript", args: [], ending: "R", probe: ["--version"]},
  python: {command: "python3", args: [], ending: "py", probe: ["--version"]},
  pandas: {command: "python3", args: [], ending: "py", probe: ["-c", "import pandas"]},
  julia: {command: "julia", args: [], ending: "jl", probe: ["-e", "using CSV, DataFrames"]},
  stata: {command: "stata", args: ["-b", "-q"], ending: "do", probe: ["-q", "-h"]},
  javascript: {command: process.execPath, args: [], ending: "mjs", probe: ["--version"]}
};

const home = mkdtempSync(join(tmpdir(), "four-models-snippets-"));
const unpacked = join(home, "four-models");
const run = promisify(execFile);
let close = () => {};
let address = "";

beforeAll(async () => {
  mkdirSync(join(home, "site/data"), {recursive: true});
  mkdirSync(unpacked);
  for (const place of [unpacked, join(home, "site/data")])
    writeFileSync(join(place, "codings.csv"), textOf("codings.csv"));
  writeFileSync(join(home, "site/data/codings.json"), JSON.stringify(records));
  symlinkSync(join(folder, "../node_modules"), join(home, "node_modules"));
  const served = await serve(join(home, "site"));
  address = served.address;
  close = () => {
    served.server.close();
    served.server.closeAllConnections();
  };
});
afterAll(() => {
  close();
  rmSync(home, {recursive: true, force: true});
});

function isHere({command, probe}: {command: string; probe: string[]}): boolean {
  try {
    execFileSync(command, probe, {stdio: "ignore"});
    return true;
  } catch {
    return false;
  }
}

describe.each(Object.entries(runners))("the lines in %s", (id, runner) => {
  const here = isHere(runner);
  if (!here)
    console.warn(`${runner.command} with what the lines need is not on this machine: ${id} is not tried`);

  it.skipIf(!here).each([
    ["the site", () => `${address}/data`],
    ["the unpacked archive", () => "four-models"]
  ])(
    "load the codings from %s",
    async (_, base) => {
      const code = snippets(base()).find((d) => d.id === id)?.code ?? "";
      const file = join(home, `lines.${runner.ending}`);
      writeFileSync(file, code);
      const {stdout} = await run(runner.command, [...runner.args, file], {cwd: home});
      expect(stdout).toMatch(new RegExp(`(^|\\D)${settled}(\\D|$)`));
    },
    60_000
  );
});

it("the lines are there for every language that is named, and say which table", () => {
  for (const base of ["https://example.org/data", "four-models-1.0.0"]) {
    const all = snippets(base);
    expect(all.map((d) => d.id)).toEqual(Object.keys(runners));
    for (const {code} of all) {
      expect(code).toContain(`${base}/codings.`);
      expect(code).not.toMatch(/\n\s*\n/);
    }
  }
});
