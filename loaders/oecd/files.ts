import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync
} from "node:fs";
import {dirname} from "node:path";
import {writeAll} from "./lineWriter.js";

/** Writes a file beside and then renames it, so that nobody ever reads half of it. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.${process.pid}.new`;
  mkdirSync(dirname(path), {recursive: true});
  try {
    writeThrough(beside, text);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, {force: true});
    throw error;
  }
}

/** Writes a file and waits until it is on the disk. */
export function writeThrough(path: string, text: string): void {
  const file = openSync(path, "w");
  try {
    const bytes = Buffer.from(text);
    writeAll(file, bytes, 0, bytes.length);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Reads JSON; `undefined` when there is no such file, or when it is broken. */
export function readJson<T>(path: string): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    return undefined;
  }
}
