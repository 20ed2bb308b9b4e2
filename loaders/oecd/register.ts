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
  /** Where it is kept: with the current data, or with archived editions. */
  tenant: "public" | "archive";
  licence: Licence;
  /** Key into `sources.csv`. */
  sourceId: string;
  /** Fetched when no name is given. */
  wanted: boolean;
}

const licence: Licence = {
  title: "OECD Terms and Conditions: free re-use with the source named",
  path: "https://oecd.org/en/about/oecd-open-by-default-policy.html"
};

/** What is fetched when no name is given, in this order, with the short names and the sources. */
const wanted: readonly {flow: string; id: string; sourceId?: string}[] = [
  {flow: "DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD", id: "perbud-2023", sourceId: "OECD_DF_PERBUD"},
  {flow: "DSD_QDD_GOV_SP_REV@DF_GOV_SP_REV", id: "spending-review-2023"},
  {flow: "DSD_QDD_GOV_PE@DF_GOV_PE", id: "policy-evaluation-2023"},
  {flow: "DSD_QDD_GOV_FMR@DF_GOV_FMR", id: "financial-management-2022"},
  {flow: "DSD_QDD_GOV_PSLC_2022@DF_GOV_PSLC_2022", id: "public-service-2022"},
  {flow: "DSD_GOV_REG@DF_GOV_REG_2025", id: "regulation-2025"},
  {flow: "DSD_PII@DF_PUBLIC_INTEGRITY", id: "public-integrity", sourceId: "OECD_DF_PII"},
  {flow: "DSD_GOV@DF_GOV_DGOGD_2025", id: "digital-2025"},
  {flow: "DSD_GOV@DF_GOV_HRM_2025", id: "human-resources-2025"},
  {flow: "DSD_GOV_INT@DF_GOV_TDG_2025", id: "trust-2025", sourceId: "OECD_DF_GOV_TDG_2025"}
];

/** What is not fetched unless asked for, but has a name of its own. */
const named: readonly {flow: string; id: string; sourceId?: string}[] = [
  {flow: "DSD_GOV_REG@DF_GOV_REG_2023", id: "regulation-2023", sourceId: "OECD_DF_GOV_REG_2023"},
  {flow: "DF_GOV_2021", id: "glance-2021", sourceId: "OECD_GAAG2021_GOV2021"}
];

/**
 * The dataflows in `oecd_dataflows.csv` of a data package, those that are fetched without being named first.
 * @throws when the table is missing, or lacks a dataflow that has a short name here
 */
export function readRegister(folder = "data"): Dataflow[] {
  const path = join(folder, "oecd_dataflows.csv");
  if (!existsSync(path)) throw new Error(`no register of dataflows: ${path} is missing`);
  const {data} = Papa.parse<Record<string, string>>(readFileSync(path, "utf8"), {
    header: true,
    skipEmptyLines: true
  });
  const rows = new Map(data.map((row) => [row.dataflow_id ?? "", row]));
  const short = [...wanted, ...named];
  const first = short.map(({flow, id, sourceId}) => {
    const row = rows.get(flow);
    if (!row) throw new Error(`${path} has no dataflow ${flow}, which is known here as ${id}`);
    return dataflowOf(row, {id, wanted: wanted.some((d) => d.flow === flow), sourceId});
  });
  const others = data
    .filter((row) => !short.some((d) => d.flow === row.dataflow_id))
    .map((row) => dataflowOf(row, {id: shortId(row.dataflow_id ?? ""), wanted: false}));
  return [...first, ...others];
}

function dataflowOf(
  row: Record<string, string>,
  {id, wanted, sourceId}: {id: string; wanted: boolean; sourceId?: string | undefined}
): Dataflow {
  const archive = /archive/i.test(row.title_short ?? "");
  return {
    id,
    title: row.title_short ?? "",
    agency: row.agency_id ?? "",
    flow: row.dataflow_id ?? "",
    version: "",
    key: (row.series_key_order ?? "").split(".").filter(Boolean),
    tenant: archive ? "archive" : "public",
    licence,
    sourceId: sourceId ?? row.source_id ?? "",
    wanted
  };
}

/** `DSD_GOV@DF_GOV_BP_2023` becomes `gov-bp-2023`. */
export function shortId(flow: string): string {
  return (flow.split("@").at(-1) ?? flow).replace(/^DF_/, "").toLowerCase().replaceAll("_", "-");
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
