/** Reads a file away from the page; see `reader.ts`. */
import Papa from "papaparse";
import type {Layout} from "./columns.js";
import {guessLayout, type Kind, type Mapping} from "./columns.js";
import {type Known, type Outcome, OwnReader} from "./read.js";
import {decode} from "./text.js";

/** What the worker is asked: a file at first, then, if need be, with what the reader says of its columns. */
export interface Asked {
  file?: File;
  known: Known;
  kind?: Kind;
  mapping?: Mapping;
}

/** What it says: how far it is, how it understands the file, what came of it, or what is wrong with it as a whole. */
export type Told =
  | {progress: number}
  | {layout: Layout; columns: string[]; encoding: string; delimiter: string; sample: string[][]}
  | {outcome: Outcome}
  | {problem: string};

/** Files above this are not read: a browser would run out of memory. */
const MOST_BYTES = 200_000_000;

const tell = (told: Told) => postMessage(told);
let kept: {text: string; name: string; encoding: string; delimiter: string} | undefined;

addEventListener("message", async ({data}: MessageEvent<Asked>) => {
  try {
    if (data.file) await keep(data.file);
    if (kept) read(kept, data);
  } catch (error) {
    tell({problem: error instanceof Error ? error.message : String(error)});
  }
});

async function keep(file: File): Promise<void> {
  kept = undefined;
  if (file.size > MOST_BYTES)
    throw new Error(
      `The file has ${Math.round(file.size / 1e6)} MB; at most ${MOST_BYTES / 1e6} MB can be read.`
    );
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!bytes.length) throw new Error("The file is empty.");
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new Error(
      "This is a workbook or an archive, not a CSV file. In a spreadsheet, save the sheet as “CSV UTF-8”."
    );
  const decoded = decode(bytes);
  if (/^%PDF-|\0/.test(decoded.text.slice(0, 2000)))
    throw new Error(
      "This is not a file of text but a picture, a PDF or the like. A table saved as CSV is wanted."
    );
  kept = {...decoded, name: file.name};
}

function read(
  {text, name, encoding, delimiter}: NonNullable<typeof kept>,
  {known, kind, mapping}: Asked
): void {
  // Papa finds the delimiter from the first rows; `sep=` says it.
  const head = Papa.parse<string[]>(text, {delimiter, preview: 6, skipEmptyLines: "greedy"});
  const columns = (head.data[0] ?? []).map((d) => d.trim());
  const found = head.meta.delimiter;
  if (columns.length < 2)
    throw new Error(
      `Only one column was found (“${(columns[0] ?? "").slice(0, 60)}”). Columns must be parted by commas, semicolons or tabs.`
    );
  const twice = columns.find((d, i) => d && columns.indexOf(d) !== i);
  if (twice !== undefined)
    throw new Error(`Two columns are called “${twice.slice(0, 60)}”; each needs a name of its own.`);
  const layout = guessLayout(
    columns,
    known.indicators.map((d) => d.id),
    {...(kind && {kind}), ...(mapping && {mapping})}
  );
  tell({layout, columns, encoding, delimiter: found, sample: head.data.slice(1, 4)});
  if (layout.lacks.length) return;
  const reader = new OwnReader(layout, known, name);
  let row = 0;
  let next = 0;
  Papa.parse<string[]>(text, {
    delimiter: found,
    // In one piece, all lines of a large file would be held at once, and clearing them away would take every core.
    chunkSize: 500_000,
    step({data, meta}) {
      row += 1;
      // The head, and lines without a cell.
      if (row === 1 || data.every((d) => d.trim() === "")) return;
      // Written one by one, the cells of all rows share one shape, which is three times as fast as from entries.
      const cells: Record<string, string | undefined> = {};
      for (let i = 0; i < columns.length; i += 1) cells[columns[i] ?? ""] = data[i];
      reader.take(cells, row);
      if (row >= next) {
        tell({progress: meta.cursor / text.length});
        next = row + 5000;
      }
    }
  });
  tell({outcome: reader.end()});
}
