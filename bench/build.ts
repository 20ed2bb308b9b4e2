/**
 * How long a build takes, what a further country costs, and what a page weighs. Prints a table for `bench/README.md`.
 * Countries beyond those of the package are invented copies, made in a temporary folder and never published.
 */
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import Papa from "papaparse";
import {buildSite} from "../loaders/build.js";
import {pageFiles} from "../loaders/outputs/finish.js";
import {serve} from "../loaders/outputs/serve.js";
import {launch} from "../test/browser/browser.js";

const work = mkdtempSync(join(tmpdir(), "four-models-"));
try {
  console.log("## Build\n\n| site | pages | seconds |\n|---|--:|--:|");
  const cold = await timed("the site, cold", {again: true});
  await timed("the site again, nothing changed", {});
  const times: [number, number][] = [];
  for (const n of [10, 40, 200])
    times.push([n, await timed(`with ${n} invented countries more`, {countries: n})]);
  const [first, , last] = times;
  if (first && last)
    console.log(
      `\nEach further country: ${((last[1] - first[1]) / (last[0] - first[0])).toFixed(3)} s (10 to 200).`
    );
  console.log(`\nCold build: ${cold.toFixed(1)} s.`);
  await weigh();
} finally {
  rmSync(work, {recursive: true, force: true});
}

async function timed(
  name: string,
  {countries, again = false}: {countries?: number; again?: boolean}
): Promise<number> {
  const folder = countries ? invented(countries) : "data";
  const output = join(work, `out-${countries ?? "site"}`);
  process.env.FM_DATA = folder;
  process.env.FM_OUT = output;
  const log = console.log;
  console.log = () => {};
  const started = performance.now();
  await buildSite({output, again});
  const seconds = (performance.now() - started) / 1000;
  console.log = log;
  console.log(`| ${name} | ${pageFiles(output).length} | ${seconds.toFixed(1)} |`);
  return seconds;
}

/** The package with `n` countries more: copies, under invented names, of the case material of those coded, in turn. */
function invented(n: number): string {
  const folder = join(work, `data-${n}`);
  cpSync("data", folder, {recursive: true});
  const codes = Array.from(
    {length: n},
    (_, i) => `Q${String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26))}`
  );
  const coded = [...new Set(read(folder, "codings.csv").map((d) => d.iso3 ?? ""))];
  for (const file of ["countries.csv", "periods.csv", "findings.csv", "events.csv", "codings.csv"]) {
    const rows = read(folder, file);
    const copies = codes.flatMap((code, i) => {
      const iso3 = coded[i % coded.length] ?? "";
      return rows.filter((d) => d.iso3 === iso3).map((row) => renamed(row, {iso3, code, i}));
    });
    write(folder, file, [...rows, ...copies]);
  }
  return folder;
}

type Row = Record<string, string | undefined>;

function renamed(row: Row, {iso3, code, i}: {iso3: string; code: string; i: number}): Row {
  const small = new RegExp(`\\b${iso3.toLowerCase()}-`, "g");
  const large = new RegExp(`\\b${iso3}\\b`, "g");
  const swap = (text: string) => text.replace(small, `${code.toLowerCase()}-`).replace(large, code);
  return Object.fromEntries(
    Object.entries(row).map(([key, value = ""]) => {
      if (key === "name") return [key, `Invented ${code}`];
      if (key === "slug") return [key, `invented-${code.toLowerCase()}`];
      if (key === "iso2") return [key, code.slice(1)];
      if (key === "grid_row") return [key, String(20 + i)];
      return [key, swap(value)];
    })
  );
}

function read(folder: string, file: string): Row[] {
  return Papa.parse<Row>(readFileSync(join(folder, file), "utf8"), {header: true, skipEmptyLines: true}).data;
}

function write(folder: string, file: string, rows: readonly Row[]): void {
  const before = readFileSync(join(folder, file), "utf8");
  const columns = Papa.parse<string[]>(before.slice(0, before.indexOf("\n"))).data[0] ?? [];
  writeFileSync(join(folder, file), `${Papa.unparse([...rows], {columns, newline: "\n"})}\n`);
}

/** Bytes (gzip) and requests of a page until nothing more is fetched, before anyone touches it. */
async function weigh(): Promise<void> {
  const {address, server} = await serve(join(work, "out-site"));
  const browser = await launch();
  console.log(
    "\n## Pages before any touch (gzip, kB of 1,000 bytes)\n\n| page | requests | kB | of these the page itself |\n|---|--:|--:|--:|"
  );
  for (const path of [
    "/",
    "/countries/australia",
    "/countries/austria",
    "/models/performance-management",
    "/compare",
    "/method",
    "/evidence/findings",
    "/figures/membership"
  ]) {
    const page = await browser.newPage();
    const sizes: number[] = [];
    const bodies: Promise<void>[] = [];
    page.on("response", (response) => {
      bodies.push(response.body().then((body) => void sizes.push(packed(response.url(), body))));
    });
    await page.goto(address + path, {waitUntil: "networkidle"});
    await Promise.all(bodies);
    const total = sizes.reduce((a, b) => a + b, 0);
    console.log(
      `| ${path} | ${sizes.length} | ${(total / 1000).toFixed(1)} | ${((sizes[0] ?? 0) / 1000).toFixed(1)} |`
    );
    await page.close();
  }
  await browser.close();
  server.close();
}

/** Fonts are packed already. */
function packed(url: string, body: Buffer): number {
  return url.endsWith(".woff2") ? body.length : gzipSync(body, {level: 6}).length;
}
