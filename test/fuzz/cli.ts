/** Generated inputs for every reader of outside text: `npm run fuzz -- [reader] [--runs 1000000] [--seed 1]`. */
import {readPackage} from "../../loaders/package/read.js";
import {createEvidence} from "../../src/evidence/evidence.js";
import {fuzz, targets} from "./targets.js";

const words = process.argv.slice(2);
const numberFor = (name: string, usual: number) => {
  const at = words.indexOf(`--${name}`);
  return at < 0 ? usual : Number(words[at + 1]);
};
const runs = numberFor("runs", 1_000_000);
const seed = numberFor("seed", 1);
const [named] = words.filter((d, i) => !d.startsWith("--") && !words[i - 1]?.startsWith("--"));
const all = targets(createEvidence(readPackage("data")));
const chosen = named ? all.filter((d) => d.name === named) : all;
if (!chosen.length || !Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error(
    `expected a reader (${all.map((d) => d.name).join(", ")}), --runs and --seed in whole numbers`
  );
  process.exitCode = 2;
}
for (const target of chosen) {
  const started = performance.now();
  try {
    fuzz(target, {runs, seed});
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${target.name}: ${runs.toLocaleString("en-GB")} inputs in ${seconds.toFixed(0)} s, none went wrong`
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
