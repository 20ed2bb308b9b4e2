import {existsSync, readFileSync} from "node:fs";
import {listText} from "../../../src/figures/format.js";
import {countryOf} from "../country.js";
import type {FragmentOptions} from "../fragments.js";
import {html, type Markup, raw} from "../html.js";
import {essays} from "./essays.js";

/** An essay speaks of a country when it draws on so many of its records. */
const ENOUGH = 8;

/** How often an essay names a finding, event, placement or period of a country. */
export function recordsNamed(text: string, iso3: string): number {
  return (
    text.match(new RegExp(`\\b${iso3.toLowerCase()}-(?:f\\d+|p\\d+|\\d{4}(?:-\\d{2})?)\\b`, "g"))?.length ?? 0
  );
}

/** `{{country.essays}}`: the essays that tell of this country, those that say most first; nothing when there is none. */
export function essaysAbout(o: FragmentOptions): Markup {
  const {iso3} = countryOf(o);
  const found = essays
    .filter(({slug}) => existsSync(`src/essays/${slug}.md`))
    .map((essay) => ({
      ...essay,
      count: recordsNamed(readFileSync(`src/essays/${essay.slug}.md`, "utf8"), iso3)
    }))
    .filter(({count}) => count >= ENOUGH)
    .sort((a, b) => b.count - a.count);
  if (!found.length) return html``;
  const links = found.map(({slug, title}) => String(html`<a href="/essays/${slug}">${title}</a>`));
  return html`<p>Told in ${found.length > 1 ? "the essays" : "the essay"} ${raw(listText(links))}.</p>`;
}
