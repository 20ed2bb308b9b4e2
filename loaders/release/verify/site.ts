import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {parquetReadObjects} from "hyparquet";
import Papa from "papaparse";
import {type DataPackage, descriptorName, type Resource, tableOf} from "../../package/descriptor.js";
import {plainText} from "../../pages/html.js";
import {sha256, sumsName} from "../archive.js";
import {withPackage} from "../diff/open.js";
import {type Reckoned, reckon, type TextRow} from "./reckon.js";

/** What was looked at in a built site, and what does not agree. */
export interface Verified {
  files: number;
  rows: number;
  classes: number;
  numbers: number;
  problems: string[];
}

/**
 * Derives every published class and every membership a second time from the tables as published, and holds the files
 * of a built site to them; holds each table's JSON and Parquet to its CSV, the archive to the files beside it, and all
 * of them to their checksums. Throws when there is no built site in the folder.
 */
export async function verifySite(folder: string): Promise<Verified> {
  const data = join(folder, "data");
  if (!existsSync(join(data, descriptorName)))
    throw new Error(`${folder}: no built site with data is here; run npm run build first`);
  const found: Verified = {files: 0, rows: 0, classes: 0, numbers: 0, problems: []};
  const descriptor = JSON.parse(readFileSync(join(data, descriptorName), "utf8")) as DataPackage;
  checkSums(data, found);
  const tables = new Map<string, TextRow[]>();
  for (const resource of descriptor.resources) {
    const rows = readCsv(readFileSync(join(data, resource.path), "utf8"));
    tables.set(tableOf(resource), (tables.get(tableOf(resource)) ?? []).concat(rows));
    await checkForms(data, resource, rows, found);
  }
  checkArchive(data, descriptor, found);
  const table = (name: string) => tables.get(name) ?? [];
  const reckoned = reckon({
    codings: table("codings"),
    indicators: table("indicators"),
    observations: table("observations"),
    models: table("models")
  });
  checkViews(join(folder, "view"), reckoned, found);
  checkCountries(
    join(folder, "countries", "index.html"),
    table("countries"),
    table("periods"),
    reckoned,
    found
  );
  return found;
}

function readCsv(text: string): TextRow[] {
  return Papa.parse<Record<string, string>>(text, {header: true, skipEmptyLines: true}).data;
}

function checkSums(data: string, found: Verified): void {
  for (const line of readFileSync(join(data, sumsName), "utf8").trim().split("\n")) {
    const [sum = "", path = ""] = line.split("  ");
    const file = join(data, path);
    found.files += 1;
    if (!existsSync(file)) found.problems.push(`data/${path}: is not there, though ${sumsName} lists it`);
    else if (sha256(readFileSync(file)) !== sum)
      found.problems.push(`data/${path}: is not the file that ${sumsName} lists`);
  }
}

async function checkForms(data: string, {path, schema}: Resource, rows: readonly TextRow[], found: Verified) {
  found.rows += rows.length;
  const json = JSON.parse(readFileSync(join(data, path.replace(/\.csv$/, ".json")), "utf8")) as object[];
  const bytes = readFileSync(join(data, path.replace(/\.csv$/, ".parquet")));
  const parquet = await parquetReadObjects({file: new Uint8Array(bytes).buffer});
  const delimiters = new Map(schema.fields.map((d) => [d.name, d.delimiter ?? ","]));
  const same = (form: string, others: readonly object[]) => {
    if (others.length !== rows.length)
      return found.problems.push(`data/${path}: ${rows.length} rows, and ${others.length} as ${form}`);
    for (const [i, row] of rows.entries()) {
      for (const [name, text] of Object.entries(row)) {
        const other = (others[i] as Record<string, unknown>)[name];
        if (!sameCell(text, other, delimiters.get(name) ?? ","))
          return found.problems.push(
            `data/${path}, row ${i + 2}, column ${name}: ${JSON.stringify(text)}, and ${JSON.stringify(other)} as ${form}`
          );
      }
    }
  };
  same("JSON", json);
  same("Parquet", parquet);
}

function sameCell(text: string, value: unknown, delimiter: string): boolean {
  if (value === null || value === undefined) return text === "";
  if (Array.isArray(value))
    return value.join("\n") === (text ? text.split(delimiter).map((d) => d.trim()) : []).join("\n");
  if (value instanceof Date) return value.toISOString().slice(0, 10) === text;
  return typeof value === "number" ? Number(text) === value : String(value) === text;
}

function checkArchive(data: string, {resources}: DataPackage, found: Verified): void {
  const [archive] = readdirSync(data).filter((name) => name.endsWith(".zip"));
  if (!archive) return void found.problems.push("data/: there is no archive");
  withPackage(join(data, archive), (folder) => {
    checkSums(folder, found);
    for (const {path} of resources) {
      if (!readFileSync(join(folder, path)).equals(readFileSync(join(data, path))))
        found.problems.push(`data/${archive}: ${path} in it is another than the one beside it`);
    }
  });
}

interface ViewFile {
  rows: {key: string; evidence_ids: string[]; values: Record<string, string | number | null>}[];
}

/** Rows of figures that tell a class or the memberships of one standing, held to what was reckoned. */
function checkViews(folder: string, reckoned: ReadonlyMap<string, Reckoned>, found: Verified): void {
  for (const figure of readdirSync(folder).sort()) {
    for (const name of readdirSync(join(folder, figure)).sort()) {
      if (!/^[\w-]+\.json$/.test(name)) continue;
      found.files += 1;
      const {rows} = JSON.parse(readFileSync(join(folder, figure, name), "utf8")) as ViewFile;
      for (const row of rows) checkRow(`view/${figure}/${name}`, row, reckoned, found);
    }
  }
}

function checkRow(
  file: string,
  {key, evidence_ids, values}: ViewFile["rows"][number],
  reckoned: ReadonlyMap<string, Reckoned>,
  found: Verified
): void {
  const standing = reckoned.get(standingOf(key, evidence_ids) ?? "");
  if (!standing) return;
  const wrong = (column: string, expected: unknown) =>
    found.problems.push(
      `${file}, ${key}, ${column}: ${JSON.stringify(values[column] ?? null)}; reckoned from the tables ${JSON.stringify(expected ?? null)}`
    );
  const number = (column: string, expected: number | undefined, kind?: string) => {
    found.numbers += 1;
    const given = values[column];
    const same =
      expected === undefined
        ? given === null || given === kind
        : typeof given === "number" && Math.abs(given - expected) < 1e-6;
    if (!same) wrong(column, expected);
  };
  if (typeof values.Class === "string") {
    found.classes += 1;
    if (values.Class.toLowerCase() !== standing.words) wrong("Class", standing.words);
  }
  const wide = ["M", "I", "C", "E"].filter((set) => set in values);
  for (const set of wide) number(set, standing.sets[set], standing.missing[set]);
  if (wide.length && "Membership" in values) number("Membership", standing.membership);
  if (
    typeof values.Set === "string" &&
    values.Set in standing.sets &&
    "Membership" in values &&
    !("Value" in values)
  )
    number("Membership", standing.sets[values.Set]);
}

/** Which standing a row is about: `usa-2019:practice…`, `AUS:indicators…`, or the one that all its evidence is of. */
function standingOf(key: string, ids: readonly string[]): string | undefined {
  const named = /(?:^|:)([a-z]{3}-\d{4}[a-z]?:(?:practice|official)|[A-Z]{3}:indicators)(?::|$)/.exec(
    key
  )?.[1];
  if (named) return named;
  const all = new Set(
    ids.map((id) => /^settled:([a-z]{3}-\d{4}[a-z]?:(?:practice|official)):/.exec(id)?.[1])
  );
  return all.size === 1 ? [...all][0] : undefined;
}

/** The table of all countries: the classes in its cells, held to those of each country's latest period. */
function checkCountries(
  file: string,
  countries: readonly TextRow[],
  periods: readonly TextRow[],
  reckoned: ReadonlyMap<string, Reckoned>,
  found: Verified
): void {
  found.files += 1;
  const page = readFileSync(file, "utf8");
  for (const {iso3 = "", name = "", slug = ""} of countries) {
    const row = new RegExp(`<tr><th scope="row"><a href="[^"]*/?${slug}">.*?</tr>`, "s").exec(page)?.[0];
    if (!row) {
      found.problems.push(`countries/index.html: ${name} has no row`);
      continue;
    }
    const cells = [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map((d) => plainText(d[1] ?? "").toLowerCase());
    const [latest] = periods.filter((d) => d.iso3 === iso3).sort((a, b) => Number(b.start) - Number(a.start));
    const keys = [`${latest?.period_id}:official`, `${latest?.period_id}:practice`, `${iso3}:indicators`];
    for (const [i, key] of keys.entries()) {
      const expected = reckoned.get(key)?.words ?? "–";
      found.classes += 1;
      if (cells[i + 1] !== expected)
        found.problems.push(
          `countries/index.html, ${name}: “${cells[i + 1]}”; reckoned from the tables “${expected}” (${key})`
        );
    }
  }
}
