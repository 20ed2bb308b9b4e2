import type {Dataflow} from "./register.js";
import {Trouble} from "./trouble.js";

/** What each column of a file is, read from its header by name and never by place. */
export interface Layout {
  kind: "sdmx-csv" | "sdmx-csv-labels" | "oecd-stat";
  header: readonly string[];
  /** Names of the columns that make the key of an observation, time included, in the order of the file. */
  key: readonly string[];
  /** Column of the value. */
  value: string;
  /** Place of the label that goes with a column. Labels are found by place: two columns may bear the same label. */
  labels: ReadonlyMap<string, number>;
  /** How many columns come before the first component: they say which structure a row is of, and what to do with it. */
  leading: number;
  /** Place of the column that names the structure: `OECD.GOV.GIP:DSD@DF(1.0)`. Not in the old layout. */
  structure?: number;
  /** Place of the column that says what is to be done with a row. Not in the old layout. */
  action?: number;
}

const LEGACY_TAIL = ["Value", "Flag Codes", "Flags"];

/**
 * Tells the layout of a file from its header: SDMX-CSV 2.0 or 1.0, with or without labels, or the old export of
 * OECD.Stat.
 * @throws {Trouble} `layout` when it is none of these, or when a column of the dataflow is not there
 */
export function layoutOf(header: readonly string[], dataflow?: Dataflow): Layout {
  const layout = isLegacy(header) ? legacyLayout(header) : sdmxLayout(header);
  if (layout.kind === "oecd-stat" && dataflow?.tenant === "public") {
    throw new Trouble(
      "layout",
      `the columns of OECD.Stat’s old export (${header.slice(0, 4).join(",")}, …); ${dataflow.flow} comes as SDMX-CSV`
    );
  }
  const places = new Set(layout.labels.values());
  const codes = header.filter((_, i) => !places.has(i));
  const twice = codes.find((name, i) => codes.indexOf(name) !== i);
  if (twice !== undefined) throw new Trouble("layout", `the column ${twice} stands twice in the header`);
  const absent = layout.kind === "oecd-stat" ? [] : (dataflow?.key ?? []).filter((d) => !header.includes(d));
  if (absent.length) {
    throw new Trouble(
      "layout",
      `no column ${absent.join(", ")}: the key of ${dataflow?.flow} is ${dataflow?.key.join(".")}, the header is ${header.join(",")}`
    );
  }
  const unknown = dataflow?.key.length && layout.kind !== "oecd-stat" ? beyond(layout, dataflow) : [];
  if (unknown.length) {
    throw new Trouble(
      "layout",
      `the columns ${unknown.join(", ")} stand before TIME_PERIOD, but the key of ${dataflow?.flow} is ${dataflow?.key.join(".")}: has the structure changed?`
    );
  }
  return layout;
}

function beyond(layout: Layout, {key}: Dataflow): string[] {
  return layout.key.filter((name) => name !== "TIME_PERIOD" && !key.includes(name));
}

function isLegacy(header: readonly string[]): boolean {
  return header.length > 5 && LEGACY_TAIL.every((name, i) => header[header.length - 3 + i] === name);
}

function legacyLayout(header: readonly string[]): Layout {
  const labels = new Map<string, number>();
  const key: string[] = [];
  for (let i = 0; i + 1 < header.length - 3; i += 2) {
    key.push(header[i] ?? "");
    labels.set(header[i] ?? "", i + 1);
  }
  labels.set("Flag Codes", header.length - 1);
  return {kind: "oecd-stat", header, key, value: "Value", labels, leading: 0};
}

function sdmxLayout(header: readonly string[]): Layout {
  const structure = ["STRUCTURE_ID", "DATAFLOW"].find((name) => header.includes(name));
  const time = header.indexOf("TIME_PERIOD");
  const value = header.indexOf("OBS_VALUE");
  if (structure === undefined || time === -1 || value === -1) {
    const expected =
      "SDMX-CSV (STRUCTURE, STRUCTURE_ID, …, TIME_PERIOD, OBS_VALUE) or the old export of OECD.Stat";
    throw new Trouble(
      "layout",
      `the header is ${header.slice(0, 12).join(",") || "empty"}, expected ${expected}`
    );
  }
  const labelled = header.includes("STRUCTURE_NAME") || header[time + 1] !== "OBS_VALUE";
  const fixed = ["STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "DATAFLOW", "ACTION"];
  const components = header.filter((name) => !fixed.includes(name));
  const first = header.findIndex((name) => !fixed.includes(name));
  const codes = labelled ? components.filter((_, i) => i % 2 === 0) : components;
  const labels = new Map<string, number>();
  if (labelled) for (let i = first; i + 1 < header.length; i += 2) labels.set(header[i] ?? "", i + 1);
  if (!codes.includes("TIME_PERIOD") || !codes.includes("OBS_VALUE")) {
    throw new Trouble("layout", `codes and labels do not alternate in the header ${header.join(",")}`);
  }
  if (header.some((name, i) => fixed.includes(name) !== i < first)) {
    throw new Trouble("layout", `${fixed.join(", ")} do not come first in the header ${header.join(",")}`);
  }
  const action = header.includes("ACTION") ? {action: header.indexOf("ACTION")} : {};
  return {
    kind: labelled ? "sdmx-csv-labels" : "sdmx-csv",
    header,
    key: codes.slice(0, codes.indexOf("TIME_PERIOD") + 1),
    value: "OBS_VALUE",
    labels,
    leading: first,
    structure: header.indexOf(structure),
    ...action
  };
}
