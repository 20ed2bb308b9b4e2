import type {Licence, Resource} from "../../package/descriptor.js";
import {codebook} from "../codebook.js";
import type {Published} from "../published.js";

/** A file that is offered, as descriptions name it. */
export interface Offer {
  /** Below the site. */
  path: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** A table as descriptions name it. */
export interface Part {
  name: string;
  title: string;
  text: string;
  /** `/data/codings`. */
  page: string;
  licences: readonly Licence[];
  rows: number;
  /** Outside data alone: where it comes from. */
  origins: readonly {title: string; url?: string}[];
  columns: readonly {name: string; text: string; unit: string}[];
  offers: readonly Offer[];
}

/** What is said of the data set, once: every form of description is made from this and from nothing else. */
export interface Description {
  /** `four-models`. */
  name: string;
  title: string;
  text: string;
  version: string;
  /** Day of the release, ISO 8601. */
  date: string;
  creators: readonly string[];
  keywords: readonly string[];
  /** Licence of what is ours. */
  licence: Required<Licence>;
  /** Address of the site without a slash at its end; empty when it is not known. */
  home: string;
  archive?: Offer;
  parts: readonly Part[];
}

/** What goes with a package into its description. */
export interface DescribeOptions {
  home?: string;
  archive?: Offer;
  offersOf?: (resource: Resource) => Offer[];
}

/** Describes a package. Throws when it names no creator or no licence with name, title and address. */
export function describe(
  {descriptor, tables, version, date}: Published,
  {home = "", archive, offersOf = () => []}: DescribeOptions = {}
): Description {
  const {name, title, description, keywords, contributors, licenses} = descriptor;
  const [licence] = licenses;
  const creators = contributors.filter((d) => d.roles.includes("creator")).map((d) => d.title);
  if (!licence?.name || !licence.title || !licence.path)
    throw new Error("datapackage.json: the first licence lacks name, title or path");
  if (!creators.length) throw new Error("datapackage.json: no contributor has the role creator");
  return {
    name,
    title,
    text: description,
    version,
    date,
    creators,
    keywords,
    licence: {name: licence.name, title: licence.title, path: licence.path},
    home,
    ...(archive ? {archive} : {}),
    parts: tables.map(({resource, rows}) => ({
      name: resource.name,
      title: resource.title,
      text: resource.description,
      page: `/data/${resource.name}`,
      licences: resource.licenses,
      rows: rows.length,
      origins: (resource.sources ?? []).map((d) => ({title: d.title, ...(d.path ? {url: d.path} : {})})),
      columns: codebook(resource).map((d) => ({name: d.name, text: d.meaning, unit: d.unit})),
      offers: offersOf(resource)
    }))
  };
}

/** Every licence of a description once, that of our own first. */
export function licencesOf({licence, parts}: Description): Licence[] {
  const all = [licence, ...parts.flatMap((d) => d.licences)];
  return [...new Map(all.map((d) => [`${d.name ?? ""} ${d.title ?? ""} ${d.path ?? ""}`, d])).values()];
}

/** The addresses of all outside data, each once. */
export function originsOf({parts}: Description): string[] {
  return [...new Set(parts.flatMap((d) => d.origins).flatMap((d) => d.url ?? []))];
}
