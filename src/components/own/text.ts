import type {Level} from "../../evidence/tables.js";
import {levelOf} from "../challenge/patch.js";

/** The text of a file with the encoding it was found to have. */
export interface Decoded {
  text: string;
  encoding: string;
}

/**
 * The text of a file: by its byte order mark, else as UTF-16 where every other byte is empty, else as UTF-8, else, when
 * that fails, as Windows-1252, which every byte fits. The mark and Excel's line `sep=;` are taken off.
 */
export function decode(bytes: Uint8Array): Decoded & {delimiter: string} {
  const encoding = encodingOf(bytes);
  let text: string;
  let found = encoding;
  try {
    text = new TextDecoder(encoding, {fatal: encoding === "utf-8"}).decode(bytes);
  } catch {
    found = "windows-1252";
    text = new TextDecoder(found).decode(bytes);
  }
  text = text.replace(/^\uFEFF/, "");
  const [line = "", delimiter = ""] = /^"?sep=(.)"?\r?\n/i.exec(text) ?? [];
  return {text: text.slice(line.length), encoding: found, delimiter};
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 1000 - (1000 % 2));
  const empty = (from: number) => head.filter((byte, i) => i % 2 === from && byte === 0).length;
  if (head.length > 3 && empty(1) > head.length / 4) return "utf-16le";
  if (head.length > 3 && empty(0) > head.length / 4) return "utf-16be";
  return "utf-8";
}

/** A number as people and spreadsheets write it: `0,67`, `1 234,5`, `1,234.5`; `NaN` where there is none. */
export function numberOf(text: string): number {
  if (!text) return Number.NaN;
  let plain = text.replace(/[\s\u00A0\u2009\u202F']/g, "").replace("−", "-");
  const [comma, point] = [plain.lastIndexOf(","), plain.lastIndexOf(".")];
  if (comma > point) plain = plain.replaceAll(".", "").replace(",", ".");
  else plain = plain.replaceAll(",", "");
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}

const SIGNS: Readonly<Record<string, string>> = {"⅓": "1/3", "⅔": "2/3"};

/** A level as people write it; `undefined` where there is none. Blank cells are `null`. */
export function levelIn(text: string): Level | null | undefined {
  const plain = text.trim();
  return levelOf(SIGNS[plain] ?? plain);
}

/** Whether a cell looks like a third that a spreadsheet has turned into a date: `02. Mrz`, `3-Feb`, `2/3/2026`. */
export function looksLikeDate(text: string): boolean {
  return /^\d{1,2}[-. /]+(?:\p{L}{3,}\.?|\d{1,2}[-./]\d{2,4})/u.test(text.trim());
}

/** Text for comparing words: lower case, without accents, blanks and punctuation. */
export function bare(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The word nearest to a text by the letters to change, or `undefined` when none is near. */
export function nearest(text: string, words: readonly string[]): string | undefined {
  const wanted = bare(text);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 2)) + 1;
  for (const word of words) {
    const cost = editDistance(wanted, bare(word), least);
    if (cost < least) [best, least] = [word, cost];
  }
  return best;
}

/** How many letters must be put in, taken out or changed; stops counting at `limit`. */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? limit;
}
