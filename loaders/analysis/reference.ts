import {readFileSync} from "node:fs";
import {join} from "node:path";
import {docsOf} from "../notebooks/docs.js";

/** An exported function as its comment tells it. */
export interface Described {
  name: string;
  /** Parameters and result, on one line. */
  signature: string;
  /** What it does, with the ids of its sources. */
  text: string;
  example: Example | undefined;
}

/** A call that can be run as it stands, with the library's names in reach. */
export interface Example {
  /** An expression. */
  code: string;
  /** Its result as `written` writes it. */
  gives: string;
}

/** A group of functions, in the order in which an analysis uses them. */
export interface Chapter {
  title: string;
  lead: string;
  files: readonly string[];
}

/** The chapters of the reference. A test holds them to name every file of the library's index. */
export const chapters: readonly Chapter[] = [
  {
    title: "From values to sets",
    lead: "Calibration turns a raw value into membership by three anchors. A set takes the membership of its indicators together. A missing value stays missing all the way.",
    files: ["calibration", "sets", "chain"]
  },
  {
    title: "From sets to classes",
    lead: "Four sets span sixteen corners. A case is in one of them with the lowest of its four memberships; five corners bear the name of a model.",
    files: ["propertySpace", "idealTypes", "ladder"]
  },
  {
    title: "Relations of sets",
    lead: "Whether one set is enough for another, or needed for it, and what the shortest statement is that explains every row of a truth table.",
    files: ["fit", "truthTable", "minimise", "expression"]
  },
  {
    title: "Agreement",
    lead: "How far coders agree beyond chance, how sure that figure is, and how far classes agree with the placements of the literature.",
    files: ["krippendorff", "bootstrap", "cohenKappa", "reliability", "agreement"]
  },
  {
    title: "Robustness",
    lead: "What happens to classes and solutions when anchors move, indicators are left out, coders or rules change, and what the least change is that gives a case another class.",
    files: ["robustness", "moves", "monteCarlo", "coderShares", "robustCore", "choices", "sobol", "random"]
  },
  {
    title: "Against an index",
    lead: "The ways in which indices scale and average, for the comparison with what an average would hide.",
    files: ["composite"]
  },
  {
    title: "Results that may be undefined",
    lead: "A figure that cannot be computed is undefined and says why; it is never 0, 1 or NaN.",
    files: ["result"]
  }
];

/** The files that the library's index exports from, with the names it takes; `*` for all. */
export function exportsOf(folder = "src/analysis"): Map<string, string> {
  const index = readFileSync(join(folder, "index.ts"), "utf8");
  return new Map(
    [...index.matchAll(/export (\*|\{[^}]*\}) from "\.\/(\w+)\.js"/g)].map(([, names = "", file = ""]) => [
      file,
      names
    ])
  );
}

/** The functions that the library gives from one of its files, in the order in which they stand there. */
export function functionsOf(file: string, {folder = "src/analysis"}: {folder?: string} = {}): Described[] {
  const taken = exportsOf(folder).get(file);
  if (taken === undefined) return [];
  const source = readFileSync(join(folder, `${file}.ts`), "utf8");
  return docsOf(source)
    .filter(({name, signature}) => signature && (taken === "*" || new RegExp(`\\b${name}\\b`).test(taken)))
    .map(({name, signature, text}) => ({name, signature, text, example: exampleOf(name, source)}));
}

function exampleOf(name: string, source: string): Example | undefined {
  const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport function ${name}\\b`).exec(
    source
  )?.[1];
  const code = /@example\n \* ```ts\n([\s\S]*?)\n \* ```/.exec(comment ?? "")?.[1];
  const lines = code?.split("\n").map((line) => line.replace(/^ \* ?/, "")) ?? [];
  const at = lines.findIndex((line) => line.startsWith("// "));
  if (at < 1) return undefined;
  const gives = lines
    .slice(at)
    .map((line) => line.replace(/^\/\/ ?/, ""))
    .join("\n");
  return {code: lines.slice(0, at).join("\n"), gives};
}

/** A value as examples write it: numbers to six figures, `undefined` where a list has it, left out of objects. */
export function written(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    const fields = Object.entries(value).filter(([, d]) => d !== undefined);
    return `{${fields.map(([key, d]) => `${key}: ${written(d)}`).join(", ")}}`;
  }
  return String(value);
}
