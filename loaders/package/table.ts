import Papa from "papaparse";
import type {Problem} from "./problem.ts";

/** A row of a CSV file as text, with the line of the file on which it begins. */
export interface TextRow {
  /** From 1; the header is line 1. */
  line: number;
  cells: Record<string, string>;
}

/** A CSV file as text. */
export interface TextTable {
  header: string[];
  rows: TextRow[];
  /** Ragged rows, broken quotes, a header with empty or repeated names. */
  problems: Problem[];
}

/**
 * Reads CSV text: UTF-8 with or without a byte-order mark, lines ended by LF or CRLF, a header row.
 * Ragged rows are reported, and kept with what they have; empty lines are passed over.
 * @param file name used in the problems
 */
export function parseTable(text: string, {file = "table"}: {file?: string} = {}): TextTable {
  const problems: Problem[] = [];
  const rows: TextRow[] = [];
  let header: string[] | undefined;
  const source = text.replace(/^\uFEFF/, "");
  let line = 1;
  let cursor = 0;
  Papa.parse<string[]>(source, {
    delimiter: ",",
    step({data, errors, meta}) {
      const start = line;
      line += count(source, "\n", cursor, meta.cursor);
      cursor = meta.cursor;
      for (const error of errors) {
        problems.push({file, row: start, expected: `well-formed CSV (${error.message})`});
      }
      if (data.length === 1 && data[0] === "") return;
      if (!header) {
        header = data;
        checkHeader(data, file, problems);
        return;
      }
      if (data.length !== header.length) {
        problems.push({
          file,
          row: start,
          value: `${data.length} cells`,
          expected: `${header.length} cells, one per column`
        });
      }
      rows.push({line: start, cells: cellsOf(header, data)});
    }
  });
  if (!header) problems.push({file, row: 1, expected: "a header row"});
  return {header: header ?? [], rows, problems};
}

function cellsOf(header: string[], data: string[]): Record<string, string> {
  const cells: Record<string, string> = {};
  header.forEach((name, i) => {
    cells[name] = data[i] ?? "";
  });
  return cells;
}

function checkHeader(names: string[], file: string, problems: Problem[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === "") problems.push({file, row: 1, value: name, expected: "a name for every column"});
    else if (seen.has(name))
      problems.push({file, row: 1, column: name, value: name, expected: "a column once"});
    seen.add(name);
  }
}

function count(text: string, letter: string, from: number, to: number): number {
  let n = 0;
  for (let i = text.indexOf(letter, from); i !== -1 && i < to; i = text.indexOf(letter, i + 1)) n++;
  return n;
}
