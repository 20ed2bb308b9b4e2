/**
 * What standards ask whose schema no package of the registry carries, as rules of our own for the properties that we
 * write and no others. Of a list of words it holds those that we use. Each rule names the part of its standard.
 * `docs/standards.md` says which schema of whom was read, and when.
 */

type Rule = Record<string, unknown>;

const text = (says: string, more: Rule = {}): Rule => ({
  description: says,
  type: "string",
  minLength: 1,
  ...more
});
const word = (says: string, ...words: string[]): Rule => ({description: says, enum: words});
const address = (says: string) => text(says, {format: "uri"});
const list = (says: string, items: Rule, minItems = 0): Rule => ({
  description: says,
  type: "array",
  items,
  minItems,
  uniqueItems: true
});

/** An object that has these properties and no others; `need`: those it must have, all unless said otherwise. */
const closed = (properties: Rule, need: readonly string[] = Object.keys(properties)): Rule => ({
  type: "object",
  properties,
  required: need,
  additionalProperties: false
});

/** DataCite Metadata Schema 4.6 as JSON; the numbers are those of its properties. */
export const DATACITE = closed(
  {
    schemaVersion: word("the kernel", "http://datacite.org/schema/kernel-4"),
    creators: list(
      "2 Creator, 1 to n",
      closed({name: text("2.1"), nameType: word("2.1.a", "Organizational", "Personal")}, ["name"]),
      1
    ),
    titles: list("3 Title, 1 to n", closed({title: text("3"), lang: text("3.b")}, ["title"]), 1),
    publisher: closed({name: text("4 Publisher")}),
    publicationYear: text("5 PublicationYear", {pattern: "^[0-9]{4}$"}),
    subjects: list("6 Subject", closed({subject: text("6"), lang: text("6.e")}, ["subject"])),
    dates: list(
      "8 Date",
      closed({date: text("8", {format: "date"}), dateType: word("8.a", "Issued", "Updated")})
    ),
    language: text("9 Language, BCP 47", {pattern: "^[a-z]{2}(-[A-Z]{2})?$"}),
    types: closed({resourceType: text("10 ResourceType"), resourceTypeGeneral: word("10.a", "Dataset")}),
    relatedIdentifiers: list(
      "12 RelatedIdentifier",
      closed(
        {
          relatedIdentifier: address("12"),
          relatedIdentifierType: word("12.a", "URL"),
          relationType: word("12.b", "IsDerivedFrom"),
          resourceTypeGeneral: word("12.f", "Dataset")
        },
        ["relatedIdentifier", "relatedIdentifierType", "relationType"]
      )
    ),
    sizes: list("13 Size", text("13")),
    formats: list("14 Format, media types", text("14", {pattern: "^[\\w.+-]+/[\\w.+-]+$"})),
    version: text("15 Version"),
    rightsList: list(
      "16 Rights",
      closed(
        {
          rights: text("16"),
          rightsUri: address("16.a"),
          rightsIdentifier: text("16.b"),
          rightsIdentifierScheme: word("16.c", "SPDX"),
          schemeUri: address("16.d")
        },
        []
      )
    ),
    descriptions: list(
      "17 Description",
      closed({description: text("17"), descriptionType: word("17.b", "Abstract"), lang: text("17.a")}, [
        "description",
        "descriptionType"
      ])
    ),
    url: address("where it is found")
  },
  ["schemaVersion", "creators", "titles", "publisher", "publicationYear", "types"]
);

/** Metadata of a deposit at Zenodo, as `.zenodo.json` gives them; for open data a licence is a must. */
export const ZENODO = closed(
  {
    upload_type: word("upload_type", "dataset"),
    title: text("title", {minLength: 3}),
    description: text("description"),
    version: text("version"),
    publication_date: text("publication_date", {format: "date"}),
    creators: list("creators", closed({name: text("name")}), 1),
    keywords: list("keywords", text("keyword")),
    access_right: word("access_right", "open"),
    license: word("license, a name of SPDX", "CC-BY-4.0"),
    language: text("language, ISO 639", {pattern: "^[a-z]{2,3}$"}),
    notes: text("notes"),
    related_identifiers: list(
      "related_identifiers",
      closed(
        {
          identifier: address("identifier"),
          relation: word("relation", "isDerivedFrom"),
          resource_type: word("resource_type", "dataset")
        },
        ["identifier", "relation"]
      )
    )
  },
  ["upload_type", "title", "description", "creators", "access_right", "license"]
);

const day = {
  description: "date-variable",
  ...closed({
    "date-parts": {
      type: "array",
      minItems: 1,
      maxItems: 2,
      items: {type: "array", minItems: 1, maxItems: 3, items: {type: "integer"}}
    }
  })
};

/** A bibliography in CSL-JSON (`csl-data.json` of the Citation Style Language, version 1.0.2). */
export const CSL: Rule = {
  type: "array",
  items: closed(
    {
      id: text("id"),
      type: word(
        "type",
        "article-journal",
        "book",
        "chapter",
        "dataset",
        "legislation",
        "post-weblog",
        "report",
        "software",
        "speech",
        "webpage"
      ),
      title: text("title"),
      author: {
        type: "array",
        items: closed({family: text("family"), given: text("given"), literal: text("literal")}, [])
      },
      issued: day,
      accessed: day,
      publisher: text("publisher"),
      "container-title": text("container-title"),
      volume: text("volume"),
      issue: text("issue"),
      version: text("version"),
      abstract: text("abstract"),
      DOI: text("DOI", {pattern: "^10\\.\\d{4,9}/\\S+$"}),
      URL: text("URL", {pattern: "^https?://\\S+$"}),
      note: text("note")
    },
    ["id", "type"]
  )
};

/** Types of Table Schema 2 that the package uses, each with the constraints it may have (“Field Types”, “Field Constraints”). */
const FIELD_TYPES: Readonly<Record<string, readonly string[]>> = {
  string: ["required", "unique", "pattern", "enum", "minLength", "maxLength"],
  number: ["required", "unique", "enum", "minimum", "maximum"],
  integer: ["required", "unique", "enum", "minimum", "maximum"],
  year: ["required", "unique", "enum", "minimum", "maximum"],
  date: ["required", "unique", "enum", "minimum", "maximum"],
  boolean: ["required", "enum"],
  list: ["required", "unique", "enum", "minLength", "maxLength"]
};

/** A path within the package, or an address: “URL or Path” of Data Resource. */
const PATH = /^(?:(?=[^./~])(?!file:)(?:(?!\/\.\.\/)(?!\\)(?!:\/\/).)*|(?:http|ftp)s?:\/\/.*)$/;

// biome-ignore lint/suspicious/noExplicitAny: a descriptor is read here as others will read it, without types.
type Read = any;

/** What a descriptor breaks of Data Package 2.0, each with the part of the standard; nothing: empty. */
export function dataPackageFaults(descriptor: Read): string[] {
  const faults: string[] = [];
  const ask = (holds: unknown, part: string, where: string) => {
    if (!holds) faults.push(`${where}: ${part}`);
  };
  const distinct = (names: readonly unknown[]) => new Set(names).size === names.length;
  const {$schema, created, contributors, licenses, resources = []} = descriptor;
  ask(
    $schema === "https://datapackage.org/profiles/2.0/datapackage.json",
    "Data Package, $schema",
    "package"
  );
  ask(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(created), "Data Package, created (RFC 3339)", "package");
  ask(distinct(resources.map((d: Read) => d.name)), "Data Resource, name is unique", "package");
  for (const {roles = []} of contributors)
    ask(
      roles.length && roles.every((d: Read) => typeof d === "string"),
      "Data Package, contributors",
      "package"
    );
  for (const resource of resources) {
    const {name, path, type, mediatype, hash, bytes, schema, sources = []} = resource;
    const at = (part: string, holds: unknown) => ask(holds, part, name);
    at("Data Resource, name", typeof name === "string" && name);
    at("Data Resource, path or data, not both", typeof path === "string" && !("data" in resource));
    at("Data Resource, URL or Path", PATH.test(path));
    at("Data Resource, type", type === "table");
    at("Data Resource, mediatype", /^.+\/.+$/.test(mediatype));
    if (hash !== undefined) at("Data Resource, hash", /^(?:[^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32})$/.test(hash));
    if (bytes !== undefined) at("Data Resource, bytes", Number.isInteger(bytes));
    for (const d of [...licenses, ...(resource.licenses ?? [])]) {
      at("Data Package, licenses: name or path", d.name ?? d.path);
      if (d.name) at("Data Package, licenses: name", /^[-a-zA-Z0-9._]+$/.test(d.name));
      if (d.path) at("Data Package, licenses: path", PATH.test(d.path));
    }
    for (const d of sources)
      at("Data Package, sources", d.title && (d.path === undefined || PATH.test(d.path)));
    const {fields = [], primaryKey = [], uniqueKeys = [], foreignKeys = [], missingValues = []} = schema;
    const columns = fields.map((d: Read) => d.name);
    const known = (names: Read) =>
      Array.isArray(names) && names.length && distinct(names) && names.every((d) => columns.includes(d));
    at("Table Schema, fields", fields.length && distinct(columns));
    at("Table Schema, primaryKey", "primaryKey" in schema ? known(primaryKey) : true);
    at("Table Schema, uniqueKeys", uniqueKeys.every(known));
    at("Table Schema, missingValues", distinct(missingValues));
    for (const {fields: own, reference} of foreignKeys) {
      const there = resources.find((d: Read) => d.name === reference.resource);
      at("Table Schema, foreignKeys: fields", known(own) && own.length === reference.fields.length);
      at("Table Schema, foreignKeys: itself is not named", reference.resource !== name);
      const aims = (there ?? (reference.resource === undefined ? resource : undefined))?.schema.fields ?? [];
      at(
        "Table Schema, foreignKeys: reference",
        reference.fields.every((d: Read) => aims.some((field: Read) => field.name === d))
      );
    }
    for (const field of fields) {
      const may = FIELD_TYPES[field.type];
      ask(may, "Table Schema, Field Types", `${name}.${field.name}`);
      for (const constraint of Object.keys(field.constraints ?? {}))
        ask(
          may?.includes(constraint),
          `Table Schema, Field Constraints: ${constraint}`,
          `${name}.${field.name}`
        );
      if (field.type === "list")
        ask(
          /^(?:string|integer|boolean|number|datetime|date|time)$/.test(field.itemType ?? "string"),
          "Table Schema, list: itemType",
          `${name}.${field.name}`
        );
    }
  }
  return faults;
}
