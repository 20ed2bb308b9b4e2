import {parquetMetadata, parquetReadObjects} from "hyparquet";
import {describe, expect, it} from "vitest";
import type {Field} from "../../../loaders/package/schema.js";
import {parquet} from "../../../loaders/release/parquet.js";
import {type PublishedTable, readPublished} from "../../../loaders/release/published.js";
import {folder} from "../package/broken.js";

const {tables} = readPublished(folder);

/** What a reader of Parquet gives back, in the forms of the package. */
async function rowsOf(table: PublishedTable): Promise<Record<string, unknown>[]> {
  const file = parquet(table);
  const rows = await parquetReadObjects({file: file.slice().buffer});
  const days = table.resource.schema.fields.filter((d) => d.type === "date").map((d) => d.name);
  for (const row of rows)
    for (const name of days) if (row[name] instanceof Date) row[name] = row[name].toISOString().slice(0, 10);
  return rows;
}

function invented(fields: Field[], rows: PublishedTable["rows"]): PublishedTable {
  const resource = {
    name: "invented",
    type: "table" as const,
    path: "invented.csv",
    title: "Invented",
    description: "Invented.",
    licenses: [],
    schema: {fields, primaryKey: []}
  };
  return {resource, text: "", rows};
}

describe("a table as Parquet", () => {
  it.each(
    tables.map((d) => [d.resource.name, d] as const)
  )("%s reads back as it stands in the package", async (_, table) => {
    expect(await rowsOf(table)).toEqual(table.rows);
  });

  it("gives the same bytes again", () => {
    const [table] = tables;
    expect(table && Buffer.from(parquet(table)).equals(Buffer.from(parquet(table)))).toBe(true);
  });

  it("keeps types, gaps, lists and letters of any script", async () => {
    const fields: Field[] = [
      {name: "s", type: "string", description: "", constraints: {required: true}},
      {name: "n", type: "number", description: ""},
      {name: "i", type: "integer", description: ""},
      {name: "b", type: "boolean", description: ""},
      {name: "y", type: "year", description: ""},
      {name: "d", type: "date", description: ""},
      {name: "l", type: "list", description: ""}
    ];
    const table = invented(fields, [
      {s: "Ísland 日本", n: -0.25, i: -3, b: false, y: 1900, d: "1969-12-31", l: ["a", "b"]},
      {s: "", n: null, i: null, b: null, y: null, d: null, l: []},
      {s: "x", n: 1e300, i: 2147483647, b: true, y: 2027, d: "2026-02-28", l: ["ü"]}
    ]);
    expect(await rowsOf(table)).toEqual(table.rows);
  });

  it("can be a table without rows", async () => {
    expect(await rowsOf(invented([{name: "s", type: "string", description: ""}], []))).toEqual([]);
  });

  it("carries the meaning of its columns", () => {
    const table = tables.find((d) => d.resource.name === "codings");
    const {key_value_metadata: pairs = []} = parquetMetadata(parquet(table as PublishedTable).slice().buffer);
    const told = JSON.parse(pairs.find((d) => d.key === "four-models")?.value ?? "{}");
    expect(told.fields.map((d: {name: string}) => d.name)).toEqual(
      table?.resource.schema.fields.map((d) => d.name)
    );
    expect(told.fields.every((d: {description: string}) => d.description)).toBe(true);
  });
});
