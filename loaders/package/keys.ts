import {tableOf} from "./descriptor.ts";
import type {LoadedPackage, LoadedRow} from "./load.ts";
import type {Problem} from "./problem.ts";
import type {Field, Reference, TableSchema} from "./schema.ts";

const separator = "\u0000";

/** Primary keys, unique columns, foreign keys, lists of keys, and pairs of columns of which one is filled. */
export function checkKeys(loaded: LoadedPackage): Problem[] {
  const problems: Problem[] = [];
  const checked = new Set<string>();
  const index = memo((reference: Reference) => keysOf(loaded, reference));
  for (const resource of loaded.descriptor.resources) {
    const rows = loaded.resources.get(resource.name);
    if (!rows) continue;
    const {schema} = resource;
    const table = tableOf(resource);
    if (!checked.has(table)) {
      checked.add(table);
      problems.push(...repeated(loaded.tables.get(table) ?? [], schema));
    }
    for (const key of schema.foreignKeys ?? []) {
      const reference = {resource: resource.name, ...key.reference};
      if (!loaded.absent.has(reference.resource))
        problems.push(...dangling(rows, key.fields, reference, index(reference)));
    }
    for (const field of schema.fields) problems.push(...unlisted(rows, field, loaded, index));
    for (const pair of schema["fm:either"] ?? []) problems.push(...neitherNorBoth(rows, pair));
  }
  return problems;
}

function keyOf(row: LoadedRow, fields: string[]): string | undefined {
  const parts = fields.map((name) => row.cells[name] ?? "");
  return parts.includes("") ? undefined : parts.join(separator);
}

function keysOf(loaded: LoadedPackage, {resource, fields}: Reference): Set<string> {
  const keys = new Set<string>();
  for (const row of loaded.resources.get(resource) ?? []) {
    const key = keyOf(row, fields);
    if (key !== undefined) keys.add(key);
  }
  return keys;
}

function memo(make: (reference: Reference) => Set<string>): (reference: Reference) => Set<string> {
  const made = new Map<string, Set<string>>();
  return (reference) => {
    const name = [reference.resource, ...reference.fields].join(separator);
    const known = made.get(name) ?? make(reference);
    made.set(name, known);
    return known;
  };
}

function repeated(rows: LoadedRow[], {fields, primaryKey, uniqueKeys = []}: TableSchema): Problem[] {
  const unique = fields.filter((field) => field.constraints?.unique).map((field) => [field.name]);
  return [primaryKey, ...uniqueKeys, ...unique].flatMap((key) => repeats(rows, key));
}

function repeats(rows: LoadedRow[], key: string[]): Problem[] {
  const first = new Map<string, LoadedRow>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const value = keyOf(row, key);
    if (value === undefined) continue;
    const earlier = first.get(value);
    if (!earlier) first.set(value, row);
    else {
      const where =
        earlier.file === row.file ? `row ${earlier.line}` : `${earlier.file}, row ${earlier.line}`;
      problems.push({
        file: row.file,
        row: row.line,
        column: key.join(", "),
        value: value.replaceAll(separator, ", "),
        expected: `a key of its own (it stands in ${where})`
      });
    }
  }
  return problems;
}

function dangling(rows: LoadedRow[], fields: string[], reference: Reference, known: Set<string>): Problem[] {
  const problems: Problem[] = [];
  for (const row of rows) {
    const key = keyOf(row, fields);
    if (key === undefined || known.has(key)) continue;
    problems.push({
      file: row.file,
      row: row.line,
      column: fields.join(", "),
      value: key.replaceAll(separator, ", "),
      expected: `a key of ${reference.resource} (${reference.fields.join(", ")})`
    });
  }
  return problems;
}

function unlisted(
  rows: LoadedRow[],
  field: Field,
  loaded: LoadedPackage,
  index: (reference: Reference) => Set<string>
): Problem[] {
  const references = field["fm:references"];
  if (!references || references.some(({resource}) => loaded.absent.has(resource))) return [];
  const expected = `keys of ${references.map(({resource}) => resource).join(" or ")}`;
  const problems: Problem[] = [];
  for (const row of rows) {
    const items = row.values[field.name];
    if (!Array.isArray(items)) continue;
    for (const item of items) {
      if (references.some((reference) => index(reference).has(item))) continue;
      problems.push({file: row.file, row: row.line, column: field.name, value: item, expected});
    }
  }
  return problems;
}

function neitherNorBoth(rows: LoadedRow[], [value, missing]: [string, string]): Problem[] {
  const problems: Problem[] = [];
  for (const row of rows) {
    const given = row.cells[value] ?? "";
    const reason = row.cells[missing] ?? "";
    if ((given === "") !== (reason === "")) continue;
    problems.push({
      file: row.file,
      row: row.line,
      column: `${value}, ${missing}`,
      value: given === "" ? "" : `${given}, ${reason}`,
      expected:
        given === ""
          ? `a ${value}, or in ${missing} the reason why there is none`
          : `${value} or ${missing}, not both`
    });
  }
  return problems;
}
