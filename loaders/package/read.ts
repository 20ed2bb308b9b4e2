import {type EvidenceTables, tableNames} from "../../src/evidence/tables.ts";
import {readDescriptor, tableOf} from "./descriptor.ts";
import {loadPackage, textIn} from "./load.ts";
import {formatProblem, type Problem} from "./problem.ts";
import type {Value} from "./schema.ts";

/** How a package is read. */
export interface ReadOptions {
  /** With `false`, resources for non-commercial use alone are left out, with their series and indicators. */
  noncommercial?: boolean;
  /** With `true`, a missing file is an empty table and no error. */
  partial?: boolean;
}

/**
 * Reads a data package into typed rows, in the order of the files. Keys and rules are not checked: see `checkPackage`.
 * @param folder folder of `datapackage.json`
 * @throws when a file is missing (unless `partial`) or a cell does not fit its schema, naming the first few
 */
export function readPackage(
  folder: string,
  {noncommercial = true, partial = false}: ReadOptions = {}
): EvidenceTables {
  const descriptor = readDescriptor(folder);
  const left = descriptor.resources.filter((resource) => !noncommercial && resource["fm:noncommercial"]);
  const resources = descriptor.resources.filter((resource) => !left.includes(resource));
  const loaded = loadPackage({...descriptor, resources}, textIn(folder));
  const absent = new Set(resources.filter(({name}) => loaded.absent.has(name)).map(({path}) => path));
  const problems = partial ? loaded.problems.filter(({file}) => !absent.has(file)) : loaded.problems;
  if (problems.length > 0) throw new Error(message(folder, problems));
  const outside = new Set(left.map(({name}) => name));
  const tables: Record<string, unknown[]> = Object.fromEntries(tableNames.map((name) => [name, []]));
  for (const resource of resources) {
    const table = tableOf(resource);
    const rows = loaded.resources.get(resource.name) ?? [];
    const own = resource["fm:table"] === undefined ? {} : {resource: resource.name};
    for (const {values, cells} of rows) {
      if (!outside.has(cells.resource ?? "")) {
        tables[table]?.push({...(values as Record<string, Value>), ...own});
      }
    }
  }
  return tables as unknown as EvidenceTables;
}

function message(folder: string, problems: Problem[], {shown = 5} = {}): string {
  const lines = problems.slice(0, shown).map(formatProblem);
  const more = problems.length > shown ? [`and ${problems.length - shown} more: run the check`] : [];
  return [`the data package in ${folder} cannot be read`, ...lines, ...more].join("\n");
}
