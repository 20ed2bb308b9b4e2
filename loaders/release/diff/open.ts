import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, posix} from "node:path";
import {unzipSync} from "fflate";
import {descriptorName} from "../../package/descriptor.js";

/**
 * Opens a package, a folder or an archive, and hands its folder to `use`; what was unpacked goes afterwards.
 * Throws when there is no package in it, or when an entry of the archive leads out of it.
 */
export function withPackage<T>(path: string, use: (folder: string) => T): T {
  if (!existsSync(path)) throw new Error(`${path}: there is no such folder or archive`);
  if (statSync(path).isDirectory()) return use(packageIn(path, [""], path));
  const place = mkdtempSync(join(tmpdir(), "four-models-package-"));
  try {
    return use(packageIn(place, unpack(path, place), path));
  } finally {
    rmSync(place, {recursive: true, force: true});
  }
}

/** Writes the entries of an archive below `place` and gives the folders at its top. */
function unpack(path: string, place: string): string[] {
  const tops = new Set([""]);
  for (const [name, data] of Object.entries(entriesOf(path))) {
    const inside = posix.normalize(name.replaceAll("\\", "/"));
    if (inside.startsWith("../") || inside.startsWith("/") || /^[a-z]:/i.test(inside))
      throw new Error(`${path}: the entry ${name} leads out of the archive`);
    if (name.endsWith("/")) continue;
    mkdirSync(dirname(join(place, inside)), {recursive: true});
    writeFileSync(join(place, inside), data);
    tops.add(inside.split("/").slice(0, -1)[0] ?? "");
  }
  return [...tops];
}

function entriesOf(path: string): Record<string, Uint8Array> {
  try {
    return unzipSync(readFileSync(path));
  } catch (error) {
    throw new Error(`${path}: cannot be read as a zip archive (${(error as Error).message})`);
  }
}

function packageIn(place: string, tops: readonly string[], path: string): string {
  const top = tops.find((d) => existsSync(join(place, d, descriptorName)));
  if (top === undefined) throw new Error(`${path}: there is no ${descriptorName} in it`);
  return join(place, top);
}
