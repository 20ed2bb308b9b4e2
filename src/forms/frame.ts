import {numberText} from "../figures/format.js";
import {dark, figureFont, light, type Theme, themeProperties} from "../figures/theme.js";
import type {Content} from "./content.js";
import {DRAWN, type Drawing, GROWTH} from "./drawing.js";
import {squeeze} from "./squeeze.js";
import {escapeText} from "./text.js";

/** Room at each side of a frame, in pixels. The narrow drawing may take it, where it would have to shrink. */
const EDGE = 8;

/** Narrower frames, in pixels, have no room for the wide drawing in its own size and show the narrow one. */
const BREAK = DRAWN.wide + 2 * EDGE;

const rules = minify(`
html { background: var(--background); color: var(--ink); text-size-adjust: 100% }
body { box-sizing: border-box; position: relative; margin: 0; padding: 12px ${EDGE}px; font: 14px/1.45 ${figureFont}; overflow-wrap: break-word; overflow-x: clip }
a { color: inherit; text-decoration-color: var(--muted); text-underline-offset: .2em }
h1 { font-size: 18px; font-weight: 600; line-height: 1.3; margin: 0 0 4px }
h1 a { text-decoration: none }
p { margin: 0 0 10px }
.q { color: var(--quiet); font-size: 12px; margin: 8px 0 0 }
svg { display: block; width: 100%; max-width: ${Math.round(GROWTH.wide * DRAWN.wide)}px; height: auto; font-size: 13px; text-anchor: middle; fill: var(--ink); overflow: visible }
.n { max-width: ${Math.round(GROWTH.narrow * DRAWN.narrow)}px; margin: 0 clamp(-${EDGE}px, 50vw - ${DRAWN.narrow / 2 + EDGE}px, 0px) }
.w { display: none }
@media (min-width: ${BREAK}px) { .n { display: none } .w { display: block } }
svg a { cursor: pointer; outline: none }
svg a.at > * { stroke: var(--ink); stroke-width: 2px }
svg a:focus-visible > * { stroke: var(--accent); stroke-width: 3px }
svg text a.at { stroke: none; text-decoration: underline }
summary { cursor: pointer; color: var(--quiet); padding: 6px 0; width: max-content }
:focus-visible { outline: 2px solid var(--accent) }
.s { overflow-x: auto; max-height: 60vh }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums }
th, td { text-align: left; vertical-align: top; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--rule); font-weight: 400; min-width: 3em }
th { color: var(--quiet) }
.tip { position: absolute; z-index: 1; max-width: min(280px, 90%); padding: 6px 10px; border-radius: 3px; background: var(--ink); color: var(--background); font-size: 13px }
@media (forced-colors: active) { svg { forced-color-adjust: none; background: #fff } }
`);

/**
 * What stands in a frame: title, finding, the drawing at two widths, what is drawn, source, table. Addresses that begin
 * at the root of the site begin at `base`.
 */
export function frameBody(
  content: Content,
  {wide, narrow}: {wide: Drawing; narrow: Drawing},
  {base}: {base: string}
): string {
  const {title, finding, subtitle, note} = content;
  const label = escapeText(`${title}. ${finding}`);
  const drawn = ({width, height, inner}: Drawing, kind: string) =>
    `<div class="${kind}"><svg viewBox="0 0 ${width} ${height}" role="group" aria-label="${label}">${squeeze(fromRoot(inner, base))}</svg></div>`;
  const link = escapeText(pageOf(content, base));
  return `<main><h1><a href="${link}">${escapeText(title)}</a></h1><p>${escapeText(finding)}</p>
${drawn(wide, "w")}
${drawn(narrow, "n")}
<p class="q">${escapeText(subtitle)}</p><p class="q">${escapeText(note)} <a href="${link}">Four Models</a>.</p>
<details><summary>Table</summary><div class="s" tabindex="0" role="region" aria-label="Table">${plainTable(content)}</div></details></main>`;
}

/** The page of a figure, from a frame whose way to the site is `base`. */
export function pageOf({page}: Content, base: string): string {
  return page.startsWith("/") ? base + page : page;
}

/** The style sheet of a frame, with the colours that its drawings use. */
export function frameStyle(svg: string): string {
  return `${colours(svg)}${rules}`;
}

/** The table of a view without attributes of any style: it may stand on any page. */
export function plainTable({columns, records}: Pick<Content, "columns" | "records">): string {
  const head = columns.map((d) => `<th>${escapeText(d.name)}`).join("");
  const cell = (value: string | number | null, digits: number | null) =>
    value === null ? "–" : typeof value === "number" ? numberText(value, digits ?? 4) : escapeText(value);
  const rows = records.map(
    (record) => `<tr>${record.map((value, i) => `<td>${cell(value, columns[i]?.digits ?? null)}`).join("")}`
  );
  return `<table><thead><tr>${head}<tbody>${rows.join("")}</table>`;
}

/** The custom properties that the frame and its drawings use, for light and dark. */
function colours(svg: string): string {
  const used = new Set([...`${rules}${svg}`.matchAll(/var\(--([\w-]+)\)/g)].map((d) => d[1] ?? ""));
  const own = (theme: Theme) =>
    themeProperties(theme)
      .split("; ")
      .filter((d) => used.has(/--([\w-]+)/.exec(d)?.[1] ?? ""))
      .join(";")
      .replaceAll(": ", ":");
  const night = `${own(dark)};color-scheme:dark`;
  return `:root{${own(light)};color-scheme:light}@media(prefers-color-scheme:dark){:root:not([data-theme=light]){${night}}}:root[data-theme=dark]{${night}}`;
}

function fromRoot(inner: string, base: string): string {
  return inner.replace(/(<a\b[^>]*? href=")\//g, `$1${base}/`);
}

function minify(css: string): string {
  return css
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}
