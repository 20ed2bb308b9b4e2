import {spawn} from "node:child_process";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readRecord} from "../../../loaders/oecd/snapshot.js";
import {bundled} from "../bundled.js";
import {type Dataset, performanceBudgeting} from "./datasets.js";
import {createWorld, type World} from "./world.js";

/** `FM_KILLS=100 npx vitest run --project unit test/loaders/oecd/killed.test.ts` takes about a minute on a quiet machine. */
const KILLS = Number(process.env.FM_KILLS ?? 12);

const program = bundled("test/loaders/oecd/killed.ts");
let world: World;

beforeAll(async () => {
  world = await createWorld([]);
});

afterAll(() => world.end());

/** Enough rows for a refresh to last; the answers are invented, and differ between the two. */
function large(value: string, updated: string): Dataset {
  const dataset = performanceBudgeting();
  const rows = Array.from({length: 30}, (_, year) =>
    dataset.rows.map((d) => ({...d, time: String(1950 + year), value}))
  ).flat();
  return {...dataset, rows, updated};
}

/** Runs a refresh and kills it after some milliseconds, or lets it end. Returns how long it lived and what it said. */
function start(after?: number): Promise<{lived: number; said: string}> {
  const {oecd, data, cache} = world;
  const child = spawn(process.execPath, [program(), oecd.base, data, cache]);
  let said = "";
  let begun = performance.now();
  child.stdout.on("data", (text: Buffer) => {
    if (!said) {
      begun = performance.now();
      if (after !== undefined) setTimeout(() => child.kill("SIGKILL"), after);
    }
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve({lived: performance.now() - begun, said}));
  });
}

function turnTo(dataset: Dataset): void {
  world.oecd.datasets.set(`${dataset.agency},${dataset.flow}`, dataset);
}

describe("a refresh that is killed", () => {
  it(`leaves a whole snapshot, ${KILLS} times at random moments`, {timeout: 600_000}, async () => {
    const versions = [large("1", "2024-01-01T00:00:00"), large("0", "2025-01-01T00:00:00")] as const;
    const texts = new Map<string, string>();
    let lasts = 0;
    for (const dataset of versions) {
      turnTo(dataset);
      const {lived, said} = await start();
      expect(said).toBe("begun\nreplaced\n");
      lasts = lived;
      texts.set(dataset.updated, world.files()["perbud-2023.csv"] ?? "");
    }
    const whole = [...texts.values()];
    expect(new Set(whole).size).toBe(2);
    let seed = 20311;
    const seen = {killed: 0, ended: 0, turned: 0};
    for (let i = 0; i < KILLS; i += 1) {
      const before = world.files()["perbud-2023.csv"];
      turnTo(before === whole[0] ? versions[1] : versions[0]);
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      const share = seed / 2 ** 31;
      // Every other one towards the end, where files change places.
      const {said} = await start(lasts * (i % 2 ? share : 0.6 + 0.4 * share));
      const files = world.files();
      expect(whole).toContain(files["perbud-2023.csv"]);
      // The record that a page reads is that of the rows that stand there, at every moment.
      const record = readRecord(world.data, "perbud-2023");
      expect(texts.get(record?.updated ?? "")).toBe(files["perbud-2023.csv"]);
      seen[said.split("\n").length > 2 ? "ended" : "killed"] += 1;
      if (files["perbud-2023.csv"] !== before) seen.turned += 1;
    }
    // Both must have happened, or the moments were no random ones.
    expect(seen.killed).toBeGreaterThan(KILLS / 4);
    if (process.env.FM_KILLS) console.log(seen, `a whole refresh lasts ${Math.round(lasts)} ms`);
    turnTo(versions[0]);
    await start();
    const {"perbud-2023.csv": rows, "perbud-2023.json": _, ...others} = world.files();
    expect(rows).toBe(texts.get(versions[0].updated));
    expect(others).toEqual({});
  });
});
