import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {TableSchema} from "./schema.ts";

/** A licence as the Data Package standard writes it. */
export interface Licence {
  name?: string;
  title?: string;
  path?: string;
}

/** Where the rows of a resource come from. */
export interface DataSource {
  title: string;
  path?: string;
  /** Id in `sources.csv`. */
  "fm:source_id"?: string;
}

/** A file of the package. */
export interface Resource {
  name: string;
  type: "table";
  path: string;
  title: string;
  description: string;
  schema: TableSchema;
  licenses: Licence[];
  sources?: DataSource[];
  /** `sha256:` and 64 hexadecimal digits; only for data from outside, which nobody edits by hand. */
  hash?: string;
  bytes?: number;
  /** Table to which the rows belong, where several files make one table. */
  "fm:table"?: string;
  /** Edition of the outside data. */
  "fm:vintage"?: string;
  /** Day on which the copy was taken, ISO 8601. */
  "fm:retrieved"?: string;
  /** Rows without the header. */
  "fm:rows"?: number;
  /** The licence allows non-commercial use alone: a site can be built without this file. */
  "fm:noncommercial"?: boolean;
}

/** `datapackage.json`. */
export interface DataPackage {
  $schema: string;
  name: string;
  title: string;
  description: string;
  version: string;
  created: string;
  keywords: string[];
  contributors: {title: string; roles: string[]}[];
  licenses: Licence[];
  resources: Resource[];
}

/** File name of the descriptor. */
export const descriptorName = "datapackage.json";

/**
 * Reads the descriptor of a package.
 * @throws when the file is missing or is not JSON, naming the file
 */
export function readDescriptor(folder: string): DataPackage {
  const path = join(folder, descriptorName);
  try {
    return JSON.parse(readFileSync(path, "utf8")) as DataPackage;
  } catch (error) {
    throw new Error(`cannot read ${path}: ${(error as Error).message}`);
  }
}

/** Name of the table to which a resource belongs. */
export function tableOf(resource: Resource): string {
  return resource["fm:table"] ?? resource.name;
}
