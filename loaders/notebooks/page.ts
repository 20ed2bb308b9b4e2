import {existsSync, readFileSync} from "node:fs";
import {javascriptLanguage} from "@codemirror/lang-javascript";
import {classHighlighter, highlightTree} from "@lezer/highlight";
import {type Cell, MODE_NAMES} from "../../src/workbench/notebook.js";
import type {Fragment, FragmentOptions} from "../pages/fragments.js";
import {escapeText, html, Markup} from "../pages/html.js";
import {
  digest,
  evidenceDigest,
  notebooksOf,
  openNotebook,
  type Results,
  readResults,
  resultsPath
} from "./files.js";
import {styleOf} from "./style.js";

/** What pages may ask of notebooks. */
export const notebookFragments: Readonly<Record<string, Fragment>> = {
  "notebook.title": (o) => openNotebook(nameOf(o)).notebook.title,
  "notebook.whole": notebookWhole,
  "notebooks.list": notebooksList
};

function nameOf({words, context}: FragmentOptions): string {
  return words || context.params?.notebook || "";
}

/** A notebook with what it showed when it was last run: there before any script, and without one. */
function notebookWhole(options: FragmentOptions): Markup {
  const name = nameOf(options);
  const {text, notebook} = openNotebook(name);
  const results = resultsOf(name, text);
  const stale = results.evidence !== evidenceDigest(options.site);
  // Results may rest on data that this site is built without.
  const withheld = stale && !options.site.noncommercial;
  return new Markup(
    [
      `<style>${styleOf("results.css", "page.css")}</style>`,
      html`<p class="notebook-tools"><a href="/workbench#open=${name}">Open in the workbench</a> <a href="/notebooks/${name}.txt" download="${name}.html">Download the notebook</a></p>`,
      withheld
        ? html`<p class="note">This site is built without the data for non-commercial use, and the results kept for this notebook may rest on them: only its code is shown. Open it in the workbench to run it on the evidence that is here.</p>`
        : stale
          ? html`<p class="note">The evidence has changed since these results were made. Open the notebook in the workbench for those of today.</p>`
          : "",
      html`<div class="notebook">`,
      ...notebook.cells.map((cell, i) => cellMarkup(cell, withheld ? undefined : results, i === 0)),
      html`</div>`
    ].join("\n")
  );
}

/** The results kept for a notebook. Throws when there are none, or when they are of another state of its file. */
function resultsOf(name: string, text: string): Results {
  const path = resultsPath(name);
  const again = `run npm run notebook -- render ${name}`;
  if (!existsSync(path)) throw new Error(`notebooks/${name}.html has no results yet; ${again}`);
  const results = readResults(readFileSync(path, "utf8"));
  if (results.notebook !== digest(text))
    throw new Error(`notebooks/${name}.html was changed after its results were made; ${again}`);
  return results;
}

function cellMarkup(cell: Cell, results: Results | undefined, first: boolean): string {
  const shown = results?.cells.get(cell.id) ?? {wide: "", narrow: ""};
  // The page has a heading already, from the title.
  const strip = (markup: string) => still(first ? markup.replace(/<h1[^>]*>[\s\S]*?<\/h1>/, "") : markup);
  const result = !shown.wide
    ? ""
    : shown.wide === shown.narrow
      ? `<div class="result">${strip(shown.wide)}</div>`
      : `<div class="result wide">${strip(shown.wide)}</div><div class="result narrow">${strip(shown.narrow).replace(/\b(id="|for="|#)(r\d+-)/g, "$1n$2")}</div>`;
  const code = cell.mode === "js" || cell.pinned || !results ? codeMarkup(cell) : "";
  return `<div class="cell" data-cell="${cell.id}">${result}${code}</div>`;
}

/**
 * Controls of a picture taken: they show what was chosen, and do nothing here. What Plot and Inputs leave out for those
 * who listen or use keys is put right. Blank lines would end the markup.
 */
function still(markup: string): string {
  return (
    markup
      .replace(/<(input|select|textarea|button)\b/g, "<$1 disabled")
      // A group without a role has no name.
      .replace(/(<g\b[^>]*?) aria-label="[^"]*"/g, "$1")
      // The column of tick boxes is empty where nothing can be ticked.
      .replace(/(<tr\b[^>]*>\s*)<(td|th)\b[^>]*><\/\2>/g, "$1")
      // What is missing is shown as missing.
      .replace(/<td\b([^>]*)><\/td>/g, "<td$1>–</td>")
      .replace(/(<form\b[^>]*)>(\s*<table)/g, '$1 tabindex="0">$2')
      .replace(
        /(<label\b[^>]*>([^<]+)<\/label>(?:(?!<label)[\s\S])*?<input\b[^>]*type="range")/g,
        '$1 aria-label="$2"'
      )
      .replace(/\n\s*\n/g, "\n")
      .replace(/\$\{/g, "$$&#123;")
  );
}

/** The code of a cell, in view when it is pinned, else folded. */
function codeMarkup({mode, value, pinned}: Cell): string {
  const code = `<pre class="code" tabindex="0" role="group" aria-label="${MODE_NAMES[mode]}"><code>${mode === "js" ? highlighted(value) : lines(escapeText(value))}</code></pre>`;
  return pinned ? code : `<details class="code"><summary>Code</summary>${code}</details>`;
}

/** JavaScript with its parts marked by class, as in the editor. */
function highlighted(code: string): string {
  let text = "";
  let at = 0;
  highlightTree(javascriptLanguage.parser.parse(code), classHighlighter, (from, to, classes) => {
    text += `${escapeText(code.slice(at, from))}<span class="${classes}">${escapeText(code.slice(from, to))}</span>`;
    at = to;
  });
  return lines(text + escapeText(code.slice(at)));
}

/** Line breaks as references, since a blank line would end the markup in Markdown. */
function lines(text: string): string {
  return text.replace(/\n/g, "&#10;");
}

/** The notebooks with their first paragraph, and the way into the workbench. */
function notebooksList({site}: FragmentOptions): Markup {
  return html`<ul class="doors">${notebooksOf(site).map((name) => {
    const {notebook} = openNotebook(name);
    const prose = notebook.cells[0]?.value.split(/\n\s*\n/).find((d) => !d.startsWith("#")) ?? "";
    return html`<li><a href="/notebooks/${name}">${notebook.title}</a> <span class="quiet">${prose.replace(/`/g, "")} <a href="/workbench#open=${name}">Open in the workbench</a></span></li>`;
  })}</ul>`;
}
