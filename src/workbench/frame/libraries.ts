import {createEvidence, type Evidence} from "../../evidence/evidence.js";
import type {EvidenceTables} from "../../evidence/tables.js";
import {type Packed, unpack} from "../pack.js";
import {LIBRARIES, type Library, NEEDS} from "../protocol.js";

/** Names under which modules import from each other, and notebooks from a registry. */
const PACKAGES: Readonly<Record<string, Library>> = {
  d3: "d3",
  "@observablehq/plot": "Plot",
  "@observablehq/inputs": "Inputs",
  arquero: "aq",
  papaparse: "Papa"
};

interface Wait {
  promise: Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * The libraries of a notebook. `get` asks the page for one when it is first wanted; `receive` takes what the page hands
 * over. Nothing is fetched by the frame itself.
 */
export function createLibraries(ask: (name: Library) => void) {
  const waits = new Map<Library, Wait>();
  const modules = new Map<Library, unknown>();

  function get(name: Library): Promise<unknown> {
    let wait = waits.get(name);
    if (!wait) {
      let resolve: Wait["resolve"] = () => {};
      let reject: Wait["reject"] = () => {};
      const promise = new Promise<unknown>((yes, no) => {
        resolve = yes;
        reject = no;
      });
      wait = {promise, resolve, reject};
      waits.set(name, wait);
      for (const other of NEEDS[name] ?? []) void get(other).catch(() => {});
      ask(name);
    }
    return wait.promise;
  }

  async function receive(name: Library, code: string): Promise<void> {
    if (modules.has(name)) return;
    void get(name).catch(() => {});
    const wait = waits.get(name);
    try {
      for (const other of NEEDS[name] ?? []) await get(other);
      const value = name === "evidence" ? openEvidence(code) : run(name, code);
      modules.set(name, value);
      wait?.resolve(value);
    } catch (error) {
      wait?.reject(error as Error);
    }
  }

  /** Runs a module written for `require`, which finds the libraries that came before it. */
  function run(name: Library, code: string): unknown {
    const module = {exports: {} as Record<string, unknown>};
    const find = (path: string) => {
      const found = modules.get(PACKAGES[path] ?? (path as Library));
      if (!found) throw new Error(`${name} asks for ${path}, which is not here`);
      return found;
    };
    new Function("require", "module", "exports", `${code}\n//# sourceURL=${name}.js`)(
      find,
      module,
      module.exports
    );
    const {exports} = module;
    if (name === "figures")
      return (exports.figuresOf as (e: Evidence) => unknown)(modules.get("evidence") as Evidence);
    return name === "Papa" ? exports.default : exports;
  }

  /** What `import` in a cell gives: a library at hand; anything else is an error that says what is at hand. */
  async function load(address: string): Promise<unknown> {
    const path = /^(?:npm:|https:\/\/[^/]+\/npm\/)((?:@[\w.-]+\/)?[\w.-]+)/.exec(address)?.[1] ?? "";
    const name = PACKAGES[path];
    if (name) {
      const module = (await get(name)) as object;
      return name === "Papa" ? {default: module, ...module} : module;
    }
    if (/\/four-models\.js$/.test(address)) {
      const [evidence, analysis, figures] = await Promise.all(
        (["evidence", "analysis", "figures"] as const).map(get)
      );
      return {evidence, analysis, figures};
    }
    throw new Error(
      `Nothing is fetched while a notebook runs here, so “${path || address}” cannot be imported. At hand are ${LIBRARIES.join(", ")}, html, svg and md.`
    );
  }

  return {
    get,
    receive,
    load,
    fail(name: Library, message: string) {
      waits.get(name)?.reject(new Error(message));
      waits.delete(name);
    }
  };
}

function openEvidence(text: string): Evidence {
  return createEvidence(unpack<EvidenceTables>(JSON.parse(text) as Record<string, Packed>));
}
