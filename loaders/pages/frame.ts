import {dark, light, themeProperties} from "../../src/figures/theme.js";
import {CITED, isCited} from "../outputs/cite.js";
import {html, type Markup, raw} from "./html.js";
import {SHEET_LINKS} from "./sheets.js";
import type {Site} from "./site.js";

/** The doors of the site, in the order of a first visit, and the pages that lie behind a door without being in its folder. */
const doors: readonly {path: string; name: string; also?: readonly string[]}[] = [
  {path: "/essays/", name: "Read"},
  {path: "/compare", name: "Compare"},
  {path: "/countries/", name: "Countries"},
  {path: "/models/", name: "Models"},
  {path: "/figures/", name: "Figures"},
  {path: "/notebooks/", name: "Notebooks", also: ["/workbench"]},
  {path: "/evidence/", name: "Evidence", also: ["/surveys/", "/glossary"]},
  {path: "/data/", name: "Data"},
  {path: "/method", name: "Method", also: ["/challenge", "/recode", "/own", "/library"]},
  {path: "/embed/", name: "Embed"},
  {path: "/about", name: "About"}
];

/** The colours of pages are those of the figures, told once. */
const colours = `:root{${themeProperties(light)}}@media screen and (prefers-color-scheme:dark){:root{${themeProperties(dark)}}}`;

/**
 * On a phone the menu starts closed; without scripts it is open, so that nobody misses it. It is closed as the page
 * comes in: later, all below it would move.
 */
const CLOSE = 'if (matchMedia("(max-width: 61.99rem)").matches) document.querySelector(".menu").open = false';

/**
 * Where the script of the page does not arrive, pictures that wait for it are shown as they are with scripts off. It
 * listens from the start: by the end of the page the failure may be over.
 */
const BARE =
  'addEventListener("error", (e) => e.target.localName === "script" && document.documentElement.classList.add("bare"), true)';

/** What stands round every page. */
export const frame = {
  head: (): string =>
    html`<style>${raw(colours)}</style>${raw(SHEET_LINKS)}<link rel="icon" href="/favicon.svg" type="image/svg+xml"><script>${raw(BARE)}</script><script type="module" src="/components/site.js"></script><meta name="color-scheme" content="light dark">`
      .text,

  header: ({path}: {path: string}): string =>
    html`<a class="skip" href="#observablehq-main">Skip to the text</a><div class="masthead"><a class="home" href="/">Four Models</a><details class="menu" open><summary>Menu</summary><nav aria-label="Site"><ul>${doors.map(
      (d) => html`<li><a href="${d.path}"${currentOf(path, d)}>${d.name}</a></li>`
    )}</ul></nav><form class="search" action="/search" role="search"><label>Search <input type="search" name="q" autocomplete="off"></label></form></details></div><script>${raw(CLOSE)}</script>`
      .text,

  footer:
    (site: Site) =>
    ({title, path}: {title: string; path: string}): string =>
      html`${isCited(path.slice(1)) ? html`<p>Cite this page: Four Models (${site.date.slice(0, 4)}). ${title}. Version ${site.version}, ${site.date}. ${CITED.map((d, i) => html`${i ? ", " : ""}<a href="${path}.${d.ending}">${d.name}</a>`)}.</p>` : ""}<p data-release="${site.version}">Four Models, version ${site.version}, ${site.date}. Text, codings and tables of our own: <a href="https://creativecommons.org/licenses/by/4.0/" rel="license external">CC BY 4.0</a>; code: MIT; outside data under their own licences, <a href="/licences">named here</a>. The codings are ours: they are not the judgement of the OECD, nor of the book’s authors. <a href="/surveys/">OECD surveys</a>. <a href="/accessibility">Accessibility</a>. <a href="/contribute">Correct or add to it</a>.</p>`
        .text
};

/** Whether a door leads to this very page or folder, or the page lies behind it. */
function currentOf(path: string, door: (typeof doors)[number]): Markup | string {
  if (isAt(path, door.path)) return html` aria-current="page"`;
  return door.also?.some((d) => isAt(path, d)) ? html` aria-current="true"` : "";
}

function isAt(path: string, door: string): boolean {
  return door.endsWith("/") ? path === `${door}index` || path.startsWith(door) : path === door;
}
