import {readFileSync} from "node:fs";
import Papa from "papaparse";

/** A dimension or an attribute of a dataset, with its code list. */
export interface Part {
  id: string;
  name: string;
  /** `OECD:CL_AREA`. */
  list: string;
  /** Labels by code. */
  codes: Readonly<Record<string, string>>;
}

/** One observation: codes in the order of the dimensions, codes in the order of the attributes. */
export interface Observation {
  key: readonly string[];
  time: string;
  value: string;
  attributes: readonly string[];
}

/** A dataset as the played service holds it. */
export interface Dataset {
  agency: string;
  flow: string;
  version: string;
  name: string;
  tenant: "public" | "archive";
  dimensions: readonly Part[];
  attributes: readonly Part[];
  rows: readonly Observation[];
  /** Last change, as the content constraint gives it. */
  updated: string;
}

function table(path: string): Record<string, string>[] {
  const text = readFileSync(`data/${path}`, "utf8");
  return Papa.parse<Record<string, string>>(text, {header: true, skipEmptyLines: true}).data;
}

const areas: Record<string, string> = Object.fromEntries(table("countries.csv").map((d) => [d.iso3, d.name]));

const area: Part = {
  id: "REF_AREA",
  name: "Reference area",
  list: "OECD:CL_AREA",
  codes: {...areas, OECD_REP: "OECD average of the members that answered"}
};
const yearly: Part = {
  id: "FREQ",
  name: "Frequency of observation",
  list: "SDMX:CL_FREQ",
  codes: {A: "Annual"}
};
const status: Part = {
  id: "OBS_STATUS",
  name: "Observation status",
  list: "SDMX:CL_OBS_STATUS",
  codes: {A: "Normal value"}
};
const multiplier: Part = {
  id: "UNIT_MULT",
  name: "Unit multiplier",
  list: "OECD:CL_UNIT_MULT",
  codes: {"0": "Units"}
};

/**
 * FIXTURE. The survey on performance budgeting as the service may send it: Australia's eight answers are those of
 * `survey_answers_pb2023.csv`; with `others`, answers of further countries are invented by a fixed rule.
 * @param form whether items that were not selected are rows with 0, or no rows
 */
export function performanceBudgeting({
  others = 12,
  form = "selected"
}: {
  others?: number;
  form?: "selected" | "rows";
} = {}): Dataset {
  const answers = table("survey_answers_pb2023.csv");
  const codes: Record<string, string> = Object.fromEntries(
    answers.map((d) => [d.measure_code, `${d.option}. ${d.item_short}`])
  );
  codes["Q_MC_Q5-b"] = 'b. An item of this fixture, with a comma and "quotes"';
  codes["Q_MC_Q14-SQ001"] = "z. An item of this fixture that nobody selects";
  const items = Object.keys(codes);
  const real = new Set(answers.map((d) => d.measure_code));
  const countries = ["AUS", ...Object.keys(areas).filter((d) => d !== "AUS")].slice(0, others + 1);
  const rows: Observation[] = [];
  countries.forEach((iso3, c) => {
    items.forEach((item, i) => {
      const invented = item !== "Q_MC_Q14-SQ001" && (c * 7 + i * 3) % 5 < 3;
      const selected = iso3 === "AUS" ? real.has(item) : invented;
      if (!selected && form === "selected") return;
      rows.push({
        key: [iso3, "A", item],
        time: "2023",
        value: selected ? "1" : "0",
        attributes: ["A", "0"]
      });
    });
  });
  return {
    agency: "OECD.GOV.GIP",
    flow: "DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD",
    version: "1.0",
    name: "Performance budgeting - 2023",
    tenant: "public",
    dimensions: [
      area,
      yearly,
      {id: "MEASURE", name: "Measure", list: "OECD.GOV.GIP:CL_MEASURE_QDD_PERBUD", codes}
    ],
    attributes: [status, multiplier],
    rows: shuffled(rows),
    updated: "2024-06-05T10:11:12"
  };
}

/** FIXTURE. Public integrity indicators with the figures of `observations/oecd_integrity.csv`: six dimensions. */
export function publicIntegrity(): Dataset {
  const rows = table("observations/oecd_integrity.csv").map((d) => {
    const place = Object.fromEntries((d.locator ?? "").split(" ").map((part) => part.split("=")));
    const {MEASURE = "", UNIT_MEASURE = "", DD_ID = ""} = place;
    return {
      key: [d.iso3 ?? "", "A", MEASURE, UNIT_MEASURE, "_T", DD_ID],
      time: d.year ?? "",
      value: d.value ?? "",
      attributes: ["A", "0", "_T", "0", ""]
    };
  });
  const used = (i: number) => Object.fromEntries(rows.map((d) => [d.key[i] ?? "", `Label of ${d.key[i]}`]));
  return {
    agency: "OECD.GOV.PSI",
    flow: "DSD_PII@DF_PUBLIC_INTEGRITY",
    version: "1.5",
    name: "Public integrity indicators",
    tenant: "public",
    dimensions: [
      area,
      yearly,
      {id: "MEASURE", name: "Measure", list: "OECD.GOV.PSI:CL_MEASURE", codes: used(2)},
      {id: "UNIT_MEASURE", name: "Unit of measure", list: "OECD:CL_UNIT_MEASURE", codes: used(3)},
      {id: "DD_DIM", name: "Drill-down dimension", list: "OECD:CL_DD_DIM", codes: {_T: "Total"}},
      {id: "DD_ID", name: "Drill-down", list: "OECD.GOV.PSI:CL_DD_ID", codes: used(5)}
    ],
    attributes: [
      status,
      multiplier,
      {id: "CRITERIA", name: "Criteria", list: "OECD.GOV.PSI:CL_CRITERIA", codes: {_T: "Total"}},
      {id: "DECIMALS", name: "Decimals", list: "OECD:CL_DECIMALS", codes: {"0": "Zero"}},
      {id: "CONF_STATUS", name: "Confidentiality status", list: "SDMX:CL_CONF_STATUS", codes: {}}
    ],
    rows: shuffled(rows),
    updated: "2024-06-20T00:00:00"
  };
}

/** FIXTURE. An archived edition with the figures of `observations/oecd_pslc.csv`; `answers.ts` writes its old layout. */
export function archivedEdition(): Dataset {
  const rows = table("observations/oecd_pslc.csv").map((d) => {
    const measure = (d.indicator_id ?? "").replace("oecd_pslc_", "").toUpperCase();
    return {
      key: [d.iso3 ?? "", measure, "IDX", "0", ""],
      time: d.year ?? "",
      value: d.value ?? "",
      attributes: [""]
    };
  });
  const measures = Object.fromEntries(rows.map((d) => [d.key[1] ?? "", `Label of ${d.key[1]}, a fixture`]));
  return {
    agency: "OECD",
    flow: "DF_GOV_2021",
    version: "1.0",
    name: "Government at a Glance 2021",
    tenant: "archive",
    dimensions: [
      {...area, id: "COU", name: "Country"},
      {id: "IND", name: "Indicator", list: "OECD:CL_GOV_2021_IND", codes: measures},
      {id: "Unit Code", name: "Unit", list: "OECD:CL_UNIT", codes: {IDX: "Index"}},
      {id: "PowerCode Code", name: "PowerCode", list: "OECD:CL_POWERCODE", codes: {"0": "Units"}},
      {id: "Reference Period Code", name: "Reference Period", list: "OECD:CL_REF", codes: {}}
    ],
    attributes: [{id: "Flag Codes", name: "Flags", list: "OECD:CL_FLAGS", codes: {}}],
    rows: shuffled(rows),
    updated: "2021-07-09T00:00:00"
  };
}

/** The order of rows from the service follows no visible rule; here it follows a fixed one that is no order. */
function shuffled<T>(rows: readonly T[]): T[] {
  const out = [...rows];
  let seed = 7;
  for (let i = out.length - 1; i > 0; i -= 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const j = seed % (i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
