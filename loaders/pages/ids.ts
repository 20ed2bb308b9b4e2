import type {Evidence} from "../../src/evidence/evidence.js";
import {html, type Markup, raw} from "./html.js";

/** Ids of findings (`aus-f39`), events (`can-2003-31`), periods (`aus-1987`) and rules (`M-3`) as texts name them. */
const ID = /\b(?:[a-z]{3}-(?:f\d{2,}|\d{4}[a-z]?(?:-\d{2})?)|[MICE]-[0-3])\b/g;

/** A text in which each id that is known leads to what it names, and none breaks at its hyphen. */
export function linkIds(text: string, evidence: Evidence): Markup {
  const parts: Markup[] = [];
  let at = 0;
  for (const match of text.matchAll(ID)) {
    const href = addressOf(match[0], evidence);
    parts.push(html`${text.slice(at, match.index)}`);
    parts.push(href ? html`<a class="id" href="${href}">${match[0]}</a>` : html`${match[0]}`);
    at = match.index + match[0].length;
  }
  return html`${parts}${text.slice(at)}`;
}

/** The same in Markdown, where ids stand as code. */
export function linkCodedIds(markdown: string, evidence: Evidence): string {
  return markdown.replace(/`([a-z0-9-]+)`/g, (code, id: string) => {
    const href = addressOf(id, evidence);
    return href ? raw(`<a class="id" href="${href}">${id}</a>`).text : code;
  });
}

/** Where a thing is laid open; `undefined` for an id that nothing has. */
function addressOf(id: string, evidence: Evidence): string | undefined {
  if (evidence.rule(id)) return `/method#${id}`;
  const {iso3} = evidence.finding(id) ?? evidence.event(id) ?? evidence.period(id) ?? {};
  const slug = iso3 && evidence.country(iso3)?.slug;
  return slug ? `/countries/${slug}#${id}` : undefined;
}
