import type {LoadedPackage, LoadedRow} from "../load.ts";
import type {Problem} from "../problem.ts";

/** What a rule may look at beside the package. */
export interface RuleContext {
  /** Day of the check, ISO 8601. */
  today: string;
}

/** A rule that looks at more than one cell. */
export type Rule = (loaded: LoadedPackage, context: RuleContext) => Problem[];

/** Rows of a table; empty when it is absent. */
export function rowsOf(loaded: LoadedPackage, table: string): LoadedRow[] {
  return loaded.tables.get(table) ?? [];
}

/** Text of a cell; empty when it is. */
export function text(row: LoadedRow, column: string): string {
  return row.cells[column] ?? "";
}

/** Number in a cell; `undefined` when it is empty or does not fit its schema. */
export function number(row: LoadedRow, column: string): number | undefined {
  const value = row.values[column];
  return typeof value === "number" ? value : undefined;
}

/** Items of a list; empty when it is. */
export function list(row: LoadedRow, column: string): string[] {
  const value = row.values[column];
  return Array.isArray(value) ? value : [];
}

/** A problem of one cell. */
export function wrong(row: LoadedRow, column: string, expected: string, value = text(row, column)): Problem {
  return {file: row.file, row: row.line, column, value, expected};
}

/** Rows by the text of a column; the first row wins. */
export function indexBy(rows: LoadedRow[], column: string): Map<string, LoadedRow> {
  const index = new Map<string, LoadedRow>();
  for (const row of rows) if (!index.has(text(row, column))) index.set(text(row, column), row);
  return index;
}

/** Rows in groups by a key. */
export function groupBy(rows: LoadedRow[], key: (row: LoadedRow) => string): Map<string, LoadedRow[]> {
  const groups = new Map<string, LoadedRow[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
