import {Cite, plugins} from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import type {Source} from "../evidence/tables.js";
import type {Content} from "./content.js";

// Keys in BibTeX are the ids of the sources, so that one bibliography can hold the files of several views.
plugins.config.get("@bibtex").format.useIdAsLabel = true;

/** An entry of a bibliography in CSL-JSON, as reference managers read it. */
export interface CslItem {
  id: string;
  type: string;
  title: string;
  author?: {family?: string; given?: string; literal?: string}[];
  issued?: {"date-parts": number[][]};
  accessed?: {"date-parts": number[][]};
  publisher?: string;
  "container-title"?: string;
  volume?: string;
  issue?: string;
  version?: string;
  abstract?: string;
  DOI?: string;
  URL?: string;
  note?: string;
}

/** An entry in the three forms that are offered. */
export interface Citation {
  csl: CslItem;
  bibtex: string;
  ris: string;
}

const TYPES: Readonly<Record<string, string>> = {
  article: "article-journal",
  audit: "report",
  blog: "post-weblog",
  book: "book",
  chapter: "chapter",
  dataset: "dataset",
  law: "legislation",
  paper: "report",
  report: "report",
  review: "report",
  slides: "speech",
  software: "software"
};

/** A source as CSL-JSON. What the bibliography leaves open stays open here; nothing is made up. */
export function cslOf(source: Source): CslItem {
  const {source_id, type, title, publisher, doi, url, accessed, note} = source;
  const journal = type === "article" ? /^(.*?) (\d+)\((\d+)\)$/.exec(publisher ?? "") : null;
  return withoutGaps({
    id: source_id,
    type: TYPES[type] ?? "webpage",
    title,
    author: authorsOf(source),
    issued: /^\d{4}$/.test(source.year) ? {"date-parts": [[Number(source.year)]]} : undefined,
    accessed: dateOf(accessed),
    publisher: type === "article" ? undefined : (publisher ?? undefined),
    "container-title": type === "article" ? (journal?.[1] ?? publisher ?? undefined) : undefined,
    volume: journal?.[2],
    issue: journal?.[3],
    DOI: doi ?? undefined,
    URL: url ?? undefined,
    note: note ?? undefined
  });
}

/** `Family GI; Family G` as names; an organisation, or a name without initials, as it is written. */
function authorsOf({authors, author_type}: Source): CslItem["author"] {
  const names = (authors ?? "")
    .split(";")
    .map((name) => name.trim())
    .filter(Boolean);
  if (!names.length) return undefined;
  return names.map((name) => {
    const [, family, initials] = /^(.+) (\p{Lu}[\p{Lu}-]{0,3})$/u.exec(name) ?? [];
    if (author_type !== "person" || !family || !initials) return {literal: name};
    return {
      family,
      given: initials.replace(/\p{Lu}(?=\p{Lu})/gu, "$&. ").replace(/(\p{Lu})(?=-|$)/gu, "$1.")
    };
  });
}

/** The view itself: what someone who uses it should cite first. Its address is given where that is known in full. */
export function cslOfView({id, title, finding, version, date, address, home}: Content): CslItem {
  return withoutGaps({
    id: `four-models-${id.replace(/\W/g, "-")}`,
    type: "webpage",
    title,
    author: [{literal: "Four Models"}],
    "container-title": "Four Models",
    issued: dateOf(date),
    version,
    abstract: finding,
    URL: home ? address : undefined,
    // The entries of CSL have no word for a licence.
    note: `Version ${version}, CC BY 4.0`
  });
}

function dateOf(day: string): CslItem["issued"] {
  const parts = day.split("-").map(Number);
  return parts.length === 3 && parts.every(Number.isInteger) ? {"date-parts": [parts]} : undefined;
}

function withoutGaps<T extends object>(item: T): T {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as T;
}

/** One entry in every form. */
export function citationOf(csl: CslItem): Citation {
  const cite = new Cite([csl]);
  const [record = {}] = cite.format("ris", {format: "object"});
  return {csl, bibtex: `${cite.format("bibtex").trim()}\n`, ris: risText({...record, ID: csl.id})};
}

/** A record of RIS, a tag to a line. The library's own text breaks lines in the middle of words and addresses. */
function risText({TY: type = "GEN", ...tags}: Record<string, string | readonly string[]>): string {
  const lines = Object.entries(tags).flatMap(([tag, value]) =>
    [value].flat().map((d) => `${tag}  - ${String(d).replace(/\s+/g, " ")}`)
  );
  return [`TY  - ${type}`, ...lines, "ER  - ", ""].join("\n");
}

/** Writes every source once, however many views rest on it. */
export function citationStore(): (source: Source) => Citation {
  const made = new Map<string, Citation>();
  return (source) => {
    const citation = made.get(source.source_id) ?? citationOf(cslOf(source));
    made.set(source.source_id, citation);
    return citation;
  };
}

/** The bibliography of a view, itself first, then all that it rests on. */
export function bibliography(
  content: Content,
  citation: (source: Source) => Citation
): {bib: string; ris: string; csl: string} {
  const all = [citationOf(cslOfView(content)), ...content.sources.map(citation)];
  return {
    bib: all.map((d) => d.bibtex).join("\n"),
    ris: all.map((d) => d.ris).join("\n"),
    csl: `${JSON.stringify(
      all.map((d) => d.csl),
      null,
      1
    )}\n`
  };
}
