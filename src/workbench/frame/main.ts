/**
 * The program of the frame in which a notebook runs: Observable's runtime, what cells have at hand, and messages to the
 * page. The frame has an origin of its own and a policy without network; all it gets, the page hands over.
 */

import {type Definition, define} from "@observablehq/notebook-kit/dist/src/runtime/define.js";
import {clear, observe} from "@observablehq/notebook-kit/dist/src/runtime/display.js";
import {
  dark,
  observe as generate,
  input,
  now,
  queue,
  width
} from "@observablehq/notebook-kit/dist/src/runtime/stdlib/generators/index.js";
import {Mutable} from "@observablehq/notebook-kit/dist/src/runtime/stdlib/mutable.js";
import {Runtime, RuntimeError, type Variable} from "@observablehq/runtime";
import * as htl from "htl";
import {
  type Failure,
  type FromFrame,
  GUARD,
  IMPORT,
  LIBRARIES,
  type Standing,
  type ToFrame
} from "../protocol.js";
import type {Program} from "../transpile.js";
import {createFiles} from "./files.js";
import {createLibraries} from "./libraries.js";
import {md} from "./markdown.js";
import {snapshot} from "./snapshot.js";
import {turn} from "./turn.js";

interface CellState {
  root: HTMLDivElement;
  expanded: (number[][] | undefined)[];
  autoclear: boolean;
  variables: Variable[];
}

const tell = (message: FromFrame) => parent.postMessage(message, "*");
const libraries = createLibraries((name) => tell({type: "need", name}));
const files = createFiles(libraries.get);
const cells = new Map<number, CellState>();
const column = document.body.appendChild(document.createElement("main"));

// What guarded code calls; the code of a notebook cannot take it away by accident.
for (const [name, value] of [
  [GUARD, turn],
  [IMPORT, libraries.load]
] as const)
  Object.defineProperty(globalThis, name, {value});

// Ways out of the frame that a content security policy does not close.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"])
  Object.defineProperty(globalThis, name, {value: undefined});

const runtime = new Runtime({
  ...Object.fromEntries(LIBRARIES.map((name) => [name, () => libraries.get(name)])),
  FileAttachment: () => files.FileAttachment,
  Generators: () => ({dark, input, now, observe: generate, queue, width}),
  Mutable: () => Mutable,
  dark: () => dark(),
  now: () => now(),
  width: () => width(column),
  htl: () => htl,
  html: () => htl.html,
  svg: () => htl.svg,
  md: () => md
});
const main = runtime.module();

/** The element in which a cell shows its results. */
function cellOf(id: number): CellState {
  let cell = cells.get(id);
  if (!cell) {
    const root = document.createElement("div");
    root.className = "result";
    root.id = `cell-${id}`;
    root.tabIndex = -1;
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", `Result of cell ${id}`);
    column.append(root);
    sizes.observe(root);
    cell = {root, expanded: [], autoclear: true, variables: []};
    cells.set(id, cell);
  }
  return cell;
}

function forget(id: number): void {
  const cell = cells.get(id);
  if (!cell) return;
  for (const variable of cell.variables) variable.delete();
  cell.root.remove();
  cells.delete(id);
}

function run(program: Program): void {
  const {id} = program;
  const cell = cellOf(id);
  for (const variable of cell.variables) variable.delete();
  cell.variables = [];
  const report = (standing: Standing, failure?: Failure) => tell({type: "standing", id, standing, failure});
  let body: Definition["body"];
  try {
    // Called as a method, so that the code sees what the whole page has, and nothing of this file.
    // biome-ignore lint/security/noGlobalEval: running the reader's code is what this frame is for.
    body = globalThis.eval(
      `"use strict";(${program.body})\n//# sourceURL=cell-${id}.js`
    ) as Definition["body"];
  } catch (error) {
    clear(cell);
    report("failed", failureOf(error, id));
    return;
  }
  define(
    main as never,
    cell as never,
    {...program, body} as Definition,
    ((state: never, definition: never) => {
      const shown = observe(state, definition);
      return {
        ...shown,
        pending() {
          shown.pending();
          report("pending");
        },
        fulfilled(value: unknown) {
          shown.fulfilled(value as never);
          report("done");
        },
        rejected(error: unknown) {
          clear(cell as never);
          report("failed", failureOf(error, id));
        }
      };
    }) as never
  );
}

/** What went wrong, in words, and on which line of the cell's body. */
function failureOf(error: unknown, id: number): Failure {
  if (error instanceof RuntimeError) {
    const missing = / (?:is not defined|could not be resolved)$/.test(error.message)
      ? error.input
      : undefined;
    return {name: "Error", message: missing ? `${missing} is not defined` : error.message, missing};
  }
  if (!(error instanceof Error)) return {name: "Error", message: String(error)};
  const line = new RegExp(`cell-${id}\\.js:(\\d+)`).exec(error.stack ?? "")?.[1];
  return {name: error.name, message: error.message, bodyLine: line ? Number(line) : undefined};
}

let tallest = "";
const sizes = new ResizeObserver(() => {
  const heights = Object.fromEntries([...cells].map(([id, {root}]) => [id, root.scrollHeight]));
  const text = JSON.stringify(heights);
  if (text === tallest) return;
  tallest = text;
  tell({type: "heights", heights});
});

addEventListener("error", (event) => late(event.error, event.message));
addEventListener("unhandledrejection", (event) => late(event.reason, String(event.reason)));

/** An error of code that a cell left running: in a timer, or in what answers to a click. */
function late(error: unknown, message: string): void {
  const id = Number(/cell-(\d+)\.js/.exec((error as Error | undefined)?.stack ?? "")?.[1]);
  if (!cells.has(id)) return;
  tell({type: "standing", id, standing: "failed", failure: failureOf(error ?? message, id)});
}

/** The cell whose result an element belongs to; 0 when there is none. */
function idOf(element: Element | null): number {
  return Number(element?.closest?.(".result")?.id.slice("cell-".length) ?? 0);
}

addEventListener("click", (event) => {
  const link = (event.target as Element).closest?.("a[href]") as HTMLAnchorElement | null;
  if (!link || event.defaultPrevented || link.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  tell({type: "link", address: link.href});
});

let under = 0;
addEventListener("pointerover", ({target}) => {
  const id = idOf(target as Element);
  if (id === under || !id) return;
  under = id;
  tell({type: "over", id});
});
addEventListener("dblclick", ({target}) => {
  const id = idOf(target as Element);
  if (id) tell({type: "edit", id});
});
addEventListener("keydown", (event) => {
  const id = idOf(document.activeElement);
  if (event.key === "Escape" && !event.defaultPrevented && id) tell({type: "leave", id});
});

const answers: {[Type in ToFrame["type"]]: (message: Extract<ToFrame, {type: Type}>) => void} = {
  start({placed, fonts}) {
    document.documentElement.classList.toggle("placed", placed);
    for (const {family, style, bytes} of fonts)
      void new FontFace(family, bytes, {style}).load().then((face) => document.fonts.add(face));
  },
  library({name, bytes, error}) {
    if (!bytes) libraries.fail(name, error ?? `${name} did not arrive`);
    else void libraries.receive(name, new TextDecoder().decode(bytes));
  },
  define({programs}) {
    for (const program of programs) run(program);
    // The runtime would wait for the next picture first, which is late when the page is busy drawing.
    void runtime._computeNow();
  },
  remove({ids}) {
    for (const id of ids) forget(id);
  },
  order({ids}) {
    for (const id of ids) column.append(cellOf(id).root);
  },
  place({tops}) {
    for (const [id, top] of Object.entries(tops)) cellOf(Number(id)).root.style.top = `${top}px`;
  },
  file({file}) {
    files.take(file.name, file.bytes);
  },
  focus({id}) {
    const {root} = cellOf(id);
    (root.querySelector<HTMLElement>("input, select, textarea, button, a[href], [tabindex]") ?? root).focus();
  },
  snapshot({ticket}) {
    const results = Object.fromEntries([...cells].map(([id, {root}]) => [id, snapshot(root, id)]));
    tell({type: "snapshot", ticket, results});
  }
};

addEventListener("message", ({source, data}: MessageEvent<ToFrame>) => {
  if (source === parent) (answers[data.type] as ((message: ToFrame) => void) | undefined)?.(data);
});
tell({type: "ready"});
