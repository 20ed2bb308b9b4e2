import type {Cell, CellSpec, Notebook} from "@observablehq/notebook-kit/dist/src/lib/notebook.js";
import {toCell, toNotebook} from "@observablehq/notebook-kit/dist/src/lib/notebook.js";
import {deserialize} from "@observablehq/notebook-kit/dist/src/lib/serialize.js";

export type {Cell, Notebook};
export {toCell};

/** The modes of cells that run here; cells of other modes are kept as they are. */
export const MODES = ["js", "md", "html"] as const;
export type Mode = (typeof MODES)[number];

/** What the modes are called. */
export const MODE_NAMES: Readonly<Record<Cell["mode"], string>> = {
  js: "JavaScript",
  md: "Markdown",
  html: "HTML",
  ts: "TypeScript",
  ojs: "Observable JavaScript",
  tex: "TeX",
  dot: "DOT",
  sql: "SQL",
  node: "Node.js",
  python: "Python",
  r: "R"
};

/** Whether cells of a mode run in the workbench. */
export function runs(mode: Cell["mode"]): mode is Mode {
  return (MODES as readonly string[]).includes(mode);
}

/** The `type` of a cell's `script` element, by mode. */
const TYPES: Readonly<Record<Cell["mode"], string>> = {
  js: "module",
  ts: "text/x-typescript",
  ojs: "application/vnd.observable.javascript",
  md: "text/markdown",
  html: "text/html",
  tex: "application/x-tex",
  dot: "text/vnd.graphviz",
  sql: "application/sql",
  node: "application/vnd.node.javascript",
  python: "text/x-python",
  r: "text/x-r"
};

/** What turns text into a document: `new DOMParser()` in a browser, the same of linkedom in Node. */
export interface DocumentParser {
  parseFromString(text: string, type: "text/html"): Document;
}

/**
 * Reads a notebook in the open format of Observable Notebook Kit, with its own reader.
 * Throws when the text holds no notebook.
 */
export function readNotebook(text: string, {parser}: {parser: DocumentParser}): Notebook {
  if (!/<notebook[\s>]/i.test(text))
    throw new Error("this is not a notebook: there is no <notebook> element in it");
  const notebook = deserialize(text, {parser: parser as DOMParser});
  return toNotebook({...notebook, title: notebook.title?.trim() || "Untitled"});
}

/** A notebook with what is left out filled in; cells get ids from 1 in their order where they have none. */
export function createNotebook({
  title = "Untitled",
  cells = []
}: {
  title?: string;
  cells?: readonly (Omit<CellSpec, "id"> & {id?: number})[];
}): Notebook {
  return toNotebook({title, cells: cells.map((cell, i) => ({...cell, id: cell.id ?? i + 1}))});
}

/**
 * Writes a notebook so that reading gives back every character of its cells: Notebook Kit's own writer drops spaces on
 * blank lines and lets a cell end early at `</script` before a slash or at its end. Throws with the cell and the line
 * where text cannot stand in the format at all (see `cannotStand`).
 */
export function writeNotebook(notebook: Notebook): string {
  const {title, theme, readOnly, cells} = notebook;
  const themeName = typeof theme === "string" ? theme : `light-dark(${theme.light}, ${theme.dark})`;
  const problem = cells.map(cannotStand).find(Boolean);
  if (problem) throw new Error(problem);
  const lines = [
    `<!doctype html>\n<notebook theme="${attribute(themeName)}"${readOnly ? " readonly" : ""}>`,
    `  <title>${escapeTitle(title)}</title>`,
    ...cells.map((cell) => `  ${cellElement(cell)}`),
    "</notebook>\n"
  ];
  return lines.join("\n");
}

function cellElement(cell: Cell): string {
  const flags = [
    ["id", String(cell.id)],
    ["type", TYPES[cell.mode]],
    ["pinned", cell.pinned],
    ["hidden", cell.hidden],
    ["database", cell.database],
    ["output", cell.output],
    ["format", cell.format]
  ] as const;
  const attributes = flags.map(([name, value]) =>
    value === true ? ` ${name}` : value ? ` ${name}="${attribute(value)}"` : ""
  );
  return `<script${attributes.join("")}>\n${cellText(cell.value)}\n  </script>`;
}

/** A cell's text, each line four spaces in; a tag that would end the element is broken up, as the reader expects. */
function cellText(value: string): string {
  const indented = value
    .split("\n")
    .map((line) => (line ? `    ${line}` : ""))
    .join("\n");
  return `${indented}\n`.replace(/<(?=\\*\/script(\s|>))/gi, "<\\").slice(0, -1);
}

/**
 * Why a cell cannot be written, or `undefined`. The format puts cells into `script` elements, and has no way of writing
 * `</script/`, nor `<!--` with `<script` after it and no `-->` between; carriage returns and null characters do not
 * survive any HTML file.
 */
export function cannotStand({id, value}: Pick<Cell, "id" | "value">): string | undefined {
  const text = `${value}\n`;
  const [what, at] = impossible(text) ?? [];
  if (!what) return undefined;
  const line = text.slice(0, at).split("\n").length;
  return `cell ${id}, line ${line}: ${what} cannot stand in a notebook file; break it up, for example with a backslash`;
}

function impossible(text: string): [string, number] | undefined {
  const control = /[\r\0]/.exec(text);
  if (control) return [control[0] === "\r" ? "a carriage return" : "a null character", control.index];
  const slash = /<\/script\//i.exec(text);
  if (slash) return ["“</script/”", slash.index];
  for (const {index} of text.matchAll(/<!--/g)) {
    const rest = text.slice(index + 2);
    const end = rest.indexOf("-->");
    const inside = /<script[\s/>]/i.exec(end < 0 ? rest : rest.slice(0, end));
    if (inside) return ["“<!--” with “<script” before “-->”", index];
  }
  return undefined;
}

function attribute(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
}

function escapeTitle(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
