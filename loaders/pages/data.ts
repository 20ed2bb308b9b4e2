import type {MissingKind, Observation} from "../../src/evidence/tables.js";
import {numberText} from "../../src/figures/format.js";
import {missingNames} from "../../src/figures/standings.js";
import {readRecords} from "../oecd/snapshot.js";
import {type Resource, tableOf} from "../package/descriptor.js";
import type {Value} from "../package/schema.js";
import {sha256, sumsName} from "../release/archive.js";
import {codebook, grouped, licenceName, licenceText} from "../release/codebook.js";
import {FORMS, pathOf, type Release, releaseOf} from "../release/files.js";
import type {PublishedTable} from "../release/published.js";
import {snippets} from "../release/snippets.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";
import {sourceLine} from "./references.js";

/** The parts of the data pages, by name. */
export const dataFragments: Readonly<Record<string, Fragment>> = {
  "data.count": ({site, words}) => countOf(releaseOf(site), words),
  "data.archive": archiveBox,
  "data.list": tableList,
  "data.snapshots": snapshotList,
  "data.missing": missingList,
  "data.title": (o) => tableAt(o).resource.title,
  "data.about": aboutTable,
  "data.files": (o) => fileLinks(tableAt(o).resource, releaseOf(o.site)),
  "data.codebook": codebookTable,
  "data.series": seriesTable,
  "data.preview": previewTable,
  "data.snippets": snippetList
};

/** Rows shown before anything is fetched. */
const SHOWN = 10;

const FORM_NAMES = {csv: "CSV", json: "JSON", parquet: "Parquet"} as const;

function countOf({published: {tables}}: Release, words: string): string {
  if (words === "tables") return numberText(tables.length, 0);
  return numberText(
    tables.reduce((sum, d) => sum + d.rows.length, 0),
    0
  );
}

/** The table whose page this is. Throws when there is none of that name. */
function tableAt({site, context}: FragmentOptions): PublishedTable {
  const name = context.params?.table ?? "";
  const table = releaseOf(site).published.tables.find((d) => d.resource.name === name);
  if (!table) throw new Error(`${context.path}: the package has no table ${name}`);
  return table;
}

function archiveBox({site}: FragmentOptions): Markup {
  const {files, archive} = releaseOf(site);
  const data = files.get(archive) ?? "";
  return html`<p class="lead"><a href="/data/${archive}">${archive}</a>, ${sizeText(data)}</p><dl class="facts"><dt>SHA-256</dt><dd><code>${sha256(data)}</code></dd><dt>Files one by one</dt><dd><a href="/data/datapackage.json">datapackage.json</a>, which leads to every table, and <a href="/data/${sumsName}">${sumsName}</a></dd></dl>`;
}

function tableList({site}: FragmentOptions): Markup {
  const release = releaseOf(site);
  const {tables, descriptor} = release.published;
  const rows = new Map(tables.map((d) => [d.resource, d.rows.length]));
  return html`${grouped(descriptor.resources).map(
    ({title, resources}) =>
      html`<h3>${title}</h3><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="files"><thead><tr><th scope="col">Table</th><th scope="col" class="number">Rows</th><th scope="col">Licence</th><th scope="col">Files</th></tr></thead><tbody>${resources.map(
        (d) =>
          html`<tr><th scope="row"><a href="/data/${d.name}">${d.title}</a></th><td class="number">${numberText(rows.get(d) ?? 0, 0)}</td><td>${licenceText(d)}</td><td>${FORMS.map((form, i) => html`${i ? " " : ""}<a href="/data/${pathOf(d, form)}">${FORM_NAMES[form]}</a>`)}</td></tr>`
      )}</tbody></table></div>`
  )}`;
}

/** What has been fetched from the OECD, or that nothing has. */
function snapshotList({site}: FragmentOptions): Markup {
  const records = readRecords(site.folder);
  if (!records.length)
    return html`<p class="gap">Nothing has been fetched from the OECD’s data service yet.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="From the OECD"><table class="files"><thead><tr><th scope="col">Dataset</th><th scope="col" class="number">Rows</th><th scope="col">Fetched</th><th scope="col">Licence</th><th scope="col">Files</th></tr></thead><tbody>${records.map(
    (d) =>
      html`<tr><th scope="row">${d.title}</th><td class="number">${numberText(d.rows, 0)}</td><td>${d.retrieved.slice(0, 10)}</td><td>${d.licence.title}</td><td><a href="/data/oecd/${d.id}.csv">CSV</a> <a href="/data/oecd/${d.id}.json">record</a></td></tr>`
  )}</tbody></table></div>`;
}

function missingList(_: FragmentOptions): Markup {
  return html`<dl class="kinds">${Object.entries(missingNames).map(([kind, words]) => html`<dt><code>${kind}</code></dt><dd>${words}</dd>`)}</dl>`;
}

function aboutTable(o: FragmentOptions): Markup {
  const table = tableAt(o);
  const {resource, rows} = table;
  const missing = kindsOf(table);
  return html`<p class="lead">${resource.description}</p><dl class="facts"><dt>Rows</dt><dd>${numberText(rows.length, 0)}, in ${resource.schema.fields.length} columns</dd>${
    missing.length
      ? html`<dt>Missing</dt><dd>${missing.map(([kind, n], i) => html`${i ? "; " : ""}<code>${kind}</code> ${numberText(n, 0)}`)}</dd>`
      : ""
  }<dt>Licence</dt><dd>${resource.licenses.map((d, i) => html`${i ? "; " : ""}${d.path ? html`<a href="${d.path}" rel="license external">${licenceName(d)}</a>` : licenceName(d)}`)}</dd>${origin(resource, o)}<dt>Key</dt><dd>${resource.schema.primaryKey.map((d, i) => html`${i ? ", " : ""}<code>${d}</code>`)}</dd></dl>`;
}

/** Where outside data was taken from, when, and in which edition. */
function origin(resource: Resource, {site}: FragmentOptions): Markup {
  const {sources = []} = resource;
  const vintage = resource["fm:vintage"];
  const retrieved = resource["fm:retrieved"];
  const kept = sources.map((d, i) => {
    const id = d["fm:source_id"];
    const known = id && site.evidence.source(id);
    return html`${i ? "; " : ""}${d.title}${known ? html` (${sourceLine({source_id: id, locator: ""}, site)})` : ""}`;
  });
  return html`${sources.length ? html`<dt>Source</dt><dd>${kept}</dd>` : html`<dt>Source</dt><dd>Our own table${resource.schema.fields.some((d) => d.name === "source_id") ? "; the source of each row stands in the row" : ""}</dd>`}${vintage ? html`<dt>Edition</dt><dd>${vintage}</dd>` : ""}${retrieved ? html`<dt>Copied on</dt><dd>${retrieved}</dd>` : ""}`;
}

/** How often each kind of missing stands in the column `missing`, most frequent first. */
function kindsOf({rows}: PublishedTable): [MissingKind, number][] {
  const counts = new Map<MissingKind, number>();
  for (const {missing} of rows) {
    if (typeof missing === "string" && missing in missingNames) {
      const kind = missing as MissingKind;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function fileLinks(resource: Resource, {files}: Release): Markup {
  return html`<ul class="downloads">${FORMS.map((form) => {
    const path = pathOf(resource, form);
    const data = files.get(path) ?? "";
    return html`<li><a href="/data/${path}">${FORM_NAMES[form]}</a> <span class="quiet">${sizeText(data)}</span></li>`;
  })}</ul>`;
}

function codebookTable(o: FragmentOptions): Markup {
  const entries = codebook(tableAt(o).resource);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Codebook"><table class="codebook"><thead><tr><th scope="col">Column</th><th scope="col">Meaning</th><th scope="col">Type and unit</th><th scope="col">Holds</th></tr></thead><tbody>${entries.map(
    (d) =>
      html`<tr id="column-${d.name}"><th scope="row"><code>${d.name}</code></th><td>${d.meaning}</td><td>${d.type}${d.unit && d.unit !== d.type ? html`; ${d.unit}` : ""}</td><td>${[...d.holds.map((words) => html`${words}`), ...d.references.map((name) => html`a key of <a href="/data/${name}">${name}</a>`), d.required ? html`never empty` : html`may be empty`].map((words, i) => html`${i ? "; " : ""}${words}`)}</td></tr>`
  )}</tbody></table></div>`;
}

/** The series of a file of observations, with unit, range and how much of each is there; nothing for other tables. */
function seriesTable(o: FragmentOptions): Markup | string {
  const {resource, rows} = tableAt(o);
  if (tableOf(resource) !== "observations") return "";
  const {series} = o.site.evidence.tables;
  const observations = rows as unknown as readonly Observation[];
  const own = series.filter((d) => d.resource === resource.name);
  return html`<h2 id="series">Series in this file</h2><div class="scroll" tabindex="0" role="region" aria-label="Series"><table data-sort><thead><tr><th scope="col">Series</th><th scope="col">Unit</th><th scope="col" class="number">Lowest</th><th scope="col" class="number">Highest</th><th scope="col">Years</th><th scope="col" class="number">Values</th><th scope="col" class="number">Missing</th></tr></thead><tbody>${own.map(
    (d) => {
      const found = observations.filter((row) => row.indicator_id === d.series_id);
      const years = found.map((row) => row.year);
      const [first, last] = [Math.min(...years), Math.max(...years)];
      const values = found.filter((row) => row.value !== null).length;
      return html`<tr><th scope="row">${d.label}<br><code>${d.series_id}</code></th><td>${d.unit}</td><td class="number">${d.minimum ?? "–"}</td><td class="number">${d.maximum ?? "–"}</td><td>${!found.length ? "–" : first === last ? first : `${first}–${last}`}</td><td class="number">${values}</td><td class="number">${found.length - values}</td></tr>`;
    }
  )}</tbody></table></div>`;
}

function previewTable(o: FragmentOptions): Markup {
  const {resource, rows} = tableAt(o);
  const {fields} = resource.schema;
  const numeric = new Set(fields.filter((d) => ["number", "integer"].includes(d.type)).map((d) => d.name));
  const shown = rows.slice(0, SHOWN);
  return html`<div class="preview" data-rows="${pathOf(resource, "json")}"><form class="filter"><label>Find <input type="search" name="find" autocomplete="off"></label> <label>in <select name="in"><option value="">any column</option>${fields.map((d) => html`<option>${d.name}</option>`)}</select></label> <output>${numberText(rows.length, 0)} rows</output></form><div class="scroll" tabindex="0" role="region" aria-label="${resource.title}"><table><thead><tr>${fields.map((d) => html`<th scope="col"${numeric.has(d.name) ? html` class="number"` : ""}>${d.name}</th>`)}</tr></thead><tbody>${shown.map(
    (row) =>
      html`<tr>${fields.map((d) => html`<td${numeric.has(d.name) ? html` class="number"` : ""}>${cellText(row[d.name])}</td>`)}</tr>`
  )}</tbody></table></div><p class="source pages">Rows 1 to ${shown.length} of ${numberText(rows.length, 0)}.</p></div>`;
}

/** How to load a table in each language: from the site where its address is known, else from the archive. */
function snippetList({site}: FragmentOptions): Markup {
  const {description} = releaseOf(site);
  const base = description.home ? `${description.home}/data` : `four-models-${description.version}`;
  return html`${snippets(base).map((d) => html`<details class="more"><summary>${d.name}</summary><pre><code>${d.code}</code></pre></details>`)}`;
}

/** A value as the preview shows it; lists with a comma, an empty cell as nothing. */
function cellText(value: Value | undefined): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** The size of a file in words: `12 kB`, `1.4 MB`. */
function sizeText(data: string | Uint8Array): string {
  const size = typeof data === "string" ? Buffer.byteLength(data) : data.length;
  if (size < 1000) return `${size} bytes`;
  return size < 999_500 ? `${Math.round(size / 1000)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}
