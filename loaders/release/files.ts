import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {descriptorName, type Resource} from "../package/descriptor.js";
import type {Site} from "../pages/site.js";
import {type Files, sums, sumsName, zip} from "./archive.js";
import {parquet} from "./parquet.js";
import {type Published, type PublishedTable, readPublished} from "./published.js";
import {readme} from "./readme.js";

/** The package as given away, with every file that is offered for it. */
export interface Release {
  published: Published;
  /** By their path below `/data/`. */
  files: Files;
  /** File name of the archive. */
  archive: string;
}

/** The forms in which a table is given away. */
export const FORMS = ["csv", "json", "parquet"] as const;

const made = new WeakMap<Site, Release>();

/** The release of a site, made once. Throws when the package cannot be given away. */
export function releaseOf(site: Site): Release {
  const known = made.get(site);
  if (known) return known;
  const published = readPublished(site.folder, {noncommercial: site.noncommercial});
  const release = makeRelease(published, {codebook: readFileSync(join(site.folder, "codebook.md"), "utf8")});
  made.set(site, release);
  return release;
}

/** All files of a release: each table in three forms, the descriptor, the archive of all of it, and the checksums. */
export function makeRelease(published: Published, {codebook}: {codebook: string}): Release {
  const folder = `four-models-${published.version}`;
  const archive = `${folder}.zip`;
  const inside = archived(published, codebook);
  const files = new Map<string, string | Uint8Array>([[descriptorName, published.text]]);
  for (const table of published.tables) {
    files.set(pathOf(table.resource, "csv"), table.text);
    files.set(pathOf(table.resource, "json"), json(table));
    files.set(pathOf(table.resource, "parquet"), parquet(table));
  }
  files.set(archive, zip(inside, {folder, date: published.date}));
  files.set(sumsName, sums(files));
  return {published, files, archive};
}

/** What the archive holds, by path, its own checksums among it. */
export function archived(published: Published, codebook: string): Files {
  const inside = new Map<string, string | Uint8Array>([
    [descriptorName, published.text],
    ["codebook.md", codebook],
    ["README.md", readme(published)]
  ]);
  for (const {resource, text} of published.tables) inside.set(resource.path, text);
  return inside.set(sumsName, sums(inside));
}

/** Where a table lies in one of its forms, below `/data/`. */
export function pathOf({path}: Resource, form: (typeof FORMS)[number]): string {
  return path.replace(/\.csv$/, `.${form}`);
}

/** The rows as JSON, a line each: numbers as numbers, lists as lists, empty cells as null. */
export function json({resource, rows}: PublishedTable): string {
  const names = resource.schema.fields.map((d) => d.name);
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name] ?? null])))
  );
  return `[\n${lines.join(",\n")}\n]\n`;
}

/** Writes the files of a release below `folder`. */
export function writeRelease(folder: string, {files}: Release): void {
  for (const [path, data] of files) {
    mkdirSync(dirname(join(folder, "data", path)), {recursive: true});
    writeFileSync(join(folder, "data", path), data);
  }
}
