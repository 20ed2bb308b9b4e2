import {createHash} from "node:crypto";
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {refresh} from "../../../loaders/oecd/refresh.js";
import {findDataflow, readRegister} from "../../../loaders/oecd/register.js";
import {readRecord} from "../../../loaders/oecd/snapshot.js";
import {archivedEdition, performanceBudgeting, publicIntegrity} from "./datasets.js";
import {type PlayedOecd, playOecd} from "./server.js";

let oecd: PlayedOecd;
let home: string;
const silent = {line() {}, progress() {}, done() {}};

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "fm-oecd-"));
  mkdirSync(join(home, "data"));
  cpSync("data/oecd_dataflows.csv", join(home, "data/oecd_dataflows.csv"));
  oecd = await playOecd([performanceBudgeting(), publicIntegrity(), archivedEdition()]);
});

afterEach(async () => {
  await oecd.close();
  rmSync(home, {recursive: true, force: true});
});

const at = (name: string) => join(home, "data", "oecd", name);

function run(name: string, options: Parameters<typeof refresh>[1] = {}) {
  const data = join(home, "data");
  return refresh([findDataflow(readRegister(data), name)], {
    data,
    cache: join(home, "cache"),
    base: oecd.base,
    reporter: silent,
    now: () => Date.UTC(2031, 1, 3, 4, 5, 6),
    ...options
  });
}

describe("a refresh", () => {
  it("asks whether anything changed, then what may stand in the data, then for the data", async () => {
    const [outcome] = await run("perbud-2023");
    expect(outcome).toMatchObject({kind: "replaced"});
    expect(oecd.asked.map((d) => d.part)).toEqual(["constraint", "structure", "data"]);
    expect(oecd.asked[2]?.url.pathname).toBe(
      "/public/rest/data/OECD.GOV.GIP,DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD,/all"
    );
    for (const {headers} of oecd.asked) {
      expect(headers["accept-language"]).toBe("en");
      expect(headers["user-agent"]).toContain("four-models");
    }
  });

  it("leaves a snapshot in the order of its keys, with a record of where it comes from", async () => {
    await run("perbud-2023");
    const bytes = readFileSync(at("perbud-2023.csv"));
    const lines = bytes.toString().trimEnd().split("\n");
    const keys = lines.slice(1).map((d) => d.split(",").slice(4, 9).join());
    expect(keys).toEqual([...keys].sort());
    expect(bytes.includes(13)).toBe(false);
    const rows = performanceBudgeting().rows.length;
    expect(readRecord(join(home, "data"), "perbud-2023")).toMatchObject({
      address: `${oecd.base}/public/rest/data/OECD.GOV.GIP,DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD,/all?dimensionAtObservation=AllDimensions&format=csvfilewithlabels`,
      retrieved: "2031-02-03T04:05:06.000Z",
      updated: "2024-06-05T10:11:12",
      version: "1.0",
      rows,
      hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
      bytes: bytes.length,
      licence: {title: expect.stringContaining("OECD Terms and Conditions")},
      source_id: "OECD_DF_PERBUD"
    });
    expect(readdirSync(join(home, "data", "oecd")).sort()).toEqual(["perbud-2023.csv", "perbud-2023.json"]);
  });

  it("takes every layout to the same observations", async () => {
    const cells = (text: string) =>
      text
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((d) =>
          /,(?:[A-Z_]{3,8}),(?:[^,]*,)?A,(?:Annual,)?(Q_MC[^,]*).*?,2023,,?(\d)/.exec(d)?.slice(1).join()
        );
    await run("perbud-2023");
    const labels = readFileSync(at("perbud-2023.csv"), "utf8");
    await run("perbud-2023", {format: "csv", force: true});
    const plain = readFileSync(at("perbud-2023.csv"), "utf8");
    await run("perbud-2023", {format: "json", force: true});
    const json = readFileSync(at("perbud-2023.csv"), "utf8");
    expect(cells(plain)).toEqual(cells(labels));
    expect(json).toBe(labels);
  });

  it("takes six dimensions in another order, and the old layout of an archived edition", async () => {
    expect(await run("public-integrity")).toMatchObject([{kind: "replaced"}]);
    const [archived] = await run("glance-2021");
    expect(archived?.message).toMatch(/\d+ rows/);
    expect(archived?.kind).toBe("replaced");
    const record = readRecord(join(home, "data"), "glance-2021");
    expect(record).toMatchObject({layout: "oecd-stat", rows: archivedEdition().rows.length});
    expect(oecd.asked.at(-1)?.url.pathname).toBe("/archive/rest/data/OECD,DF_GOV_2021,/all");
  });

  it("asks once and takes nothing when nothing has changed", async () => {
    await run("perbud-2023");
    const before = readFileSync(at("perbud-2023.json"));
    const asked = oecd.asked.length;
    expect(await run("perbud-2023")).toMatchObject([{kind: "unchanged"}]);
    expect(oecd.asked.slice(asked).map((d) => d.part)).toEqual(["constraint"]);
    expect(readFileSync(at("perbud-2023.json"))).toEqual(before);
  });
});
