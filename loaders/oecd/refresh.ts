import {existsSync, rmSync} from "node:fs";
import {basename, join} from "node:path";
import {type DataFormat, OECD} from "./address.js";
import {askedAt, noteAsked, oldestFirst} from "./asked.js";
import {type Client, createClient} from "./client.js";
import {discardDownload, download} from "./download.js";
import type {Accepted, Taken} from "./intake.js";
import {clock, createLimits, type Limits} from "./limits.js";
import {takeLock} from "./lock.js";
import {countText, createReporter, type Reporter} from "./progress.js";
import type {Dataflow} from "./register.js";
import {
  commitSnapshot,
  hashOfFile,
  noteFailure,
  readRecord,
  recoverSnapshots,
  renewRecord,
  type SnapshotRecord,
  snapshotPaths
} from "./snapshot.js";
import type {ContentConstraint, Structure} from "./structure.js";
import {takeFile} from "./take.js";
import {Trouble} from "./trouble.js";

/** What became of one dataset. `skipped`: asked not long ago; `stopped`: not tried, because the run had to end. */
export type OutcomeKind = "replaced" | "unchanged" | "would-replace" | "skipped" | "failed" | "stopped";

/** The end of one dataset, with a sentence for people. */
export interface Outcome {
  id: string;
  kind: OutcomeKind;
  message: string;
  record?: SnapshotRecord;
  trouble?: Trouble;
}

/** How datasets are refreshed. */
export interface RefreshOptions {
  /** Folder of the data package. */
  data?: string;
  /** Folder for what is kept between runs. */
  cache?: string;
  base?: string;
  /** A file that someone downloaded; nothing is asked then. */
  from?: string;
  /** Asks and says what would be done; with `from`, checks the file. Nothing is replaced. */
  dryRun?: boolean;
  /** Downloads although nothing has changed. */
  force?: boolean;
  /** Whether datasets that were asked for not long ago are passed over. */
  skipRecent?: boolean;
  accept?: readonly Accepted[];
  format?: DataFormat;
  limits?: Limits;
  client?: Client;
  reporter?: Reporter;
  /** Time in milliseconds since 1970. */
  now?: () => number;
  signal?: AbortSignal;
}

/** For how long an answer is taken as recent, in milliseconds. */
const RECENT = 12 * 3_600_000;

/** Troubles after which the next dataset would fare no better. */
const FINAL = ["limit", "no-connection", "forbidden"];

/** Troubles that lie in what came; the file is kept for somebody to look at. */
const IN_THE_FILE = ["layout", "content", "encoding", "not-data", "no-rows", "cut-off"];

/**
 * Refreshes snapshots, one after the other: asks whether anything changed, downloads, checks, and replaces the old
 * snapshot in one step. A dataset that fails leaves its old snapshot as it is, with a note beside it.
 * @throws when another refresh is running, or when `signal` ends this one
 */
export async function refresh(
  dataflows: readonly Dataflow[],
  options: RefreshOptions = {}
): Promise<Outcome[]> {
  const settings = withDefaults(options);
  const {data, cache, reporter, now, signal, skipRecent} = settings;
  const unlock = takeLock(join(cache, "running"));
  try {
    if (!settings.dryRun) for (const line of recoverSnapshots(data)) reporter.line(line);
    const outcomes: Outcome[] = [];
    let ended: Trouble | undefined;
    for (const dataflow of skipRecent ? oldestFirst(dataflows, cache) : dataflows) {
      const {id} = dataflow;
      const asked = askedAt(cache, id);
      let outcome: Outcome;
      if (ended) outcome = {id, kind: "stopped", message: "not tried"};
      else if (skipRecent && now() - asked < RECENT && now() >= asked) {
        outcome = {id, kind: "skipped", message: `asked at ${clock(new Date(asked))}; name it to ask again`};
      } else outcome = await refreshOne(dataflow, settings);
      signal?.throwIfAborted();
      outcomes.push(outcome);
      reporter.done();
      reporter.line(`${id}: ${outcome.message}`);
      if (outcome.trouble && FINAL.includes(outcome.trouble.kind)) ended = outcome.trouble;
    }
    return outcomes;
  } finally {
    unlock();
  }
}

type Settings = ReturnType<typeof withDefaults>;

function withDefaults(options: RefreshOptions) {
  const {data = "data", cache = join(".cache", "oecd"), base = OECD, now = Date.now, accept = []} = options;
  const {dryRun = false, force = false, skipRecent = false, format = "labels", from, signal} = options;
  const limits = options.limits ?? createLimits({cache, now});
  const client = options.client ?? createClient({base, limits, ...(signal ? {signal} : {})});
  const reporter = options.reporter ?? createReporter();
  return {data, cache, now, accept, dryRun, force, skipRecent, format, from, signal, client, reporter};
}

async function refreshOne(dataflow: Dataflow, settings: Settings): Promise<Outcome> {
  const {id} = dataflow;
  const {data, cache, dryRun, from, now, signal} = settings;
  try {
    const outcome =
      from === undefined ? await fromService(dataflow, settings) : await fromFile(dataflow, from, settings);
    if (!dryRun && from === undefined) noteAsked(cache, id, now());
    return outcome;
  } catch (error) {
    rmSync(snapshotPaths(data, id).nextCsv, {force: true});
    if (signal?.aborted) throw error;
    const trouble =
      error instanceof Trouble ? error : new Trouble("file", (error as Error).message, {cause: error});
    const kept = discardDownload(cache, id, {refused: IN_THE_FILE.includes(trouble.kind)});
    const old = readRecord(data, id);
    const standing = old
      ? `the snapshot of ${old.retrieved.slice(0, 10)} stands as it was`
      : "there is no snapshot";
    const look = kept ? `; what came is kept in ${kept}` : "";
    if (!dryRun)
      noteFailure(data, {
        id,
        at: new Date(now()).toISOString(),
        kind: trouble.kind,
        message: trouble.message
      });
    return {id, kind: "failed", message: `${trouble.message}; ${standing}${look}`, trouble};
  }
}

async function fromService(dataflow: Dataflow, settings: Settings): Promise<Outcome> {
  const {id} = dataflow;
  const {data, cache, client, reporter, accept, dryRun, force, format, now} = settings;
  const notes: string[] = [];
  const constraint = await constraintOf(client, dataflow, notes);
  const old = readRecord(data, id);
  const {updated, count} = constraint ?? {};
  if (old && !force && updated !== undefined && old.updated === updated) {
    if (!dryRun) renewRecord(data, old);
    return {
      id,
      kind: "unchanged",
      message: `unchanged since ${updated}, ${countText(old.rows)} rows`,
      record: old
    };
  }
  const announced = count === undefined ? "a number of rows that is not said" : `${countText(count)} rows`;
  if (dryRun) {
    const why = old
      ? `changed ${updated ?? "perhaps"}, ours is of ${old.updated ?? old.retrieved}`
      : "no snapshot yet";
    return {id, kind: "would-replace", message: `would download ${announced} (${why})`};
  }
  const structure = await structureOf(client, dataflow, accept);
  const known = withKey(dataflow, structure, notes);
  reporter.line(`${id}: downloading ${announced}`);
  const came = await download(client, known, {
    cache,
    query: {format},
    updated,
    most: count === undefined || accept.includes("count") ? Infinity : Math.max(count * 2, count + 1000),
    progress: (progress) => reporter.progress(id, {...progress, ...(count ? {of: count} : {})}),
    now
  });
  const paths = snapshotPaths(data, id);
  const taken = await takeFile(came.path, paths.nextCsv, join(cache, `${id}.sort`), {
    dataflow: known,
    accept,
    json: came.json,
    ...(structure ? {structure} : {}),
    ...(constraint ? {constraint} : {})
  });
  const {address, retrieved, bytes, hash} = came;
  const record = recordOf(known, taken, {address, retrieved, updated, received: {bytes, hash}, notes});
  const outcome = replace(data, record, old);
  discardDownload(cache, id);
  return outcome;
}

async function fromFile(dataflow: Dataflow, from: string, settings: Settings): Promise<Outcome> {
  const {id} = dataflow;
  const {data, cache, accept, dryRun, now, reporter} = settings;
  if (!existsSync(from)) throw new Trouble("file", `there is no file ${from}`);
  const old = readRecord(data, id);
  const paths = snapshotPaths(data, id);
  const taken = await takeFile(
    from,
    dryRun ? join(cache, `${id}.dry`) : paths.nextCsv,
    join(cache, `${id}.sort`),
    {
      dataflow,
      accept,
      progress: (progress) => reporter.progress(id, progress)
    }
  );
  if (dryRun) {
    rmSync(join(cache, `${id}.dry`), {force: true});
    return {id, kind: "would-replace", message: `would take ${countText(taken.rows)} rows from ${from}`};
  }
  if (old && taken.rows < old.rows / 2 && !accept.includes("count")) {
    throw new Trouble(
      "content",
      `${from} has ${countText(taken.rows)} rows, the snapshot ${countText(old.rows)}: is it a part of the dataset? --accept count takes it all the same`
    );
  }
  const received = hashOfFile(from);
  const retrieved = new Date(now()).toISOString();
  const notes = ["The file was downloaded by hand; the OECD was not asked anything."];
  const record = recordOf(dataflow, taken, {address: `file:${basename(from)}`, retrieved, received, notes});
  return replace(data, record, old);
}

/** Asks for the state of a dataset. That there is none says nothing of the dataset itself. */
async function constraintOf(
  client: Client,
  dataflow: Dataflow,
  notes: string[]
): Promise<ContentConstraint | undefined> {
  try {
    return await client.constraint(dataflow);
  } catch (error) {
    if (!(error instanceof Trouble) || !["no-such-dataflow", "no-rows"].includes(error.kind)) throw error;
    notes.push(
      "The OECD has no content constraint of this dataset: neither last change nor count are known."
    );
    return undefined;
  }
}

async function structureOf(
  client: Client,
  dataflow: Dataflow,
  accept: readonly Accepted[]
): Promise<Structure | undefined> {
  if (accept.includes("codes")) return undefined;
  try {
    return await client.structure(dataflow);
  } catch (error) {
    if (
      !(error instanceof Trouble) ||
      !["server", "not-data", "too-large", "cut-off", "slow"].includes(error.kind)
    ) {
      throw error;
    }
    const {kind, address, status, message} = error;
    const context = {cause: error, ...(address ? {address} : {}), ...(status ? {status} : {})};
    throw new Trouble(
      kind,
      `without the structure the codes cannot be checked (--accept codes goes on): ${message}`,
      context
    );
  }
}

/** The dataflow with the key that the OECD names now, where that differs from the register. */
function withKey(dataflow: Dataflow, structure: Structure | undefined, notes: string[]): Dataflow {
  const key = structure?.dimensions.map((d) => d.id).filter((name) => name !== "TIME_PERIOD") ?? [];
  if (!key.length || key.join() === dataflow.key.join()) return dataflow;
  if (dataflow.key.length)
    notes.push(`The key is now ${key.join(".")}; the register has ${dataflow.key.join(".")}.`);
  return {...dataflow, key};
}

function recordOf(
  {id, title, agency, flow, licence, sourceId}: Dataflow,
  taken: Taken,
  {
    address,
    retrieved,
    updated,
    received,
    notes
  }: {
    address: string;
    retrieved: string;
    updated?: string | undefined;
    received: {bytes: number; hash: string};
    notes: readonly string[];
  }
): SnapshotRecord {
  const {layout} = taken;
  return {
    id,
    title,
    agency,
    dataflow: flow,
    version: taken.version,
    address,
    retrieved,
    ...(updated === undefined ? {} : {updated}),
    rows: taken.rows,
    bytes: taken.bytes,
    hash: `sha256:${taken.sha256}`,
    received,
    layout: layout.kind,
    columns: layout.header,
    key: layout.key,
    codes: taken.codes,
    licence,
    source_id: sourceId,
    checks: taken.checks,
    notes: [...notes, ...taken.notes]
  };
}

function replace(data: string, record: SnapshotRecord, old: SnapshotRecord | undefined): Outcome {
  const {id, rows} = record;
  if (old && old.hash === record.hash) {
    rmSync(snapshotPaths(data, id).nextCsv, {force: true});
    renewRecord(data, record);
    return {id, kind: "unchanged", message: `came again and is the same, ${countText(rows)} rows`, record};
  }
  commitSnapshot(data, record);
  const before = old ? ` (before: ${countText(old.rows)})` : "";
  const message = [`${countText(rows)} rows${before}.`, ...record.notes].join(" ");
  return {id, kind: "replaced", message, record};
}
