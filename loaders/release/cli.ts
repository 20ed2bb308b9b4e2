import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {createSite} from "../pages/site.js";
import {cff} from "./describe/cff.js";
import {zenodo} from "./describe/zenodo.js";
import {releaseOf} from "./files.js";

/** Writes the descriptions that live in the repository itself, from the data package. */
const {description} = releaseOf(createSite({noncommercial: true}));
for (const [path, text] of [
  ["CITATION.cff", cff(description)],
  [".zenodo.json", zenodo(description)]
] as const) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  writeFileSync(path, text);
  console.log(`${path} written`);
}
