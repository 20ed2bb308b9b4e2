import {spawnSync} from "node:child_process";
import {appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {checkPackage} from "../../../loaders/package/check.ts";
import type {DataPackage} from "../../../loaders/package/descriptor.ts";
import {formatProblem} from "../../../loaders/package/problem.ts";
import {readPackage} from "../../../loaders/package/read.ts";
import {folder, today} from "./broken.ts";

let copy = "";

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "package-"));
  cpSync(folder, copy, {recursive: true});
});

afterEach(() => rmSync(copy, {recursive: true}));

function report(): string[] {
  return checkPackage(copy, {today}).problems.map(formatProblem);
}

function redescribe(change: (descriptor: DataPackage) => void): void {
  const path = join(copy, "datapackage.json");
  const descriptor = JSON.parse(readFileSync(path, "utf8")) as DataPackage;
  change(descriptor);
  writeFileSync(path, JSON.stringify(descriptor));
}

describe("checkPackage", {timeout: 60_000}, () => {
  it("finds a copy as good as the package", () => expect(report()).toEqual([]));

  it("reports a table that the package does not list", () => {
    writeFileSync(join(copy, "observations/new.csv"), "a\n1\n");
    expect(report()).toEqual(["observations/new.csv: expected a resource of its own in datapackage.json"]);
  });

  it("reports a file that is listed and not there", () => {
    rmSync(join(copy, "releases.csv"));
    expect(report()).toEqual(["releases.csv: expected this file, which the package lists"]);
  });

  it("reports outside data that is not what was recorded", () => {
    appendFileSync(join(copy, "observations/incise.csv"), "\n");
    const lines = report();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^observations\/incise\.csv: found "sha256:[0-9a-f]{64}, \d+ bytes", expected what datapackage\.json records of this outside data: sha256:[0-9a-f]{64}, \d+ bytes$/
    );
  });

  it("reports a record with the wrong number of rows", () => {
    redescribe(({resources}) => {
      for (const resource of resources) if (resource.name === "incise") resource["fm:rows"] = 7;
    });
    expect(report()).toEqual([
      'observations/incise.csv: found "78 rows", expected 7 rows, as datapackage.json records of this outside data'
    ]);
  });

  it("reports a descriptor that contradicts itself", () => {
    redescribe(({resources}) => {
      for (const resource of resources) {
        if (resource.name !== "glossary") continue;
        resource.licenses = [];
        resource.schema.primaryKey = ["word"];
        resource.schema.foreignKeys = [
          {fields: ["source_id"], reference: {resource: "books", fields: ["id"]}}
        ];
        for (const field of resource.schema.fields) if (field.name === "term") field.description = "";
      }
    });
    expect(report().filter((line) => line.startsWith("datapackage.json"))).toEqual([
      'datapackage.json, column glossary: found "books.id", expected a column of a resource of the package',
      'datapackage.json, column glossary: found "word", expected a column of glossary',
      'datapackage.json, column glossary: found "glossary", expected a licence',
      'datapackage.json, column glossary: found "term", expected a title and a description of this column'
    ]);
  });

  it("throws where there is no descriptor, naming it", () => {
    rmSync(join(copy, "datapackage.json"));
    expect(() => checkPackage(copy)).toThrow(`cannot read ${join(copy, "datapackage.json")}`);
    writeFileSync(join(copy, "datapackage.json"), "{");
    expect(() => checkPackage(copy)).toThrow(`cannot read ${join(copy, "datapackage.json")}`);
  });
});

describe("readPackage", {timeout: 60_000}, () => {
  it("refuses a package without one of its files, or reads it as empty when asked", () => {
    rmSync(join(copy, "glossary.csv"));
    expect(() => readPackage(copy)).toThrow("glossary.csv: expected this file");
    expect(readPackage(copy, {partial: true}).glossary).toEqual([]);
  });

  it("refuses cells that do not fit, also in part, and names the first few", () => {
    writeFileSync(join(copy, "releases.csv"), `version,date,change\n${"1,2,3\n".repeat(9)}`);
    expect(() => readPackage(copy, {partial: true})).toThrow(
      [
        `the data package in ${copy} cannot be read`,
        'releases.csv, row 2, column version: found "1", expected the form \\d+\\.\\d+\\.\\d+',
        'releases.csv, row 2, column date: found "2", expected a date, YYYY-MM-DD'
      ].join("\n")
    );
    expect(() => readPackage(copy)).toThrow("and 13 more: run the check");
  });
});

describe("the command", {timeout: 60_000}, () => {
  const cli = join(import.meta.dirname, "../../../loaders/package/cli.ts");
  const run = () => spawnSync(process.execPath, ["--import", "tsx", cli, copy], {encoding: "utf8"});

  it("prints the counts when all is well", () => {
    const {status, stdout} = run();
    expect(status).toBe(0);
    expect(stdout).toMatch(/: 29 tables, \d+ rows, no problems \(countries 42, areas 49, /);
  });

  it("prints every problem and fails", () => {
    writeFileSync(join(copy, "releases.csv"), `version,date,change\n${"1,2,3\n".repeat(9)}`);
    const {status, stderr} = run();
    expect(status).toBe(1);
    expect(stderr.match(/releases\.csv, row/g)).toHaveLength(27);
    expect(stderr).toContain("27 problems");
  });
});
