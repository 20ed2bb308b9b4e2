import {describe, expect, it} from "vitest";
import {constraintAddress, dataAddress, structureAddress} from "../../../loaders/oecd/address.js";
import {csvOfJson} from "../../../loaders/oecd/json.js";
import {layoutOf} from "../../../loaders/oecd/layout.js";
import {readRegister} from "../../../loaders/oecd/register.js";
import {parseConstraint, parseStructure} from "../../../loaders/oecd/structure.js";
import {constraint, structure} from "./answers.js";
import {performanceBudgeting} from "./datasets.js";

const dataset = performanceBudgeting();
const register = readRegister();
const [perbud] = register;

describe("addresses", () => {
  if (!perbud) throw new Error("an empty register");
  const root = "https://sdmx.oecd.org/public/rest";
  const flow = "OECD.GOV.GIP,DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD,";

  it("write a key for everything as all, never as dots alone", () => {
    const all = `${root}/data/${flow}/all?dimensionAtObservation=AllDimensions&format=csvfilewithlabels`;
    expect(dataAddress(perbud)).toBe(all);
    expect(dataAddress(perbud, {key: [[], [], []]})).toBe(all);
    expect(new URL(all).pathname).toContain("/all");
  });

  it("write values with + and dimensions with dots, and the years as periods", () => {
    expect(
      dataAddress(perbud, {key: [["AUS", "CAN"], [], ["Q 1"]], start: 2011, end: 2023, format: "json"})
    ).toBe(
      `${root}/data/${flow}/AUS+CAN..Q%201?startPeriod=2011&endPeriod=2023&dimensionAtObservation=AllDimensions&format=jsondata`
    );
  });

  it("ask for structure and constraint, and for archived editions at their place", () => {
    expect(structureAddress(perbud)).toBe(
      `${root}/dataflow/OECD.GOV.GIP/DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD/?references=all`
    );
    expect(constraintAddress(perbud)).toBe(
      `${root}/contentconstraint/OECD.GOV.GIP/CR_A_DSD_QDD_GOV_PERBUD@DF_GOV_PERBUD/`
    );
    const archived = register.find((d) => d.tenant === "archive");
    expect(archived && dataAddress(archived, {}, "http://127.0.0.1:1/")).toMatch(
      /^http:\/\/127\.0\.0\.1:1\/archive\/rest\/data\/OECD,DF_GOV_2021,\/all\?/
    );
  });
});

describe("the register", () => {
  it("begins with performance budgeting and spending review of 2023", () => {
    expect(register.slice(0, 2)).toMatchObject([
      {id: "perbud-2023", agency: "OECD.GOV.GIP", key: ["REF_AREA", "FREQ", "MEASURE"], own: ["MEASURE"]},
      {id: "spending-review-2023", flow: "DSD_QDD_GOV_SP_REV@DF_GOV_SP_REV", own: ["MEASURE"]}
    ]);
    for (const {licence} of register) expect(licence.title).toContain("OECD Terms and Conditions");
    expect(new Set(register.map((d) => d.id)).size).toBe(register.length);
  });
});

describe("a structure", () => {
  const found = parseStructure(structure(dataset), dataset);

  it("names dimensions in order, and codes with their English labels", () => {
    expect(found.name).toBe("Performance budgeting - 2023");
    expect(found.version).toBe("1.0");
    expect(found.dimensions.map((d) => d.id)).toEqual(["REF_AREA", "FREQ", "MEASURE"]);
    expect(found.dimensions[2]?.codelist).toBe("OECD.GOV.GIP:CL_MEASURE_QDD_PERBUD");
    expect(found.dimensions[2]?.codes?.get("Q_MC_Q5-b")).toBe(
      'b. An item of this fixture, with a comma and "quotes"'
    );
    expect(found.attributes.map((d) => d.id)).toEqual(["OBS_STATUS", "UNIT_MULT"]);
  });

  it("is read from SDMX-JSON as well", () => {
    const json = JSON.stringify({
      data: {
        dataflows: [{id: dataset.flow, version: "1.0", names: {en: dataset.name}}],
        dataStructures: [
          {
            id: "DSD_QDD_GOV_PERBUD",
            version: "1.0",
            dataStructureComponents: {
              dimensionList: {
                dimensions: dataset.dimensions.map((d, i) => ({
                  id: d.id,
                  position: i,
                  localRepresentation: {
                    enumeration: `urn:sdmx:org.sdmx.infomodel.codelist.Codelist=${d.list}(1.0)`
                  }
                }))
              },
              attributeList: {attributes: []}
            }
          }
        ],
        codelists: dataset.dimensions.map(({list, codes}) => ({
          agencyID: list.split(":")[0],
          id: list.split(":")[1],
          codes: Object.entries(codes).map(([id, label]) => ({id, names: {en: label}}))
        }))
      }
    });
    expect(parseStructure(json, dataset)).toEqual({...found, attributes: []});
  });
});

describe("a content constraint", () => {
  it("tells last change, number of observations and codes in use", () => {
    const {updated, count, values} = parseConstraint(constraint(dataset), dataset);
    expect(updated).toBe("2024-06-05T10:11:12");
    expect(count).toBe(dataset.rows.length);
    expect(values.get("REF_AREA")).toHaveLength(13);
  });

  it("may leave out the count, and may come as JSON", () => {
    const json = {data: {contentConstraints: [{id: `CR_A_${dataset.flow}`, validFrom: "2025-01-01"}]}};
    expect(parseConstraint(JSON.stringify(json), dataset)).toEqual({
      updated: "2025-01-01",
      values: new Map()
    });
  });
});

describe("SDMX-JSON data", () => {
  it("is read in series, too", () => {
    const message = {
      data: {
        dataSets: [{structure: 0, series: {"0:0": {observations: {"0": [1], "1": [null]}}}}],
        structures: [
          {
            name: "A series",
            dimensions: {
              series: [
                {id: "REF_AREA", name: "Area", keyPosition: 0, values: [{id: "AUS", name: "Australia"}]},
                {id: "MEASURE", name: "Measure", keyPosition: 1, values: [{id: "M", name: "A, b"}]}
              ],
              observation: [{id: "TIME_PERIOD", name: "Time", values: [{id: "2022"}, {id: "2023"}]}]
            }
          }
        ]
      }
    };
    const [, ...rows] = [...csvOfJson(JSON.stringify(message))];
    expect(rows.map((d) => d.trimEnd().split(",").slice(4).join())).toEqual([
      'AUS,Australia,M,"A, b",2022,,1,',
      'AUS,Australia,M,"A, b",2023,,,'
    ]);
  });

  it("tells when it is none, and when it holds nothing", () => {
    expect(() => [...csvOfJson('{"errors":[{"title":"Not today"}]}')]).toThrow(
      "no data in the JSON: Not today"
    );
    expect(() => [...csvOfJson('{"data":{"dataSets":[{}],"structures":[{}]}}')]).toThrow("no observation");
    expect(() => [...csvOfJson('{"data":')]).toThrow("cannot be read to its end");
  });
});

describe("a layout", () => {
  it("refuses a header in which a column stands twice", () => {
    expect(() => layoutOf("STRUCTURE,STRUCTURE_ID,ACTION,A,A,TIME_PERIOD,OBS_VALUE".split(","))).toThrow(
      "the column A stands twice"
    );
  });
});
