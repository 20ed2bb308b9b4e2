import {copyFileSync, mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Site} from "../../pages/site.js";
import {differenceCsv} from "./diff.js";
import {changesName, history} from "./history.js";

/**
 * Writes every difference between releases as CSV, and the archives of earlier releases, below `folder`. A site without
 * the non-commercial resources goes without the archives too, which hold them.
 */
export function writeHistory(folder: string, site: Site, {releases = "releases"} = {}): void {
  for (const {difference, archive} of history(site, {folder: releases})) {
    mkdirSync(join(folder, "data", "changes"), {recursive: true});
    writeFileSync(
      join(folder, "data", "changes", `${changesName(difference)}.csv`),
      differenceCsv(difference)
    );
    if (!site.noncommercial) continue;
    mkdirSync(join(folder, "data", "releases"), {recursive: true});
    copyFileSync(join(releases, archive), join(folder, "data", "releases", archive));
  }
}
