import {type Licence, type Resource, tableOf} from "../package/descriptor.js";
import type {Field} from "../package/schema.js";

/** A column as the codebook describes it. */
export interface CodebookEntry {
  name: string;
  title: string;
  type: string;
  /** Empty where the values have none. */
  unit: string;
  meaning: string;
  /** What it may hold, in words; empty when anything of its type. */
  holds: readonly string[];
  required: boolean;
  /** Pages of tables whose keys it holds. */
  references: readonly string[];
}

const TYPES: Readonly<Record<Field["type"], string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  year: "year",
  date: "date",
  list: "list"
};

/** The columns of a table in the words of a codebook, from the descriptor alone. */
export function codebook({name: table, schema}: Resource): CodebookEntry[] {
  return schema.fields.map((field) => {
    const {name, title = name, description, constraints = {}, type} = field;
    const keys = (schema.foreignKeys ?? [])
      .filter((key) => key.fields.includes(name))
      .map((key) => key.reference.resource ?? table);
    const listed = (field["fm:references"] ?? []).map((d) => d.resource);
    return {
      name,
      title,
      type: type === "list" ? `list, parted by “${field.delimiter ?? ","}”` : TYPES[type],
      unit: field["fm:unit"] ?? "",
      meaning: description,
      holds: holds(field),
      required: constraints.required === true,
      references: [...new Set([...keys, ...listed])]
    };
  });
}

function holds({constraints = {}}: Field): string[] {
  const {enum: allowed, minimum, maximum, pattern, unique} = constraints;
  const range =
    minimum !== undefined && maximum !== undefined
      ? `${minimum} to ${maximum}`
      : minimum !== undefined
        ? `at least ${minimum}`
        : maximum !== undefined
          ? `at most ${maximum}`
          : undefined;
  return [
    allowed && `one of ${allowed.join(", ")}`,
    range,
    pattern && `of the form ${pattern}`,
    unique && "each value once"
  ].filter((d): d is string => typeof d === "string");
}

/** The licence of a table in a line. */
export function licenceText({licenses}: Resource): string {
  return licenses.map(licenceName).join("; ");
}

/** A licence by the name it goes by in a line. */
export function licenceName({name, title}: Licence): string {
  return name?.startsWith("CC-") ? name.replace(/-(?=BY|\d)/g, " ") : (title ?? name ?? "");
}

/** The groups in which tables are listed, in the order of a first reading. */
const GROUPS: readonly {title: string; holds(resource: Resource): boolean}[] = [
  {
    title: "Case material and its coding",
    holds: ({name}) =>
      ["countries", "periods", "findings", "events", "codings", "coders", "placements", "sources"].includes(
        name
      )
  },
  {
    title: "The models and the rules",
    holds: ({name}) => ["models", "model_traits", "sets", "rules", "glossary"].includes(name)
  },
  {
    title: "Indicators and outside data",
    holds: (d) =>
      tableOf(d) === "observations" || ["indicators", "series", "reference_values"].includes(d.name)
  },
  {title: "Answers to surveys", holds: ({name}) => name.startsWith("survey_")},
  {title: "Codes and versions", holds: () => true}
];

/** The tables of a package by group; each stands in the first that holds it. */
export function grouped(resources: readonly Resource[]): {title: string; resources: Resource[]}[] {
  const left = new Set(resources);
  return GROUPS.map(({title, holds}) => {
    const own = [...left].filter(holds);
    for (const d of own) left.delete(d);
    return {title, resources: own};
  }).filter((d) => d.resources.length);
}
