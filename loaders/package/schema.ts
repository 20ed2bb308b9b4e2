/** Table Schema of the Data Package standard, version 2, as far as this package uses it. */
export type FieldType = "string" | "integer" | "number" | "boolean" | "year" | "date" | "list";

/** What a cell may hold. */
export interface Constraints {
  required?: boolean;
  unique?: boolean;
  enum?: (string | number)[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/** A column. */
export interface Field {
  name: string;
  type: FieldType;
  title?: string;
  description: string;
  constraints?: Constraints;
  /** Lists only: what stands between two items. */
  delimiter?: string;
  /** Lists only: tables whose keys the items are. The standard has foreign keys for whole cells alone. */
  "fm:references"?: Reference[];
  /** Unit of the values, in a word or two. */
  "fm:unit"?: string;
}

/** A column of another table. */
export interface Reference {
  /** Name of the resource. */
  resource: string;
  fields: string[];
}

/** A key into another table; into its own where no resource is named. */
export interface ForeignKey {
  fields: string[];
  reference: Partial<Pick<Reference, "resource">> & Pick<Reference, "fields">;
}

/** Columns and keys of a table. */
export interface TableSchema {
  fields: Field[];
  primaryKey: string[];
  uniqueKeys?: string[][];
  foreignKeys?: ForeignKey[];
  missingValues?: string[];
  /** Pairs of columns of which exactly one is filled: a value, or the reason why there is none. */
  "fm:either"?: [string, string][];
}

/** A value as it is read: `null` for an empty cell, an array for a list. */
export type Value = string | number | boolean | string[] | null;

/** Either a value, or what was expected in place of the text. */
export type Parsed = {value: Value; expected?: undefined} | {value?: undefined; expected: string};

/** Years that the package may speak of. */
export const years = {first: 1900, last: 2027};

/**
 * Reads the text of a cell by the type and the constraints of its field.
 * An empty cell is `null` (a list: `[]`), and a problem when the field is required.
 */
export function parseValue(text: string, field: Field): Parsed {
  if (text === "") {
    if (field.constraints?.required) return {expected: "a value (required)"};
    return {value: field.type === "list" ? [] : null};
  }
  if (text !== text.trim()) return {expected: "no space at either end"};
  const parsed = parseType(text, field);
  if (parsed.expected !== undefined) return parsed;
  const expected = violation(text, parsed.value, field);
  return expected === undefined ? parsed : {expected};
}

function parseType(text: string, field: Field): Parsed {
  switch (field.type) {
    case "string":
      return {value: text};
    case "integer":
      return /^-?\d+$/.test(text) ? {value: Number(text)} : {expected: "a whole number"};
    case "number":
      return /^-?\d+(\.\d+)?([eE]-?\d+)?$/.test(text)
        ? {value: Number(text)}
        : {expected: "a number with a point, such as 0.25"};
    case "boolean":
      return text === "true" || text === "false" ? {value: text === "true"} : {expected: "true or false"};
    case "year":
      return isYear(text) ? {value: Number(text)} : {expected: `a year from ${years.first} to ${years.last}`};
    case "date":
      return isDate(text) ? {value: text} : {expected: "a date, YYYY-MM-DD"};
    case "list":
      return parseList(text, field);
  }
}

function isYear(text: string): boolean {
  return /^\d{4}$/.test(text) && Number(text) >= years.first && Number(text) <= years.last;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function parseList(text: string, {delimiter = ","}: Field): Parsed {
  const items = text.split(delimiter).map((item) => item.trim());
  if (items.includes("")) return {expected: `items between "${delimiter}", none empty`};
  if (new Set(items).size < items.length) return {expected: "every item once"};
  return {value: items};
}

function violation(text: string, value: Value, {constraints = {}}: Field): string | undefined {
  const {enum: allowed, pattern, minimum, maximum} = constraints;
  if (allowed && !allowed.includes(value as string | number)) return `one of ${allowed.join(", ")}`;
  if (pattern && !whole(pattern).test(text)) return `the form ${pattern}`;
  if (typeof value !== "number") return undefined;
  if (minimum !== undefined && value < minimum) return `at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `at most ${maximum}`;
  return undefined;
}

const patterns = new Map<string, RegExp>();

function whole(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`, "u");
  patterns.set(pattern, known);
  return known;
}
