import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Source} from "../../src/evidence/tables.js";
import {hashOfFile} from "../oecd/snapshot.js";
import {readPackage} from "../package/read.js";
import {appendRows} from "./append.js";
import {findTwins, type Twin} from "./duplicates.js";
import {sourceOfReference} from "./reference.js";
import {findingTemplate, numbered} from "./template.js";

/** What is registered: a document, or a further country for a source that is there. */
export interface RegisterOptions {
  /** Folder of the data package. */
  data?: string;
  /** Folder for the template and the numbered text. */
  inbox?: string;
  /** File with one reference in BibTeX, RIS or CSL-JSON. */
  reference?: string | undefined;
  /** Key of a source that is there already, in place of a reference. */
  source?: string | undefined;
  /** File with the text of the document. */
  text?: string | undefined;
  iso3: string;
  key?: string | undefined;
  type?: string | undefined;
  licence?: string | undefined;
  note?: string | undefined;
  /** Key of the source with which the new one is the same work. */
  sameAs?: string | undefined;
  /** Whether a source with the same title and year is known to be another work. */
  different?: boolean;
  /** Day on which it was read, ISO 8601. */
  today?: string;
}

/** What was made. */
export interface Registered {
  sourceId: string;
  /** Whether the source is new. */
  added: boolean;
  template: string;
  /** The text with numbered paragraphs. */
  numbered?: string;
}

/**
 * Registers a document: makes its entry in the sources, unless it is there already, and opens a template of findings.
 * @throws when the same work is there, when the entry does not pass the check, or when the template exists
 */
export function register({
  data = "data",
  inbox = "inbox",
  reference,
  source,
  text,
  iso3,
  sameAs,
  different = false,
  today = new Date().toISOString().slice(0, 10),
  ...options
}: RegisterOptions): Registered {
  const {sources, findings, countries} = readPackage(data);
  if (!countries.some((d) => d.iso3 === iso3)) throw new Error(`no country has the code ${iso3}`);
  const sourceId = source ?? options.key ?? draftOf("").source_id;
  const template = join(inbox, `${sourceId}.${iso3.toLowerCase()}.csv`);
  if (existsSync(template)) throw new Error(`${template} is there already; fill it in, or remove it first`);
  if (source !== undefined) {
    if (!sources.some((d) => d.source_id === source)) throw new Error(`no source has the key ${source}`);
  } else {
    const note = [options.note, text === undefined ? undefined : noteOnText(text)].filter(Boolean).join(" ");
    const draft = {...draftOf(note), same_as: sameAs ?? null};
    refuseTwins(findTwins(draft, sources), {iso3, sameAs, different});
    const cells = Object.fromEntries(Object.entries(draft).map(([name, value]) => [name, value ?? ""]));
    appendRows(data, {table: "sources.csv", file: reference ?? "", rows: [{line: 1, cells}]});
  }
  mkdirSync(inbox, {recursive: true});
  writeFileSync(template, findingTemplate({iso3, sourceId, findings}), {flag: "wx"});
  const made: Registered = {sourceId, added: source === undefined, template};
  if (text === undefined) return made;
  const path = join(inbox, `${sourceId}.txt`);
  writeFileSync(path, numbered(readFileSync(text, "utf8")).text);
  return {...made, numbered: path};

  function draftOf(note: string): Source {
    if (reference === undefined) throw new Error("name a file with the reference, or --source KEY");
    return sourceOfReference(readFileSync(reference, "utf8"), {
      ...options,
      note: note || undefined,
      accessed: today
    });
  }
}

function noteOnText(path: string): string {
  const {words, paragraphs} = numbered(readFileSync(path, "utf8"));
  return `Read as a text of ${words} words in ${paragraphs} paragraphs, ${hashOfFile(path).hash}.`;
}

const WORDS: Readonly<Record<Twin["by"], string>> = {
  key: "the same key",
  doi: "the same DOI",
  address: "the same address",
  title: "the same title and year"
};

function refuseTwins(
  twins: readonly Twin[],
  {iso3, sameAs, different}: {iso3: string; sameAs: string | undefined; different: boolean}
): void {
  const twin = twins.find(
    ({source, by}) => by === "key" || (source.source_id !== sameAs && !(different && by === "title"))
  );
  if (!twin) return;
  const {source, by} = twin;
  const ways =
    by === "key"
      ? "choose another with --key"
      : `take it with --source ${source.source_id} --country ${iso3}${by === "title" ? "; if it is another work, say --different" : ""}; if it is another copy, say --same-as ${source.source_id}`;
  throw new Error(`${source.source_id} has ${WORDS[by]}: “${source.title}” (${source.year}); ${ways}`);
}
