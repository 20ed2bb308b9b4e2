import {shapeOfTable, variableName} from "./csv.js";
import type {HandedFile} from "./protocol.js";

/** The largest file that is taken, in bytes. */
const LARGEST = 20_000_000;

/** A file for a notebook, the code that reads it there, and what it is seen to hold, in words. */
export interface Attachment {
  handed: HandedFile;
  code: string;
  words: string;
}

/** Reads a file that the reader gives. Throws when it is too large, or is a table that cannot be read, with the row. */
export async function readAttachment(file: File): Promise<Attachment> {
  const {name, size} = file;
  if (size > LARGEST) throw new Error("it is larger than 20 MB");
  const bytes = await file.arrayBuffer();
  const kind = /\.(csv|tsv|json)$/i.exec(name)?.[1]?.toLowerCase() ?? "text";
  const table = kind === "csv" || kind === "tsv";
  const call = `FileAttachment(${JSON.stringify(name)}).${kind}(${table ? "{typed: true}" : ""})`;
  const code = `const ${variableName(name)} = ${call};`;
  if (!table) return {handed: {name, bytes}, code, words: `${name} is at hand.`};
  const {rows, columns} = shapeOfTable(new TextDecoder().decode(bytes));
  const seen = columns.map((d) => `${d.name}: ${d.type}${d.empty ? `, ${d.empty} empty` : ""}`);
  return {handed: {name, bytes}, code, words: `${name}: ${rows} rows. ${seen.join("; ")}.`};
}
