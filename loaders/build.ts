import {spawn} from "node:child_process";
import {mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {writeHeaders} from "./hosts/configurations.js";
import {writeWorkbench} from "./notebooks/write.js";
import {writeEmbed} from "./outputs/embed.js";
import {finish} from "./outputs/finish.js";
import {hashOfInputs, isUnchanged, writeStamp} from "./outputs/stamp.js";
import {writeViews} from "./outputs/write.js";
import {licenceTable} from "./pages/licences.js";
import {readParked} from "./pages/parking.js";
import {createSite} from "./pages/site.js";
import {writeHistory} from "./release/diff/write.js";
import {releaseOf, writeRelease} from "./release/files.js";
import {sbom, sbomName} from "./release/shipped/sbom.js";
import {licenceTexts, shippedLibraries} from "./release/shipped/shipped.js";

/** Libraries whose newest version Framework would ask the registry for, though no page uses them. */
const UNUSED = [
  "echarts",
  "mapbox-gl",
  "topojson-client",
  "react",
  "react-dom",
  "@observablehq/plot",
  "@observablehq/sample-datasets",
  "d3",
  "parquet-wasm",
  "arquero",
  "apache-arrow",
  "d3-dsv",
  "leaflet",
  "lodash",
  "htl"
];

/**
 * Empties Framework's cache, so that no loader's output outlives a change in what it imports, and puts an empty folder
 * for each library it would otherwise look up on the network. An accidental `npm:` import then fails loudly.
 */
export function seedCache(root = "src"): void {
  const cache = join(root, ".observablehq", "cache");
  rmSync(cache, {recursive: true, force: true});
  for (const name of UNUSED) mkdirSync(join(cache, "_npm", `${name}@0.0.0`), {recursive: true});
}

/**
 * Builds the whole site into `dist/` (or `FM_OUT`): the package is read first, then pages and views are made side by
 * side, one processor each; the mending of pages comes last. Throws with what is wrong with the package, a page, a view
 * or the finished site.
 */
export async function buildSite({
  output = process.env.FM_OUT ?? "dist",
  again = false
}: {
  output?: string;
  /** Builds even when the folder holds, untouched, what a build of the same inputs made. */
  again?: boolean;
} = {}): Promise<void> {
  const started = performance.now();
  const inputs = hashOfInputs();
  if (!again && isUnchanged(output, inputs)) {
    console.log(`${output}/ holds this state already (npm run build -- --again makes it anew)`);
    return;
  }
  const site = createSite();
  seedCache();
  rmSync(output, {recursive: true, force: true});
  const parking = join(mkdtempSync(join(tmpdir(), "four-models-")), "parked.ndjson");
  // Framework empties the folder it writes to, so the views wait beside it.
  const beside = `${output}-views`;
  rmSync(beside, {recursive: true, force: true});
  const [{views, files}, bill] = await Promise.all([
    writeViews(beside, site),
    sbom(site.date),
    run("observable", ["build"], {FM_PARKING: parking, FM_OUT: output, NODE_OPTIONS: roomy()})
  ]);
  renameSync(beside, join(output, "view"));
  await writeEmbed(output, site);
  const parked = readParked(parking);
  rmSync(dirname(parking), {recursive: true, force: true});
  writeRelease(output, releaseOf(site));
  writeHistory(output, site);
  writeFileSync(join(output, sbomName), bill);
  const libraries = await shippedLibraries();
  writeFileSync(join(output, "licences.txt"), licenceTexts(libraries));
  parked.set("licences", licenceTable(libraries).text);
  parked.set("workbench", await writeWorkbench(output, site));
  const {pages, live} = await finish(output, site, {parked});
  writeHeaders(output);
  writeStamp(output, inputs);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${pages} pages in ${output}/, ${live} with live cells; ${views} views in ${files} files; in ${seconds} s`
  );
}

/** Options of Node with room for what lives shortly: pages are made of many small things, and collecting them costs more. */
function roomy(): string {
  return `${process.env.NODE_OPTIONS ?? ""} --max-semi-space-size=64`.trim();
}

function run(command: string, args: readonly string[], variables: Record<string, string>): Promise<void> {
  const env = {...process.env, ...variables, OBSERVABLE_TELEMETRY_DISABLE: "true"};
  const child = spawn(command, args, {env, stdio: ["ignore", "pipe", "pipe"]});
  const said: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${command} ${args.join(" ")} ended with ${code}\n${said.join("").split("\n").slice(-25).join("\n")}`
          )
        );
    });
  });
}
