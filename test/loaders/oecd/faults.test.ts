import {existsSync, readFileSync, rmSync} from "node:fs";
import {request} from "node:http";
import {join} from "node:path";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {readRecord} from "../../../loaders/oecd/snapshot.js";
import {performanceBudgeting} from "./datasets.js";
import {faults, harmless} from "./faults.js";
import {send} from "./server.js";
import {createWorld, type World} from "./world.js";

const first = performanceBudgeting({others: 5});
const second = {...performanceBudgeting({others: 12}), updated: "2025-11-01T00:00:00"};

let world: World;

function turnTo(dataset: typeof first): void {
  world.oecd.datasets.set(`${dataset.agency},${dataset.flow}`, dataset);
}

describe("when something goes wrong", () => {
  let before: Record<string, string>;

  // One world for all of them: a fault leaves everything as it was, or the next one fails.
  beforeAll(async () => {
    world = await createWorld([first]);
    await world.run("perbud-2023");
    before = world.files();
    expect(Object.keys(before)).toEqual(["perbud-2023.csv", "perbud-2023.json"]);
    turnTo(second);
  });

  afterAll(() => world.end());

  it.each(faults)("$name: says so, and the old snapshot stands", async ({says, fault}) => {
    rmSync(world.cache, {recursive: true});
    world.oecd.fault = fault;
    const outcome = await world.run("perbud-2023");
    expect(outcome.message).toMatch(says);
    expect(outcome.kind).toBe("failed");
    expect(outcome.message).toContain("the snapshot of");
    const {"perbud-2023.failed.json": note, ...after} = world.files();
    expect(after).toEqual(before);
    expect(JSON.parse(note ?? "{}")).toMatchObject({id: "perbud-2023", message: outcome.trouble?.message});
  });
});

describe("after something went wrong", () => {
  beforeEach(async () => {
    world = await createWorld([first]);
  });

  afterEach(() => world.end());

  it.each(faults.slice(0, 3))("$name: without a snapshot there is still none", async ({fault}) => {
    world.oecd.fault = fault;
    const outcome = await world.run("perbud-2023");
    expect(outcome.message).toContain("there is no snapshot");
    expect(Object.keys(world.files())).toEqual(["perbud-2023.failed.json"]);
  });

  it("the next run that succeeds removes the note of the failure", async () => {
    world.oecd.fault = faults.find((d) => d.name === "503")?.fault;
    await world.run("perbud-2023");
    world.oecd.fault = undefined;
    await world.run("perbud-2023");
    expect(Object.keys(world.files())).toEqual(["perbud-2023.csv", "perbud-2023.json"]);
  });

  it("what came and was refused is kept to be looked at", async () => {
    world.oecd.fault = faults.find((d) => d.name === "an observation that comes twice")?.fault;
    const outcome = await world.run("perbud-2023");
    const kept = join(world.cache, "perbud-2023.refused");
    expect(outcome.message).toContain(kept);
    expect(readFileSync(kept, "utf8")).toContain("Q_MC_Q5-a");
  });

  it("stops at the first 429 and leaves the service alone for an hour, also in later runs", async () => {
    world.oecd.fault = ({before}, _, response) => {
      if (before < 1) return false;
      send(response, {status: 429, type: "text/plain", body: "limit", headers: {"retry-after": "0"}});
      return true;
    };
    const refused = await world.run("perbud-2023");
    expect(refused.trouble?.resume?.toISOString()).toBe("2031-02-03T05:05:06.000Z");
    const asked = world.oecd.asked.length;
    world.oecd.fault = undefined;
    const again = await world.run("perbud-2023");
    expect(again.message).toMatch(/left alone until 05:05 on 2031-02-03/);
    expect(world.oecd.asked.length).toBe(asked);
  });
});

describe("what looks otherwise and is right", () => {
  beforeEach(async () => {
    world = await createWorld([first]);
  });

  afterEach(() => world.end());

  it.each(harmless)("$name gives the same snapshot", async ({fault}) => {
    await world.run("perbud-2023");
    const before = world.files();
    world.oecd.fault = fault;
    const outcome = await world.run("perbud-2023", {force: true});
    expect(outcome).toMatchObject({kind: "unchanged"});
    expect(world.files()["perbud-2023.csv"]).toBe(before["perbud-2023.csv"]);
    expect(readRecord(world.data, "perbud-2023")?.rows).toBe(first.rows.length);
    expect(existsSync(join(world.cache, "perbud-2023.download"))).toBe(false);
  });

  it("keeps text and emptiness in OBS_VALUE, and says how many", async () => {
    const [one, two, ...others] = first.rows;
    if (!one || !two) throw new Error("a fixture without rows");
    turnTo({...first, rows: [{...one, value: "Data pending"}, {...two, value: ""}, ...others]});
    const outcome = await world.run("perbud-2023");
    expect(outcome.kind).toBe("replaced");
    expect(outcome.record?.notes).toEqual(["1 observation has no value.", "1 value is text and no number."]);
    expect(world.files()["perbud-2023.csv"]).toContain(",Data pending,");
  });
});

describe("the played service", () => {
  beforeEach(async () => {
    world = await createWorld([first]);
  });

  afterEach(() => world.end());

  const ask = (path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${world.oecd.base}${path}`, {headers}, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end();
    });
  const path = "/public/rest/data/OECD.GOV.GIP,DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD,";
  const polite = {"user-agent": "somebody", "accept-language": "en"};

  it("answers 500 without a language and 403 without a name", async () => {
    expect(await ask(`${path}/all?format=csvfile`, {"user-agent": "somebody"})).toBe(500);
    expect(await ask(`${path}/all?format=csvfile`, {"accept-language": "en"})).toBe(403);
    expect(await ask(`${path}/all?format=csvfile`, polite)).toBe(200);
  });

  it("loses a key of dots alone, and knows both kinds of 404", async () => {
    expect(await ask(`${path}/..?format=csvfile`, polite)).toBe(404);
    expect(await ask(`${path}/ZZZ..?format=csvfile`, polite)).toBe(404);
    expect(await ask(`${path}/AUS..?format=csvfile`, polite)).toBe(200);
    expect(await ask(`${path}/AUS?format=csvfile`, polite)).toBe(422);
  });
});
