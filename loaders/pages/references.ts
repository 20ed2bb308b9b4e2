import type {Source} from "../../src/evidence/tables.js";
import {html, type Markup} from "./html.js";
import type {PageContext} from "./markdown.js";
import type {Site} from "./site.js";

/** A reference in running text, `(Kamensky 2009)`, that leads to the bibliography. Throws for an unknown source. */
export function citation(id: string, {path}: PageContext, {evidence}: Site): Markup {
  const source = evidence.source(id);
  if (!source) throw new Error(`${path}: no source has the id ${id}`);
  return html`<a class="cite" href="${sourceAddress(source)}" title="${source.title}">(${shortReference(source)})</a>`;
}

/** A term with its definition at hand. Throws for an unknown term. */
export function term(slug: string, words: string | undefined, {path}: PageContext, {evidence}: Site): Markup {
  const entry = evidence.term(slug);
  if (!entry) throw new Error(`${path}: the glossary has no term ${slug}`);
  return html`<a class="term" href="/glossary#${slug}" data-tip="${entry.definition}">${words ?? entry.term}</a>`;
}

/** `Kamensky 2009`, `Bouckaert and Halligan 2008`, `OECD and others 2019`; the title where no author is known. */
export function shortReference({authors, title, year}: Source): string {
  const names = (authors ?? "")
    .split(";")
    .map((name) => name.trim())
    .filter(Boolean);
  const family = names.map((name) => name.replace(/ [A-Z]{1,3}$/, ""));
  const head = family[0] ?? (title.length > 40 ? `${title.slice(0, 39)}…` : title);
  const who = family.length > 2 ? `${head} and others` : family.join(" and ") || head;
  return `${who} ${year === "n.d." ? "undated" : year}`;
}

/** The full entry of a source: authors, year, title, publisher, address, and what is to be known of the copy read. */
export function fullReference(source: Source): Markup {
  const {authors, year, title, publisher, doi, url, accessed, note} = source;
  const address = doi ? `https://doi.org/${doi}` : url;
  return html`${authors ? `${authors.replace(/;/g, ",")} ` : ""}(${year}). ${address ? html`<a href="${address}" rel="external">${title}</a>` : title}.${publisher ? ` ${publisher}.` : ""} Read ${accessed}.${note ? html` <span class="note">${note}</span>` : ""}`;
}

/** Where a source stands in the bibliography. */
export function sourceAddress({source_id}: Source): string {
  return `/evidence/sources#${source_id}`;
}

/** `source, locator` with a link, as it stands under a finding. */
export function sourceLine(
  {source_id, locator}: {source_id: string; locator: string},
  {evidence}: Site
): Markup {
  const source = evidence.source(source_id);
  if (!source) return html`${source_id}, ${locator}`;
  return html`<a href="${sourceAddress(source)}">${shortReference(source)}</a>, ${locator}`;
}
