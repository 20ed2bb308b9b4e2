import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {unzipSync} from "fflate";
import {afterAll, describe, expect, it} from "vitest";
import {checkPackage} from "../../../loaders/package/check.js";
import {formatProblem} from "../../../loaders/package/problem.js";
import {bytes, sha256, sums, sumsName, zip} from "../../../loaders/release/archive.js";
import {json, makeRelease, pathOf, writeRelease} from "../../../loaders/release/files.js";
import {readPublished} from "../../../loaders/release/published.js";
import {has} from "../../machine.js";
import {folder, today} from "../package/broken.js";

const codebook = readFileSync(join(folder, "codebook.md"), "utf8");
const published = readPublished(folder);
const release = makeRelease(published, {codebook});
const home = mkdtempSync(join(tmpdir(), "four-models-release-"));
afterAll(() => rmSync(home, {recursive: true, force: true}));

describe("the files of a release", () => {
  it("hold every table in three forms, at one address each", () => {
    for (const {resource, text} of published.tables) {
      expect(release.files.get(pathOf(resource, "csv"))).toBe(text);
      expect(release.files.has(pathOf(resource, "json"))).toBe(true);
      expect(release.files.has(pathOf(resource, "parquet"))).toBe(true);
    }
  });

  it("have JSON that says what the rows say", () => {
    for (const table of published.tables) expect(JSON.parse(json(table))).toEqual(table.rows);
  });

  it("have checksums that hold once written", () => {
    writeRelease(home, release);
    const data = join(home, "data");
    const lines = readFileSync(join(data, sumsName), "utf8").trim().split("\n");
    expect(lines).toHaveLength(release.files.size - 1);
    for (const line of lines) {
      const [sum = "", path = ""] = line.split("  ");
      expect(sha256(readFileSync(join(data, path))), path).toBe(sum);
    }
  });
});

describe("the archive", () => {
  const packed = release.files.get(release.archive) as Uint8Array;
  const entries = unzipSync(packed);
  const top = `four-models-${published.version}/`;

  it("holds the package whole, in a folder with its version", () => {
    const names = Object.keys(entries);
    expect(names.every((d) => d.startsWith(top))).toBe(true);
    for (const {resource, text} of published.tables)
      expect(Buffer.from(entries[top + resource.path] ?? []).toString("utf8")).toBe(text);
    expect(names).toContain(`${top}datapackage.json`);
    expect(names).toContain(`${top}codebook.md`);
  });

  it("lists a checksum of every other file, and each holds", () => {
    const listed = Buffer.from(entries[top + sumsName] ?? [])
      .toString("utf8")
      .trim()
      .split("\n")
      .map((line) => line.split("  "));
    expect(listed.map(([, path]) => path)).toEqual(
      Object.keys(entries)
        .map((d) => d.slice(top.length))
        .filter((d) => d !== sumsName)
        .sort()
    );
    for (const [sum, path] of listed) expect(sha256(entries[top + path] ?? ""), path).toBe(sum);
  });

  it("passes the check of the package once unpacked", () => {
    const place = join(home, "unpacked");
    for (const [name, data] of Object.entries(entries)) {
      mkdirSync(dirname(join(place, name)), {recursive: true});
      writeFileSync(join(place, name), data);
    }
    const {problems} = checkPackage(join(place, top), {today});
    expect(problems.map(formatProblem)).toEqual([]);
  });

  it.skipIf(!has("python3"))("is read by Python without complaint", () => {
    const file = join(home, release.archive);
    writeFileSync(file, packed);
    expect(execFileSync("python3", ["-m", "zipfile", "-t", file], {encoding: "utf8"})).toContain("Done");
  });

  it("is the same whatever the zone of the machine and the order of the files", () => {
    const files = new Map<string, string | Uint8Array>([
      ["b.txt", "b"],
      ["a/a.txt", "ä"]
    ]);
    const usual = process.env.TZ;
    const made = ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"].map((zone, i) => {
      process.env.TZ = zone;
      const turned = new Map(i % 2 ? [...files].reverse() : files);
      return sha256(zip(turned, {folder: "x", date: "2026-03-29"}));
    });
    process.env.TZ = usual;
    expect(new Set(made).size).toBe(1);
  });

  it("has checksums in the order of paths", () => {
    expect(
      sums(
        new Map<string, string | Uint8Array>([
          ["b", "1"],
          ["a", bytes("2")]
        ])
      )
    ).toBe(`${sha256("2")}  a\n${sha256("1")}  b\n`);
  });
});
