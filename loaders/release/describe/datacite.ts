import {type Description, licencesOf, originsOf} from "./description.js";

/** The description in DataCite's metadata (schema 4, as JSON). It has no DOI, because none has been given to it. */
export function datacite(description: Description): string {
  const {title, text, version, date, creators, keywords, home, archive} = description;
  const record = {
    schemaVersion: "http://datacite.org/schema/kernel-4",
    types: {resourceTypeGeneral: "Dataset", resourceType: "Data package"},
    creators: creators.map((name) => ({name, nameType: "Organizational"})),
    titles: [{title, lang: "en"}],
    publisher: {name: creators[0]},
    publicationYear: date.slice(0, 4),
    dates: [{date, dateType: "Issued"}],
    language: "en",
    version,
    subjects: keywords.map((subject) => ({subject, lang: "en"})),
    descriptions: [{description: text, descriptionType: "Abstract", lang: "en"}],
    rightsList: licencesOf(description).map(({name, title: rights, path}) => ({
      rights: rights ?? name,
      ...(path ? {rightsUri: path} : {}),
      ...(name?.startsWith("CC-")
        ? {rightsIdentifier: name, rightsIdentifierScheme: "SPDX", schemeUri: "https://spdx.org/licenses/"}
        : {})
    })),
    relatedIdentifiers: originsOf(description).map((relatedIdentifier) => ({
      relatedIdentifier,
      relatedIdentifierType: "URL",
      relationType: "IsDerivedFrom",
      resourceTypeGeneral: "Dataset"
    })),
    formats: ["text/csv", "application/json", "application/vnd.apache.parquet"],
    ...(archive ? {sizes: [`${archive.size} bytes`]} : {}),
    ...(home ? {url: `${home}/data/`} : {})
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
