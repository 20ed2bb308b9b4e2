import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {EvidenceTables} from "../../src/evidence/tables.js";
import type {Doc, Docs} from "../../src/workbench/completions.js";

/** What is said of the names that stand alone in a notebook. */
const ALONE: readonly Doc[] = [
  {
    name: "evidence",
    signature: "",
    text: 'All tables of the evidence, with an index on them: evidence.tables.codings, evidence.country("AUS").'
  },
  {
    name: "analysis",
    signature: "",
    text: "The analysis of the site: calibration, sets, property space, ideal types, fit, reliability, robustness."
  },
  {
    name: "figures",
    signature: "",
    text: 'The figures of the site, with the choices that stand in their addresses: figures.draw("membership").'
  },
  {name: "Plot", signature: "", text: "Observable Plot, for pictures."},
  {name: "d3", signature: "", text: "D3, whole."},
  {name: "aq", signature: "", text: "Arquero, for tables: aq.from(rows).groupby(…).rollup(…)."},
  {name: "Papa", signature: "", text: "Papa Parse, for CSV."},
  {
    name: "Inputs",
    signature: "",
    text: "Observable Inputs: Inputs.range, Inputs.select, Inputs.table and others; view(…) shows one and gives its value."
  },
  {
    name: "display",
    signature: "(value)",
    text: "Shows a value in the result of this cell, and gives it back."
  },
  {
    name: "view",
    signature: "(element)",
    text: "Shows an input, and gives its value to the cells that use it."
  },
  {
    name: "FileAttachment",
    signature: "(name)",
    text: "A file handed to the notebook: .csv({typed: true}), .json(), .text()."
  },
  {name: "html", signature: "`…`", text: "An element from markup; what is put in is escaped."},
  {name: "svg", signature: "`…`", text: "An element of a picture from markup."},
  {name: "md", signature: "`…`", text: "An element from Markdown."},
  {name: "width", signature: "", text: "The width there is for results, in pixels."}
];

const FIGURES: readonly Doc[] = [
  {name: "list", signature: "()", text: "What figures there are, with their questions and choices."},
  {
    name: "rows",
    signature: "(id, choices?)",
    text: "What a figure draws, tidy, each row with the ids of its evidence."
  },
  {name: "finding", signature: "(id, choices?)", text: "One sentence: what the figure shows."},
  {name: "draw", signature: "(id, choices?, {width}?)", text: "The picture."},
  {name: "address", signature: "(id, choices?)", text: "The address of the figure on the site."}
];

/** Functions and constants with a description, as written in a file. */
const EXPORTED =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:async )?(?:function|const) (\w+)(?:<[^(]*?>)?(?:(\([\s\S]*?\)): ([^{;]+?)(?= \{|;)|[^(])/g;

/** The documentation of exported functions in a file of this project. */
export function docsOf(source: string): Doc[] {
  return [...source.matchAll(EXPORTED)].map(([, comment = "", name = "", parameters = "", result = ""]) => ({
    name,
    signature: parameters ? `${tidy(parameters)}: ${tidy(result)}` : "",
    text: tidy(comment.replace(/@example[\s\S]*$/, "").replace(/^\s*\* ?/gm, ""))
  }));
}

function tidy(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/\( /g, "(")
    .replace(/ \)/g, ")")
    .replace(/\{ /g, "{")
    .replace(/ \}/g, "}")
    .trim();
}

/** What the editors of the workbench say of the names at hand. */
export function notebookDocs(tables: EvidenceTables): Docs {
  const library = readFileSync("src/analysis/index.ts", "utf8");
  const applied = readFileSync("src/workbench/analysis.ts", "utf8").replaceAll("../analysis/", "./");
  const index = library + applied;
  const analysis = [...index.matchAll(/export (\*|\{[^}]*\}) from "\.\/(\w+)\.js"/g)].flatMap(
    ([, names = "", file]) =>
      docsOf(readFileSync(join("src/analysis", `${file}.ts`), "utf8")).filter(
        ({name}) => names === "*" || new RegExp(`\\b${name}\\b`).test(names)
      )
  );
  return {
    "": [...ALONE],
    analysis,
    figures: [...FIGURES],
    evidence: docsOfInterface(readFileSync("src/evidence/evidence.ts", "utf8")),
    "evidence.tables": Object.entries(tables).map(([name, rows]: [string, readonly object[]]) => ({
      name,
      signature: "",
      text: `${rows.length.toLocaleString("en-GB")} rows: ${Object.keys(rows[0] ?? {}).join(", ")}.`
    }))
  };
}

function docsOfInterface(source: string): Doc[] {
  const body = /export interface Evidence \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? "";
  return [...body.matchAll(/(?:\/\*\* (.*?) \*\/\s*)?^ {2}(\w+)(\(.*\))?: (.*);$/gm)].map(
    ([, text = "", name = "", parameters = "", result = ""]) => ({
      name,
      signature: parameters ? `${parameters}: ${result}` : "",
      text: text || result
    })
  );
}
