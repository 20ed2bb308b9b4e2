import {plainText} from "../pages/html.js";
import {fullReference} from "../pages/references.js";
import type {Site} from "../pages/site.js";

/** An entry of the search index: a page, or a place on one. */
export interface SearchEntry {
  title: string;
  /** From the root of the site, without a slash before it. */
  path: string;
  text: string;
}

/** The search index: every page by title and text, every finding, event, source and term by its place. */
export function searchIndex(pages: readonly SearchEntry[], {evidence}: Site): SearchEntry[] {
  const {findings, events, sources, glossary} = evidence.tables;
  const slug = (iso3: string) => evidence.country(iso3)?.slug ?? "";
  const name = (iso3: string) => evidence.country(iso3)?.name ?? iso3;
  return [
    ...pages,
    ...glossary.map((d) => ({title: d.term, path: `glossary#${d.slug}`, text: d.definition})),
    ...events.map((d) => ({
      title: `${name(d.iso3)} ${d.year}: ${d.title}`,
      path: `countries/${slug(d.iso3)}#${d.event_id}`,
      text: d.summary
    })),
    ...findings.map((d) => ({
      title: `${name(d.iso3)}, ${d.dimension.replace("_", " ")}, ${d.period}`,
      path: `countries/${slug(d.iso3)}#${d.finding_id}`,
      text: d.finding
    })),
    ...sources.map((d) => ({
      title: d.title,
      path: `evidence/sources#${d.source_id}`,
      text: plainText(fullReference(d).text)
    }))
  ];
}
