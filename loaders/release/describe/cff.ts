import type {Description} from "./description.js";

/** The description as CITATION.cff (Citation File Format 1.2.0), for the repository. Without an address: it has none. */
export function cff({title, text, version, date, creators, keywords, licence}: Description): string {
  // A string of JSON is a string of YAML, so that no letter in a title can break the file.
  const quote = (words: string) => JSON.stringify(words);
  const lines = [
    "# Made from data/datapackage.json and data/releases.csv by `npm run describe`.",
    "cff-version: 1.2.0",
    `message: ${quote("If you use the data or the site, please cite it as below.")}`,
    "type: dataset",
    `title: ${quote(title)}`,
    `abstract: ${quote(text)}`,
    "authors:",
    ...creators.map((name) => `  - name: ${quote(name)}`),
    `version: ${quote(version)}`,
    `date-released: ${date}`,
    `license: ${licence.name}`,
    "keywords:",
    ...keywords.map((word) => `  - ${quote(word)}`)
  ];
  return `${lines.join("\n")}\n`;
}
