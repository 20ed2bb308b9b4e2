/**
 * The loader beside bare papaparse on the same file: rows per second and peak memory, from a hundred thousand rows to
 * three million. Each run has a process of its own; the two take turns, and the medians are printed for
 * `bench/README.md`. The rows are invented, in the layout in which the OECD sends a survey with labels.
 * `tsx bench/loader.ts parse|load FILE` is one such process.
 */
import {spawnSync} from "node:child_process";
import {closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import Papa from "papaparse";
import {takeFile} from "../loaders/oecd/take.js";

const SIZES = [100_000, 1_000_000, 3_000_000];
const TURNS = 5;

interface Run {
  rows: number;
  seconds: number;
  /** Seconds of processor time: what counts on a machine that others use, too. */
  processor: number;
  /** Peak resident memory of the process, in megabytes. */
  memory: number;
}

async function one(what: string, path: string): Promise<Run> {
  const started = performance.now();
  const used = process.cpuUsage();
  const rows =
    what === "parse" ? await parse(path) : (await takeFile(path, `${path}.out`, `${path}.work`)).rows;
  const seconds = (performance.now() - started) / 1000;
  const {user, system} = process.cpuUsage(used);
  return {rows, seconds, processor: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024};
}

/** Papaparse as a stream, doing nothing with its rows: the faster of its two ways of streaming a file in Node. */
function parse(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = -1;
    createReadStream(path)
      .pipe(Papa.parse(Papa.NODE_STREAM_INPUT))
      .on("data", () => {
        rows += 1;
      })
      .on("end", () => resolve(rows))
      .on("error", reject);
  });
}

/** Writes rows in an order that is none, as the service sends them. */
function invent(path: string, count: number): void {
  const file = openSync(path, "w");
  const columns =
    "REF_AREA,Reference area,FREQ,Frequency of observation,MEASURE,Measure,TIME_PERIOD,Time period";
  writeSync(
    file,
    `STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,${columns},OBS_VALUE,Observation value,OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier\r\n`
  );
  // Multiplying by a number without a common factor goes through all rows once.
  const step = 7_368_787;
  let text = "";
  for (let i = 0; i < count; i += 1) {
    const k = (i * step) % count;
    const [area, year, item] = [k % 38, Math.floor(k / 38) % 20, Math.floor(k / 760)];
    text += `DATAFLOW,OECD.GOV.GIP:DSD_INVENTED@DF_INVENTED(1.0),Invented survey,I,C${area},Country ${area},A,Annual,Q_MC_Q${item}-a,"a. Item ${item}, one of many",${2000 + year},,${k % 2},,A,Normal value,0,Units\r\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
}

function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function compare(): void {
  const work = mkdtempSync(join(tmpdir(), "fm-bench-"));
  console.log(
    "| rows | papaparse, rows/s | loader, rows/s | ratio | the same by processor time | | ratio | papaparse, MB | loader, MB |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
  );
  try {
    for (const size of SIZES) {
      const path = join(work, `${size}.csv`);
      invent(path, size);
      const runs: Record<"parse" | "load", Run[]> = {parse: [], load: []};
      for (let i = 0; i < TURNS; i += 1) {
        for (const what of ["parse", "load"] as const) {
          const args = ["--import", "tsx", import.meta.filename, what, path];
          const {stdout, stderr} = spawnSync(process.execPath, args, {encoding: "utf8"});
          if (!stdout) throw new Error(stderr);
          const run = JSON.parse(stdout) as Run;
          if (run.rows !== size) throw new Error(`${what}: ${run.rows} of ${size} rows`);
          runs[what].push(run);
        }
      }
      rmSync(path);
      const memory = (all: Run[]) => Math.max(...all.map((d) => d.memory)).toFixed(0);
      const cells = (["seconds", "processor"] as const).flatMap((clock) => {
        const [bare, loader] = [runs.parse, runs.load].map((all) => size / median(all.map((d) => d[clock])));
        return [bare?.toFixed(0), loader?.toFixed(0), ((loader ?? 0) / (bare ?? 1)).toFixed(2)];
      });
      console.log(`| ${[size, ...cells, memory(runs.parse), memory(runs.load)].join(" | ")} |`);
    }
  } finally {
    rmSync(work, {recursive: true, force: true});
  }
}

const [what, path] = process.argv.slice(2);
if ((what === "parse" || what === "load") && path) console.log(JSON.stringify(await one(what, path)));
else compare();
