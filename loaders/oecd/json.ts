import {quoteCell} from "./csv.js";
import {Trouble} from "./trouble.js";

// biome-ignore lint/suspicious/noExplicitAny: answers from outside, looked into step by step.
type Json = any;

/** Place of a dimension for which the message gives none. */
const LAST = 1e6;

interface Part {
  id: string;
  name: string;
  values: readonly Json[];
  keyPosition?: number;
}

/**
 * Writes a message in SDMX-JSON (1.0 or 2.0; flat, or in series) as lines of SDMX-CSV 2.0 with labels, so that what
 * comes after needs to know one layout only. The message is held in memory whole.
 * @throws {Trouble} `not-data` when it is not such a message, `no-rows` when it holds no observation
 */
export function* csvOfJson(text: string): Generator<string> {
  try {
    yield* csvOfMessage(parse(text));
  } catch (error) {
    if (error instanceof Trouble) throw error;
    // Parts that are not what the format has in their place: which one matters less than that it is not a message.
    throw new Trouble("not-data", `the JSON is not laid out as SDMX-JSON: ${(error as Error).message}`, {
      cause: error
    });
  }
}

function* csvOfMessage(message: Json): Generator<string> {
  const {dataSets, structures, structure} = message.data ?? message;
  const definitions: Json[] = structures ?? (structure ? [structure] : []);
  if (!Array.isArray(dataSets) || !definitions.length) {
    const errors = [message.errors ?? []]
      .flat()
      .map((d: Json) => d.title ?? d.detail ?? d.message ?? "")
      .filter(Boolean);
    throw new Trouble("not-data", `no data in the JSON${errors.length ? `: ${errors.join("; ")}` : ""}`);
  }
  let lines = 0;
  for (const dataSet of dataSets) {
    const definition = definitions[dataSet.structure ?? 0] ?? definitions[0];
    for (const line of linesOf(dataSet, definition, lines === 0)) {
      lines += 1;
      yield line;
    }
  }
  // The first line is the header.
  if (lines < 2) throw new Trouble("no-rows", "the JSON holds no observation");
}

function parse(text: string): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Trouble("cut-off", `the JSON cannot be read to its end: ${(error as Error).message}`);
  }
}

function partsOf(parts: Json[] | undefined): Part[] {
  return (parts ?? []).map((d) => ({
    id: String(d.id),
    name: nameOf(d),
    values: d.values ?? [],
    ...(d.keyPosition === undefined ? {} : {keyPosition: d.keyPosition})
  }));
}

function nameOf({name, names}: Json): string {
  return names?.en ?? (typeof name === "string" ? name : (name?.en ?? ""));
}

function* linesOf(dataSet: Json, definition: Json, header: boolean): Generator<string> {
  const inSet = partsOf(definition.dimensions?.dataSet);
  const inSeries = partsOf(definition.dimensions?.series);
  const inObservation = partsOf(definition.dimensions?.observation);
  const dimensions = [...inSet, ...inSeries, ...inObservation];
  const keys = dimensions
    .filter((d) => d.id !== "TIME_PERIOD")
    .sort((a, b) => (a.keyPosition ?? LAST) - (b.keyPosition ?? LAST));
  const time = dimensions.find((d) => d.id === "TIME_PERIOD");
  const setAttributes = partsOf(definition.attributes?.dataSet);
  const seriesAttributes = partsOf(definition.attributes?.series);
  const attributes = partsOf(definition.attributes?.observation);
  const head = structureId(definition, dataSet);
  const title = nameOf(definition);

  if (header) {
    const named = [...keys, ...(time ? [time] : [])].flatMap((d) => [d.id, d.name]);
    const noted = [...attributes, ...seriesAttributes, ...setAttributes].flatMap((d) => [d.id, d.name]);
    const all = [
      "STRUCTURE",
      "STRUCTURE_ID",
      "STRUCTURE_NAME",
      "ACTION",
      ...named,
      "OBS_VALUE",
      "Observation value"
    ];
    yield `${[...all, ...noted].map(quoteCell).join(",")}\n`;
  }

  const line = (places: ReadonlyMap<string, number>, values: Json[], ofSeries: Json[]) => {
    const cells = ["DATAFLOW", head, title, "I"];
    for (const part of [...keys, ...(time ? [time] : [])]) {
      const code = part.values[places.get(part.id) ?? 0];
      cells.push(String(code?.id ?? code?.value ?? ""), part === time ? "" : code ? nameOf(code) : "");
    }
    cells.push(values[0] === null || values[0] === undefined ? "" : String(values[0]), "");
    const noted = [
      ...attributes.map((part, i) => [part, values[i + 1]] as const),
      ...seriesAttributes.map((part, i) => [part, ofSeries[i]] as const),
      ...setAttributes.map((part, i) => [part, dataSet.attributes?.[i]] as const)
    ];
    for (const [part, value] of noted) cells.push(...attributeCells(part, value));
    return `${cells.map(quoteCell).join(",")}\n`;
  };

  const setPlaces = inSet.map((d) => [d.id, 0] as const);
  const placesOf = (parts: readonly Part[], key: string) => {
    const places = key.split(":").map(Number);
    return parts.map((d, i) => [d.id, places[i] ?? 0] as const);
  };
  for (const [key, values] of Object.entries<Json[]>(dataSet.observations ?? {})) {
    yield line(new Map([...setPlaces, ...placesOf(inObservation, key)]), values, []);
  }
  for (const [key, series] of Object.entries<Json>(dataSet.series ?? {})) {
    const places = [...setPlaces, ...placesOf(inSeries, key)];
    for (const [inner, values] of Object.entries<Json[]>(series.observations ?? {})) {
      yield line(new Map([...places, ...placesOf(inObservation, inner)]), values, series.attributes ?? []);
    }
  }
}

/** An attribute is the place of its code in a list, or, in 2.0, the value itself. */
function attributeCells(part: Part, value: Json): [string, string] {
  if (value === null || value === undefined) return ["", ""];
  const code = typeof value === "number" ? part.values[value] : undefined;
  if (code === undefined) return [String(value), ""];
  return [String(code.id ?? code.value ?? ""), nameOf(code)];
}

/** `OECD.GOV.GIP:DSD@DF(1.0)`, from the link to the dataflow in either version of the format. */
function structureId(definition: Json, dataSet: Json): string {
  const links: Json[] = [...(definition.links ?? []), ...(dataSet.links ?? [])];
  for (const {urn, href} of links) {
    const found = String(urn ?? href ?? "").match(/Dataflow=([^:]+):([^()]+)\(([^)]+)\)/);
    if (found) return `${found[1]}:${found[2]}(${found[3]})`;
  }
  return "";
}
