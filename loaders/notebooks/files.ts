import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {DOMParser} from "linkedom";
import {type DocumentParser, type Notebook, readNotebook} from "../../src/workbench/notebook.js";
import {pack} from "../../src/workbench/pack.js";
import type {Site} from "../pages/site.js";

/** Where notebooks lie, and their results beneath. */
export const NOTEBOOKS = "notebooks";

/** Names of the notebooks, in the order of the list in `notebooks/order.txt`; those not listed come last. */
export function notebookNames(folder = NOTEBOOKS): string[] {
  const there = readdirSync(folder)
    .filter((file) => file.endsWith(".html"))
    .map((file) => file.slice(0, -".html".length));
  const list = join(folder, "order.txt");
  const order = existsSync(list) ? readFileSync(list, "utf8").split("\n").filter(Boolean) : [];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return there.sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** The notebooks that a site can have: without the data for non-commercial use, those that name its series stay out. */
export function notebooksOf({noncommercial}: Pick<Site, "noncommercial">, folder = NOTEBOOKS): string[] {
  const names = notebookNames(folder);
  if (noncommercial) return names;
  return names.filter((name) => !/\bobs_\w/.test(readFileSync(join(folder, `${name}.html`), "utf8")));
}

/** A notebook of the project. Throws with its path when it cannot be read. */
export function openNotebook(name: string, folder = NOTEBOOKS): {text: string; notebook: Notebook} {
  const path = join(folder, `${name}.html`);
  if (!existsSync(path)) throw new Error(`there is no ${path}`);
  const text = readFileSync(path, "utf8");
  try {
    const parser = new DOMParser() as unknown as DocumentParser;
    return {text, notebook: readNotebook(text, {parser})};
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}

/** The widths at which results are made, in CSS pixels: for a page and for a phone. */
export const WIDTHS = {wide: 720, narrow: 340} as const;
export type Width = keyof typeof WIDTHS;

/** What a notebook showed, and of what. */
export interface Results {
  /** Digest of the notebook's file. */
  notebook: string;
  /** Digest of the evidence. */
  evidence: string;
  /** Markup by cell and width. */
  cells: Map<number, Record<Width, string>>;
}

/** The first twelve digits of a text's digest. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** The digest of the evidence as notebooks have it. */
export function evidenceDigest({evidence}: Site): string {
  return digest(JSON.stringify(pack(evidence.tables)));
}

const HEAD = "<!--results of notebook";

/** Results as a file that can be read and compared line by line. */
export function writeResults({notebook, evidence, cells}: Results): string {
  const parts = [...cells].flatMap(([id, {wide, narrow}]) =>
    wide === narrow
      ? [`<!--cell ${id}-->\n${wide}`]
      : [`<!--cell ${id} wide-->\n${wide}`, `<!--cell ${id} narrow-->\n${narrow}`]
  );
  return `${[`${HEAD} ${notebook} on evidence ${evidence}-->`, ...parts].join("\n")}\n`;
}

/** Reads what `writeResults` wrote. Throws when it is something else. */
export function readResults(text: string): Results {
  const head = new RegExp(`^${HEAD} (\\w+) on evidence (\\w+)-->\n`).exec(text);
  if (!head) throw new Error("this is no file of results");
  const cells: Results["cells"] = new Map();
  const parts = text.slice(head[0].length, -1).split(/(?:^|\n)<!--cell (\d+)(?: (wide|narrow))?-->\n/);
  for (let i = 1; i < parts.length; i += 3) {
    const id = Number(parts[i]);
    const markup = parts[i + 2] ?? "";
    const width = parts[i + 1] as Width | undefined;
    const cell = cells.get(id) ?? {wide: markup, narrow: markup};
    cells.set(id, width ? {...cell, [width]: markup} : cell);
  }
  return {notebook: head[1] ?? "", evidence: head[2] ?? "", cells};
}

/** Where the results of a notebook are kept. */
export function resultsPath(name: string, folder = NOTEBOOKS): string {
  return join(folder, "results", `${name}.html`);
}
