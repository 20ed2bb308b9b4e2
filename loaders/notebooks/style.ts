import {readFileSync} from "node:fs";

/** Style sheets of the workbench as one text, without comments and needless space. */
export function styleOf(...files: string[]): string {
  return files
    .map((file) => readFileSync(`src/workbench/${file}`, "utf8"))
    .join("")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ");
}
