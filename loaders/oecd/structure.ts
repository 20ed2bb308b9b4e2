import {DOMParser} from "linkedom";
import type {Dataflow} from "./register.js";
import {excerpt, Trouble} from "./trouble.js";

/** What the OECD says of a dataset before its data: dimensions, and the codes that may stand in them. */
export interface Structure {
  /** Name of the dataset as the OECD writes it. */
  name: string;
  /** Version of the dataflow. */
  version: string;
  /** In the order of the key, without time. */
  dimensions: readonly Component[];
  attributes: readonly Component[];
}

/** A dimension or an attribute, with its code list where it has one. */
export interface Component {
  id: string;
  /** `OECD:CL_AREA`; `undefined` when any text may stand here. */
  codelist?: string;
  /** Labels by code; `undefined` when the answer does not hold the list. */
  codes?: ReadonlyMap<string, string>;
}

/** What the OECD says of the state of a dataset. */
export interface ContentConstraint {
  /** When the data last changed, as the OECD writes it. */
  updated?: string;
  /** Number of observations. */
  count?: number;
  /** Codes in use, by dimension. */
  values: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the answer to `/dataflow/…?references=all`: SDMX-ML 2.1 or SDMX-JSON.
 * @throws {Trouble} `not-data` when it is neither, or holds no structure of this dataflow
 */
export function parseStructure(text: string, {flow}: Pick<Dataflow, "flow">): Structure {
  const structure = isJson(text)
    ? structureOfJson(parseJson(text), flow)
    : structureOfXml(parseXml(text), flow);
  if (!structure) throw new Trouble("not-data", `no structure of ${flow} in the answer: ${excerpt(text)}`);
  return structure;
}

/**
 * Reads the answer to `/contentconstraint/…`: SDMX-ML 2.1 or SDMX-JSON.
 * @throws {Trouble} `not-data` when it is neither, or holds no constraint
 */
export function parseConstraint(text: string, {flow}: Pick<Dataflow, "flow">): ContentConstraint {
  const found = isJson(text)
    ? constraintOfJson(parseJson(text), flow)
    : constraintOfXml(parseXml(text), flow);
  if (!found)
    throw new Trouble("not-data", `no content constraint of ${flow} in the answer: ${excerpt(text)}`);
  return found;
}

function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text.replace(/^\uFEFF/, ""));
}

// biome-ignore lint/suspicious/noExplicitAny: answers from outside, looked into step by step.
type Json = any;

function parseJson(text: string): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Trouble("not-data", `the answer is not JSON: ${(error as Error).message}`);
  }
}

interface XmlElement {
  tagName: string;
  children: Iterable<XmlElement>;
  textContent: string | null;
  getAttribute(name: string): string | null;
}

function parseXml(text: string): XmlElement {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (!start.startsWith("<") || /^<(!doctype\s+)?html/i.test(start)) {
    throw new Trouble("not-data", `expected XML or JSON, the answer begins: ${excerpt(text)}`);
  }
  const root = new DOMParser().parseFromString(start, "text/xml")
    .documentElement as unknown as XmlElement | null;
  if (!root || !start.includes(`</${root.tagName}>`)) {
    throw new Trouble("cut-off", `the XML of the answer stops in the middle: ${excerpt(text)}`);
  }
  return root;
}

function local({tagName}: XmlElement): string {
  return tagName.slice(tagName.indexOf(":") + 1);
}

function* all(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (local(child) === name) yield child;
    yield* all(child, name);
  }
}

function first(element: XmlElement, name: string): XmlElement | undefined {
  return all(element, name).next().value ?? undefined;
}

function nameOf(element: XmlElement): string {
  const names = [...element.children].filter((child) => local(child) === "Name");
  const english = names.find((child) => child.getAttribute("xml:lang") === "en") ?? names[0];
  return (english?.textContent ?? "").trim();
}

function attribute(element: XmlElement | undefined, name: string): string {
  return element?.getAttribute(name) ?? "";
}

function structureOfXml(root: XmlElement, flow: string): Structure | undefined {
  const id = flow.split("@")[0] ?? flow;
  const definitions = [...all(root, "DataStructure")].filter((d) => d.getAttribute("id") !== null);
  const definition = definitions.find((d) => attribute(d, "id") === id) ?? definitions[0];
  if (!definition) return undefined;
  const dataflow = [...all(root, "Dataflow")].find((d) => attribute(d, "id") === flow);
  const lists = new Map<string, Map<string, string>>();
  for (const list of all(root, "Codelist")) {
    const codes = new Map<string, string>();
    for (const code of list.children)
      if (local(code) === "Code") codes.set(attribute(code, "id"), nameOf(code));
    lists.set(`${attribute(list, "agencyID")}:${attribute(list, "id")}`, codes);
  }
  const component = (element: XmlElement): Component => {
    const enumeration = first(element, "Enumeration");
    const reference = enumeration && first(enumeration, "Ref");
    return withList(
      attribute(element, "id"),
      reference ? `${attribute(reference, "agencyID")}:${attribute(reference, "id")}` : undefined,
      lists
    );
  };
  return {
    name: nameOf(dataflow ?? definition),
    version: attribute(dataflow ?? definition, "version"),
    dimensions: [...all(definition, "Dimension")]
      .sort((a, b) => Number(attribute(a, "position")) - Number(attribute(b, "position")))
      .map(component),
    attributes: [...all(definition, "Attribute")].map(component)
  };
}

function withList(
  id: string,
  codelist: string | undefined,
  lists: ReadonlyMap<string, ReadonlyMap<string, string>>
): Component {
  const codes = codelist === undefined ? undefined : lists.get(codelist);
  return {id, ...(codelist === undefined ? {} : {codelist}), ...(codes?.size ? {codes} : {})};
}

/** `urn:…Codelist=OECD:CL_AREA(1.1)` becomes `OECD:CL_AREA`. */
function listOfUrn(urn: string | undefined): string | undefined {
  return urn?.match(/=([^=(]+)\(/)?.[1];
}

function structureOfJson({data}: Json, flow: string): Structure | undefined {
  const id = flow.split("@")[0];
  const definitions: Json[] = data?.dataStructures ?? [];
  const definition = definitions.find((d) => d.id === id) ?? definitions[0];
  if (!definition) return undefined;
  const dataflow = (data.dataflows ?? []).find((d: Json) => d.id === flow);
  const lists = new Map<string, Map<string, string>>();
  for (const list of data.codelists ?? []) {
    lists.set(`${list.agencyID}:${list.id}`, new Map(list.codes?.map((d: Json) => [d.id, labelOf(d)])));
  }
  const component = (d: Json): Component =>
    withList(d.id, listOfUrn(d.localRepresentation?.enumeration), lists);
  const {dimensionList, attributeList} = definition.dataStructureComponents ?? {};
  const dimensions: Json[] = [...(dimensionList?.dimensions ?? [])];
  return {
    name: labelOf(dataflow ?? definition),
    version: String((dataflow ?? definition).version ?? ""),
    dimensions: dimensions.sort((a, b) => (a.position ?? 0) - (b.position ?? 0)).map(component),
    attributes: (attributeList?.attributes ?? []).map(component)
  };
}

function labelOf({name, names}: Json): string {
  return names?.en ?? (typeof name === "string" ? name : (name?.en ?? ""));
}

function constraintOfXml(root: XmlElement, flow: string): ContentConstraint | undefined {
  const constraints = [...all(root, "ContentConstraint")];
  const constraint = constraints.find((d) => attribute(d, "id").endsWith(flow)) ?? constraints[0];
  if (!constraint) return undefined;
  const annotations = [...all(constraint, "Annotation")].map((d) => ({
    id: attribute(d, "id"),
    title: first(d, "AnnotationTitle")?.textContent ?? "",
    text: first(d, "AnnotationText")?.textContent ?? ""
  }));
  const values = new Map<string, string[]>();
  for (const key of all(constraint, "KeyValue")) {
    values.set(
      attribute(key, "id"),
      [...key.children].filter((d) => local(d) === "Value").map((d) => (d.textContent ?? "").trim())
    );
  }
  return constraintOf(attribute(constraint, "validFrom"), annotations, values);
}

function constraintOfJson({data}: Json, flow: string): ContentConstraint | undefined {
  const constraints: Json[] = data?.contentConstraints ?? data?.dataConstraints ?? [];
  const constraint = constraints.find((d) => String(d.id).endsWith(flow)) ?? constraints[0];
  if (!constraint) return undefined;
  const annotations = (constraint.annotations ?? []).map((d: Json) => ({
    id: String(d.id ?? ""),
    title: String(d.title ?? ""),
    text: String(d.texts?.en ?? d.text ?? "")
  }));
  const values = new Map<string, string[]>();
  for (const region of constraint.cubeRegions ?? []) {
    for (const key of region.keyValues ?? region.components ?? []) {
      values.set(
        key.id,
        (key.values ?? []).map((d: Json) => String(d.value ?? d))
      );
    }
  }
  return constraintOf(constraint.validFrom ?? "", annotations, values);
}

function constraintOf(
  updated: string,
  annotations: readonly {id: string; title: string; text: string}[],
  values: ReadonlyMap<string, readonly string[]>
): ContentConstraint {
  const counted = annotations.find((d) => d.id === "obs_count");
  const count = [counted?.title, counted?.text].find((d) => d !== undefined && /^\s*\d+\s*$/.test(d));
  return {
    ...(updated ? {updated} : {}),
    ...(count === undefined ? {} : {count: Number(count)}),
    values
  };
}
