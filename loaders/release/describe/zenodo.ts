import {type Description, licencesOf, originsOf} from "./description.js";

/** The description as `.zenodo.json`: what Zenodo reads when it archives a release of the repository. */
export function zenodo(description: Description): string {
  const {title, text, version, date, creators, keywords, licence} = description;
  const others = licencesOf(description).filter((d) => d.name !== licence.name);
  const record = {
    upload_type: "dataset",
    title,
    description: text,
    version,
    publication_date: date,
    creators: creators.map((name) => ({name})),
    keywords,
    access_right: "open",
    license: licence.name,
    language: "eng",
    notes: `Text, codings and tables of our own: ${licence.title}. Outside data: ${others.map((d) => d.title).join("; ")}; datapackage.json says which holds for which table.`,
    related_identifiers: originsOf(description).map((identifier) => ({
      identifier,
      relation: "isDerivedFrom",
      resource_type: "dataset"
    }))
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
