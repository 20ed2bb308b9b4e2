import {existsSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {
  checkSnapshots,
  commitSnapshot,
  readRecord,
  recoverSnapshots,
  type SnapshotRecord,
  snapshotIds,
  snapshotPaths
} from "../../../loaders/oecd/snapshot.js";
import {performanceBudgeting} from "./datasets.js";
import {createWorld, type World} from "./world.js";

const id = "perbud-2023";
let world: World;
let old: SnapshotRecord;
let next: SnapshotRecord;
let oldRows: string;
let newRows: string;

beforeEach(async () => {
  world = await createWorld([performanceBudgeting()]);
  next = (await world.run(id)).record as SnapshotRecord;
  newRows = world.files()[`${id}.csv`] ?? "";
  const dataset = {...performanceBudgeting({others: 3}), updated: "2020-01-01"};
  world.oecd.datasets.set(`${dataset.agency},${dataset.flow}`, dataset);
  old = (await world.run(id)).record as SnapshotRecord;
  oldRows = world.files()[`${id}.csv`] ?? "";
});

afterEach(() => world.end());

/** The folder as a run leaves it that ends after so many of the three steps of a replacement. */
function interrupted(after: 0 | 1 | 2): void {
  const paths = snapshotPaths(world.data, id);
  writeFileSync(paths.nextCsv, newRows);
  if (after === 0) return;
  writeFileSync(paths.nextRecord, JSON.stringify(next));
  if (after === 2) renameSync(paths.nextCsv, paths.csv);
}

describe("a replacement that stops in the middle", () => {
  it.each([0, 1] as const)("after %s steps: the old one stands", (after) => {
    interrupted(after);
    expect(readRecord(world.data, id)?.hash).toBe(old.hash);
    recoverSnapshots(world.data);
    expect(Object.keys(world.files())).toEqual([`${id}.csv`, `${id}.json`]);
    expect(world.files()[`${id}.csv`]).toBe(oldRows);
    expect(readRecord(world.data, id)?.hash).toBe(old.hash);
  });

  it("once the rows are in place: the new one stands, with its record", () => {
    interrupted(2);
    expect(readRecord(world.data, id)?.hash).toBe(next.hash);
    expect(recoverSnapshots(world.data)).toEqual([`${id}: finished the replacement of an interrupted run`]);
    expect(Object.keys(world.files())).toEqual([`${id}.csv`, `${id}.json`]);
    expect(world.files()[`${id}.csv`]).toBe(newRows);
    expect(readRecord(world.data, id)?.hash).toBe(next.hash);
  });

  it("half a record is none", () => {
    interrupted(1);
    writeFileSync(snapshotPaths(world.data, id).nextRecord, JSON.stringify(next).slice(0, 200));
    expect(readRecord(world.data, id)?.hash).toBe(old.hash);
    recoverSnapshots(world.data);
    expect(readRecord(world.data, id)?.hash).toBe(old.hash);
  });
});

describe("the check of snapshots", () => {
  it("finds rows that were changed by hand, and rows without a record", () => {
    expect(checkSnapshots(world.data)).toEqual([]);
    writeFileSync(join(world.data, "oecd", `${id}.csv`), `${oldRows}\n`);
    expect(checkSnapshots(world.data)).toMatchObject([
      {file: "oecd/perbud-2023.csv", expected: expect.stringContaining("oecd/perbud-2023.json records")}
    ]);
    rmSync(snapshotPaths(world.data, id).record);
    expect(checkSnapshots(world.data)).toHaveLength(1);
  });

  it("has nothing to say of a package without snapshots", () => {
    rmSync(join(world.data, "oecd"), {recursive: true});
    expect(snapshotIds(world.data)).toEqual([]);
    expect(checkSnapshots(world.data)).toEqual([]);
  });
});

it("a replacement removes the note of a failure", () => {
  const paths = snapshotPaths(world.data, id);
  writeFileSync(paths.failed, "{}");
  writeFileSync(paths.nextCsv, newRows);
  commitSnapshot(world.data, next);
  expect(existsSync(paths.failed)).toBe(false);
  expect(readRecord(world.data, id)).toEqual(next);
});
