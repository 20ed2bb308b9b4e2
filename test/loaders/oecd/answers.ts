import type {Dataset, Observation, Part} from "./datasets.js";

/** SDMX-CSV 2.0 as the service sends it: UTF-8, CRLF, no byte-order mark. */
export function csv(dataset: Dataset, rows = dataset.rows, {labels = true} = {}): string {
  const {dimensions, attributes, name} = dataset;
  const id = `${dataset.agency}:${dataset.flow}(${dataset.version})`;
  const parts: readonly Pick<Part, "id" | "name">[] = [
    ...dimensions,
    {id: "TIME_PERIOD", name: "Time period"},
    {id: "OBS_VALUE", name: "Observation value"},
    ...attributes
  ];
  const header = labels
    ? ["STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", ...parts.flatMap((d) => [d.id, d.name])]
    : ["STRUCTURE", "STRUCTURE_ID", "ACTION", ...parts.map((d) => d.id)];
  const line = ({key, time, value, attributes: noted}: Observation) => {
    const cell = (part: Part, code = "") => (labels ? [code, part.codes[code] ?? ""] : [code]);
    const plain = (text: string) => (labels ? [text, ""] : [text]);
    return [
      ...(labels ? ["DATAFLOW", id, name, "I"] : ["DATAFLOW", id, "I"]),
      ...dimensions.flatMap((d, i) => cell(d, key[i])),
      ...plain(time),
      ...plain(value),
      ...attributes.flatMap((d, i) => cell(d, noted[i]))
    ];
  };
  return [header, ...rows.map(line)].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

/** The old export of OECD.Stat: every text in quotes, a byte-order mark, labels beside codes, the value last but two. */
export function oecdStat({dimensions, rows}: Dataset): string {
  const [country, indicator, ...others] = dimensions as [Part, Part, ...Part[]];
  const names = (d: Part) => [d.id, d.name];
  const quote = (text: string) => (text ? `"${text.replaceAll('"', '""')}"` : "");
  const header = [
    ...[...names(country), ...names(indicator), "YEAR", "Year", ...others.flatMap(names)],
    ...["Value", "Flag Codes", "Flags"]
  ];
  const lines = rows.map(({key, time, value}) => {
    const cell = (d: Part, i: number) => [key[i] ?? "", d.codes[key[i] ?? ""] ?? ""];
    const before = [...cell(country, 0), ...cell(indicator, 1), time, time];
    const after = others.flatMap((d, i) => cell(d, i + 2));
    return [...[...before, ...after].map(quote), value, "", ""].join(",");
  });
  return `\uFEFF${[header.map(quote).join(","), ...lines].join("\r\n")}\r\n`;
}

/** SDMX-JSON 2.0 with all dimensions at the observation. */
export function json(dataset: Dataset, rows = dataset.rows): string {
  const {agency, flow, version, name, attributes} = dataset;
  const times = [...new Set(rows.map((d) => d.time))];
  const dimensions = dataset.dimensions.map((d, i) => ({
    ...d,
    used: [...new Set(rows.map((r) => r.key[i]))]
  }));
  const observations = Object.fromEntries(
    rows.map(({key, time, value, attributes: noted}) => [
      [...dimensions.map((d, i) => d.used.indexOf(key[i])), times.indexOf(time)].join(":"),
      [
        value === "" ? null : Number.isNaN(Number(value)) ? value : Number(value),
        ...attributes.map((d, i) => {
          const at = Object.keys(d.codes).indexOf(noted[i] ?? "");
          return at === -1 ? null : at;
        })
      ]
    ])
  );
  const values = (part: Part, codes: readonly (string | undefined)[]) =>
    codes.map((id) => ({id, name: part.codes[id ?? ""] ?? "", names: {en: part.codes[id ?? ""] ?? ""}}));
  return JSON.stringify({
    meta: {id: "IREF000001", sender: {id: "OECD"}},
    data: {
      dataSets: [{structure: 0, action: "Information", observations}],
      structures: [
        {
          name,
          names: {en: name},
          links: [
            {
              rel: "dataflow",
              urn: `urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=${agency}:${flow}(${version})`
            }
          ],
          dimensions: {
            observation: [
              ...dimensions.map((d, i) => ({
                id: d.id,
                name: d.name,
                names: {en: d.name},
                keyPosition: i,
                values: values(d, d.used)
              })),
              {
                id: "TIME_PERIOD",
                name: "Time period",
                names: {en: "Time period"},
                keyPosition: dimensions.length,
                values: times.map((id) => ({id, name: id}))
              }
            ]
          },
          attributes: {
            observation: attributes.map((d) => ({
              id: d.id,
              name: d.name,
              names: {en: d.name},
              values: values(d, Object.keys(d.codes))
            }))
          }
        }
      ]
    }
  });
}

/** Dimensions and code lists in SDMX-ML 2.1, the answer to `/dataflow/…?references=all`. */
export function structure({agency, flow, version, name, dimensions, attributes}: Dataset): string {
  const id = flow.split("@")[0] ?? flow;
  const lists = new Map([...dimensions, ...attributes].map((d) => [d.list, d]));
  const ref = (list: string) => {
    const [owner, listId] = list.split(":");
    return `<structure:LocalRepresentation><structure:Enumeration><Ref id="${listId}" version="1.0" agencyID="${owner}" package="codelist" class="Codelist"/></structure:Enumeration></structure:LocalRepresentation>`;
  };
  return xml(`<structure:Dataflows><structure:Dataflow id="${flow}" agencyID="${agency}" version="${version}" isFinal="true"><common:Name xml:lang="en">${escaped(name)}</common:Name><common:Name xml:lang="fr">Un autre nom</common:Name><structure:Structure><Ref id="${id}" version="${version}" agencyID="${agency}" package="datastructure" class="DataStructure"/></structure:Structure></structure:Dataflow></structure:Dataflows>
<structure:Codelists>${[...lists]
    .map(([list, {name: title, codes}]) => {
      const [owner, listId] = list.split(":");
      const items = Object.entries(codes).map(
        ([code, label]) =>
          `<structure:Code id="${escaped(code)}"><common:Name xml:lang="en">${escaped(label)}</common:Name></structure:Code>`
      );
      return `<structure:Codelist id="${listId}" agencyID="${owner}" version="1.0"><common:Name xml:lang="en">${escaped(title)}</common:Name>${items.join("")}</structure:Codelist>`;
    })
    .join("\n")}</structure:Codelists>
<structure:DataStructures><structure:DataStructure id="${id}" agencyID="${agency}" version="${version}"><common:Name xml:lang="en">${escaped(name)}</common:Name><structure:DataStructureComponents><structure:DimensionList id="DimensionDescriptor">${dimensions
    .map(
      (d, i) => `<structure:Dimension id="${d.id}" position="${i + 1}">${ref(d.list)}</structure:Dimension>`
    )
    .join(
      ""
    )}<structure:TimeDimension id="TIME_PERIOD" position="${dimensions.length + 1}"/></structure:DimensionList><structure:AttributeList id="AttributeDescriptor">${attributes
    .map(
      (d) =>
        `<structure:Attribute id="${d.id}" assignmentStatus="Conditional">${ref(d.list)}</structure:Attribute>`
    )
    .join(
      ""
    )}</structure:AttributeList></structure:DataStructureComponents></structure:DataStructure></structure:DataStructures>`);
}

/** Last change and number of observations, the answer to `/contentconstraint/…`. */
export function constraint({agency, flow, version, dimensions, rows, updated}: Dataset): string {
  const values = dimensions.map((d, i) => {
    const used = [...new Set(rows.map((row) => row.key[i] ?? ""))].filter(Boolean);
    return `<common:KeyValue id="${escaped(d.id)}">${used.map((code) => `<common:Value>${escaped(code)}</common:Value>`).join("")}</common:KeyValue>`;
  });
  return xml(
    `<structure:Constraints><structure:ContentConstraint id="CR_A_${flow}" agencyID="${agency}" version="${version}" type="Actual" validFrom="${updated}"><common:Annotations><common:Annotation id="obs_count"><common:AnnotationTitle>${rows.length}</common:AnnotationTitle><common:AnnotationType>sdmx_metrics</common:AnnotationType></common:Annotation></common:Annotations><common:Name xml:lang="en">Availability</common:Name><structure:CubeRegion include="true">${values.join("")}</structure:CubeRegion></structure:ContentConstraint></structure:Constraints>`
  );
}

function xml(body: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<message:Structure xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:structure="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure" xmlns:common="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"><message:Header><message:ID>IDREF1</message:ID></message:Header><message:Structures>${body}</message:Structures></message:Structure>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
