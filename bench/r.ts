/**
 * The same inputs through R and through `src/analysis`, with the differences: `npm run bench -- r`. Base R does the
 * formulas anew; the packages QCA, SetMethods and irr are asked where they are installed, and where not, their outputs
 * as published or as recorded elsewhere stand in `bench/r/recorded.csv`. Fails on a difference that is not explained.
 */
import {spawnSync} from "node:child_process";
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import Papa from "papaparse";
import {
  calibrateDirect,
  cohenKappa,
  fitNecessity,
  fleissKappa,
  krippendorffAlpha
} from "../src/analysis/index.js";

const vectors = "test/fixtures/vectors";
const vector = (name: string) => JSON.parse(readFileSync(join(vectors, `${name}.json`), "utf8"));
const table = (file: string) =>
  Papa.parse<Record<string, string>>(readFileSync(file, "utf8"), {header: true, skipEmptyLines: true}).data;

const lipset = table(join(vectors, "d01_calibration_lipset_direct.csv"));
const {anchors} = vector("d01_calibration_lipset_direct");
const column = (rows: readonly Record<string, string>[], name: string) => rows.map((d) => Number(d[name]));
const counts: number[][] = vector("d07_fleiss_kappa_10x5").input.counts;
const cross: number[][] = vector("d08_cohen_kappa_3x3").input.table;
const codes: (number | null)[][] = vector("d06_krippendorff_3x15").input.reliability_data;

/** What this project gives, by quantity. */
const ours = new Map<string, number | undefined>();
for (const set of Object.keys(anchors)) {
  const memberships = column(lipset, `${set}_raw`).map((x) => calibrateDirect(x, anchors[set]) ?? Number.NaN);
  ours.set(
    `calibrate ${set}, sum`,
    memberships.reduce((a, b) => a + b, 0)
  );
}
const necessity = (name: string, x: number[], y: number[]) => {
  const {inclN, covN, RoN} = fitNecessity(x, y);
  for (const [key, result] of Object.entries({inclN, covN, RoN})) ours.set(`${name} ${key}`, result.value);
};
for (const set of ["DEV", "URB", "LIT", "IND", "STB"])
  necessity(`Lipset ${set}`, column(lipset, `${set}_expected_2dp`), column(lipset, "SURV_expected_2dp"));
const schneider = table(join(vectors, "d09_fit_schneider_export.csv"));
for (const set of ["EMP", "BARGAIN", "UNI", "OCCUP", "STOCK", "MA"])
  necessity(`Schneider ${set}`, column(schneider, set), column(schneider, "EXPORT"));
ours.set("Fleiss kappa", fleissKappa(counts).value);
ours.set("Cohen kappa, unweighted", cohenKappa(cross).value);
ours.set("Cohen kappa, linear", cohenKappa(cross, {weights: "linear"}).value);
for (const level of ["nominal", "ordinal", "interval", "ratio"] as const)
  ours.set(`Krippendorff alpha, ${level}`, krippendorffAlpha(codes, {level}).value);

interface Reading {
  quantity: string;
  by: string;
  value: string;
  /** Half a unit of the last digit that was recorded; 1e-9 for a live run. */
  within: number;
  note: string;
}

const live = runR();
const recorded = table("bench/r/recorded.csv").map(
  ({quantity = "", by = "", value = "", note = ""}): Reading => ({
    quantity,
    by,
    value,
    within: 0.5 * 10 ** -(value.split(".")[1]?.length ?? 0) + 1e-12,
    note
  })
);
const readings = [...live, ...recorded.filter((d) => !live.some((e) => e.by === d.by))];
let failed = 0;
console.log("| quantity | by | R | here | difference | |\n|---|---|--:|--:|--:|---|");
for (const {quantity, by, value, within, note} of readings) {
  const here = ours.get(quantity);
  const difference = here === undefined ? Number.NaN : Math.abs(here - Number(value));
  const fits = difference <= within;
  if (!fits && !note) failed += 1;
  console.log(
    `| ${quantity} | ${by} | ${value.slice(0, 14)} | ${here?.toPrecision(12) ?? "undefined"} | ${difference.toExponential(1)} | ${fits ? "" : note || "**differs**"} |`
  );
}
console.log(
  `\n${readings.length} comparisons, ${live.length} of them run now; ${failed} without explanation.`
);
if (failed) process.exitCode = 1;

/** Runs the script where R is installed; says so where it is not. */
function runR(): Reading[] {
  const work = mkdtempSync(join(tmpdir(), "four-models-r-"));
  const csv = (rows: readonly (readonly (number | null)[])[]) =>
    `${rows.map((row) => row.map((d) => d ?? "").join(",")).join("\n")}\n`;
  try {
    writeFileSync(join(work, "counts.csv"), csv(counts));
    writeFileSync(join(work, "table.csv"), csv(cross));
    writeFileSync(join(work, "codes.csv"), csv(codes));
    const {error, stderr, status} = spawnSync("Rscript", ["bench/r/compare.R", vectors, work], {
      encoding: "utf8"
    });
    if (error) {
      console.error("R is not installed: only recorded outputs are compared.");
      return [];
    }
    if (stderr) console.error(stderr.trim());
    const out = join(work, "out.csv");
    if (status !== 0 || !existsSync(out)) throw new Error(`Rscript ended with ${status}`);
    return table(out).map(({quantity = "", by = "", value = ""}) => ({
      quantity,
      by,
      value,
      within: 1e-9,
      note: ""
    }));
  } finally {
    rmSync(work, {recursive: true, force: true});
  }
}
