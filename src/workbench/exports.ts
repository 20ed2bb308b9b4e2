import {cleanMarkup} from "./clean.js";
import {addCell} from "./edits.js";
import {type Notebook, runs} from "./notebook.js";

/** A name for a file, from a title. */
export function fileName(title: string): string {
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "notebook"
  );
}

/** Text as the content of an element or of a quoted attribute. */
function escapeMarkup(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** Where the evidence, the analysis and the figures of a site are imported from. */
function moduleOf(site: string): string {
  return JSON.stringify(new URL("four-models.js", site).href);
}

/** A notebook with a cell in front that imports what is at hand here, so that it runs elsewhere too. */
export function withImports(notebook: Notebook, {site}: {site: string}): Notebook {
  if (notebook.cells.some((d) => d.value.includes('/four-models.js"'))) return notebook;
  const value = [
    `import {evidence, analysis, figures} from ${moduleOf(site)};`,
    'import * as aq from "npm:arquero";',
    'import Papa from "npm:papaparse";'
  ].join("\n");
  const {cells} = addCell(notebook, {mode: "js", value});
  return {...notebook, cells};
}

/**
 * A notebook as a page for Observable Framework. Cells of JavaScript become live code, those of HTML and Markdown stay as
 * they are; `site` is where evidence, analysis and figures are imported from.
 */
export function frameworkPage({title, cells}: Notebook, {site}: {site: string}): string {
  const head = [
    "---",
    `title: ${JSON.stringify(title)}`,
    "---",
    "",
    "```js",
    `import {evidence, analysis, figures} from ${moduleOf(site)};`,
    'import * as aq from "npm:arquero";',
    'import Papa from "npm:papaparse";',
    "```"
  ];
  const blocks = cells.map(({mode, value, pinned}) => {
    if (mode === "md") return value;
    if (mode === "html") return value;
    if (!runs(mode))
      return `<!-- A cell of another language, not carried over:\n${value.replaceAll("-->", "--\\>")}\n-->`;
    const fence = "`".repeat(Math.max(3, ...[...value.matchAll(/`{3,}/g)].map((d) => d[0].length + 1)));
    return `${fence}js${pinned ? " echo" : ""}\n${value}\n${fence}`;
  });
  return `${[...head, ...blocks.flatMap((block) => ["", block])].join("\n")}\n`;
}

/** A notebook with its results as one page that needs nothing else, and runs nothing. */
export function resultsPage(
  {title, cells}: Notebook,
  results: Readonly<Record<number, string>>,
  {style, parser, made}: {style: string; parser: DOMParser; made: string}
): string {
  const parts = cells.map(({id, mode, value, pinned}) => {
    const shown = cleanMarkup(results[id] ?? "", parser);
    const code = `<pre class="code"><code>${escapeMarkup(value)}</code></pre>`;
    const source = pinned
      ? code
      : mode === "js"
        ? `<details class="code"><summary>Code</summary>${code}</details>`
        : "";
    return `<div class="cell">${shown ? `<div class="result">${shown}</div>` : ""}${source}</div>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title>
<style>${style.replace(/<\//g, "<\\/")}</style>
<main class="notebook">
${parts.join("\n")}
</main>
<footer>${escapeMarkup(made)}</footer>
</html>
`;
}
