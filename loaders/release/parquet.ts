import {ByteWriter, type ColumnSource, parquetWrite, type SchemaElement} from "hyparquet-writer";
import type {Field, FieldType, Value} from "../package/schema.js";
import type {PublishedTable} from "./published.js";

type Shape = Omit<SchemaElement, "name" | "repetition_type">;

const TEXT: Shape = {type: "BYTE_ARRAY", converted_type: "UTF8"};

const SHAPES: Readonly<Record<Exclude<FieldType, "list">, Shape>> = {
  string: TEXT,
  integer: {type: "INT32"},
  year: {type: "INT32"},
  number: {type: "DOUBLE"},
  boolean: {type: "BOOLEAN"},
  date: {type: "INT32", converted_type: "DATE"}
};

/**
 * A table as Parquet with the types of its columns: years and whole numbers as 32 bits, dates as days, lists as lists.
 * An empty cell is null; the same table gives the same bytes. What a column means travels in the key `four-models`.
 */
export function parquet({resource, rows}: PublishedTable): Uint8Array {
  const {fields} = resource.schema;
  const columnData = fields.map(
    (field): ColumnSource => ({name: field.name, data: rows.map((row) => cellOf(row[field.name], field))})
  );
  const schema: SchemaElement[] = [{name: "root", num_children: fields.length}, ...fields.flatMap(schemaOf)];
  const {name, title, description, licenses} = resource;
  const kvMetadata = [
    {
      key: "four-models",
      value: JSON.stringify({name, title, description, licenses, fields: fields.map(meaning)})
    }
  ];
  const writer = new ByteWriter();
  parquetWrite({writer, columnData, schema, kvMetadata, createdBy: "four-models"});
  return writer.getBytes();
}

function meaning({name, title, description}: Field) {
  return {name, title, description};
}

function schemaOf({name, type, constraints}: Field): SchemaElement[] {
  if (type === "list") {
    return [
      {name, repetition_type: "REQUIRED", converted_type: "LIST", num_children: 1},
      {name: "list", repetition_type: "REPEATED", num_children: 1},
      {name: "element", repetition_type: "REQUIRED", ...TEXT}
    ];
  }
  return [{name, repetition_type: constraints?.required ? "REQUIRED" : "OPTIONAL", ...SHAPES[type]}];
}

function cellOf(value: Value | undefined, {type}: Field): unknown {
  if (value === null || value === undefined) return type === "list" ? [] : null;
  return type === "date" ? new Date(`${value}T00:00:00Z`) : value;
}
