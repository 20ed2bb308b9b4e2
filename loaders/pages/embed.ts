import {figures, optionsOf} from "../../src/figures/index.js";
import {viewContent} from "../../src/forms/content.js";
import {drawings} from "../../src/forms/drawing.js";
import {frameHeight} from "../../src/forms/oEmbed.js";
import {picture} from "../../src/forms/picture.js";
import {hostKinds, type Shown, snippet} from "../../src/forms/snippets.js";
import {escapeText} from "../../src/forms/text.js";
import {namedViewById} from "../../src/forms/views.js";
import {siteAddress} from "../outputs/address.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup, raw} from "./html.js";
import type {Site} from "./site.js";

/** Fragments of the embed page. */
export const embedFragments: Readonly<Record<string, Fragment>> = {
  "embed.builder": builder,
  "embed.forms": formList
};

/** The view that the page begins with. */
const FIRST = "membership/six";

/** The choices of the embed page, its preview and its code; with scripts off, ready-made code for one view. */
function builder({site}: FragmentOptions): Markup {
  const {evidence} = site;
  const countries = [...evidence.tables.countries].sort((a, b) => a.name.localeCompare(b.name));
  const select = (name: string, label: string, values: readonly {value: string; label: string}[]) =>
    html`<label>${label} <select name="${name}">${values.map(
      (d) => html`<option value="${d.value}">${d.label}</option>`
    )}</select></label>`;
  return html`<div class="builder" data-first="${FIRST}">
<form class="figure-controls">
${select(
  "figure",
  "Figure",
  figures.map((d) => ({value: d.id, label: d.name}))
)}
${figures.map(
  (figure) =>
    html`<span class="of-figure" data-figure="${figure.id}" data-min="${String(figure.limits.min)}" data-max="${String(figure.limits.max)}" hidden>${optionsOf(figure, evidence).map((option) => select(option.name, option.label, option.values))}</span>`
)}
<details class="country-picker"><summary>Countries</summary><fieldset><legend>Countries shown; none chosen stands for the usual ones</legend>${countries.map(
    (d) => html`<label><input type="checkbox" name="countries" value="${d.iso3}"> ${d.name}</label>`
  )}</fieldset></details>
${select("theme", "Theme", [
  {value: "auto", label: "as the reader’s system has it"},
  {value: "light", label: "light"},
  {value: "dark", label: "dark"}
])}
${select("width", "Width", [
  {value: "", label: "as wide as the text"},
  {value: "760", label: "760 pixels"},
  {value: "600", label: "600 pixels"},
  {value: "360", label: "360 pixels"}
])}
${select(
  "host",
  "Where it will stand",
  hostKinds.map((d) => ({value: d.id, label: d.name}))
)}
</form>
<div class="notes" role="status"></div>
<div class="code"><h2>Code</h2><p class="how"></p><p><textarea readonly rows="6" aria-label="Code to paste"></textarea> <button type="button" class="copy">Copy</button> <output></output></p><p class="files"></p></div>
<h2>Preview</h2><div class="preview"></div>
${readyMade(site)}
</div>`;
}

/** For readers without scripts: the code of one view for every host. */
function readyMade(site: Site): Markup {
  const home = siteAddress();
  const shown = shownOf(FIRST, site, home);
  const place = home
    ? null
    : html`<p>The build of this site does not know where it lives: put the beginning of the address in your browser’s bar before each address that begins with a slash.</p>`;
  return html`<noscript><p>With scripts off the choices cannot be followed. This is the code for “${shown.title}”, the six countries of the book; for another view put its name in the place of <code>${FIRST}</code>.</p>${place}${hostKinds.map(
    (host) =>
      html`<h3>${host.name}</h3><p>${host.how}</p>${raw(`<pre class="ready"><code>${lines(snippet(host, shown, {theme: "auto", height: frameHeight(shown.picture)}))}</code></pre>`)}`
  )}</noscript>`;
}

/** Code as text of a page: no empty line, at which Markdown would end the block. */
function lines(code: string): string {
  return escapeText(code).replace(/\n\s*\n/g, "\n");
}

function shownOf(id: string, site: Site, home: string): Shown {
  const named = namedViewById(id, site.evidence);
  if (!named) throw new Error(`no view is called ${id}`);
  const content = viewContent(named, site, {home});
  const drawn = drawings(content, site);
  const [wide, narrow] = [picture(content, drawn.wide), picture(content, drawn.narrow)];
  return {...content, named: true, figureId: named.figure.id, picture: wide, narrow};
}

/** Every file of a view, with what it is for. */
function formList({words, site, context}: FragmentOptions): Markup {
  if (!namedViewById(words, site.evidence)) throw new Error(`${context.path}: no view is called ${words}`);
  const forms: readonly [string, string][] = [
    ["html", "the frame: picture, table, source; answers to touch"],
    ["svg", "picture, light; also dark.svg"],
    ["narrow.svg", "picture for phones, light; also narrow.dark.svg"],
    ["png", "picture in pixels, light; also dark.png"],
    ["card.png", "1200 by 630 pixels, for links in social media"],
    ["csv", "rows; text that a spreadsheet would run is made plain"],
    ["json", "rows with sentences, evidence, sources and terms"],
    ["bib", "BibTeX of the view and all its sources"],
    ["ris", "the same in RIS"],
    ["csl.json", "the same in CSL-JSON"],
    ["oembed.json", "answer for hosts that speak oEmbed"]
  ];
  return html`<ul>${forms.map(([ending, what]) => html`<li><a href="/view/${words}.${ending}">/view/${words}.${ending}</a> <span class="quiet">${what}</span></li>`)}</ul>`;
}
