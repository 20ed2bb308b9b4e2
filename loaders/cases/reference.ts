import {Cite} from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import type {Source} from "../../src/evidence/tables.js";
import type {CslItem} from "../../src/forms/citations.js";

const TYPES: Readonly<Record<string, string>> = {
  "article-journal": "article",
  article: "paper",
  book: "book",
  chapter: "chapter",
  dataset: "dataset",
  legislation: "law",
  manuscript: "paper",
  "paper-conference": "paper",
  "post-weblog": "blog",
  report: "report",
  software: "software",
  speech: "slides",
  thesis: "paper",
  webpage: "webpage"
};

/** What the bibliography needs beside what a reference says. */
export interface ReferenceOptions {
  /** Key in the sources; by default from author and year. */
  key?: string | undefined;
  /** Kind of source, where that of the reference will not do. */
  type?: string | undefined;
  licence?: string | undefined;
  note?: string | undefined;
  /** Day on which it was read, ISO 8601. */
  accessed: string;
}

/**
 * A source from one reference in BibTeX, RIS or CSL-JSON.
 * Throws when there is none, or several, or when title or kind are missing.
 */
export function sourceOfReference(
  text: string,
  {key, type, licence, note, accessed}: ReferenceOptions
): Source {
  const items = readItems(text);
  if (items.length !== 1)
    throw new Error(`expected one reference in BibTeX, RIS or CSL-JSON, found ${items.length}`);
  const [item] = items as [CslItem];
  const title = plain(item.title);
  if (!title) throw new Error("the reference has no title");
  const kind = type ?? TYPES[item.type];
  if (!kind) throw new Error(`no kind of source goes with the type ${item.type}; name one with --type`);
  // RIS and BibTeX know one kind of name: one without a given name is taken for an organisation.
  const people = (item.author ?? []).some((d) => d.family && d.given);
  const authors = (item.author ?? []).map(nameOf).join("; ") || null;
  const year = item.issued?.["date-parts"]?.[0]?.[0];
  const first = item.author?.[0];
  const made = [first?.family ?? first?.literal ?? title.split(" ").slice(0, 2).join("-"), year ?? "nd"].join(
    "-"
  );
  return {
    source_id: key ?? folded(made).replaceAll(" ", "-"),
    type: kind as Source["type"],
    title,
    authors,
    author_type: authors === null ? null : people ? "person" : "organisation",
    year: year === undefined ? "n.d." : String(year),
    publisher: publisherOf(item),
    doi: item.DOI?.replace(/^https?:\/\/(dx\.)?doi\.org\//i, "") ?? null,
    url: item.URL ?? null,
    licence: licence ?? null,
    accessed,
    same_as: null,
    note: note ?? null
  };
}

function readItems(text: string): CslItem[] {
  try {
    return new Cite(text.trim()).data as unknown as CslItem[];
  } catch (error) {
    throw new Error(`the reference cannot be read as BibTeX, RIS or CSL-JSON: ${(error as Error).message}`);
  }
}

/** `Family GI` for persons, as the bibliography writes them; organisations as they are. */
function nameOf({family, given, literal}: {family?: string; given?: string; literal?: string}): string {
  if (!family) return plain(literal ?? "");
  const initials = (given ?? "")
    .split(/[\s.-]+/)
    .filter(Boolean)
    .map((d) => d.slice(0, 1).toUpperCase())
    .join("");
  return `${family} ${initials}`.trim();
}

/** Publisher; for articles the journal with volume, issue and pages, for chapters the book and its publisher. */
function publisherOf(item: CslItem & {page?: string}): string | null {
  const {publisher, volume, issue, page} = item;
  const container = item["container-title"];
  if (!container) return publisher ?? null;
  const number = volume ? ` ${volume}${issue ? `(${issue})` : ""}` : "";
  const pages = page ? `, ${page.replace("-", "–")}` : "";
  return `${plain(container)}${number}${pages}${item.type === "chapter" && publisher ? `, ${publisher}` : ""}`;
}

function plain(text: string | undefined): string {
  return (text ?? "")
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Small letters and digits, words parted by one space: what is left of a text when it is compared. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’']/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
