import Papa from "papaparse";
import {createEvidence} from "../../../src/evidence/evidence.js";
import {readPackage} from "../../package/read.js";
import {type Published, type PublishOptions, readPublished} from "../published.js";
import {type Move, moves} from "./moves.js";
import {withPackage} from "./open.js";
import {type TableChange, tableChanges} from "./tables.js";

/** The difference between two releases. */
export interface Difference {
  before: {version: string; date: string};
  after: {version: string; date: string};
  tables: readonly TableChange[];
  moves: readonly Move[];
}

/**
 * What changed from one package to another, each a folder or an archive: rows, cells and classes. Throws, naming the
 * package, when one of them cannot be read.
 */
export function difference(before: string, after: string, options: PublishOptions = {}): Difference {
  return withPackage(before, (old) =>
    withPackage(after, (now) => {
      const [a, b] = [readPublished(old, options), readPublished(now, options)];
      const [c, d] = [old, now].map((folder) => createEvidence(readPackage(folder, options)));
      return {
        before: nameOf(a),
        after: nameOf(b),
        tables: tableChanges(a, b),
        moves: c && d ? moves(c, d) : []
      };
    })
  );
}

function nameOf({version, date}: Published) {
  return {version, date};
}

/** How many rows and cells changed in all. */
export function totals({tables}: Difference): {added: number; removed: number; changed: number} {
  const sum = (of: (d: TableChange) => number) => tables.reduce((n, d) => n + of(d), 0);
  return {
    added: sum((d) => d.added.length),
    removed: sum((d) => d.removed.length),
    changed: sum((d) => d.changed.length)
  };
}

/** The difference for people, in Markdown: the classes that moved first, then each table; long lists are cut after `longest` lines. */
export function report(difference: Difference, {longest = 20}: {longest?: number} = {}): string {
  const {before, after, tables, moves} = difference;
  const {added, removed, changed} = totals(difference);
  const cut = (lines: readonly string[]) =>
    lines.length > longest
      ? [...lines.slice(0, longest), `- and ${lines.length - longest} more`]
      : [...lines];
  const parts = [
    `# From ${before.version} (${before.date}) to ${after.version} (${after.date})`,
    `${added} rows added, ${removed} removed, ${changed} cells changed. ${moves.length} classes moved.`
  ];
  if (moves.length) {
    const lines = moves.map(
      (d) => `- ${d.country}, ${d.where}: ${d.before ?? "none"} → ${d.after ?? "none"}`
    );
    parts.push("## Classes that moved", cut(lines).join("\n"));
  }
  for (const d of tables) {
    const lines = [
      ...d.columnsAdded.map((name) => `- column ${name} added`),
      ...d.columnsRemoved.map((name) => `- column ${name} removed`),
      ...d.added.map((key) => `- added: ${key}`),
      ...d.removed.map((key) => `- removed: ${key}`),
      ...d.changed.map((c) => `- ${c.key}, ${c.column}: ${quote(c.before)} → ${quote(c.after)}`)
    ];
    const whole = d.table === "kept" ? "" : ` (table ${d.table})`;
    parts.push(`## ${d.title}${whole}`, cut(lines).join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}

/** The whole difference as CSV, a line for each row and cell, so that nothing is left out. */
export function differenceCsv({tables}: Difference): string {
  const lines = tables.flatMap(({name, added, removed, changed}) => [
    ...added.map((key) => [name, key, "row added", "", "", ""]),
    ...removed.map((key) => [name, key, "row removed", "", "", ""]),
    ...changed.map((d) => [name, d.key, "cell changed", d.column, d.before, d.after])
  ]);
  return `${Papa.unparse([["table", "key", "change", "column", "before", "after"], ...lines], {newline: "\n"})}\n`;
}

function quote(text: string): string {
  return text === "" ? "nothing" : `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`;
}
