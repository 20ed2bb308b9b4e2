import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterAll, beforeEach, describe, expect, it} from "vitest";
import {fragments} from "../../../loaders/pages/fragments.js";
import {createSite} from "../../../loaders/pages/site.js";
import {releaseOf, writeRelease} from "../../../loaders/release/files.js";
import {reckon} from "../../../loaders/release/verify/reckon.js";
import {verifySite} from "../../../loaders/release/verify/site.js";
import {viewContent} from "../../../src/forms/content.js";
import {json} from "../../../src/forms/table.js";
import {namedViewById} from "../../../src/forms/views.js";
import {folder} from "../package/broken.js";

const models = [
  {corner: "0000", name: "Before performance"},
  {corner: "1000", name: "Performance administration"}
];
const coding = (set: string, level: string, missing = "") => ({
  coder: "settled",
  period_id: "zza-2001",
  reading: "practice",
  set,
  level,
  missing
});

describe("the second reckoning", () => {
  const none = {codings: [], indicators: [], observations: [], models};

  it("takes the class from the four levels, by the minimum", () => {
    const codings = [coding("M", "0.666667"), coding("I", "0"), coding("C", "0.333333"), coding("E", "0")];
    const found = reckon({...none, codings}).get("zza-2001:practice");
    expect(found?.words).toBe("performance administration");
    expect(found?.membership).toBeCloseTo(2 / 3, 12);
  });

  it("spells a corner out that no model names, and passes over other coders", () => {
    const codings = [coding("M", "0"), coding("I", "0"), coding("C", "1"), coding("E", "1")];
    const other = {...coding("M", "1"), coder: "reader-a"};
    expect(reckon({...none, codings: [...codings, other]}).get("zza-2001:practice")?.words).toBe(
      "hybrid c·e"
    );
  });

  it("classes nothing where a set is missing, and keeps the reason", () => {
    const codings = [coding("M", "1"), coding("I", "", "contested"), coding("C", "1"), coding("E", "1")];
    const found = reckon({...none, codings}).get("zza-2001:practice");
    expect(found).toMatchObject({words: "not classed", membership: undefined, missing: {I: "contested"}});
  });

  it("calibrates by the direct method, either way, and takes the mean of a set", () => {
    const indicator = (id: string, set: string, exclusion: string, inclusion: string) => ({
      indicator_id: id,
      set,
      year: "2001",
      exclusion,
      crossover: "5",
      inclusion
    });
    const observation = (id: string, value: string) => ({iso3: "ZZA", indicator_id: id, year: "2001", value});
    const found = reckon({
      ...none,
      indicators: [
        indicator("a", "M", "0", "10"),
        indicator("b", "M", "10", "0"),
        indicator("c", "I", "0", "10"),
        indicator("shown", "", "", "")
      ],
      observations: [
        observation("a", "10"),
        observation("b", "10"),
        observation("c", "5"),
        observation("shown", "1")
      ]
    }).get("ZZA:indicators");
    // Log odds of 3 and −3, and of 0.
    const high = 1 / (1 + Math.exp(-3));
    expect(found?.sets.M).toBeCloseTo((high + (1 - high)) / 2, 12);
    expect(found?.sets.I).toBeCloseTo(0.5, 12);
    expect(found?.sets.C).toBeUndefined();
  });
});

describe("the check of a built site", () => {
  const home = mkdtempSync(join(tmpdir(), "four-models-verify-"));
  afterAll(() => rmSync(home, {recursive: true, force: true}));
  const site = createSite({folder});
  const page = String(
    fragments["countries.list"]?.({site, words: "", context: {path: "/countries/index"}})
  ).replaceAll('href="/countries/', 'href="../countries/');

  const write = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(home, path)), {recursive: true});
    writeFileSync(join(home, path), text);
  };
  const change = (path: string, of: (text: string) => string) => {
    const before = readFileSync(join(home, path), "utf8");
    expect(of(before)).not.toBe(before);
    write(path, of(before));
  };

  beforeEach(() => {
    writeRelease(home, releaseOf(site));
    write("countries/index.html", page);
    for (const id of [
      "space/all",
      "space/indicators",
      "membership/six",
      "map/all",
      "trajectory/six",
      "sets/all"
    ]) {
      const named = namedViewById(id, site.evidence);
      if (named) write(`view/${id}.json`, json(viewContent(named, site)));
    }
  });

  it("finds nothing wrong with a whole one, and has looked at something", async () => {
    const {problems, files, rows, classes, numbers} = await verifySite(home);
    expect(problems).toEqual([]);
    expect(files).toBeGreaterThan(100);
    expect(rows).toBeGreaterThan(10000);
    expect(classes).toBeGreaterThan(200);
    expect(numbers).toBeGreaterThan(200);
  });

  it.each([
    [
      "a class in a figure",
      "view/space/all.json",
      (text: string) =>
        text.replace('"Class": "performance management"', '"Class": "performance governance"'),
      /view\/space\/all\.json, .*Class: "performance governance"; reckoned from the tables "performance management"/
    ],
    [
      "a membership by the indicators",
      "view/space/indicators.json",
      (text: string) => text.replace(/"M": 0\.(\d)/, (_, d) => `"M": 0.${(Number(d) + 5) % 10}`),
      /view\/space\/indicators\.json, .*, M: /
    ],
    [
      "a class on the page of countries",
      "countries/index.html",
      (text: string) => text.replace("Performance management</td>", "Performance governance</td>"),
      /countries\/index\.html, .*“performance governance”; reckoned/
    ],
    [
      "a cell of a table",
      "data/codings.csv",
      (text: string) => text.replace(",0.333333,", ",0.666667,"),
      /data\/codings\.csv: is not the file that SHA256SUMS lists/
    ],
    [
      "a row as JSON",
      "data/rules.json",
      (text: string) => text.replace('"level":0,', '"level":1,'),
      /data\/rules\.csv, row 2, column level: "0", and 1 as JSON/
    ]
  ])("finds %s that was changed", async (_, path, of, said) => {
    change(path, of);
    const {problems} = await verifySite(home);
    expect(problems.join("\n")).toMatch(said);
  });

  it("finds a file that is gone, and a Parquet file of another table", async () => {
    rmSync(join(home, "data/datacite.json"));
    write("data/rules.parquet", readFileSync(join(home, "data/models.parquet")));
    const {problems} = await verifySite(home);
    expect(problems.join("\n")).toMatch(/data\/datacite\.json: is not there/);
    expect(problems.join("\n")).toMatch(/data\/rules\.csv: 16 rows, and 5 as Parquet/);
  });

  it("says so where there is no site", async () => {
    await expect(verifySite(join(home, "nowhere"))).rejects.toThrow("run npm run build first");
  });
});
