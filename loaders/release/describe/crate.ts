import {type Files, sha256} from "../archive.js";
import {type Description, licencesOf} from "./description.js";

/** Name of the file in an archive. */
export const crateName = "ro-crate-metadata.json";

interface Entity {
  "@id": string;
  "@type": string | string[];
  [property: string]: unknown;
}

/** The archive as a Research Object Crate (RO-Crate 1.2): every file in it with what it is, its size and checksum. */
export function crate(description: Description, files: Files): string {
  const {title, text, version, date, creators, keywords, licence, parts} = description;
  const licences = licencesOf(description).map((d, i) => ({
    "@id": d.path ?? `#licence-${i}`,
    "@type": "CreativeWork",
    name: d.title ?? d.name ?? "",
    key: d
  }));
  const idOf = (wanted: {path?: string; title?: string}) =>
    licences.find((d) => d.key.path === wanted.path && d.name === wanted.title)?.["@id"] ?? licence.path;
  const makers = creators.map((name, i) => ({"@id": `#creator-${i}`, "@type": "Organization", name}));
  const entities: Entity[] = [...files].map(([path, data]) => {
    const part = parts.find((d) => d.offers.some((offer) => offer.path === `data/${path}`));
    return {
      "@id": path,
      "@type": "File",
      name: part?.title ?? path,
      ...(part ? {description: part.text, license: part.licences.map((d) => ({"@id": idOf(d)}))} : {}),
      encodingFormat: mediaTypeOf(path),
      contentSize: String(typeof data === "string" ? Buffer.byteLength(data) : data.length),
      sha256: sha256(data),
      ...(part?.origins.length ? {isBasedOn: part.origins.flatMap((d) => (d.url ? {"@id": d.url} : []))} : {})
    };
  });
  const origins = new Map(
    parts
      .flatMap((d) => d.origins)
      .flatMap((d) => (d.url ? [[d.url, {"@id": d.url, "@type": "CreativeWork", name: d.title}]] : []))
  );
  const graph: Entity[] = [
    {
      "@id": crateName,
      "@type": "CreativeWork",
      about: {"@id": "./"},
      conformsTo: {"@id": "https://w3id.org/ro/crate/1.2"}
    },
    {
      "@id": "./",
      "@type": "Dataset",
      name: title,
      description: text,
      version,
      datePublished: date,
      keywords: keywords.join(", "),
      license: {"@id": licence.path},
      creator: makers.map((d) => ({"@id": d["@id"]})),
      publisher: makers.map((d) => ({"@id": d["@id"]})),
      hasPart: entities.map((d) => ({"@id": d["@id"]}))
    },
    ...entities,
    ...makers,
    ...licences.map(({key: _, ...d}) => d),
    ...(origins.values() as Iterable<Entity>)
  ];
  return `${JSON.stringify({"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph}, null, 1)}\n`;
}

/** What kind of file a path names. */
export function mediaTypeOf(path: string): string {
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? "";
  return MEDIA[ending] ?? "text/plain";
}

const MEDIA: Readonly<Record<string, string>> = {
  csv: "text/csv",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
  md: "text/markdown",
  cff: "text/yaml",
  zip: "application/zip"
};
