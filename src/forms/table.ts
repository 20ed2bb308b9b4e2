import Papa from "papaparse";
import type {Content, Value} from "./content.js";

/**
 * The rows of a view as CSV (UTF-8, CRLF as RFC 4180 asks): the columns of its table with all decimals, then where the
 * evidence of each row lies and its ids. Text that a spreadsheet would run as a formula is made plain by an apostrophe.
 */
export function csv({columns, records, rows, home}: Content): string {
  const head = [...columns.map((d) => d.name), "Evidence", "Evidence ids"];
  const lines = records.map((record, i) => [
    ...record,
    `${home}${rows[i]?.href ?? ""}`,
    rows[i]?.evidence.join(";") ?? ""
  ]);
  return `${Papa.unparse([head, ...lines.map((line) => line.map(safeCell))])}\r\n`;
}

/** A cell that no spreadsheet takes for a formula. Numbers are left as they are: a minus before one is its sign. */
export function safeCell(value: Value): string | number {
  if (value === null) return "";
  if (typeof value === "number") return value;
  return /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
}

/** The rows of a view with all that is to be known of them, as JSON. */
export function json(content: Content): string {
  const {id, figure, name, label, view, title, subtitle, finding, note, terms, version, date} = content;
  const {columns, records, rows, sources, address, page, home} = content;
  return `${JSON.stringify(
    {
      id,
      figure: figure.id,
      name,
      label,
      question: figure.question,
      title,
      subtitle,
      finding,
      note,
      countries: view.countries,
      options: view.options,
      version,
      date,
      address,
      page,
      licence: "CC BY 4.0 for what is ours; see terms",
      terms,
      columns,
      rows: rows.map((row, i) => ({
        key: row.key,
        sentence: row.label,
        evidence: `${home}${row.href}`,
        evidence_ids: row.evidence,
        values: Object.fromEntries(columns.map((column, j) => [column.name, records[i]?.[j] ?? null]))
      })),
      sources: sources.map((d) => ({
        source_id: d.source_id,
        title: d.title,
        authors: d.authors,
        year: d.year,
        doi: d.doi,
        url: d.url,
        licence: d.licence,
        bibliography: `${home}/evidence/sources#${d.source_id}`
      }))
    },
    null,
    1
  )}\n`;
}
