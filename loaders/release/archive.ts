import {createHash} from "node:crypto";
import {strToU8, type Zippable, zipSync} from "fflate";

/** Files by their path, as text or bytes. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/** Name of the list of checksums, as `sha256sum -c` reads it. */
export const sumsName = "SHA256SUMS";

/** SHA-256 of a file, 64 hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** A line with checksum and path for every file, sorted by path. */
export function sums(files: Files): string {
  return inOrder(files)
    .map(([path, data]) => `${sha256(data)}  ${path}\n`)
    .join("");
}

/**
 * The files as one zip archive in a folder of its own. Entries are sorted and carry the day of the release, so that
 * the same files give the same bytes on every machine, in every time zone.
 * @param date ISO 8601, from 1980 on, the first year a zip can hold
 */
export function zip(files: Files, {folder, date}: {folder: string; date: string}): Uint8Array {
  const [year = 1980, month = 1, day = 1] = date.split("-").map(Number);
  // A zip holds local time without a zone, and the library writes that of the machine.
  const mtime = new Date(year, month - 1, day);
  const entries: Zippable = {};
  for (const [path, data] of inOrder(files)) entries[`${folder}/${path}`] = bytes(data);
  return zipSync(entries, {mtime, level: 9});
}

/** Text as UTF-8; bytes as they are. */
export function bytes(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? strToU8(data) : data;
}

function inOrder(files: Files): [string, string | Uint8Array][] {
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}
