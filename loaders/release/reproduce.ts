import {readdirSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {buildSite} from "../build.js";
import {sha256} from "./archive.js";

/** SHA-256 of every file below a folder, by its path. */
function hashes(folder: string): Map<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((d) => d.isFile());
  const paths = files.map((d) => join(d.parentPath, d.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), sha256(readFileSync(path))]));
}

/** A line for every file that is in one of two folders alone, or differs between them. */
function differences(before: string, after: string): string[] {
  const [a, b] = [hashes(before), hashes(after)];
  return [...new Set([...a.keys(), ...b.keys()])].sort().flatMap((path) => {
    if (a.get(path) === b.get(path)) return [];
    return [
      `${path}: ${!a.has(path) ? "only in the second" : !b.has(path) ? "only in the first" : "differs"}`
    ];
  });
}

/**
 * Builds the site twice, from nothing, in two folders beside `output`, and compares every byte. Gives the number of
 * files and a line for each that differs; what was built goes afterwards.
 */
export async function reproduce(output = "dist"): Promise<{files: number; problems: string[]}> {
  const folders = [`${output}-first`, `${output}-second`] as const;
  try {
    for (const folder of folders) await buildSite({output: folder, again: true});
    return {files: hashes(folders[0]).size, problems: differences(...folders)};
  } finally {
    for (const folder of folders) rmSync(folder, {recursive: true, force: true});
  }
}
