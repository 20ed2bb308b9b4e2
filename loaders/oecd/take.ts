import {createReadStream, mkdirSync, readFileSync, rmSync} from "node:fs";
import {dirname} from "node:path";
import {createIntake, type IntakeOptions, type Taken} from "./intake.js";
import {csvOfJson} from "./json.js";
import type {Progress} from "./progress.js";

/** How a file is taken in. */
export interface TakeOptions extends IntakeOptions {
  /** Whether it is SDMX-JSON; else its first byte decides. */
  json?: boolean;
  progress?: (progress: Progress) => void;
}

/**
 * Takes a file of observations in: reads, checks, sorts and writes it in the form of a snapshot.
 * @param path CSV or SDMX-JSON
 * @param to file to be written; it is removed when the checks fail
 * @param work beginning of the names of the files that are written beside meanwhile
 * @throws {Trouble} with everything that is wrong with it
 */
export async function takeFile(
  path: string,
  to: string,
  work: string,
  options: TakeOptions = {}
): Promise<Taken> {
  const {json, progress = () => {}} = options;
  mkdirSync(dirname(to), {recursive: true});
  mkdirSync(dirname(work), {recursive: true});
  const intake = createIntake(work, options);
  let bytes = 0;
  const push = (piece: Buffer) => {
    intake.push(piece);
    bytes += piece.length;
    progress({
      rows: intake.rows,
      bytes,
      ...(options.constraint?.count ? {of: options.constraint.count} : {})
    });
  };
  try {
    let first = true;
    for await (const piece of createReadStream(path, {highWaterMark: 1 << 20})) {
      if (first && (json ?? isJson(piece as Buffer))) {
        for (const line of csvOfJson(readFileSync(path, "utf8"))) push(Buffer.from(line));
        break;
      }
      first = false;
      push(piece as Buffer);
    }
    return intake.finish(to);
  } catch (error) {
    rmSync(to, {force: true});
    throw error;
  } finally {
    intake.clear();
  }
}

function isJson(piece: Buffer): boolean {
  return piece
    .toString("utf8", 0, 64)
    .replace(/^\uFEFF/, "")
    .trimStart()
    .startsWith("{");
}
