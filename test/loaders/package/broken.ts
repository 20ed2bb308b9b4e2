import {readFileSync} from "node:fs";
import {join} from "node:path";
import Papa from "papaparse";
import {checkTables} from "../../../loaders/package/check.ts";
import {type Resource, readDescriptor} from "../../../loaders/package/descriptor.ts";
import {formatProblem} from "../../../loaders/package/problem.ts";
import type {Field} from "../../../loaders/package/schema.ts";
import {parseTable} from "../../../loaders/package/table.ts";

/** The package under test. */
export const folder = join(import.meta.dirname, "../../../data");

export const descriptor = readDescriptor(folder);
export const today = "2026-12-31";

/** A file as rows of text, header first. */
export type Grid = string[][];

const texts = new Map<string, string>();

/** Text of a file of the real package. */
export function textOf(path: string): string {
  const text = texts.get(path) ?? readFileSync(join(folder, path), "utf8");
  texts.set(path, text);
  return text;
}

/** Rows of a file of the real package, fresh for every caller. */
export function gridOf(path: string): Grid {
  return Papa.parse<string[]>(textOf(path), {skipEmptyLines: true}).data;
}

/** A grid as CSV. */
export function toCsv(grid: Grid): string {
  return `${Papa.unparse(grid, {newline: "\n"})}\n`;
}

/** Line of the file on which a row of the grid begins (0: header). */
export function lineOf(path: string, row: number): number {
  return row === 0 ? 1 : (parseTable(textOf(path)).rows[row - 1]?.line ?? 0);
}

/** Lines of the report on the real package with some files replaced. */
export function reportOn(changed: Map<string, string>, of = descriptor): string[] {
  const readText = (path: string) => changed.get(path) ?? textOf(path);
  return checkTables(of, {today, readText}).problems.map(formatProblem);
}

/** The package without its longest files, which no rule needs to be tried. */
const lean = {
  ...descriptor,
  resources: descriptor.resources.filter(({bytes = 0}) => bytes < 200_000)
};

/** Lines of the report on a lean package after one change to one file. */
export function reportAfter(path: string, change: (grid: Grid) => void): string[] {
  const grid = gridOf(path);
  change(grid);
  return reportOn(new Map([[path, toCsv(grid)]]), lean);
}

/** Sets a cell: the first row whose cells have the given values, a column, a value. Returns the line. */
export function setCell(
  path: string,
  grid: Grid,
  where: Record<string, string>,
  column: string,
  value: string
): number {
  const header = grid[0] ?? [];
  const at = grid.findIndex(
    (cells, i) => i > 0 && Object.entries(where).every(([name, cell]) => cells[header.indexOf(name)] === cell)
  );
  const cells = grid[at];
  if (!cells) throw new Error(`no row of ${path} has ${JSON.stringify(where)}`);
  cells[header.indexOf(column)] = value;
  return lineOf(path, at);
}

/** All resources with the columns that a check can break. */
export const resources: Resource[] = descriptor.resources;

/** Columns in keys of the table, or in keys that other tables point at. */
export function keyColumns({name, schema}: Resource): Set<string> {
  const columns = new Set([...schema.primaryKey, ...(schema.uniqueKeys ?? []).flat()]);
  for (const key of schema.foreignKeys ?? []) for (const field of key.fields) columns.add(field);
  for (const {schema: other} of resources) {
    for (const {reference} of other.foreignKeys ?? []) {
      if (reference.resource === name) for (const field of reference.fields) columns.add(field);
    }
  }
  for (const field of schema.fields) if (field.constraints?.unique) columns.add(field.name);
  return columns;
}

/** A text that no cell of the field may hold, and what is expected in its place; `undefined` when all texts may. */
export function misfit({type, constraints = {}, delimiter}: Field): [string, string] | undefined {
  const {enum: allowed, pattern} = constraints;
  if (type === "integer") return ["two", "a whole number"];
  if (type === "number") return ["1,5", "a number with a point, such as 0.25"];
  if (type === "boolean") return ["yes", "true or false"];
  if (type === "year") return ["18", "a year from 1900 to 2027"];
  if (type === "date") return ["2026-02-30", "a date, YYYY-MM-DD"];
  if (type === "list") return [`a${delimiter}${delimiter}b`, `items between "${delimiter}", none empty`];
  if (allowed) return ["?", `one of ${allowed.join(", ")}`];
  if (pattern) return ["? ?", `the form ${pattern}`];
  return undefined;
}
