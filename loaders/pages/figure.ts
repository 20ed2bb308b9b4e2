import type {Country} from "../../src/evidence/tables.js";
import type {AnyFigure, Column, FigureRow, Option} from "../../src/figures/figure.js";
import {NOTHING_HERE, numberText} from "../../src/figures/format.js";
import {figureById, optionsOf} from "../../src/figures/index.js";
import {nameDrawing} from "../../src/figures/marks.js";
import {page} from "../../src/figures/theme.js";
import {fromQuery, toQuery, type View} from "../../src/figures/view.js";
import {lean, ON_PAGE} from "../../src/forms/drawing.js";
import {sourceNote} from "../../src/forms/note.js";
import {filesTold} from "../../src/forms/snippets.js";
import {joinStrokes} from "../../src/forms/squeeze.js";
import {namedViewOf} from "../../src/forms/views.js";
import {html, type Markup, raw} from "./html.js";
import type {PageContext} from "./markdown.js";
import type {Site} from "./site.js";

/** How a figure is set on a page. */
export interface FigureBlockOptions {
  /** Shows the choices of the figure as controls. */
  controls?: boolean;
  /** Level of its heading. */
  level?: 2 | 3;
  /** Shows the table from the start. */
  open?: boolean;
  /** Id of the figure whose countries it takes over when they change. */
  follows?: string | undefined;
}

/** Lines of a figure block that say how it is set, and do not belong to its view. */
const SETTINGS = ["id", "controls", "level", "table", "follows"];

/** A figure asked for in a page: `id: membership`, then countries (codes, or `all`) and options, a line each. Throws for what is unknown. */
export function figureBlock(text: string, context: PageContext, site: Site): Markup {
  const lines = text.split("\n").filter((line) => line.trim());
  const entries = new Map(
    lines.map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const;
    })
  );
  const figure = figureById(entries.get("id") ?? "");
  if (!figure) throw new Error(`${context.path}: no figure is called ${entries.get("id")}`);
  if (entries.get("countries") === "all")
    entries.set("countries", site.evidence.tables.countries.map((d) => d.iso3).join(","));
  const query = new URLSearchParams([...entries].filter(([k]) => !SETTINGS.includes(k)));
  const {view, notes} = fromQuery(query.toString(), figure, site.evidence);
  if (notes.length) throw new Error(`${context.path}: figure ${figure.id}: ${notes.join(" ")}`);
  const level = entries.get("level") === "2" ? 2 : 3;
  return figureElement(figure, view, context, site, {
    controls: entries.has("controls"),
    level,
    open: entries.get("table") === "open",
    follows: entries.get("follows")
  });
}

/** The whole figure: heading, finding, picture at two widths, source, table, evidence and tools. */
export function figureElement(
  figure: AnyFigure,
  view: View,
  context: PageContext,
  site: Site,
  {controls = false, level = 3, open = false, follows}: FigureBlockOptions = {}
): Markup {
  context.figures = (context.figures ?? 0) + 1;
  const id = `${figure.id}-${context.figures}`;
  const {evidence} = site;
  const rows: FigureRow[] = figure.rows(evidence, view);
  const query = toQuery(view, figure, evidence);
  const address = `/figures/${figure.id}${query ? `?${query}` : ""}`;
  const heading = html`<a href="${address}">${figure.title(view, evidence)}</a>`;
  const finding = figure.finding(rows, view, evidence);
  const named = namedViewOf(figure, query, evidence)?.id ?? "";
  return html`<figure class="figure" id="${id}" aria-labelledby="${id}-title" data-figure="${figure.id}" data-query="${query}" data-view="${named}"${follows ? html` data-follows="${follows}"` : ""}>
<div class="figure-head">
${level === 2 ? html`<h2 id="${id}-title">${heading}</h2>` : html`<h3 id="${id}-title">${heading}</h3>`}
<p class="finding" id="${id}-finding">${finding}</p>
</div>
${controls ? figureControls(figure, view, site, id) : null}
<div class="notes" role="status"></div>
<div class="pictures">${pictures(figure, rows, view, site, id)}</div>
<p class="subtitle">${figure.subtitle(rows, view, evidence)}</p>
<figcaption>${sourceNote(rows, site)}</figcaption>
<div class="figure-tools">
<details class="as-table"${open ? html` open` : ""}><summary>Table</summary>${rowsTable(figure, rows)}</details>
<details class="as-citation"><summary>Cite</summary><p>Four Models (${site.date.slice(0, 4)}). “<span class="cited">${figure.title(view, evidence)}</span>”. Version ${site.version}, ${site.date}. <span class="here" data-address="${address}">${address}</span></p><p>This figure and every source it rests on: ${formLinks(CITATIONS, named, address)}.</p></details>
<details class="as-download"><summary>Download</summary><p>Picture: ${formLinks(PICTURES, named, address)}. Rows: ${formLinks(TABLES, named, address)}.</p><p class="files-told" role="status">${filesTold({view: named, query})}</p></details>
<details class="as-embed"><summary>Embed</summary><p class="embed-line"><label>Paste this where the figure should stand: <textarea readonly rows="3"></textarea></label> <button type="button" class="copy">Copy</button> <output></output></p><p><a class="to-embed" href="/embed/?figure=${figure.id}${query ? `&${query}` : ""}">Other hosts, sizes and themes</a>${named ? html`; <a href="/view/${named}.html">the frame by itself</a>` : ""}.</p></details>
${canMove(rows, evidence) ? html`<a class="change" href="/challenge${view.countries.length === 1 ? `?country=${view.countries[0]}` : ""}">Change this</a>` : null}
<a class="change" href="/accessibility#keys">Keys</a>
</div>
</figure>`;
}

/** Whether rows rest on codings, or on indicators that are used, so that other choices would move them. */
function canMove(rows: readonly FigureRow[], evidence: Site["evidence"]): boolean {
  return rows.some((row) =>
    row.evidence.some((id) => evidence.coding(id) || evidence.indicator(id.split(":")[1] ?? "")?.set)
  );
}

type Form = readonly [ending: string, name: string];

const CITATIONS: readonly Form[] = [
  ["bib", "BibTeX"],
  ["ris", "RIS"],
  ["csl.json", "CSL-JSON"]
];
const PICTURES: readonly Form[] = [
  ["svg", "SVG"],
  ["png", "PNG"],
  ["dark.svg", "dark SVG"],
  ["dark.png", "dark PNG"]
];
const TABLES: readonly Form[] = [
  ["csv", "CSV"],
  ["json", "JSON"]
];

/** Links to the files of a view; those of a state without files lead to its page, where a script makes them. */
function formLinks(forms: readonly Form[], named: string, address: string): Markup {
  return html`${forms.map(
    ([ending, name], i) =>
      html`${i ? ", " : ""}<a data-form="${ending}" href="${named ? `/view/${named}.${ending}` : address}"${named ? html` download` : ""}>${name}</a>`
  )}`;
}

function pictures(figure: AnyFigure, rows: FigureRow[], view: View, {document}: Site, id: string): Markup {
  return html`${Object.entries(ON_PAGE).map(([name, width]) => {
    if (!rows.length) return html`<div class="picture ${name}"><p class="gap">${NOTHING_HERE}</p></div>`;
    const svg = figure.draw(rows, view, {document, width, theme: page, id: `${id}-${name}`});
    return html`<div class="picture ${name}">${raw(pictureText(svg, id))}</div>`;
  })}`;
}

/**
 * The drawing as text: named by the heading of its figure and described by its finding, one stop for the keyboard,
 * lines of one kind in one path, and without the style that its attributes say as well.
 */
function pictureText(svg: SVGSVGElement, id: string): string {
  nameDrawing(svg, id);
  const [first, ...others] = [...svg.querySelectorAll("a")];
  first?.removeAttribute("tabindex");
  for (const link of others) link.setAttribute("tabindex", "-1");
  for (const name of ["style", "class"]) svg.removeAttribute(name);
  return joinStrokes(lean(svg.outerHTML))
    .replaceAll("currentColor", page.ink)
    .replace(/ xmlns:xlink="[^"]*"/g, "");
}

/** The table behind the picture, all rows and columns. */
function rowsTable(figure: AnyFigure, rows: readonly FigureRow[]): Markup {
  const columns: readonly Column<FigureRow>[] = figure.columns;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table"><table data-sort>
<thead><tr>${columns.map((c) => html`<th scope="col"${c.numeric ? html` class="number"` : ""}>${c.name}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${columns.map((c, i) => {
        const text = cellText(c, row);
        const cell = i === 0 ? html`<a href="${row.href}">${text}</a>` : text;
        return html`<td${c.numeric ? html` class="number"` : ""}>${cell}</td>`;
      })}</tr>`
  )}</tbody></table></div>`;
}

function cellText(column: Column<FigureRow>, row: FigureRow): string {
  const value = column.value(row);
  if (value === null) return "–";
  return typeof value === "number" ? numberText(value, column.digits ?? 4) : value;
}

function figureControls(figure: AnyFigure, view: View, {evidence}: Site, id: string): Markup {
  return html`<form class="figure-controls" data-for="${id}">${optionsOf(figure, evidence).map(
    (option) =>
      html`<label>${option.label} <select name="${option.name}">${choices(option, view.options[option.name])}</select></label>`
  )}${figure.limits.max > 0 ? countryPicker(figure, view, evidence) : null}</form>`;
}

/** The values of a choice, those of a group under its name. */
function choices({values}: Option, chosen: string | undefined): Markup {
  const one = ({value, label}: Option["values"][number]) =>
    html`<option value="${value}"${chosen === value ? html` selected` : ""}>${label}</option>`;
  const groups = [...new Set(values.map((d) => d.group))];
  return html`${groups.map((group) => {
    const own = values.filter((d) => d.group === group).map(one);
    return group === undefined ? own : html`<optgroup label="${group}">${own}</optgroup>`;
  })}`;
}

function countryPicker(figure: AnyFigure, view: View, evidence: Site["evidence"]): Markup {
  const countries = [...evidence.tables.countries].sort((a, b) => a.name.localeCompare(b.name));
  const {min, max} = figure.limits;
  const groups: {name: string; countries: Country[]}[] = [
    {name: "All", countries},
    {name: "The six of the book", countries: countries.filter((d) => d.book_six)},
    {name: "None", countries: []}
  ].filter((d) => d.countries.length >= min && d.countries.length <= max);
  const most = min === max ? `${max}` : min > 1 ? `${min} to ${max}` : `at most ${max}`;
  const count = html`<span class="quiet"><span class="chosen">${view.countries.length}</span> of ${countries.length}${max < countries.length ? `, ${most}` : ""}</span>`;
  const buttons = groups.map(
    (d) =>
      html`<button type="button" data-countries="${d.countries.map((c) => c.iso3).join(",")}">${d.name}</button>`
  );
  return html`<details class="country-picker"><summary>Countries ${count}</summary><fieldset><legend>Countries shown</legend><p class="groups">${buttons}</p>${countries.map(
    (d) =>
      html`<label><input type="checkbox" name="countries" value="${d.iso3}"${view.countries.includes(d.iso3) ? html` checked` : ""}> ${d.name}</label>`
  )}</fieldset></details>`;
}
