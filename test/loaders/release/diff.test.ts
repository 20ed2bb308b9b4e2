import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {zipSync} from "fflate";
import {afterAll, describe, expect, it} from "vitest";
import {difference, differenceCsv, report, totals} from "../../../loaders/release/diff/diff.js";
import {withPackage} from "../../../loaders/release/diff/open.js";
import {makeRelease} from "../../../loaders/release/files.js";
import {readPublished} from "../../../loaders/release/published.js";
import {type Grid, gridOf, setCell, toCsv, folder as whole} from "../package/broken.js";

const home = mkdtempSync(join(tmpdir(), "four-models-diff-"));
afterAll(() => rmSync(home, {recursive: true, force: true}));

/** The package without outside data, which takes long to read and changes nothing here. */
const folder = join(home, "base");
cpSync(whole, folder, {recursive: true, filter: (path) => !/observations|survey_/.test(path)});
const descriptor = JSON.parse(readFileSync(join(whole, "datapackage.json"), "utf8"));
const resources = descriptor.resources.filter((d: {path: string}) => !/observations|survey_/.test(d.path));
writeFileSync(join(folder, "datapackage.json"), JSON.stringify({...descriptor, resources}));

let copies = 0;

/** A copy of the package with some of its tables changed. */
function copy(changes: Record<string, (grid: Grid) => void>): string {
  copies += 1;
  const place = join(home, String(copies));
  cpSync(folder, place, {recursive: true});
  for (const [path, change] of Object.entries(changes)) {
    const grid = gridOf(path);
    change(grid);
    writeFileSync(join(place, path), toCsv(grid));
  }
  return place;
}

describe("the difference between two packages", () => {
  it("is nothing for a package and itself", () => {
    const same = difference(folder, folder);
    expect(same.tables).toEqual([]);
    expect(same.moves).toEqual([]);
    expect(totals(same)).toEqual({added: 0, removed: 0, changed: 0});
  });

  it("does not mind the order of rows", () => {
    const turned = copy({
      "glossary.csv": (grid) => grid.splice(1, grid.length - 1, ...grid.slice(1).reverse())
    });
    expect(difference(folder, turned).tables).toEqual([]);
  });

  it("names every row added and removed, and every cell changed, with what it was and is", () => {
    const changed = copy({
      "glossary.csv": (grid) => {
        const [header = [], first = []] = grid;
        const at = header.indexOf("definition");
        first[at] = "Something else, with “quotes”.";
        grid.splice(2, 1);
        grid.push(
          [...first].map((cell, i) => (["term", "slug"].includes(header[i] ?? "") ? "invented" : cell))
        );
      }
    });
    const [header = [], first = [], second = []] = gridOf("glossary.csv");
    const found = difference(folder, changed);
    expect(found.tables).toHaveLength(1);
    expect(found.tables[0]).toMatchObject({
      name: "glossary",
      added: ["invented"],
      removed: [second[header.indexOf("slug")]],
      changed: [
        {
          key: first[header.indexOf("slug")],
          column: "definition",
          before: first[header.indexOf("definition")],
          after: "Something else, with “quotes”."
        }
      ]
    });
    expect(totals(found)).toEqual({added: 1, removed: 1, changed: 1});
    expect(differenceCsv(found).split("\n")).toHaveLength(5);
    expect(report(found)).toContain("1 rows added, 1 removed, 1 cells changed. 0 classes moved.");
  });

  it("says which classes moved when a coding changes, and back again", () => {
    const period = {coder: "settled", period_id: "aus-2013", reading: "practice"};
    const changed = copy({
      "codings.csv": (grid) => {
        for (const set of ["M", "I", "C", "E"]) {
          for (const [column, value] of [
            ["level", "0"],
            ["missing", ""]
          ] as const)
            setCell("codings.csv", grid, {...period, set}, column, value);
        }
      }
    });
    const there = difference(folder, changed).moves;
    const back = difference(changed, folder).moves;
    expect(there).toHaveLength(1);
    expect(there[0]).toMatchObject({
      key: "aus-2013:practice",
      country: "Australia",
      after: "before performance"
    });
    expect(there[0]?.before).not.toBe(there[0]?.after);
    expect(back[0]).toMatchObject({before: there[0]?.after, after: there[0]?.before});
    expect(report(difference(folder, changed))).toContain(
      "## Classes that moved\n\n- Australia, in practice"
    );
  });

  it("says so when a table comes or goes, and a column", () => {
    const lean = copy({});
    const descriptor = JSON.parse(readFileSync(join(lean, "datapackage.json"), "utf8"));
    descriptor.resources = descriptor.resources.filter((d: {name: string}) => d.name !== "sets");
    const rules = descriptor.resources.find((d: {name: string}) => d.name === "rules");
    rules.schema.fields = rules.schema.fields.filter((d: {name: string}) => d.name !== "boundary");
    writeFileSync(join(lean, "datapackage.json"), JSON.stringify(descriptor));
    const grid = gridOf("rules.csv");
    const at = grid[0]?.indexOf("boundary") ?? -1;
    writeFileSync(join(lean, "rules.csv"), toCsv(grid.map((row) => row.filter((_, i) => i !== at))));
    const found = new Map(difference(folder, lean).tables.map((d) => [d.name, d]));
    expect(found.get("sets")?.table).toBe("removed");
    expect(found.get("rules")?.columnsRemoved).toEqual(["boundary"]);
    expect(new Map(difference(lean, folder).tables.map((d) => [d.name, d])).get("sets")?.table).toBe("added");
  });

  it("cuts long lists for people and leaves nothing out of the CSV", () => {
    const bare = copy({"findings.csv": (grid) => grid.splice(1)});
    const found = difference(bare, folder);
    const count = gridOf("findings.csv").length - 1;
    expect(report(found, {longest: 3})).toContain(`- and ${count - 3} more`);
    expect(differenceCsv(found).trim().split("\n")).toHaveLength(count + 1);
  });
});

describe("a package that is broken", () => {
  it.each([
    [
      "a key that stands twice",
      copy({"glossary.csv": (grid) => grid.push([...(grid[1] ?? [])])}),
      /glossary\.csv: the key .* stands twice/
    ],
    [
      "a cell that does not fit",
      copy({
        "rules.csv": (grid) => setCell("rules.csv", grid, {rule_id: grid[1]?.[0] ?? ""}, "level", "high")
      }),
      /rules\.csv, row 2, column level: found "high"/
    ],
    ["no such folder", join(home, "nowhere"), /nowhere: there is no such folder or archive/],
    ["a folder without a package", home, /there is no datapackage.json in it/]
  ])("%s is named", (_, broken, said) => {
    expect(() => difference(folder, broken)).toThrow(said);
  });

  it.each([
    ["text", () => Buffer.from("not an archive"), /cannot be read as a zip archive/],
    ["an empty archive", () => zipSync({}), /there is no datapackage.json in it/],
    [
      "an archive that leads out",
      () => zipSync({"../evil.csv": new Uint8Array(1)}),
      /leads out of the archive/
    ]
  ])("%s in place of an archive is named", (_, bytes, said) => {
    const file = join(home, "broken.zip");
    writeFileSync(file, bytes());
    expect(() => withPackage(file, () => 0)).toThrow(said);
  });
});

describe("an archive", () => {
  it("is opened as the package it was made from", () => {
    const codebook = readFileSync(join(folder, "codebook.md"), "utf8");
    const {files, archive} = makeRelease(readPublished(folder), {codebook});
    const place = join(home, "archives");
    mkdirSync(place);
    const file = join(place, archive);
    writeFileSync(file, files.get(archive) ?? "");
    expect(difference(file, folder).tables).toEqual([]);
  });
});
