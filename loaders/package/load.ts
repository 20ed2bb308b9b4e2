import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {type DataPackage, type Resource, tableOf} from "./descriptor.ts";
import type {Problem} from "./problem.ts";
import {parseValue, type Value} from "./schema.ts";
import {parseTable, type TextTable} from "./table.ts";

/** A row with its place, its text and its values. A cell that does not fit its schema has no value. */
export interface LoadedRow {
  file: string;
  /** Name of the resource. */
  resource: string;
  line: number;
  cells: Record<string, string>;
  values: Record<string, Value | undefined>;
}

/** A package in memory, with everything that is wrong with its files and cells. */
export interface LoadedPackage {
  descriptor: DataPackage;
  /** Rows of each resource that is there. */
  resources: Map<string, LoadedRow[]>;
  /** Rows of each table; several resources can make one table. */
  tables: Map<string, LoadedRow[]>;
  /** Files without which the check of keys says nothing. */
  absent: Set<string>;
  problems: Problem[];
}

/** Gives the text of a file of the package, or `undefined` when there is none. */
export type ReadText = (path: string) => string | undefined;

/** Reads files under a folder. */
export function textIn(folder: string): ReadText {
  return (path) => {
    const file = join(folder, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
}

/** Loads every resource of the descriptor and checks files, headers and cells. */
export function loadPackage(descriptor: DataPackage, readText: ReadText): LoadedPackage {
  const loaded: LoadedPackage = {
    descriptor,
    resources: new Map(),
    tables: new Map(),
    absent: new Set(),
    problems: []
  };
  for (const resource of descriptor.resources) {
    const text = readText(resource.path);
    if (text === undefined) {
      loaded.absent.add(resource.name);
      loaded.problems.push({file: resource.path, expected: "this file, which the package lists"});
      continue;
    }
    const table = parseTable(text, {file: resource.path});
    loaded.problems.push(...table.problems, ...headerProblems(resource, table));
    const rows = loadRows(resource, table, loaded.problems);
    const recorded = resource["fm:rows"];
    if (recorded !== undefined && recorded !== rows.length) {
      const expected = `${recorded} rows, as datapackage.json records of this outside data`;
      loaded.problems.push({file: resource.path, value: `${rows.length} rows`, expected});
    }
    loaded.resources.set(resource.name, rows);
    loaded.tables.set(tableOf(resource), (loaded.tables.get(tableOf(resource)) ?? []).concat(rows));
  }
  return loaded;
}

function headerProblems({path: file, schema}: Resource, {header}: TextTable): Problem[] {
  const names = schema.fields.map((field) => field.name);
  const problems: Problem[] = [];
  for (const name of header) {
    if (name !== "" && !names.includes(name)) {
      problems.push({file, row: 1, column: name, value: name, expected: `one of ${names.join(", ")}`});
    }
  }
  for (const name of names) {
    if (!header.includes(name)) problems.push({file, row: 1, column: name, expected: "this column"});
  }
  if (problems.length === 0 && header.join() !== names.join()) {
    problems.push({file, row: 1, value: header.join(", "), expected: `the order ${names.join(", ")}`});
  }
  return problems;
}

function loadRows(resource: Resource, table: TextTable, problems: Problem[]): LoadedRow[] {
  const file = resource.path;
  return table.rows.map(({line, cells}) => {
    const values: LoadedRow["values"] = {};
    for (const field of resource.schema.fields) {
      const text = cells[field.name];
      if (text === undefined) continue;
      const parsed = parseValue(text, field);
      if (parsed.expected === undefined) values[field.name] = parsed.value;
      else problems.push({file, row: line, column: field.name, value: text, expected: parsed.expected});
    }
    return {file, resource: resource.name, line, cells, values};
  });
}
