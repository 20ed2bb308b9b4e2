import {parseJavaScript} from "@observablehq/notebook-kit/dist/src/javascript/parse.js";
import {transpile as kitTranspile} from "@observablehq/notebook-kit/dist/src/javascript/transpile.js";
import type {ImportDeclaration, Node} from "acorn";
import {simple} from "acorn-walk";
import {guard} from "./guard.js";
import type {Cell} from "./notebook.js";
import {MODE_NAMES, runs} from "./notebook.js";

/** A cell made ready to run: what Observable's runtime needs, and the way back from its lines to those of the cell. */
export interface Program {
  id: number;
  /** A function's source; its parameters are the inputs, in order. */
  body: string;
  inputs: string[];
  outputs: string[];
  output?: string | undefined;
  autodisplay: boolean;
  /** Lines of the cell, from 1, by line of the body; 0 where the body has a line that the cell has not. */
  lines: number[];
  /** The line on which each input is first named. */
  named: Record<string, number>;
}

/** Why a cell cannot run, and where; the line counts from 1, the column from 0. */
export interface Fault {
  id: number;
  message: string;
  line?: number | undefined;
  column?: number | undefined;
}

/** Whether a cell is a fault. */
export function isFault(made: Program | Fault): made is Fault {
  return "message" in made;
}

/** The names that cells give to others; a cell that cannot run gives none. */
export function namesGiven(cells: readonly Cell[]): string[] {
  const names = cells
    .map(transpile)
    .flatMap((made) => (isFault(made) ? [] : [...made.outputs, made.output ?? []].flat()));
  return [...new Set(names)];
}

/**
 * Makes a cell ready to run, with Notebook Kit's transpiler: what it takes from other cells, what it gives to them, and
 * a function. Every loop gets a guard against running for ever, and `import` asks the workbench instead of the network.
 */
export function transpile(cell: Cell): Program | Fault {
  const {id, mode, value} = cell;
  if (!runs(mode))
    return {id, message: `${MODE_NAMES[mode]} cells are kept as they are, and do not run in this workbench.`};
  try {
    const made = kitTranspile(cell);
    const shape = mode === "js" ? shapeOf(value, made.body) : {lines: textLines(value, 2), named: {}};
    return {
      id,
      body: guard(made.body),
      inputs: made.inputs ?? [],
      outputs: made.outputs ?? [],
      output: made.output,
      autodisplay: Boolean(made.autodisplay),
      ...shape
    };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const [place, line, column] = / \((\d+):(\d+)\)$/.exec(said) ?? [""];
    if (!line) return {id, message: said};
    return {id, message: said.slice(0, -place.length), line: Number(line), column: Number(column)};
  }
}

/** Lines of a body that starts with so many lines of its own and then holds the text as it is. */
function textLines(text: string, before: number): number[] {
  return [...Array<number>(before).fill(0), ...text.split("\n").map((_, i) => i + 1)];
}

/** How the transpiler lays out a JavaScript cell: a head, the imports, the text without them, an end. */
function shapeOf(text: string, made: string): Pick<Program, "lines" | "named"> {
  const {body, declarations, expression, references} = parseJavaScript(text);
  const cut: [number, number][] = [];
  if (text.startsWith("\n")) cut.push([0, 1]);
  if (text.endsWith("\n")) cut.push([text.length - 1, text.length]);
  simple(body as Node, {
    ImportDeclaration({start, end}: ImportDeclaration) {
      cut.push([start, end + Number(text[end] === "\n")]);
    }
  });
  const lines: number[] = [];
  let line = 1;
  let fresh = true;
  for (let i = 0; i < text.length; i += 1) {
    const kept = !cut.some(([start, end]) => start <= i && i < end);
    if (kept && fresh) {
      lines.push(line);
      fresh = false;
    }
    if (text[i] === "\n") {
      line += 1;
      if (kept) fresh = true;
    }
  }
  const foot = 1 + Number(expression || Boolean(declarations?.length));
  const head = made.split("\n").length - lines.length - foot;
  const named: Record<string, number> = {};
  for (const {name, start} of [...references].sort((a, b) => a.start - b.start))
    named[name] ??= text.slice(0, start).split("\n").length;
  return {lines: [...Array<number>(Math.max(0, head)).fill(0), ...lines], named};
}
