/** One thing wrong with the data package: where it stands, what is there, and what was expected. */
export interface Problem {
  /** File, relative to the folder of the package. */
  file: string;
  /** Line of the file, from 1; the header is line 1. */
  row?: number;
  column?: string;
  /** The offending value as written. */
  value?: string;
  expected: string;
}

const longest = 120;

/** A problem as one line of text: `data.csv, row 3, column year: "18" (expected a year from 1900 to 2027)`. */
export function formatProblem({file, row, column, value, expected}: Problem): string {
  const place = [file];
  if (row !== undefined) place.push(`row ${row}`);
  if (column !== undefined) place.push(`column ${column}`);
  const found = value === undefined ? "" : ` found ${quote(value)},`;
  return `${place.join(", ")}:${found} expected ${expected}`;
}

function quote(value: string): string {
  const text = value.length > longest ? `${value.slice(0, longest)}…` : value;
  return JSON.stringify(text);
}

/** Problems in the order of file, row and column, so that the same package gives the same report. */
export function sortProblems(problems: Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      (a.row ?? 0) - (b.row ?? 0) ||
      compare(a.column ?? "", b.column ?? "") ||
      compare(a.expected, b.expected)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
