import {tableNames} from "../../src/evidence/tables.ts";
import {type DataPackage, descriptorName, tableOf} from "./descriptor.ts";
import type {Problem} from "./problem.ts";

const file = descriptorName;

/** What the descriptor itself must hold: known tables, names once, descriptions, licences, keys that exist. */
export function checkDescriptor({resources}: DataPackage): Problem[] {
  const problems: Problem[] = [];
  const names = resources.map((resource) => resource.name);
  const columns = new Map(
    resources.map(({name, schema}) => [name, schema.fields.map((field) => field.name)])
  );
  for (const table of tableNames) {
    if (!resources.some((resource) => tableOf(resource) === table)) {
      problems.push({file, value: table, expected: "a resource for this table"});
    }
  }
  for (const resource of resources) {
    const {name, schema} = resource;
    const wrong = (value: string, expected: string) => problems.push({file, column: name, value, expected});
    if (names.indexOf(name) !== names.lastIndexOf(name)) wrong(name, "a name of its own");
    if (!(tableNames as readonly string[]).includes(tableOf(resource)))
      wrong(tableOf(resource), "a known table");
    if (!resource.title || !resource.description) wrong(name, "a title and a description");
    if (resource.licenses.length === 0) wrong(name, "a licence");
    for (const field of schema.fields) {
      if (!field.title || !field.description) wrong(field.name, "a title and a description of this column");
    }
    const own = columns.get(name) ?? [];
    for (const key of [
      schema.primaryKey,
      ...(schema.uniqueKeys ?? []),
      ...(schema["fm:either"] ?? [])
    ].flat()) {
      if (!own.includes(key)) wrong(key, `a column of ${name}`);
    }
    for (const {fields, reference} of schema.foreignKeys ?? []) {
      for (const key of fields) if (!own.includes(key)) wrong(key, `a column of ${name}`);
      const aim = reference.resource ?? name;
      const there = columns.get(aim) ?? [];
      for (const key of reference.fields) {
        if (!there.includes(key)) wrong(`${aim}.${key}`, "a column of a resource of the package");
      }
    }
    if (tableOf(resource) === "observations") {
      for (const property of ["sources", "hash", "bytes", "fm:vintage", "fm:retrieved", "fm:rows"] as const) {
        if (resource[property] === undefined) wrong(property, "a record of where outside data comes from");
      }
    }
  }
  return problems;
}
