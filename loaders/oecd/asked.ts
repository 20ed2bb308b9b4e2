import {join} from "node:path";
import {readJson, replaceFile} from "./files.js";
import type {Dataflow} from "./register.js";

/** When datasets were last asked for, by their short names, in milliseconds since 1970. */
interface Asked {
  [id: string]: number;
}

/** When a dataset was last asked for; 0 when it never was. */
export function askedAt(cache: string, id: string): number {
  const time = readJson<Asked>(join(cache, "asked.json"))?.[id];
  return typeof time === "number" ? time : 0;
}

/** Notes that a dataset was asked for. */
export function noteAsked(cache: string, id: string, time: number): void {
  const path = join(cache, "asked.json");
  replaceFile(path, `${JSON.stringify({...readJson<Asked>(path), [id]: time}, null, 1)}\n`);
}

/** Datasets in the order in which they were last asked for, those never asked for first. */
export function oldestFirst(dataflows: readonly Dataflow[], cache: string): Dataflow[] {
  return dataflows
    .map((dataflow, i) => ({dataflow, i, asked: askedAt(cache, dataflow.id)}))
    .sort((a, b) => a.asked - b.asked || a.i - b.i)
    .map((d) => d.dataflow);
}
