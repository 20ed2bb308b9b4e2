import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {createLimits} from "../../../loaders/oecd/limits.js";
import {takeLock} from "../../../loaders/oecd/lock.js";

const HOUR = 3_600_000;
const address = "https://sdmx.oecd.example/public/rest/data/X";
let cache: string;
let time: number;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "fm-limits-"));
  time = Date.UTC(2031, 0, 1, 12);
});

afterEach(() => rmSync(cache, {recursive: true, force: true}));

/** A run of the program: all of them share the folder. */
function run(options: Parameters<typeof createLimits>[0] = {}) {
  const waited: number[] = [];
  const limits = createLimits({
    cache,
    now: () => time,
    wait: async (milliseconds) => {
      waited.push(milliseconds);
      time += milliseconds;
    },
    ...options
  });
  return {limits, waited};
}

describe("the limits", () => {
  it("space requests by five seconds, also across runs", async () => {
    const first = run();
    await first.limits.turn(address);
    expect(first.waited).toEqual([]);
    time += 2000;
    const second = run();
    await second.limits.turn(address);
    expect(second.waited).toEqual([3000]);
  });

  it("keep an hour's budget across runs and say when to go on", async () => {
    for (let i = 0; i < 40; i += 1) await run().limits.turn(address);
    expect(run().limits.left(address)).toBe(0);
    await expect(run().limits.turn(address)).rejects.toMatchObject({
      kind: "limit",
      message: expect.stringMatching(
        /the 40 requests that we make .* in an hour are used up; go on at 13:00/
      ),
      resume: new Date(Date.UTC(2031, 0, 1, 13))
    });
    time = Date.UTC(2031, 0, 1, 13, 0, 1);
    await run().limits.turn(address);
    expect(run().limits.left("https://elsewhere.example/")).toBe(40);
  });

  it("leave a server alone for an hour after a refusal, whatever its Retry-After says", async () => {
    expect(run().limits.refused(address).getTime()).toBe(time + HOUR);
    time += HOUR - 1;
    await expect(run().limits.turn(address)).rejects.toMatchObject({kind: "limit"});
    time += 2;
    await run().limits.turn(address);
  });

  it("do not wait for a server on this machine", async () => {
    const {limits, waited} = run();
    for (let i = 0; i < 3; i += 1) await limits.turn("http://127.0.0.1:3/x");
    expect(waited).toEqual([]);
  });

  it("begin anew when their file is broken", async () => {
    writeFileSync(join(cache, "calls.json"), "{");
    await run().limits.turn(address);
    expect(run().limits.left(address)).toBe(39);
  });
});

describe("the lock", () => {
  it("keeps a second run out, and is taken over from a process that is gone", () => {
    const path = join(cache, "running");
    const unlock = takeLock(path);
    unlock();
    writeFileSync(path, String(process.ppid));
    expect(() => takeLock(path)).toThrow(`another refresh is running (process ${process.ppid})`);
    writeFileSync(path, "4194303");
    takeLock(path)();
    writeFileSync(path, "not a number");
    takeLock(path)();
  });
});
