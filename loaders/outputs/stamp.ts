import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from "node:fs";
import {dirname, join, resolve} from "node:path";

/** All that a build reads, besides the variables named below. */
const INPUTS = [
  "data",
  "docs",
  "loaders",
  "notebooks",
  "releases",
  "src",
  "CONTRIBUTING.md",
  "README.md",
  "observablehq.config.ts",
  "package-lock.json",
  "package.json"
];

/** Tells a build apart from another: what went in, and what came out. */
interface Stamp {
  inputs: string;
  outputs: string;
}

/** Whether a folder still holds, untouched, what a build made of these inputs. */
export function isUnchanged(output: string, inputs: string, {folder = ".cache"}: StampOptions = {}): boolean {
  const file = stampFile(output, folder);
  if (!existsSync(file) || !existsSync(output)) return false;
  try {
    const before = JSON.parse(readFileSync(file, "utf8")) as Stamp;
    return before.inputs === inputs && before.outputs === hashOfListing(output);
  } catch {
    return false;
  }
}

/** Remembers what a build has made of these inputs; take their hash before it begins. */
export function writeStamp(output: string, inputs: string, {folder = ".cache"}: StampOptions = {}): void {
  mkdirSync(folder, {recursive: true});
  const stamp: Stamp = {inputs, outputs: hashOfListing(output)};
  writeFileSync(stampFile(output, folder), JSON.stringify(stamp));
}

interface StampOptions {
  /** Where stamps are kept. */
  folder?: string;
}

function stampFile(output: string, folder: string): string {
  const name = createHash("sha256").update(resolve(output)).digest("hex").slice(0, 12);
  return join(folder, `build-${name}.json`);
}

/** Hash of all that a build would read now: names and bytes of files, the variables that steer it, and Node's version. */
export function hashOfInputs({root = ".", inputs = INPUTS}: {root?: string; inputs?: string[]} = {}): string {
  const hash = createHash("sha256");
  hash.update(process.version);
  for (const [name, value] of Object.entries(process.env).sort()) {
    // `FM_OUT` says where to, which the stamp's own name tells.
    if (name.startsWith("FM_") && name !== "FM_OUT") hash.update(`${name}=${value}\n`);
  }
  const data = process.env.FM_DATA;
  for (const input of data ? [...inputs, resolve(data)] : inputs) {
    const path = resolve(root, input);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory() ? filesBelow(path) : [path];
    for (const file of files) {
      const bytes = readFileSync(file);
      hash.update(`${file.slice(path.length)} in ${input}, ${bytes.length}\n`).update(bytes);
    }
  }
  return hash.digest("hex");
}

/** Of what the build wrote: what `npm run pack` puts beside it holds as long as that does. */
function hashOfListing(folder: string): string {
  const hash = createHash("sha256");
  if (!existsSync(folder)) return "";
  for (const file of filesBelow(folder).filter((d) => !/\.(?:gz|br)$/.test(d))) {
    const {size, mtimeMs} = statSync(file);
    hash.update(`${file.slice(dirname(folder).length)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** Every file below a folder, in order, but for Framework's own working folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true})
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === ".observablehq" ? [] : filesBelow(path);
      return [path];
    })
    .sort();
}
