import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import Papa from "papaparse";

/** Licence under which the OECD gives a dataset. */
export interface Licence {
  title: string;
  path: string;
}

/** A dataset of the OECD as this project knows it. */
export interface Dataflow {
  /** Short name, also that of the snapshot: `perbud-2023`. */
  id: string;
  title: string;
  agency: string;
  /** `DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD`. */
  flow: string;
  /** Empty: the latest. */
  version: string;
  /** Dimensions in the order of the key, without time. Empty: not known. */
  key: readonly string[];
  /** Dimensions whose code list no other dataset of the register uses: the list itself belongs to the dataset. */
  own: readonly string[];
  /** Where it is kept: with the current data, or with archived editions. */
  tenant: "public" | "archive";
  licence: Licence;
  /** Key into `sources.csv`, or the name of the source that the record of a snapshot makes. */
  sourceId: string;
  /** Fetched when no name is given. */
  wanted: boolean;
}

/**
 * The register of dataflows: `oecd_dataflows.csv` of a data package, in its order.
 * @throws when the table is missing
 */
export function readRegister(folder = "data"): Dataflow[] {
  const path = join(folder, "oecd_dataflows.csv");
  if (!existsSync(path)) throw new Error(`no register of dataflows: ${path} is missing`);
  const {data} = Papa.parse<Record<string, string>>(readFileSync(path, "utf8"), {
    header: true,
    skipEmptyLines: true
  });
  const users = new Map<string, number>();
  for (const row of data) for (const {list} of lists(row)) users.set(list, (users.get(list) ?? 0) + 1);
  return data.map((row) => ({
    id: row.short_id ?? "",
    title: row.title_short ?? "",
    agency: row.agency_id ?? "",
    flow: row.dataflow_id ?? "",
    version: "",
    key: (row.series_key_order ?? "").split(".").filter(Boolean),
    own: lists(row)
      .filter((d) => users.get(d.list) === 1)
      .map((d) => d.dimension),
    tenant: row.tenant === "archive" ? "archive" : "public",
    licence: {title: row.licence ?? "", path: row.licence_url ?? ""},
    sourceId: row.data_source_id || `oecd-${row.short_id}`,
    wanted: row.fetched === "true"
  }));
}

/** `REF_AREA=OECD:CL_AREA FREQ=SDMX:CL_FREQ` by dimension. */
function lists({codelists}: Record<string, string>): {dimension: string; list: string}[] {
  return (codelists ?? "")
    .split(" ")
    .map((part) => part.split("="))
    .flatMap(([dimension, list]) => (dimension && list ? [{dimension, list}] : []));
}

/**
 * A dataflow by its short name, or by the name the OECD gives it.
 * @throws when there is none, naming those that come near
 */
export function findDataflow(register: readonly Dataflow[], name: string): Dataflow {
  const found = register.find((d) => d.id === name || d.flow === name || `${d.agency}:${d.flow}` === name);
  if (found) return found;
  const parts = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length > 2);
  const near = register.filter((d) => parts.some((part) => d.id.includes(part))).map((d) => d.id);
  const hint = near.length ? `did you mean ${near.slice(0, 5).join(", ")}?` : "see npm run refresh -- --list";
  throw new Error(`no dataset is called ${name}; ${hint}`);
}
