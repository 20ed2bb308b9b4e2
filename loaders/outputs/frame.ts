import {createHash} from "node:crypto";
import {numberText} from "../../src/figures/format.js";
import {dark, figureFont, light, type Theme, themeProperties} from "../../src/figures/theme.js";
import type {Content} from "../../src/forms/content.js";
import type {Drawing} from "../../src/forms/drawing.js";
import {squeeze} from "../../src/forms/squeeze.js";
import {escapeText} from "../../src/forms/text.js";

/** What all frames of a site have in common. */
export interface FrameParts {
  /** The bundled script of `src/embed/frame.ts`. */
  script: string;
}

/** Below this width of a frame, in pixels, the narrow drawing is shown. */
export const BREAK = 600;

const rules = minify(`
html { background: var(--background); color: var(--ink); text-size-adjust: 100% }
body { box-sizing: border-box; position: relative; margin: 0; padding: 12px 8px; font: 14px/1.45 ${figureFont}; overflow-wrap: break-word; overflow-x: clip }
a { color: inherit; text-decoration-color: var(--muted); text-underline-offset: .2em }
h1 { font-size: 18px; font-weight: 600; line-height: 1.3; margin: 0 0 4px }
h1 a { text-decoration: none }
p { margin: 0 0 10px }
.q { color: var(--quiet); font-size: 12px; margin: 8px 0 0 }
svg { display: block; width: 100%; max-width: 760px; height: auto; font-size: 13px; text-anchor: middle; fill: var(--ink); overflow: visible }
.n { max-width: 440px; margin: 0 clamp(-8px, 50vw - 168px, 0px) }
@media (min-width: ${BREAK}px) { .n { display: none } }
@media (max-width: ${BREAK - 0.02}px) { .w { display: none } }
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
.tip[hidden] { display: none }
@media (forced-colors: active) { svg { forced-color-adjust: none; background: #fff } }
`);

/**
 * A view as one file that needs nothing else: both drawings, table, source and script are inside, and nothing is
 * fetched. It shows all of it before a script runs, and without one. Its own policy lets only its own script and
 * style sheet in.
 */
export function frame(
  content: Content,
  drawings: {wide: Drawing; narrow: Drawing},
  {script}: FrameParts
): string {
  const {title, finding, subtitle, note, id, home, name, page} = content;
  // From `/view/membership/six.html` to the root, so that the file also works where the site has no known address.
  const base = home || "../..";
  const label = escapeText(`${title}. ${finding}`);
  const style = `${colours(drawings.wide.inner + drawings.narrow.inner)}${rules}`;
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  const drawn = ({width, height, inner}: Drawing, kind: string) =>
    `<div class="${kind}"><svg viewBox="0 0 ${width} ${height}" role="group" aria-label="${label}">${squeeze(fromRoot(inner, base))}</svg></div>`;
  const pageLink = page.startsWith("/") ? base + page : page;
  return `<!doctype html>
<html lang="en-GB" data-view="${id}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeText(title)} – Four Models</title><base target="_blank"><link rel="canonical" href="${escapeText(pageLink)}"><link rel="alternate" type="application/json+oembed" href="${home ? `${home}/view/${id}` : name}.oembed.json" title="${escapeText(title)}"><style>${style}</style><script>${script}</script></head>
<body><h1><a href="${escapeText(pageLink)}">${escapeText(title)}</a></h1><p>${escapeText(finding)}</p>
${drawn(drawings.wide, "w")}
${drawn(drawings.narrow, "n")}
<p class="q">${escapeText(subtitle)}</p><p class="q">${escapeText(note)} <a href="${escapeText(pageLink)}">Four Models</a>.</p>
<details><summary>Table</summary><div class="s" tabindex="0" role="region" aria-label="Table">${plainTable(content)}</div></details></body></html>
`;
}

/** The table of a view without attributes of any style: it may stand on any page. */
export function plainTable({columns, records}: Content): string {
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

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function minify(css: string): string {
  return css
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}
