/**
 * How long the analysis takes, against the number of cases, conditions and draws: in Node, and in the worker of a real
 * Chromium with the longest time for which the page could not answer meanwhile. The cases are made up. Prints a table
 * for `bench/README.md`.
 */
import {createServer} from "node:http";
import {part} from "../loaders/notebooks/bundles.js";
import {bundle} from "../loaders/outputs/bundle.js";
import {
  type Case,
  type Indicator,
  minimise,
  monteCarlo,
  type RawCase,
  randomSource,
  type SolutionKind,
  truthTable
} from "../src/analysis/index.js";
import type {drawIn as DrawIn, Draws} from "../src/components/challenge/runs.js";
import {launch} from "../test/browser/browser.js";

const SETS = ["M", "I", "C", "E"] as const;
const REPEATS = 5;

console.log(
  "## Analysis\n\nMade-up cases; the middle of five runs, in milliseconds: of processor time in Node, by the clock in Chromium.\n"
);
console.log("| draws | cases | indicators per set | Node |\n|--:|--:|--:|--:|");
for (const [draws, cases, per] of [
  [10_000, 40, 5],
  [10_000, 40, 20],
  [1_000, 40, 20],
  [100_000, 40, 5],
  [10_000, 10, 20],
  [10_000, 160, 20]
] as const) {
  const problem = drawn(cases, per);
  console.log(
    `| ${draws} | ${cases} | ${per} | ${middle(() => monteCarlo(problem.cases, problem.indicators, {draws}))} |`
  );
}
await inBrowser();

console.log(
  "\n| conditions | cases | truth table | complex | parsimonious | intermediate |\n|--:|--:|--:|--:|--:|--:|"
);
for (const [conditions, cases] of [
  [4, 200],
  [6, 200],
  [8, 200],
  [10, 200],
  [10, 50],
  [10, 800]
] as const) {
  const names = Array.from({length: conditions}, (_, i) => String.fromCharCode(65 + i));
  const list = crisp(cases, names);
  const table = () => truthTable(list, "Y", names, {inclCut: 0.8});
  const ready = table();
  const expectations = Object.fromEntries(names.map((d) => [d, 1 as const]));
  const solve = (kind: SolutionKind) => middle(() => minimise(ready, {kind, expectations}));
  console.log(
    `| ${conditions} | ${cases} | ${middle(table)} | ${solve("complex")} | ${solve("parsimonious")} | ${solve("intermediate")} |`
  );
}

/** Processor time, which other work on the machine does not lengthen. */
function middle(run: () => unknown): string {
  const times = Array.from({length: REPEATS}, () => {
    const started = process.cpuUsage();
    run();
    const {user, system} = process.cpuUsage(started);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  return (times[Math.floor(REPEATS / 2)] ?? 0).toFixed(0);
}

/** Made-up raw values, a twentieth of them missing. */
function drawn(count: number, per: number): {cases: RawCase[]; indicators: Indicator[]} {
  const random = randomSource(7);
  const indicators = SETS.flatMap((set) =>
    Array.from(
      {length: per},
      (_, i): Indicator => ({
        id: `${set}${i}`,
        set,
        anchors: {exclusion: 0, crossover: 0.4 + random() * 0.2, inclusion: 1}
      })
    )
  );
  const cases = Array.from({length: count}, (_, i) => ({
    id: `case ${i}`,
    values: Object.fromEntries(indicators.map(({id}) => [id, random() < 0.05 ? undefined : random()]))
  }));
  return {cases, indicators};
}

/** Made-up crisp cases whose outcome follows two paths, but for one case in twenty. */
function crisp(count: number, names: readonly string[]): Case<string>[] {
  const random = randomSource(11);
  return Array.from({length: count}, (_, i) => {
    const bits = names.map(() => Number(random() < 0.5));
    const [a = 0, b = 0, c = 0, d = 0] = bits;
    const outcome = Math.max(Math.min(a, b), Math.min(c, 1 - d));
    const y = random() < 0.05 ? 1 - outcome : outcome;
    return {
      id: `case ${i}`,
      memberships: {...Object.fromEntries(names.map((name, j) => [name, bits[j]])), Y: y}
    };
  });
}

/** The workers of the site in a page without anything else: time to the answer, and the page's longest silence. */
async function inBrowser(): Promise<void> {
  const files: Record<string, string> = {
    "/runs.js": await bundle("src/components/challenge/worker.ts"),
    "/draw.js": await part({text: 'export {drawIn} from "./src/components/challenge/runs.js";'})
  };
  const server = createServer((request, response) => {
    const script = files[request.url ?? ""];
    response.setHeader("content-type", script ? "text/javascript" : "text/html");
    response.setHeader("content-security-policy", "default-src 'self'");
    response.end(script ?? "<!doctype html><title>bench</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`);
    console.log(
      "\n| draws | cases | indicators per set | workers | Chromium, until the shares are there | longest silence of the page |\n|--:|--:|--:|--:|--:|--:|"
    );
    for (const per of [5, 20])
      for (const workers of [1, 2]) {
        const {time, silence} = await page.evaluate(measure, {
          draws: {...drawn(40, per), options: {draws: 10_000}},
          workers,
          repeats: REPEATS
        });
        console.log(`| 10,000 | 40 | ${per} | ${workers} | ${time.toFixed(0)} | ${silence.toFixed(0)} |`);
      }
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page. The workers are started anew each time, as on the site. */
async function measure({
  repeats,
  workers,
  draws
}: {
  repeats: number;
  workers: number;
  draws: Draws;
}): Promise<{time: number; silence: number}> {
  // A variable, so that nobody but the page looks for the module.
  const module = "/draw.js";
  const {drawIn} = (await import(module)) as {drawIn: typeof DrawIn};
  const times: number[] = [];
  let silence = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    silence = Math.max(silence, performance.now() - last);
    last = performance.now();
  }, 1);
  for (let i = 0; i < repeats; i++) {
    const started = performance.now();
    await drawIn("/runs.js", draws, {workers}).result;
    times.push(performance.now() - started);
  }
  clearInterval(beat);
  times.sort((a, b) => a - b);
  return {time: times[Math.floor(repeats / 2)] ?? 0, silence};
}
