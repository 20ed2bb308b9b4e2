import {createHash} from "node:crypto";
import {closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {DataQuery} from "./address.js";
import type {Client} from "./client.js";
import {readJson, replaceFile} from "./files.js";
import {writeAll} from "./lineWriter.js";
import type {Progress} from "./progress.js";
import type {Dataflow} from "./register.js";
import {excerpt, Trouble} from "./trouble.js";

/** A whole answer on the disk, as it came. */
export interface Download {
  path: string;
  address: string;
  json: boolean;
  /** When it came, ISO 8601 in UTC. */
  retrieved: string;
  /** When the OECD last changed the data, as it said before. */
  updated?: string;
  bytes: number;
  /** `sha256:` and 64 hexadecimal digits. */
  hash: string;
}

/** How an answer is fetched. */
export interface DownloadOptions {
  cache: string;
  query?: DataQuery;
  updated?: string | undefined;
  /** Rows beyond which the download is stopped. */
  most?: number;
  progress?: (progress: Progress) => void;
  now?: () => number;
}

/** For how long a whole download is used that an interrupted run left behind, in milliseconds. */
const KEPT = 24 * 3_600_000;

/** Where downloads of a dataset lie. */
function downloadPaths(cache: string, id: string) {
  const at = (end: string) => join(cache, `${id}${end}`);
  return {part: at(".part"), whole: at(".download"), about: at(".download.json"), refused: at(".refused")};
}

/**
 * Fetches the data of a dataflow into a file. When an earlier run was interrupted after it had fetched the whole answer,
 * and the data have not changed since, that answer is taken and nothing is asked.
 * @throws {Trouble} whatever keeps the answer from coming whole
 */
export async function download(
  client: Client,
  dataflow: Dataflow,
  {cache, query = {}, updated, most = Infinity, progress = () => {}, now = Date.now}: DownloadOptions
): Promise<Download> {
  const paths = downloadPaths(cache, dataflow.id);
  mkdirSync(cache, {recursive: true});
  const earlier = leftBehind(paths, {updated, query, now: now()});
  if (earlier) return earlier;
  const {address, json, pieces} = await client.data(dataflow, query);
  const file = openSync(paths.part, "w");
  const hash = createHash("sha256");
  let bytes = 0;
  let lines = 0;
  try {
    for await (const piece of pieces) {
      if (bytes === 0) refusePage(piece, address);
      hash.update(piece);
      writeAll(file, piece, 0, piece.length);
      bytes += piece.length;
      lines += lineEnds(piece);
      progress({rows: Math.max(0, lines - 1), bytes});
      if (lines - 1 > most) {
        throw new Trouble(
          "content",
          `far more rows come than the OECD announced; stopped at row ${lines - 1}, after ${bytes} bytes`,
          {address}
        );
      }
    }
    fsyncSync(file);
  } catch (error) {
    rmSync(paths.part, {force: true});
    throw error;
  } finally {
    closeSync(file);
  }
  if (bytes === 0) {
    rmSync(paths.part, {force: true});
    throw new Trouble("not-data", `the answer is empty (${address})`, {address});
  }
  const about: Download = {
    path: paths.whole,
    address,
    json,
    retrieved: new Date(now()).toISOString(),
    ...(updated === undefined ? {} : {updated}),
    bytes,
    hash: `sha256:${hash.digest("hex")}`
  };
  rmSync(paths.about, {force: true});
  renameSync(paths.part, paths.whole);
  replaceFile(paths.about, `${JSON.stringify(about, null, 2)}\n`);
  return about;
}

/** Removes a download that has been used. With `refused`, it is kept for somebody to look at. Returns where. */
export function discardDownload(cache: string, id: string, {refused = false} = {}): string | undefined {
  const {whole, about, refused: kept} = downloadPaths(cache, id);
  rmSync(about, {force: true});
  if (refused && existsSync(whole)) {
    renameSync(whole, kept);
    return kept;
  }
  rmSync(whole, {force: true});
  return undefined;
}

function leftBehind(
  {whole, about}: {whole: string; about: string},
  {updated, query, now}: {updated: string | undefined; query: DataQuery; now: number}
): Download | undefined {
  const earlier = readJson<Download>(about);
  if (!earlier || !existsSync(whole) || updated === undefined || earlier.updated !== updated)
    return undefined;
  const same = earlier.json === (query.format === "json") && earlier.address.includes(formatOf(query));
  const age = now - Date.parse(earlier.retrieved);
  return same && age >= 0 && age < KEPT ? {...earlier, path: whole} : undefined;
}

function formatOf({format = "labels"}: DataQuery): string {
  return format === "labels" ? "csvfilewithlabels" : format === "csv" ? "format=csvfile" : "jsondata";
}

/** Says so when the first bytes are those of a web page or of XML, where data were to come. */
function refusePage(piece: Uint8Array, address: string): void {
  const start = Buffer.from(piece.subarray(0, 2048))
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (!start.startsWith("<")) return;
  const title = start.match(/<title[^>]*>([^<]*)/i)?.[1]?.trim();
  const what = /^<\?xml/i.test(start) ? "XML came in place of data" : "a web page came in place of data";
  throw new Trouble("not-data", `${what}: ${title || excerpt(start)} (${address})`, {address});
}

function lineEnds(piece: Uint8Array): number {
  const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  let n = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) n += 1;
  return n;
}
