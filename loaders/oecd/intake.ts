import type {Arena} from "./arena.js";
import {CodeTable} from "./codes.js";
import {type CsvRow, cellText, createCsvReader, quoteCell, restOf, rowTexts} from "./csv.js";
import {type Layout, layoutOf} from "./layout.js";
import {createLineWriter, type LineWriter} from "./lineWriter.js";
import {createProblems, type Problems} from "./problems.js";
import type {Dataflow} from "./register.js";
import {createRowSorter, type RowSorter, type SortOptions} from "./sort.js";
import type {ContentConstraint, Structure} from "./structure.js";
import {Trouble} from "./trouble.js";

/** Checks that someone may say not to hold against a file, because they have looked themselves. */
export type Accepted = "count" | "codes";

/** What is known before a file comes, and what is held against it. */
export interface IntakeOptions {
  /** Without it, the layout and the structure named in the file are taken as they are. */
  dataflow?: Dataflow;
  structure?: Structure;
  constraint?: ContentConstraint;
  accept?: readonly Accepted[];
  /** Limits of memory, see `createRowSorter`. */
  sort?: SortOptions;
}

/** What came. */
export interface Taken {
  rows: number;
  /** Bytes written. */
  bytes: number;
  /** SHA-256 of what was written, 64 hexadecimal digits. */
  sha256: string;
  layout: Layout;
  /** `OECD.GOV.GIP:DSD@DF(1.0)`; empty in the old layout. */
  structureId: string;
  /** `1.0`; empty in the old layout. */
  version: string;
  /** Observations whose value is empty, and whose value is no number. */
  empty: number;
  text: number;
  /** Labels by code, by column of the key: those of the codes that came, and of lists that belong to the dataset alone. */
  codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What was checked, one sentence each. */
  checks: readonly string[];
  /** What could not be checked, or was accepted, one sentence each. */
  notes: readonly string[];
}

/** Takes a file in, piece by piece: reads, checks, puts in order. */
export interface Intake {
  push(piece: Uint8Array): void;
  /**
   * Ends the checks and writes the rows, sorted by key, in UTF-8 with LF, to a file.
   * @throws {Trouble} `content` or `layout` with everything that is wrong
   */
  finish(path: string): Taken;
  /** Removes what was written beside. */
  clear(): void;
  /** Observations read so far. */
  readonly rows: number;
}

/**
 * Begins to take in a file of observations. A file of any length needs the same memory.
 * @param work beginning of the names of the files that are written beside
 */
export function createIntake(
  work: string,
  {dataflow, structure, constraint, accept = [], sort}: IntakeOptions = {}
): Intake {
  const problems = createProblems();
  const announced = constraint?.count;
  const most =
    announced === undefined || accept.includes("count")
      ? Infinity
      : Math.max(announced * 2, announced + 1000);
  let layout: Layout | undefined;
  let columns: Columns | undefined;
  let lead: readonly string[] | undefined;
  let sorter: RowSorter | undefined;
  let ids = new Uint32Array(0);
  let rows = 0;
  let empty = 0;
  let text = 0;

  function begin(row: CsvRow): void {
    layout = layoutOf(rowTexts(row), dataflow);
    columns = columnsOf(layout, dataflow, structure, accept, problems);
    ids = new Uint32Array(columns.key.length);
    reader.expect(layout.leading);
  }

  function take(row: CsvRow): void {
    if (!layout || !columns) {
      begin(row);
      return;
    }
    rows += 1;
    if (rows > most) {
      throw new Trouble(
        "content",
        `more than twice as many rows as the ${announced} that the OECD announced; stopped at row ${rows}`
      );
    }
    const {buffer, starts, ends, line} = row;
    if (row.count !== layout.header.length) {
      problems.add(raggedTitle(layout), `line ${line} has ${row.count}`);
      return;
    }
    if (!sorter || !lead) {
      lead = rowTexts(row).slice(0, layout.leading);
      const bytes = lead.length ? Buffer.from(`${lead.map(quoteCell).join(",")},`) : Buffer.alloc(0);
      sorter = createRowSorter(columns.tables, work, {...sort, lead: bytes});
      checkLead(lead, layout, line, problems, dataflow);
    } else if (!row.usual) compareLead(row, lead, layout, problems);
    columns.now.row = row;
    const {key, tables, value} = columns;
    for (let k = 0; k < key.length; k += 1) {
      const place = key[k] as number;
      ids[k] = (tables[k] as CodeTable).idOf(buffer, starts[place] as number, ends[place] as number);
    }
    const start = starts[value] as number;
    const end = ends[value] as number;
    if (start === end) empty += 1;
    else if (!isNumber(buffer, start, end)) text += 1;
    sorter.add(buffer, restOf(row, layout.leading), row.end, line, ids);
  }

  const reader = createCsvReader(take);

  return {
    push: (piece) => reader.push(piece),
    get rows() {
      return rows;
    },
    clear: () => sorter?.clear(),
    finish(path) {
      reader.end();
      if (!layout || !columns) throw new Trouble("layout", "the file is empty");
      if (!rows) throw new Trouble("no-rows", "the file has a header and no rows");
      const notes: string[] = [];
      const checks = [`columns: ${layout.header.length}, key ${layout.key.join(".")}`];
      countRows(rows, announced, accept, {problems, checks, notes});
      const written = sorter ? write(path, layout, sorter, columns, problems) : {bytes: 0, sha256: ""};
      checks.push("keys: every observation once");
      const structureId = layout.structure === undefined ? "" : (lead?.[layout.structure] ?? "");
      if (structureId) checks.push(`structure: ${structureId}`);
      saysOfCodes(columns, structure, accept, {checks, notes});
      if (reader.open) notes.push("The last line has no line end.");
      if (empty) notes.push(`${count(empty, "observation has", "observations have")} no value.`);
      if (text) notes.push(`${count(text, "value is", "values are")} text and no number.`);
      problems.raise();
      const codes = labelsOf(layout, columns, structure, dataflow);
      const version = structureId.match(/\(([^)]*)\)$/)?.[1] ?? "";
      return {rows, ...written, layout, structureId, version, empty, text, codes, checks, notes};
    }
  };
}

interface Columns {
  /** Places of the columns of the key, in the order of the header. */
  key: readonly number[];
  tables: readonly CodeTable[];
  value: number;
  /** Labels of the codes that were met, by column of the key, where the file has labels. */
  labels: readonly Map<string, string>[];
  /** The row that is being taken, for what is to be said of a code that is met for the first time. */
  now: {row?: CsvRow};
}

function columnsOf(
  layout: Layout,
  dataflow: Dataflow | undefined,
  structure: Structure | undefined,
  accept: readonly Accepted[],
  problems: Problems
): Columns {
  const now: Columns["now"] = {};
  const labels = layout.key.map(() => new Map<string, string>());
  const components = new Map([...(structure?.dimensions ?? [])].map((d) => [d.id, d]));
  const absent = components.size
    ? [...components.keys()].filter((name) => !layout.header.includes(name))
    : [];
  if (absent.length && layout.kind !== "oecd-stat") {
    throw new Trouble(
      "layout",
      `no column ${absent.join(", ")}, a dimension of ${dataflow?.flow ?? "the dataset"}`
    );
  }
  const tables = layout.key.map((name, k) => {
    const {codes, codelist} = components.get(name) ?? {};
    const place = layout.labels.get(name);
    return new CodeTable((text) => {
      const {row} = now;
      if (row && place !== undefined) labels[k]?.set(text, cellText(row, place));
      if (text === "" && layout.kind === "oecd-stat") return;
      if (text === "") problems.add("no code", `line ${row?.line} has no ${name}`);
      else if (codes && !codes.has(text) && !accept.includes("codes")) {
        problems.add(
          "unknown codes",
          `${name} ${JSON.stringify(text)} (line ${row?.line}) is not in ${codelist}`
        );
      }
    });
  });
  return {
    key: layout.key.map((name) => layout.header.indexOf(name)),
    tables,
    labels,
    value: layout.header.indexOf(layout.value),
    now
  };
}

/** Labels from the code lists where they are at hand, else from the file. */
function labelsOf(
  layout: Layout,
  {tables, labels}: Columns,
  structure: Structure | undefined,
  dataflow: Dataflow | undefined
): Taken["codes"] {
  const lists = new Map(structure?.dimensions.map((d) => [d.id, d.codes]));
  const entries = layout.key.map((name, k) => {
    const list = lists.get(name);
    const whole = list && dataflow?.own.includes(name) ? [...list.keys()] : [];
    const met = tables[k]?.all() ?? [];
    const codes = [...new Set([...whole, ...[...met].sort()])];
    return [name, Object.fromEntries(codes.map((d) => [d, list?.get(d) ?? labels[k]?.get(d) ?? ""]))];
  });
  return Object.fromEntries(entries.filter(([name]) => name !== "TIME_PERIOD"));
}

/** Whether the first row is of the dataset that was asked for, and adds to it. */
function checkLead(
  lead: readonly string[],
  {structure, action}: Layout,
  line: number,
  problems: Problems,
  dataflow: Dataflow | undefined
): void {
  const id = structure === undefined ? undefined : (lead[structure] ?? "");
  const expected = dataflow && `${dataflow.agency}:${dataflow.flow}`;
  if (id !== undefined && expected && !id.startsWith(`${expected}(`)) {
    problems.add("another dataset", `the rows are of ${id || "no structure"}, asked was ${expected}`);
  }
  if (action !== undefined && lead[action] === "D") {
    problems.add("deletions", `line ${line} asks to delete an observation`);
  }
}

/** Whether a later row is of the same dataset. It may be written otherwise: with quotes where the first has none. */
function compareLead(row: CsvRow, lead: readonly string[], {header}: Layout, problems: Problems): void {
  lead.forEach((expected, i) => {
    const text = cellText(row, i);
    if (text === expected) return;
    const found = `line ${row.line} has ${header[i]} ${JSON.stringify(text)}, the lines before ${JSON.stringify(expected)}`;
    problems.add("rows of several kinds", found);
  });
}

function countRows(
  rows: number,
  announced: number | undefined,
  accept: readonly Accepted[],
  {problems, checks, notes}: {problems: Problems; checks: string[]; notes: string[]}
): void {
  if (announced === undefined) notes.push("The OECD was not asked how many observations there are.");
  else if (rows === announced) checks.push(`count: ${rows}, as announced`);
  else if (accept.includes("count")) {
    notes.push(`The OECD announced ${announced} observations; ${rows} came, which was accepted.`);
  } else problems.add("count", `the OECD announced ${announced} observations, ${rows} came`);
}

function saysOfCodes(
  {tables}: Columns,
  structure: Structure | undefined,
  accept: readonly Accepted[],
  {checks, notes}: {checks: string[]; notes: string[]}
): void {
  const listed = structure?.dimensions.filter((d) => d.codes) ?? [];
  if (accept.includes("codes")) notes.push("Codes were not held against the code lists, which was accepted.");
  else if (!listed.length) notes.push("Codes were not held against the code lists, which were not at hand.");
  else
    checks.push(
      `codes: ${tables.reduce((sum, d) => sum + d.size, 0)}, of ${listed.map((d) => d.codelist).join(", ")}`
    );
}

function write(
  path: string,
  layout: Layout,
  sorter: RowSorter,
  {tables}: Columns,
  problems: Problems
): {bytes: number; sha256: string} {
  let out: LineWriter | undefined;
  let before = 0;
  const begin = (arena: Arena) => {
    out = createLineWriter(path, {arena});
    const head = Buffer.from(layout.header.map(quoteCell).join(","));
    out.line(head, 0, head.length);
    return out;
  };
  try {
    sorter.finish(({arena, buffer, start, end, line, codes, at, repeated}) => {
      const to = out ?? begin(arena);
      if (repeated) {
        const key = tables.map((table, k) => table.textOf(codes[at + k] as number)).join(".");
        problems.add("duplicates", `line ${line} repeats the key ${key} of line ${before}`);
      }
      before = line;
      to.led(buffer, start, end);
    });
    return out ? (out as LineWriter).end() : {bytes: 0, sha256: ""};
  } finally {
    (out as LineWriter | undefined)?.close();
  }
}

function isNumber(buffer: Buffer, start: number, end: number): boolean {
  let digits = 0;
  for (let i = start; i < end; i += 1) {
    const byte = buffer[i] as number;
    if (byte >= 48 && byte <= 57) digits += 1;
    // + - . e E: what is made of these and digits is taken for a number here, where nothing is computed.
    else if (byte !== 43 && byte !== 45 && byte !== 46 && byte !== 69 && byte !== 101) return false;
  }
  return digits > 0;
}

function count(n: number, one: string, more: string): string {
  return `${n} ${n === 1 ? one : more}`;
}

function raggedTitle({kind, header}: Layout): string {
  const hint = "is there a label with a comma and no quotes? Ask without labels: --format csv";
  return `rows without ${header.length} cells${kind === "sdmx-csv-labels" ? ` (${hint})` : ""}`;
}
