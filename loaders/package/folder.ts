import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {checkSnapshots, FOLDER} from "../oecd/snapshot.ts";
import {type DataPackage, descriptorName, type Resource} from "./descriptor.ts";
import type {Problem} from "./problem.ts";

/** Tables in the folder that neither the package nor a record describes, and outside data that is not what was recorded. */
export function checkFolder(folder: string, {resources}: DataPackage): Problem[] {
  const listed = new Set(resources.map((resource) => resource.path));
  const problems: Problem[] = tablesIn(folder)
    .filter((file) => !listed.has(file) && !file.startsWith(`${FOLDER}/`))
    .map((file) => ({file, expected: `a resource of its own in ${descriptorName}`}));
  for (const resource of resources) problems.push(...provenance(folder, resource));
  return [...problems, ...checkSnapshots(folder)];
}

function tablesIn(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: "utf8"})
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".csv"))
    .sort();
}

function provenance(folder: string, resource: Resource): Problem[] {
  const path = join(folder, resource.path);
  if (resource.hash === undefined || !existsSync(path)) return [];
  const bytes = readFileSync(path);
  const hash = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  if (hash === resource.hash && bytes.length === resource.bytes) return [];
  return [
    {
      file: resource.path,
      value: `${hash}, ${bytes.length} bytes`,
      expected: `what ${descriptorName} records of this outside data: ${resource.hash}, ${resource.bytes} bytes`
    }
  ];
}
