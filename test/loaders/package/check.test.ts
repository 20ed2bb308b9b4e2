import {describe, expect, it} from "vitest";
import {checkPackage} from "../../../loaders/package/check.ts";
import {formatProblem} from "../../../loaders/package/problem.ts";
import {tableNames} from "../../../src/evidence/tables.ts";
import {
  descriptor,
  folder,
  type Grid,
  gridOf,
  keyColumns,
  lineOf,
  misfit,
  reportOn,
  resources,
  textOf,
  toCsv,
  today
} from "./broken.ts";

describe("the package", () => {
  it("has nothing wrong", () => {
    const {problems} = checkPackage(folder, {today});
    expect(problems.map(formatProblem)).toEqual([]);
  });

  it("has rows in every table", () => {
    const {counts} = checkPackage(folder, {today});
    expect(tableNames.filter((name) => !counts.get(name))).toEqual([]);
  });

  it("is as good with a byte-order mark and CRLF", () => {
    const changed = resources.map(
      ({path}) => [path, `\uFEFF${textOf(path).replaceAll("\n", "\r\n")}`] as const
    );
    expect(reportOn(new Map(changed))).toEqual([]);
  });

  it("says of every column what it holds", () => {
    const bare = descriptor.resources.flatMap(({name, schema}) =>
      schema.fields
        .filter((field) => !/^\S.*\.$/.test(field.description))
        .map((field) => `${name}.${field.name}`)
    );
    expect(bare).toEqual([]);
  });
});

/** Breaks every file in the same way at once, and holds the report against one line per file. */
function breakAll(change: (path: string, grid: Grid) => string | undefined): {
  lines: string[];
  expected: Map<string, string>;
} {
  const changed = new Map<string, string>();
  const expected = new Map<string, string>();
  for (const {path} of resources) {
    const grid = gridOf(path);
    const line = change(path, grid);
    if (line === undefined) continue;
    expected.set(path, line);
    changed.set(path, toCsv(grid));
  }
  return {lines: reportOn(changed), expected};
}

function resourceAt(path: string) {
  const resource = resources.find((candidate) => candidate.path === path);
  if (!resource) throw new Error(`no resource at ${path}`);
  return resource;
}

/** Sets the cell of the last row, where nothing else points at it. */
function setLast(path: string, grid: Grid, column: string, value: string): number {
  const at = grid.length - 1;
  (grid[at] as string[])[(grid[0] as string[]).indexOf(column)] = value;
  return lineOf(path, at);
}

describe("a value that a row needs and does not have", () => {
  const {lines, expected} = breakAll((path, grid) => {
    const resource = resourceAt(path);
    const keys = keyColumns(resource);
    const required = resource.schema.fields.filter(({constraints}) => constraints?.required);
    const field = required.findLast(({name}) => !keys.has(name)) ?? required.at(-1);
    if (!field) return undefined;
    const row = setLast(path, grid, field.name, "");
    return `${path}, row ${row}, column ${field.name}: found "", expected a value (required)`;
  });
  it.each([...expected])("%s", (_, line) => expect(lines).toContain(line));
  it("reaches every file", () => expect(expected.size).toBe(resources.length));
});

describe("a value of the wrong kind", () => {
  const {lines, expected} = breakAll((path, grid) => {
    const {schema} = resourceAt(path);
    const field = schema.fields.findLast((candidate) => misfit(candidate));
    const [value, wanted] = (field && misfit(field)) ?? [];
    if (!field || value === undefined) return undefined;
    const row = setLast(path, grid, field.name, value);
    return `${path}, row ${row}, column ${field.name}: found ${JSON.stringify(value)}, expected ${wanted}`;
  });
  it.each([...expected])("%s", (_, line) => expect(lines).toContain(line));
  it("reaches every file but those of plain text", () => {
    const plain = resources.filter(({schema}) => !schema.fields.some((field) => misfit(field)));
    expect(expected.size).toBe(resources.length - plain.length);
    expect(plain.map(({name}) => name)).toEqual(["oecd_codelists"]);
  });
});

describe("a key that is nowhere", () => {
  const {lines, expected} = breakAll((path, grid) => {
    const key = resourceAt(path).schema.foreignKeys?.find(({fields}) => fields.length === 1);
    const [column] = key?.fields ?? [];
    if (!key || column === undefined) return undefined;
    const row = setLast(path, grid, column, "ZZZ");
    const target = `${key.reference.resource ?? path.replace(".csv", "")} (${key.reference.fields.join(", ")})`;
    return `${path}, row ${row}, column ${column}: found "ZZZ", expected a key of ${target}`;
  });
  it.each([...expected])("%s", (_, line) => expect(lines).toContain(line));
  it("reaches every file with a key into another", () => {
    const alone = resources.filter(({schema}) => !schema.foreignKeys?.length).map(({name}) => name);
    expect(expected.size).toBe(resources.length - alone.length);
    expect(alone).toEqual(["areas", "sets", "coders", "releases"]);
  });
});

describe("a row that stands twice", () => {
  const {lines, expected} = breakAll((path, grid) => {
    const {schema} = resourceAt(path);
    const first = grid[1] as string[];
    const value = schema.primaryKey.map((name) => first[(grid[0] as string[]).indexOf(name)]).join(", ");
    grid.push([...first]);
    const row = lineOf(path, grid.length - 2) + 1;
    const own = `a key of its own (it stands in row ${lineOf(path, 1)})`;
    return `${path}, row ${row}, column ${schema.primaryKey.join(", ")}: found ${JSON.stringify(value)}, expected ${own}`;
  });
  it.each([...expected])("%s", (_, line) => expect(lines).toContain(line));
  it("reaches every file", () => expect(expected.size).toBe(resources.length));
});

describe("a column by another name", () => {
  const {lines, expected} = breakAll((path, grid) => {
    const header = grid[0] as string[];
    const name = header.pop() as string;
    header.push("remarks");
    const names = resourceAt(path).schema.fields.map((field) => field.name);
    return [
      `${path}, row 1, column remarks: found "remarks", expected one of ${names.join(", ")}`,
      `${path}, row 1, column ${name}: expected this column`
    ].join("\n");
  });
  it.each([...expected])("%s", (_, both) => {
    for (const line of both.split("\n")) expect(lines).toContain(line);
  });
});

describe("a row with a cell too many, and one with a cell too few", () => {
  const {lines, expected} = breakAll((path, grid) => {
    const width = (grid[0] as string[]).length;
    const at = grid.length - 1;
    grid[at]?.push("more");
    grid.push((grid[1] as string[]).slice(0, width - 1));
    const row = lineOf(path, at);
    return [
      `${path}, row ${row}: found "${width + 1} cells", expected ${width} cells, one per column`,
      `${path}, row ${row + 1}: found "${width - 1} cells", expected ${width} cells, one per column`
    ].join("\n");
  });
  it.each([...expected])("%s", (_, both) => {
    for (const line of both.split("\n")) expect(lines).toContain(line);
  });
});

describe("columns in another order", () => {
  it("is one problem of the header", () => {
    const grid = gridOf("releases.csv").map(([version = "", date = "", change = ""]) => [
      date,
      version,
      change
    ]);
    expect(reportOn(new Map([["releases.csv", toCsv(grid)]]))).toEqual([
      'releases.csv, row 1: found "date, version, change", expected the order version, date, change'
    ]);
  });
});
