import {createHash} from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync
} from "node:fs";
import {join} from "node:path";
import type {Problem} from "../package/problem.js";
import {readJson, replaceFile, writeThrough} from "./files.js";
import type {Licence} from "./register.js";

/** Folder of the snapshots inside a data package. */
export const FOLDER = "oecd";

/** Where a snapshot comes from and what is in it: the file `<id>.json` beside `<id>.csv`. */
export interface SnapshotRecord {
  id: string;
  title: string;
  agency: string;
  dataflow: string;
  /** Version that the file names; empty in the old layout. */
  version: string;
  /** Address that was asked, or `file:` and the name of a file that someone downloaded. */
  address: string;
  /** When it came, ISO 8601 in UTC. */
  retrieved: string;
  /** When the OECD last changed the data, in its own words; absent when it was not asked. */
  updated?: string;
  rows: number;
  bytes: number;
  /** `sha256:` and 64 hexadecimal digits, of the file as it stands here. */
  hash: string;
  /** The file as it came, before it was sorted and its line ends were made even. */
  received: {bytes: number; hash: string};
  layout: "sdmx-csv" | "sdmx-csv-labels" | "oecd-stat";
  columns: readonly string[];
  /** Columns that make the key of an observation. */
  key: readonly string[];
  /** Labels by code, by column of the key without time. */
  codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  licence: Licence;
  /** Key into `sources.csv`. */
  source_id: string;
  /** What was checked, one sentence each. */
  checks: readonly string[];
  /** What was not, one sentence each. */
  notes: readonly string[];
}

/** What became of the last try, when it failed: the file `<id>.failed.json`. The snapshot, if any, is an older one. */
export interface FailedRefresh {
  id: string;
  /** When, ISO 8601 in UTC. */
  at: string;
  kind: string;
  message: string;
}

/** Paths of a snapshot inside a data package. */
export function snapshotPaths(data: string, id: string) {
  const at = (end: string) => join(data, FOLDER, `${id}${end}`);
  return {
    csv: at(".csv"),
    record: at(".json"),
    failed: at(".failed.json"),
    nextCsv: at(".csv.next"),
    nextRecord: at(".json.next")
  };
}

/**
 * Puts a snapshot in the place of the old one. The new rows must lie, complete, in `<id>.csv.next`. Two files cannot be
 * renamed in one step; so the new record is written first, beside, and the rename of the rows decides: from then on the
 * new record is the one that fits, and `readRecord` finds it, renamed or not.
 */
export function commitSnapshot(data: string, record: SnapshotRecord): void {
  const paths = snapshotPaths(data, record.id);
  writeThrough(paths.nextRecord, recordText(record));
  renameSync(paths.nextCsv, paths.csv);
  renameSync(paths.nextRecord, paths.record);
  rmSync(paths.failed, {force: true});
}

/** Replaces the record alone: the rows came again and are the same. */
export function renewRecord(data: string, record: SnapshotRecord): void {
  const paths = snapshotPaths(data, record.id);
  replaceFile(paths.record, recordText(record));
  rmSync(paths.failed, {force: true});
}

function recordText(record: SnapshotRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/**
 * The record that fits the rows, byte for byte; `undefined` when there are no rows, or none that fits.
 * Reads the rows once: for a file of a hundred megabytes that takes a tenth of a second or so.
 */
export function readRecord(data: string, id: string): SnapshotRecord | undefined {
  const paths = snapshotPaths(data, id);
  if (!existsSync(paths.csv)) return undefined;
  const records = [paths.record, paths.nextRecord]
    .map((path) => readJson<SnapshotRecord>(path))
    .filter((record) => record !== undefined);
  if (!records.length) return undefined;
  const {hash} = hashOfFile(paths.csv);
  return records.find((record) => record.hash === hash);
}

/** The last try that failed; `undefined` when it succeeded, or none was made. */
export function readFailure(data: string, id: string): FailedRefresh | undefined {
  return readJson<FailedRefresh>(snapshotPaths(data, id).failed);
}

/** The last tries that failed, by the short name of the dataset. */
export function readFailures(data: string): Map<string, FailedRefresh> {
  const folder = join(data, FOLDER);
  const names = existsSync(folder) ? readdirSync(folder).filter((d) => d.endsWith(".failed.json")) : [];
  const failures = names.map((name) => readFailure(data, name.slice(0, -".failed.json".length)));
  return new Map(failures.filter((d) => d !== undefined).map((d) => [d.id, d]));
}

/** Notes that a try failed, for the pages to say so. */
export function noteFailure(data: string, failure: FailedRefresh): void {
  mkdirSync(join(data, FOLDER), {recursive: true});
  replaceFile(snapshotPaths(data, failure.id).failed, `${JSON.stringify(failure, null, 2)}\n`);
}

/**
 * Brings a folder into order after a run that was killed: a replacement that had been decided is finished, what had not
 * been decided is removed. Returns a sentence for each thing done.
 */
export function recoverSnapshots(data: string): string[] {
  const folder = join(data, FOLDER);
  if (!existsSync(folder)) return [];
  const done: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith(".json.next")) {
      const id = name.slice(0, -".json.next".length);
      const paths = snapshotPaths(data, id);
      const record = readJson<SnapshotRecord>(paths.nextRecord);
      if (!existsSync(paths.nextCsv) && record && readRecord(data, id)?.hash === record.hash) {
        renameSync(paths.nextRecord, paths.record);
        rmSync(paths.failed, {force: true});
        done.push(`${id}: finished the replacement of an interrupted run`);
      }
    }
  }
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".next") && !name.endsWith(".new")) continue;
    rmSync(join(folder, name), {force: true});
    done.push(`${name}: removed, left by an interrupted run`);
  }
  return done;
}

/** Snapshots that have no record, or are not what their record says. */
export function checkSnapshots(data: string): Problem[] {
  return snapshotIds(data)
    .filter((id) => readRecord(data, id) === undefined)
    .map((id) => ({
      file: `${FOLDER}/${id}.csv`,
      value: hashOfFile(snapshotPaths(data, id).csv).hash,
      expected: `the bytes that ${FOLDER}/${id}.json records; npm run refresh -- ${id} fetches it again`
    }));
}

/** Snapshots with their records, as files by their path in the package. */
export function snapshotFiles(data: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const record of readRecords(data)) {
    const {id} = record;
    files.set(`${FOLDER}/${id}.csv`, readFileSync(snapshotPaths(data, id).csv));
    files.set(`${FOLDER}/${id}.json`, Buffer.from(recordText(record)));
  }
  return files;
}

/** The records of all snapshots that have one. */
export function readRecords(data: string): SnapshotRecord[] {
  return snapshotIds(data).flatMap((id) => readRecord(data, id) ?? []);
}

/** Ids of the snapshots of a data package. */
export function snapshotIds(data: string): string[] {
  const folder = join(data, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".csv"))
    .map((name) => name.slice(0, -".csv".length))
    .sort();
}

/** Length and `sha256:` with 64 hexadecimal digits of a file of any length, read a piece at a time. */
export function hashOfFile(path: string): {bytes: number; hash: string} {
  const file = openSync(path, "r");
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(1 << 18);
  let bytes = 0;
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(file);
  }
  return {bytes, hash: `sha256:${hash.digest("hex")}`};
}
