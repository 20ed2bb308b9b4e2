import {spawn} from "node:child_process";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {bundled} from "../bundled.js";
import {csv, oecdStat} from "./answers.js";
import {archivedEdition, performanceBudgeting} from "./datasets.js";
import {createWorld, type World} from "./world.js";

const program = bundled("loaders/oecd/cli.ts");
let world: World;

beforeEach(async () => {
  world = await createWorld([performanceBudgeting(), archivedEdition()]);
});

afterEach(() => world.end());

function command(...args: string[]): Promise<{status: number | null; out: string; err: string}> {
  const own = ["--data", world.data, "--cache", world.cache, "--base", world.oecd.base];
  const child = spawn(process.execPath, [program(), ...own, ...args]);
  let [out, err] = ["", ""];
  child.stdout.on("data", (text: Buffer) => {
    out += text;
  });
  child.stderr.on("data", (text: Buffer) => {
    err += text;
  });
  return new Promise((resolve) => {
    child.on("close", (status) => resolve({status, out, err}));
  });
}

describe("npm run refresh", {timeout: 60_000}, () => {
  it("replaces a snapshot and says what it did in plain lines", async () => {
    const {status, err} = await command("perbud-2023");
    expect(err).toMatch(/^perbud-2023: downloading \d+ rows\nperbud-2023: \d+ rows\.\n$/);
    expect(status).toBe(0);
    expect(Object.keys(world.files())).toEqual(["perbud-2023.csv", "perbud-2023.json"]);
    const again = await command("perbud-2023");
    expect(again.err).toMatch(/^perbud-2023: unchanged since 2024-06-05T10:11:12, \d+ rows\n$/);
    const listed = await command("--list");
    expect(listed.out).toMatch(/^Fetched by npm run refresh:\nperbud-2023 .*; \d+ rows of \d{4}-\d\d-\d\d\n/);
    expect(listed.out).toMatch(/\nspending-review-2023 .*; not loaded\n.*OECD\.GOV\.GIP DSD_QDD_GOV_SP_REV@/);
  });

  it("--dry-run asks and changes nothing", async () => {
    const {status, err} = await command("perbud-2023", "--dry-run");
    expect(err).toMatch(/^perbud-2023: would download \d+ rows \(no snapshot yet\)\n$/);
    expect(status).toBe(0);
    expect(world.files()).toEqual({});
    expect(world.oecd.asked.map((d) => d.part)).toEqual(["constraint"]);
  });

  it("--from takes a file that somebody downloaded, and asks nothing", async () => {
    const file = join(world.cache, "..", "export of mine.csv");
    writeFileSync(file, csv(performanceBudgeting()));
    const {status, err} = await command("perbud-2023", "--from", file);
    expect(err).toContain("The file was downloaded by hand; the OECD was not asked anything.");
    expect(status).toBe(0);
    expect(JSON.parse(world.files()["perbud-2023.json"] ?? "{}")).toMatchObject({
      address: "file:export of mine.csv",
      rows: performanceBudgeting().rows.length
    });
    writeFileSync(file, oecdStat(archivedEdition()));
    const wrong = await command("perbud-2023", "--from", file);
    expect(wrong.status).toBe(1);
    expect(wrong.err).toContain("the columns of OECD.Stat’s old export (COU,Country,IND,Indicator, …)");
    expect((await command("glance-2021", "--from", file)).status).toBe(0);
    expect(world.oecd.asked).toEqual([]);
  });

  it("says what it does not know", async () => {
    expect(await command("perbud")).toMatchObject({
      status: 1,
      err: "no dataset is called perbud; did you mean perbud-2023?\n"
    });
    expect((await command("--from", "x.csv")).err).toBe("--from needs the name of one dataset\n");
    expect((await command("perbud-2023", "--format", "xls")).err).toBe(
      "--format xls: expected labels, csv, json\n"
    );
  });
});
