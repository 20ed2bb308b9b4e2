import type {Value} from "../../package/schema.js";
import type {Published, PublishedTable} from "../published.js";

/** A cell that is not what it was. */
export interface CellChange {
  key: string;
  column: string;
  before: string;
  after: string;
}

/** What became of one table between two releases. */
export interface TableChange {
  name: string;
  title: string;
  /** Whether the table itself is new, gone, or in both. */
  table: "added" | "removed" | "kept";
  columnsAdded: readonly string[];
  columnsRemoved: readonly string[];
  /** Keys of rows. */
  added: readonly string[];
  removed: readonly string[];
  changed: readonly CellChange[];
}

type Rows = Map<string, Readonly<Record<string, Value>>>;

/**
 * What became of each table, in the order of the later package; tables in which nothing changed are left out.
 * Rows are matched by the key of the later table, however they are sorted. Throws when a key stands twice.
 */
export function tableChanges(before: Published, after: Published): TableChange[] {
  const old = new Map(before.tables.map((d) => [d.resource.name, d]));
  const now = new Map(after.tables.map((d) => [d.resource.name, d]));
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names.map((name) => changeOf(old.get(name), now.get(name))).filter(isChange);
}

function isChange({table, columnsAdded, columnsRemoved, added, removed, changed}: TableChange): boolean {
  const many = [columnsAdded, columnsRemoved, added, removed, changed];
  return table !== "kept" || many.some((d) => d.length > 0);
}

function changeOf(before: PublishedTable | undefined, after: PublishedTable | undefined): TableChange {
  const {name = "", title = "", schema} = (after ?? before)?.resource ?? {};
  const key = schema?.primaryKey ?? [];
  const old: Rows = before ? rowsOf(before, key) : new Map();
  const now: Rows = after ? rowsOf(after, key) : new Map();
  const oldColumns = columnsOf(before);
  const newColumns = columnsOf(after);
  const shared = newColumns.filter((d) => oldColumns.includes(d));
  const changed = [...now].flatMap(([id, row]) => {
    const earlier = old.get(id);
    return earlier ? cellChanges(id, earlier, row, shared) : [];
  });
  return {
    name,
    title,
    table: !before ? "added" : !after ? "removed" : "kept",
    columnsAdded: before && after ? newColumns.filter((d) => !oldColumns.includes(d)) : [],
    columnsRemoved: before && after ? oldColumns.filter((d) => !newColumns.includes(d)) : [],
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    changed
  };
}

function columnsOf(table: PublishedTable | undefined): string[] {
  return table?.resource.schema.fields.map((d) => d.name) ?? [];
}

function rowsOf({resource, rows}: PublishedTable, key: readonly string[]): Rows {
  const found: Rows = new Map();
  for (const row of rows) {
    const id = key.map((name) => valueText(row[name])).join(" · ");
    if (found.has(id)) throw new Error(`${resource.path}: the key ${id} stands twice (${key.join(", ")})`);
    found.set(id, row);
  }
  return found;
}

function cellChanges(
  key: string,
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
  columns: readonly string[]
): CellChange[] {
  return columns
    .map((column) => ({key, column, before: valueText(before[column]), after: valueText(after[column])}))
    .filter((d) => d.before !== d.after);
}

/** A value as it is compared and shown: lists with semicolons, an empty cell as nothing. */
function valueText(value: Value | undefined): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.join("; ") : String(value);
}
