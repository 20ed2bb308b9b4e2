import type {Dataflow} from "./register.js";

/** Where the OECD's service is. */
export const OECD = "https://sdmx.oecd.org";

/** Formats in which data can be asked for. */
export type DataFormat = "labels" | "csv" | "json";

const formats: Readonly<Record<DataFormat, string>> = {
  labels: "csvfilewithlabels",
  csv: "csvfile",
  json: "jsondata"
};

/** What part of a dataset is asked for. */
export interface DataQuery {
  /** Values by dimension in the order of the key, empty: all. */
  key?: readonly (readonly string[])[];
  format?: DataFormat;
  /** First and last year. */
  start?: number;
  end?: number;
}

/**
 * Address of the data of a dataflow.
 * A key that asks for everything is written `all`: one of dots alone (`..` for three dimensions) would be taken for the
 * folder above and be lost on the way.
 */
export function dataAddress(
  dataflow: Dataflow,
  {key = [], format = "labels", start, end}: DataQuery = {},
  base = OECD
): string {
  const parts = key.map((values) => values.map(encodeURIComponent).join("+"));
  const path = parts.some(Boolean) ? parts.join(".") : "all";
  const query = [
    ...(start === undefined ? [] : [`startPeriod=${start}`]),
    ...(end === undefined ? [] : [`endPeriod=${end}`]),
    "dimensionAtObservation=AllDimensions",
    `format=${formats[format]}`
  ];
  const {agency, flow, version} = dataflow;
  return `${root(dataflow, base)}/data/${agency},${flow},${version}/${path}?${query.join("&")}`;
}

/** Address of the structure of a dataflow with its code lists. */
export function structureAddress(dataflow: Dataflow, base = OECD): string {
  const {agency, flow, version} = dataflow;
  return `${root(dataflow, base)}/dataflow/${agency}/${flow}/${version}?references=all`;
}

/** Address of what the OECD says of the state of a dataflow: last change and number of observations. */
export function constraintAddress(dataflow: Dataflow, base = OECD): string {
  return `${root(dataflow, base)}/contentconstraint/${dataflow.agency}/CR_A_${dataflow.flow}/`;
}

function root({tenant}: Dataflow, base: string): string {
  return `${base.replace(/\/+$/, "")}/${tenant}/rest`;
}
