import Papa from "papaparse";
import {type DataPackage, descriptorName, type Resource, readDescriptor} from "../package/descriptor.js";
import {type LoadedRow, loadPackage, type ReadText, textIn} from "../package/load.js";
import {formatProblem} from "../package/problem.js";
import type {Value} from "../package/schema.js";

/** A table as it is given away: what it is, its text, and its rows as values. */
export interface PublishedTable {
  resource: Resource;
  /** The CSV file. */
  text: string;
  rows: readonly Readonly<Record<string, Value>>[];
}

/** The data package as it is given away. */
export interface Published {
  descriptor: DataPackage;
  /** The descriptor as text. */
  text: string;
  tables: readonly PublishedTable[];
  version: string;
  /** Day of the release, ISO 8601. */
  date: string;
}

/** How a package is given away. */
export interface PublishOptions {
  /** With `false`, resources for non-commercial use alone are left out, with the rows of other tables that describe them. */
  noncommercial?: boolean;
}

/**
 * Reads the package in `folder` as it is given away. Throws with the first few errors when a table cannot be read.
 * Files are those of the folder to the byte, except that without the non-commercial resources their series and
 * indicators go, and with them every row that names one.
 */
export function readPublished(folder: string, {noncommercial = true}: PublishOptions = {}): Published {
  const readText = textIn(folder);
  const descriptor = readDescriptor(folder);
  const given = noncommercial ? descriptor : withoutNoncommercial(descriptor);
  const loaded = loadPackage(given, readText);
  if (loaded.problems.length) {
    throw new Error(
      `the data package in ${folder} cannot be given away\n${loaded.problems.slice(0, 5).map(formatProblem).join("\n")}`
    );
  }
  const left = new Set(descriptor.resources.filter((d) => !given.resources.includes(d)).map((d) => d.name));
  const series = new Set(
    (loaded.tables.get("series") ?? [])
      .filter(({cells}) => left.has(cells.resource ?? ""))
      .map(({cells}) => cells.series_id ?? "")
  );
  const stays = ({cells}: LoadedRow) =>
    !left.has(cells.resource ?? "") && !series.has(cells.series_id ?? cells.indicator_id ?? "");
  const tables = given.resources.map((resource): PublishedTable => {
    const all = loaded.resources.get(resource.name) ?? [];
    const rows = all.filter(stays);
    const text = rows.length === all.length ? (readText(resource.path) ?? "") : csvOf(resource, rows);
    return {resource, text, rows: rows.map((d) => d.values as Record<string, Value>)};
  });
  const release = loaded.tables.get("releases")?.at(-1)?.cells ?? {};
  return {
    descriptor: given,
    text: descriptorText(given, descriptor, readText),
    tables,
    version: release.version ?? "0.0.0",
    date: release.date ?? ""
  };
}

function withoutNoncommercial(descriptor: DataPackage): DataPackage {
  return {...descriptor, resources: descriptor.resources.filter((d) => !d["fm:noncommercial"])};
}

function descriptorText(given: DataPackage, descriptor: DataPackage, readText: ReadText): string {
  const whole = given.resources.length === descriptor.resources.length;
  return (whole && readText(descriptorName)) || `${JSON.stringify(given, null, 2)}\n`;
}

function csvOf({schema}: Resource, rows: readonly LoadedRow[]): string {
  const names = schema.fields.map((d) => d.name);
  const lines = rows.map(({cells}) => names.map((name) => cells[name] ?? ""));
  return `${Papa.unparse([names, ...lines], {newline: "\n"})}\n`;
}
