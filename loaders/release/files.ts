import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {snapshotFiles} from "../oecd/snapshot.js";
import {siteAddress} from "../outputs/address.js";
import {descriptorName, type Resource} from "../package/descriptor.js";
import type {Site} from "../pages/site.js";
import {type Files, sha256, sums, sumsName, zip} from "./archive.js";
import {cff} from "./describe/cff.js";
import {crate, crateName, mediaTypeOf} from "./describe/crate.js";
import {datacite} from "./describe/datacite.js";
import {type Description, describe, type Offer} from "./describe/description.js";
import {parquet} from "./parquet.js";
import {type Published, type PublishedTable, readPublished} from "./published.js";
import {readme} from "./readme.js";

/** The package as given away, with every file that is offered for it. */
export interface Release {
  published: Published;
  description: Description;
  /** By their path below `/data/`. */
  files: Files;
  /** File name of the archive. */
  archive: string;
}

/** What a release needs beside the package. */
export interface ReleaseOptions {
  /** Text of `codebook.md`. */
  codebook: string;
  /** Address of the site; empty when it is not known. */
  home?: string;
  /** Outside data as it was fetched, by path: given away beside the archive, under terms of its own. */
  snapshots?: Files;
}

/** The forms in which a table is given away. */
export const FORMS = ["csv", "json", "parquet"] as const;

const made = new WeakMap<Site, Release>();

/** The release of a site, made once. Throws when the package cannot be given away. */
export function releaseOf(site: Site): Release {
  const known = made.get(site);
  if (known) return known;
  const published = readPublished(site.folder, {noncommercial: site.noncommercial});
  const codebook = readFileSync(join(site.folder, "codebook.md"), "utf8");
  const release = makeRelease(published, {
    codebook,
    home: siteAddress(),
    snapshots: snapshotFiles(site.folder)
  });
  made.set(site, release);
  return release;
}

/** All files of a release: each table in three forms, descriptions, the archive of all of it, and the checksums. */
export function makeRelease(
  published: Published,
  {codebook, home = "", snapshots = new Map()}: ReleaseOptions
): Release {
  const folder = `four-models-${published.version}`;
  const archive = `${folder}.zip`;
  const files = new Map<string, string | Uint8Array>([[descriptorName, published.text]]);
  for (const table of published.tables) {
    files.set(pathOf(table.resource, "csv"), table.text);
    files.set(pathOf(table.resource, "json"), json(table));
    files.set(pathOf(table.resource, "parquet"), parquet(table));
  }
  for (const [path, data] of snapshots) files.set(path, data);
  const offer = (path: string): Offer => {
    const data = files.get(path) ?? "";
    const size = typeof data === "string" ? Buffer.byteLength(data) : data.length;
    return {path: `data/${path}`, mediaType: mediaTypeOf(path), size, sha256: sha256(data)};
  };
  const offersOf = (resource: Resource) => FORMS.map((form) => offer(pathOf(resource, form)));
  const inside = archived(published, {codebook, described: describe(published, {home, offersOf})});
  files.set(archive, zip(inside, {folder, date: published.date}));
  const description = describe(published, {home, offersOf, archive: offer(archive)});
  files.set("datacite.json", datacite(description));
  files.set(sumsName, sums(files));
  return {published, description, files, archive};
}

/** What the archive holds, by path, its own checksums among it. */
export function archived(
  published: Published,
  {codebook, described}: {codebook: string; described: Description}
): Files {
  const inside = new Map<string, string | Uint8Array>([
    [descriptorName, published.text],
    ["codebook.md", codebook],
    ["README.md", readme(published)],
    ["CITATION.cff", cff(described)],
    ["datacite.json", datacite(described)]
  ]);
  for (const {resource, text} of published.tables) inside.set(resource.path, text);
  inside.set(crateName, crate(described, inside));
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
