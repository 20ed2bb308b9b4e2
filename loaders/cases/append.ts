import {readFileSync} from "node:fs";
import {join} from "node:path";
import Papa from "papaparse";
import {replaceFile} from "../oecd/files.js";
import {checkPackage} from "../package/check.js";
import {textIn} from "../package/load.js";
import {formatProblem, type Problem} from "../package/problem.js";
import {parseTable} from "../package/table.js";

/** Rows for one table of the package, each with the line of the file it comes from. */
export interface NewRows {
  /** `findings.csv`. */
  table: string;
  /** File they come from, for messages. */
  file: string;
  rows: readonly {line: number; cells: Readonly<Record<string, string>>}[];
}

/** The tables of case material, with the column that says something: a row without it has not been filled in. */
const TABLES: readonly {table: string; said: string}[] = [
  {table: "findings.csv", said: "finding"},
  {table: "events.csv", said: "summary"}
];

/**
 * Reads a table of findings or of events, as the templates and spreadsheets give it; rows that say nothing are left
 * out, and empty lines.
 * @throws when it is neither, or not well-formed
 */
export function readCaseTable(folder: string, path: string): NewRows {
  const {header, rows, problems} = parseTable(readFileSync(path, "utf8"), {file: path});
  if (problems.length) throw new Error(problems.map(formatProblem).join("\n"));
  const found = TABLES.find(({table}) => headerOf(folder, table).every((name) => header.includes(name)));
  if (!found) {
    const expected = TABLES.map(({table}) => `${headerOf(folder, table).join(",")} (${table})`).join(" or ");
    throw new Error(`${path}: the columns are ${header.join(",")}, expected ${expected}`);
  }
  const {table, said} = found;
  return {table, file: path, rows: rows.filter(({cells}) => (cells[said] ?? "").trim() !== "")};
}

/**
 * Adds rows at the end of a table, after the whole package with them has passed its check: the same rules hold for
 * them as for what is there. Nothing is written when anything is wrong.
 * @returns how many rows were added
 * @throws with every problem, those of the new rows by the lines of the file they come from
 */
export function appendRows(folder: string, {table, file, rows}: NewRows): number {
  if (!rows.length) throw new Error(`${file}: nothing is filled in`);
  const header = headerOf(folder, table);
  const path = join(folder, table);
  const before = readFileSync(path, "utf8").replace(/\n*$/, "\n");
  const lines = rows.map(({cells}) => Papa.unparse([header.map((name) => (cells[name] ?? "").trim())]));
  const text = `${before}${lines.join("\n")}\n`;
  const files = textIn(folder);
  const {problems} = checkPackage(folder, {readText: (name) => (name === table ? text : files(name))});
  if (problems.length) throw new Error(problems.map((d) => formatProblem(placed(d))).join("\n"));
  replaceFile(path, text);
  return rows.length;

  function placed(problem: Problem): Problem {
    if (problem.file !== table || problem.row === undefined) return problem;
    let line = before.split("\n").length;
    const own = rows.find((_, i) => {
      const here = line;
      line += (lines[i] ?? "").split("\n").length;
      return here === problem.row;
    });
    return own ? {...problem, file, row: own.line} : problem;
  }
}

function headerOf(folder: string, table: string): string[] {
  return parseTable(readFileSync(join(folder, table), "utf8")).header;
}
