import type {DataDownload, Dataset, Organization, PropertyValue, WithContext} from "schema-dts";
import type {Licence} from "../../package/descriptor.js";
import type {Description, Offer, Part} from "./description.js";

/** The data set in the words of schema.org, with a line for each table. */
export function dataSet(description: Description): WithContext<Dataset> {
  const {title, text, version, date, keywords, licence, home, archive, parts} = description;
  return {
    "@context": "https://schema.org",
    "@type": "Dataset",
    "@id": `${home}/data/`,
    name: title,
    description: text,
    url: `${home}/data/`,
    version,
    datePublished: date,
    inLanguage: "en-GB",
    isAccessibleForFree: true,
    keywords: [...keywords],
    license: licence.path,
    creator: organisations(description),
    publisher: organisations(description),
    ...(archive ? {distribution: [download(archive, home)]} : {}),
    hasPart: parts.map((part) => ({
      "@type": "Dataset",
      "@id": home + part.page,
      name: part.title,
      description: sentence(part),
      url: home + part.page,
      license: part.licences.map(licenceAddress)
    }))
  };
}

/** A table in the words of schema.org: its columns, its files, and the whole it is part of. */
export function dataSetOfTable(part: Part, description: Description): WithContext<Dataset> {
  const {home, version, date, title, keywords} = description;
  return {
    "@context": "https://schema.org",
    "@type": "Dataset",
    "@id": home + part.page,
    name: part.title,
    description: sentence(part),
    url: home + part.page,
    version,
    datePublished: date,
    inLanguage: "en-GB",
    isAccessibleForFree: true,
    keywords: [...keywords],
    license: part.licences.map(licenceAddress),
    creator: organisations(description),
    isPartOf: {"@type": "Dataset", "@id": `${home}/data/`, name: title, url: `${home}/data/`},
    ...(part.origins.length ? {isBasedOn: part.origins.map((d) => d.url ?? d.title)} : {}),
    variableMeasured: part.columns.map(
      (d): PropertyValue => ({
        "@type": "PropertyValue",
        name: d.name,
        description: d.text,
        ...(d.unit ? {unitText: d.unit} : {})
      })
    ),
    distribution: part.offers.map((d) => download(d, home))
  };
}

/** What a table is, long enough to be told apart from others where it stands alone. */
function sentence({text, rows, title}: Part): string {
  return `${text} ${rows} rows of the table “${title}” of Four Models.`;
}

function organisations({creators}: Description): Organization[] {
  return creators.map((name) => ({"@type": "Organization", name}));
}

function licenceAddress({path, title, name}: Licence): string {
  return path ?? title ?? name ?? "";
}

function download({path, mediaType, size, sha256}: Offer, home: string): DataDownload {
  return {
    "@type": "DataDownload",
    contentUrl: `${home}/${path}`,
    encodingFormat: mediaType,
    contentSize: `${size} B`,
    sha256
  };
}
