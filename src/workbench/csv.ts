import Papa from "papaparse";

/** A column of a file: its name, what its values are, and how many are empty. */
export interface FileColumn {
  name: string;
  type: "number" | "date" | "yes or no" | "text" | "empty";
  empty: number;
}

/** What a table is seen to hold. */
export interface FileShape {
  rows: number;
  columns: FileColumn[];
}

/**
 * What a CSV or TSV file holds, from all of its rows. Throws with the row, counted as in the file, where it cannot be
 * read as a table.
 */
export function shapeOfTable(text: string): FileShape {
  const {data, meta, errors} = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ""), {
    header: true,
    skipEmptyLines: true
  });
  const problem = errors.find((d) => d.type !== "Delimiter");
  if (problem) throw new Error(`row ${(problem.row ?? 0) + 2}: ${problem.message}`);
  const columns = (meta.fields ?? []).map((name) => {
    const values = data.map((row) => (row[name] ?? "").trim());
    const given = values.filter(Boolean);
    return {name, type: typeOf(given), empty: values.length - given.length};
  });
  return {rows: data.length, columns};
}

function typeOf(values: readonly string[]): FileColumn["type"] {
  if (!values.length) return "empty";
  if (values.every((d) => /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(d))) return "number";
  if (values.every((d) => /^\d{4}-\d{2}(?:-\d{2}(?:[T ][\d:.]+Z?)?)?$/.test(d))) return "date";
  if (values.every((d) => /^(?:true|false)$/i.test(d))) return "yes or no";
  return "text";
}

/** A name for a variable, from the name of a file. */
export function variableName(file: string): string {
  const words = file
    .replace(/\.\w+$/, "")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  const name = words
    .map((d, i) => (i ? d[0]?.toUpperCase() + d.slice(1) : d[0]?.toLowerCase() + d.slice(1)))
    .join("");
  return /^[a-z]/i.test(name) ? name : `file${name}`;
}
