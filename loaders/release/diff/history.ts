import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import type {Site} from "../../pages/site.js";
import {type Difference, difference} from "./diff.js";

/** A difference, and the archive that holds what was before. */
export interface Step {
  difference: Difference;
  /** File name of the earlier archive, in `releases/`. */
  archive: string;
}

/** Archives of earlier releases, oldest first. */
function archivesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".zip"))
    .sort((a, b) => a.localeCompare(b, "en", {numeric: true}));
}

const told = new WeakMap<Site, Step[]>();

/** From each release to the next, and from the last archive to the package of the site; the newest first. */
export function history(site: Site, {folder = "releases"}: {folder?: string} = {}): Step[] {
  const known = told.get(site);
  if (known) return known;
  const archives = archivesIn(folder);
  const packages = [...archives.map((name) => join(folder, name)), site.folder];
  const {noncommercial} = site;
  const steps = archives
    .map((archive, i) => ({
      archive,
      difference: difference(packages[i] ?? "", packages[i + 1] ?? "", {noncommercial})
    }))
    .reverse();
  told.set(site, steps);
  return steps;
}

/** Name of a difference in addresses: `0.1.0-0.2.0`. */
export function changesName({before, after}: Difference): string {
  return `${before.version}-${after.version}`;
}
