import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {checkTables} from "../../../loaders/package/check.js";
import {formatProblem} from "../../../loaders/package/problem.js";
import {readPackage} from "../../../loaders/package/read.js";
import {readPublished} from "../../../loaders/release/published.js";
import {folder, today} from "../package/broken.js";

describe("the package as it is given away", () => {
  const whole = readPublished(folder);

  it("is the package in the folder, to the byte", () => {
    expect(whole.text).toBe(readFileSync(join(folder, "datapackage.json"), "utf8"));
    for (const {resource, text} of whole.tables)
      expect(text === readFileSync(join(folder, resource.path), "utf8"), resource.path).toBe(true);
  });

  it("has the rows that the site reads", () => {
    const tables = readPackage(folder);
    const count = (name: string) =>
      whole.tables
        .filter((d) => (d.resource["fm:table"] ?? d.resource.name) === name)
        .reduce((sum, d) => sum + d.rows.length, 0);
    for (const [name, rows] of Object.entries(tables)) expect(count(name), name).toBe(rows.length);
  });

  it("stops at a folder without a package", () => {
    expect(() => readPublished(join(folder, "nowhere"))).toThrow("nowhere");
  });
});

describe("the package without what is for non-commercial use", () => {
  const lean = readPublished(folder, {noncommercial: false});
  const left = readPublished(folder).descriptor.resources.filter((d) => d["fm:noncommercial"]);

  it("has no such resource, and says so in its descriptor", () => {
    expect(left.length).toBeGreaterThan(0);
    const names = lean.tables.map((d) => d.resource.name);
    for (const {name} of left) expect(names).not.toContain(name);
    const written = JSON.parse(lean.text) as {resources: {name: string}[]};
    expect(written.resources.map((d) => d.name)).toEqual(names);
  });

  it("has no row on a series of theirs", () => {
    const series = readPackage(folder)
      .series.filter((d) => left.some(({name}) => name === d.resource))
      .map((d) => d.series_id);
    expect(series.length).toBeGreaterThan(0);
    for (const {resource, rows} of lean.tables) {
      const found = rows.filter((row) => series.includes(String(row.series_id ?? row.indicator_id)));
      expect(found, resource.name).toEqual([]);
    }
  });

  it("is a package that passes the check, but for the tables that are left out on purpose", () => {
    const texts = new Map(lean.tables.map((d) => [d.resource.path, d.text]));
    const {problems} = checkTables(lean.descriptor, {today, readText: (path) => texts.get(path)});
    const tables = left.map((d) => d.name);
    const others = problems.filter(
      (d) => !(d.file === "datapackage.json" && d.value && tables.includes(d.value))
    );
    expect(others.map(formatProblem)).toEqual([]);
  });

  it("keeps the bytes of every table that loses no row", () => {
    const same = lean.tables.filter((d) => d.text === readFileSync(join(folder, d.resource.path), "utf8"));
    const changed = lean.tables.filter((d) => !same.includes(d)).map((d) => d.resource.name);
    expect(changed).toEqual(expect.arrayContaining(["series"]));
    for (const name of changed) expect(["series", "indicators", "reference_values"]).toContain(name);
  });
});
