import {readdirSync, readFileSync} from "node:fs";
import {join, posix} from "node:path";
import type {Fragment} from "./fragments.js";
import {escapeText, html, type Markup, raw} from "./html.js";

/** The parts of the page on how the site is built. */
export const houseFragments: Readonly<Record<string, Fragment>> = {
  "house.picture": () => housePicture(countImports(".")),
  "house.rooms": roomList
};

/** The rooms in the order in which they may use each other, with what lives there. */
export const ROOMS: readonly {folder: string; holds: string}[] = [
  {folder: "data", holds: "the evidence: a table to a file, and what every column means"},
  {folder: "src/evidence", holds: "types of the tables, and an index on them"},
  {folder: "src/analysis", holds: "calibration, sets, classes, reliability, robustness: pure functions"},
  {folder: "src/figures", holds: "a figure to a file: rows, sentence, drawing"},
  {folder: "src/forms", holds: "a figure as picture file, table, citation, frame"},
  {folder: "src/components", holds: "what answers to touch on a page"},
  {folder: "src/embed", holds: "what other sites load to show a figure"},
  {folder: "src/workbench", holds: "what runs a reader’s notebook, in a frame without rights"},
  {folder: "loaders", holds: "programs: reading and checking the data, making pages and files"}
];

/** How many import lines lead from one room to another. */
export interface Import {
  from: string;
  to: string;
  count: number;
}

/** Counts the imports between rooms in the TypeScript files below `root`, imports of types included. */
export function countImports(root: string): Import[] {
  const counts = new Map<string, number>();
  for (const path of filesIn(root)) {
    const from = roomOf(path);
    if (!from) continue;
    const text = readFileSync(join(root, path), "utf8").replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, "");
    for (const [, to = ""] of text.matchAll(/^(?:import|export|\}) ?(?:[^"'`;]*? from )?"(\.[^"]+)"/gm)) {
      const target = roomOf(posix.join(posix.dirname(path), to));
      if (!target || target === from) continue;
      const key = `${from} ${target}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].map(([key, count]) => {
    const [from = "", to = ""] = key.split(" ");
    return {from, to, count};
  });
}

function filesIn(root: string): string[] {
  return ["src", "loaders"].flatMap((top) =>
    readdirSync(join(root, top), {recursive: true, encoding: "utf8"})
      .map((path) => `${top}/${path.replaceAll("\\", "/")}`)
      .filter((path) => path.endsWith(".ts") && !path.includes("/.observablehq/"))
      .sort()
  );
}

function roomOf(path: string): string | undefined {
  return ROOMS.find((d) => path.startsWith(`${d.folder}/`))?.folder;
}

const STEP = 54;
const LEFT = 8;
const WIDE = 168;

/** The rooms one below the other, and an arc for each pair that imports, as wide as there are many. */
export function housePicture(imports: readonly Import[]): Markup {
  const y = (folder: string) => 30 + ROOMS.findIndex((d) => d.folder === folder) * STEP;
  // Reading the tables is no import, and yet the way everything takes into the house.
  const reading = {from: "loaders", to: "data", count: 0};
  const arcs = [...imports, reading]
    .filter((d) => y(d.from) > 0 && y(d.to) > 0)
    .sort((a, b) => a.count - b.count)
    .map(({from, to, count}) => {
      const [a, b] = [y(from), y(to)];
      const reach = LEFT + WIDE + 20 + Math.abs(a - b) * 0.62;
      const words = count ? `${from} imports ${count} times from ${to}` : `${from} reads ${to}`;
      const width = count ? (0.75 + Math.sqrt(count) / 2.4).toFixed(2) : "1.5";
      return `<path d="M${LEFT + WIDE},${a}C${reach},${a} ${reach},${b} ${LEFT + WIDE + 6},${b}" fill="none" stroke="var(--muted)" stroke-width="${width}"${count ? "" : ' stroke-dasharray="4 4"'} marker-end="url(#house-head)"><title>${escapeText(words)}</title></path>`;
    });
  const boxes = ROOMS.map(
    ({folder}) =>
      `<rect x="${LEFT}" y="${y(folder) - 16}" width="${WIDE}" height="32" rx="2" fill="var(--background)" stroke="var(--ink)"/><text x="${LEFT + 14}" y="${y(folder) + 5}" fill="var(--ink)">${folder}</text>`
  );
  const height = 30 + ROOMS.length * STEP - 10;
  const label = imports.map((d) => `${d.from} imports ${d.count} times from ${d.to}`).join("; ");
  return html`<figure class="figure house"><svg viewBox="0 0 480 ${height}" width="480" role="img" aria-label="The rooms and the imports between them: ${label}" font-size="15">${raw(
    `<defs><marker id="house-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0L8,4L0,8Z" fill="var(--quiet)"/></marker></defs>${arcs.join("")}${boxes.join("")}`
  )}</svg><figcaption>Counted in the code when this page was built. An arrow leads from a room to one that it uses, and is the wider the more import lines there are; the broken one is the reading of the tables. No arrow leads down.</figcaption></figure>`;
}

function roomList(): Markup {
  return html`<dl class="facts">${ROOMS.map((d) => html`<dt><code>${d.folder}</code></dt><dd>${d.holds}</dd>`)}</dl>`;
}
