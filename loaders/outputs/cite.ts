import {type Citation, type CslItem, citationOf} from "../../src/forms/citations.js";
import {escapeText} from "../pages/html.js";
import type {Site} from "../pages/site.js";
import {dataSet, dataSetOfTable} from "../release/describe/schemaOrg.js";
import {releaseOf} from "../release/files.js";
import {siteAddress} from "./address.js";

/** What a page says of itself to reference managers and search engines. */
export interface CitedPage {
  /** Markup for the head. */
  head: string;
  /** The page's entry in each form, by the ending of its file. */
  files: ReadonlyMap<string, string>;
}

/** The forms of an entry, with the ending of its file and its media type. */
export const CITED = [
  {name: "BibTeX", ending: "bib", mediaType: "application/x-bibtex"},
  {name: "RIS", ending: "ris", mediaType: "application/x-research-info-systems"},
  {name: "CSL-JSON", ending: "csl.json", mediaType: "application/vnd.citationstyles.csl+json"}
] as const;

/** Pages that nobody cites. */
const UNCITED = new Set(["404", "search"]);

/** Whether a page has an entry; `path` without a slash at its start, and without `.html`. */
export function isCited(path: string): boolean {
  return !UNCITED.has(path);
}

/** The entry of a page. Its address stands in it only where the address of the site is known. */
export function cslOfPage(path: string, title: string, site: Site, home = siteAddress()): CslItem {
  const {description} = releaseOf(site);
  const part = description.parts.find((d) => d.page === `/${path}`);
  const data = path === "data/index";
  const item: CslItem = {
    id: `${description.name}-${path.replace(/\W+/g, "-")}`,
    type: part || data ? "dataset" : "webpage",
    title: data ? description.title : title,
    author: description.creators.map((literal) => ({literal})),
    issued: {"date-parts": [description.date.split("-").map(Number)]},
    publisher: description.creators[0] ?? "",
    version: description.version,
    note: `${part ? `Table of “${description.title}”` : data ? "Data package" : "Page of Four Models"}, version ${description.version}`
  };
  if (!data) item["container-title"] = part ? description.title : "Four Models";
  if (home) item.URL = home + addressOf(path);
  return item;
}

/** `countries/australia` as it stands in an address; a folder ends with a slash. */
function addressOf(path: string): string {
  return `/${path.replace(/(^|\/)index$/, "$1")}`;
}

/** Everything a page says of itself: Highwire tags, links to its entry in each form, and on data pages the data set. */
export function citedPage(path: string, title: string, site: Site, {up = "."} = {}): CitedPage {
  if (!isCited(path)) return {head: "", files: new Map()};
  const home = siteAddress();
  const csl = cslOfPage(path, title, site, home);
  const entry = citationOf(csl);
  const name = path.split("/").at(-1) ?? path;
  const links = CITED.map((d) => link("describedby", `${name}.${d.ending}`, d.mediaType));
  if (csl.type === "dataset") {
    links.push(link("describedby", `${up}/data/datapackage.json`, "application/json"));
    links.push(link("describedby", `${up}/data/datacite.json`, "application/vnd.datacite.datacite+json"));
  }
  if (csl.URL) links.unshift(link("cite-as", csl.URL));
  return {head: tags(csl, site.date) + links.join("") + structured(path, site), files: filesOf(entry)};
}

function filesOf({csl, bibtex, ris}: Citation): ReadonlyMap<string, string> {
  const texts = {bib: bibtex, ris, "csl.json": `${JSON.stringify([csl], null, 1)}\n`};
  return new Map(CITED.map((d) => [d.ending, texts[d.ending]]));
}

/** The tags that Zotero and Google Scholar read. */
function tags({title, author = [], URL, publisher}: CslItem, date: string): string {
  const pairs: [string, string | undefined][] = [
    ["title", title],
    ...author.map((d): [string, string | undefined] => ["author", d.literal]),
    ["publication_date", date.replaceAll("-", "/")],
    ["publisher", publisher],
    ["language", "en"],
    ["public_url", URL]
  ];
  return pairs
    .filter(([, value]) => value)
    .map(([name, value = ""]) => `<meta name="citation_${name}" content="${escapeText(value)}">`)
    .join("");
}

function link(rel: string, href: string, type?: string): string {
  return `<link rel="${rel}" href="${escapeText(href)}"${type ? ` type="${type}"` : ""}>`;
}

/** The data set, or the table of this page, in the words of schema.org. */
function structured(path: string, site: Site): string {
  const {description} = releaseOf(site);
  const part = description.parts.find((d) => d.page === `/${path}`);
  const said = path === "data/index" ? dataSet(description) : part && dataSetOfTable(part, description);
  // A closing tag inside a string would end the element.
  return said
    ? `<script type="application/ld+json">${JSON.stringify(said).replaceAll("</", "<\\/")}</script>`
    : "";
}
