import type {Source} from "../../src/evidence/tables.js";
import {isEssay, notesOf} from "./essay/notes.js";
import {html, type Markup} from "./html.js";
import type {PageContext} from "./markdown.js";
import {SHORT_NAMES} from "./organisations.js";
import type {Site} from "./site.js";

/**
 * A reference in running text, `(Kamensky 2009)`. On most pages it leads to the bibliography of the site, in an essay to
 * that at its own end. The id may also be that of a finding, an event or a placement: the reference is then to its
 * source, and leads to the place where it is laid open. Throws for an unknown id.
 */
export function citation(id: string, context: PageContext, site: Site): Markup {
  const {evidence, references} = site;
  const given = evidence.source(id);
  const source = given?.same_as ? (evidence.source(given.same_as) ?? given) : given;
  if (!source) return recordCitation(id, context, site);
  if (!isEssay(context))
    return html`<a class="cite" href="${sourceAddress(source)}" title="${source.title}">(${references.get(id) ?? id})</a>`;
  notesOf(context).sources.add(source.source_id);
  return html`<a class="cite" href="#ref-${source.source_id}" data-tip>(${references.get(id) ?? id})</a>`;
}

function recordCitation(id: string, context: PageContext, site: Site): Markup {
  const {evidence, references} = site;
  const record =
    evidence.finding(id) ??
    evidence.event(id) ??
    evidence.tables.placements.find((d) => d.placement_id === id);
  if (!record) throw new Error(`${context.path}: no source, finding, event or placement has the id ${id}`);
  const slug = evidence.country(record.iso3)?.slug;
  const source = evidence.source(record.source_id);
  const listed = source?.same_as ?? record.source_id;
  if (isEssay(context)) notesOf(context).sources.add(listed);
  const says = "finding" in record ? record.finding : "summary" in record ? record.summary : record.argument;
  const href = slug ? `/countries/${slug}#${id}` : `/evidence/sources#${listed}`;
  return html`<a class="cite" href="${href}" data-source="${listed}" data-tip="${says} (${references.get(listed) ?? listed}, ${record.locator})">(${references.get(listed) ?? listed})</a>`;
}

/** A term with its definition at hand. Throws for an unknown term. */
export function term(slug: string, words: string | undefined, {path}: PageContext, {evidence}: Site): Markup {
  const entry = evidence.term(slug);
  if (!entry) throw new Error(`${path}: the glossary has no term ${slug}`);
  return html`<a class="term" href="/glossary#${slug}" data-tip="${entry.definition}">${words ?? entry.term}</a>`;
}

/**
 * `Kamensky 2009`, `Bouckaert and Halligan 2008`, `OAG Canada and others 2019`; where no author is known the title, cut
 * before what explains it.
 */
export function shortReference({authors, author_type, title, year}: Source): string {
  const initials = author_type === "organisation" ? /$^/ : /(?: [A-Z]\.?(?:[- ]?[A-Z]\.?){0,3})$/;
  const names = (authors ?? "")
    .split(";")
    .map((name) => name.trim().replace(initials, ""))
    .filter(Boolean)
    .map((name) => SHORT_NAMES[name] ?? name);
  const head = names[0] ?? shortTitle(title);
  const who = names.length > 2 ? `${head} and others` : names.join(" and ") || head;
  return `${who} ${year === "n.d." ? "undated" : year}`;
}

function shortTitle(title: string): string {
  const [main = title] = title.split(/: | \(/);
  return main.length > 40 ? `${main.slice(0, 40).replace(/\s*\S*$/, "") || main.slice(0, 39)}…` : main;
}

/**
 * Short references of all sources by id; letters tell apart those of the same authors and year (`2009a`, `2009b`).
 * A source listed twice is cited as the entry it is the same as.
 */
export function shortReferences(sources: readonly Source[]): Map<string, string> {
  const groups = new Map<string, Source[]>();
  for (const source of sources.filter((d) => !d.same_as)) {
    const reference = shortReference(source);
    groups.set(reference, [...(groups.get(reference) ?? []), source]);
  }
  const named = [...groups].flatMap(([reference, group]) =>
    group.map((source, i): [string, string] => [
      source.source_id,
      group.length > 1 ? `${reference}${reference.endsWith("undated") ? " " : ""}${letters(i)}` : reference
    ])
  );
  const references = new Map(named);
  for (const {source_id, same_as} of sources) {
    if (same_as) references.set(source_id, references.get(same_as) ?? same_as);
  }
  return references;
}

/** `a` to `z`, then `aa`, `ab` and so on. */
function letters(i: number): string {
  return (i >= 26 ? letters(Math.floor(i / 26) - 1) : "") + String.fromCharCode(97 + (i % 26));
}

/**
 * The full entry of a source: authors, year, title, publisher, address, and what is to be known of the copy read. With
 * the short reference by which the text cites it, its year has the letter of that, and a short name of an organisation
 * stands beside its own.
 */
export function fullReference(source: Source, reference = ""): Markup {
  const {authors, title, publisher, doi, url, accessed, note} = source;
  const address = doi ? `https://doi.org/${doi}` : url;
  const named = address ? html`<a href="${address}" rel="external">${title}</a>` : html`${title}`;
  const letter = /(?:\d{4}|undated )([a-z]*)$/.exec(reference)?.[1] ?? "";
  const year = `(${source.year}${letter})`;
  const who = authors
    ?.split(";")
    .map((name) => name.trim())
    .map((name) => (reference && SHORT_NAMES[name] ? `${name} [${SHORT_NAMES[name]}]` : name))
    .join(", ");
  return html`${who ? html`${who} ${year}. ${named}` : html`${named} ${year}`}.${publisher ? ` ${publisher}.` : ""} Read ${accessed}.${note ? html` <span class="note">${note}</span>` : ""}`;
}

/** Where a source stands in the bibliography. */
export function sourceAddress({source_id}: Source): string {
  return `/evidence/sources#${source_id}`;
}

/** `source, locator` with a link, as it stands under a finding. */
export function sourceLine(
  {source_id, locator}: {source_id: string; locator: string},
  {evidence, references}: Site
): Markup {
  const source = evidence.source(source_id);
  if (!source) return html`${source_id}, ${locator}`;
  return html`<a href="${sourceAddress(source)}">${references.get(source_id) ?? source_id}</a>${locator ? `, ${locator}` : ""}`;
}
