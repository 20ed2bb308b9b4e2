import {readdirSync, readFileSync} from "node:fs";
import {isBuiltin} from "node:module";
import {join, posix} from "node:path";
import {build, type Plugin} from "esbuild";

/** One room of the house and what its files may name. */
export interface Room {
  /** Folder from the root of the project; the longest one that fits a file is its room. */
  folder: string;
  /** Rooms whose files it may import. */
  uses: readonly string[];
  /** Rooms of which it may import types alone. */
  types?: readonly string[];
  /** Packages it may import; none when left out. `node:` stands for what Node brings. */
  packages?: RegExp;
  /** Global names it must not touch. */
  without?: readonly string[];
}

/** What Node has and a browser has not. */
const NODE = ["process", "Buffer", "global", "require", "module", "__dirname", "__filename", "setImmediate"];

/** What a page has and a pure function has no use for: it is handed a document, and fetches nothing. */
const PAGE = [
  "document",
  "window",
  "self",
  "globalThis",
  "location",
  "history",
  "navigator",
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "localStorage",
  "sessionStorage",
  "indexedDB",
  "addEventListener",
  "requestAnimationFrame",
  "setTimeout",
  "matchMedia",
  "getComputedStyle",
  "innerWidth",
  "innerHeight"
];

/** What makes code from text; no policy of a page allows it. */
const CODE = ["eval", "Function"];

const pure = [...NODE, ...PAGE, ...CODE];
const inPage = [...NODE, ...CODE];
const drawn = ["src/evidence", "src/analysis", "src/figures", "src/forms"];

/** The house: dependencies point from a later room to an earlier one. */
export const house: readonly Room[] = [
  {folder: "src/evidence", uses: [], without: pure},
  {folder: "src/analysis", uses: ["src/evidence"], packages: /^d3-[a-z]+$/, without: pure},
  {
    folder: "src/figures",
    uses: ["src/evidence", "src/analysis"],
    packages: /^(@observablehq\/plot|d3|d3-(?!dsv)[a-z-]+)$/,
    without: pure
  },
  {
    folder: "src/forms",
    uses: ["src/evidence", "src/analysis", "src/figures"],
    packages: /^(papaparse|@citation-js\/[a-z-]+)$/,
    without: pure
  },
  {folder: "src/components", uses: drawn, packages: /^papaparse$/, without: inPage},
  {folder: "src/embed", uses: drawn, types: ["src/components"], without: inPage},
  {
    folder: "src/workbench",
    uses: drawn,
    packages:
      /^(@codemirror\/[a-z-]+|@lezer\/highlight|@observablehq\/notebook-kit\/dist\/.+|acorn|acorn-walk|papaparse)$/,
    without: inPage
  },
  {
    // What runs in the frame of a notebook: the one place where code is made from text.
    folder: "src/workbench/frame",
    uses: ["src/evidence", "src/workbench"],
    packages: /^(@observablehq\/(runtime|notebook-kit\/dist\/.+)|htl|markdown-it)$/,
    without: NODE
  },
  {
    folder: "loaders",
    uses: [...drawn, "src/workbench"],
    types: ["src/components", "src/embed"],
    packages: /./
  },
  // What lies in `src/` outside the rooms are loaders of a few lines.
  {folder: "src", uses: [...drawn, "loaders"], packages: /^node:/},
  {
    folder: "bench",
    uses: [...drawn, "src/components", "src/embed", "src/workbench", "loaders", "test"],
    packages: /./
  },
  {
    folder: "test",
    uses: [...drawn, "src/components", "src/embed", "src/workbench", "loaders", "bench", "src", ""],
    packages: /./
  },
  {folder: "", uses: [...drawn, "loaders"], packages: /./}
];

/** Hosts that hand out other people's files. */
const HANDED_OUT =
  /\b(?:cdn\.[\w-]+|[\w.-]*jsdelivr\.net|unpkg\.com|esm\.sh|esm\.run|skypack\.dev|jspm\.(?:dev|io)|cdnjs\.cloudflare\.com|fonts\.(?:googleapis|gstatic)\.com|ajax\.googleapis\.com)\b/i;

/** Addresses that are loaded rather than linked to: scripts, style sheets, pictures, frames. */
const LOADED =
  /(?:\b(?:src|srcset|data)=["']?|\burl\(\s*["']?|@import\s+["']|<link\b[^>]*\bhref=["']?|\bimport\s*\(?\s*["']|\bfrom\s+["'])(?:https?:)?\/\/[^\s"')>]+/i;

/** Places of this machine or of the workshop next door, which nobody else has. */
const ELSEWHERE =
  /(?:^|[\s"'`(=])(?:\/work\/|\/tmp\/|\/home\/|\/root\/|file:\/\/|[A-Z]:\\|~\/|(?:\.\.\/)+shared\b)/m;

/**
 * Everything in the files that the house forbids, a line each, naming the file and what it names: imports against the
 * direction of the rooms, packages and globals a room does without, `npm:` imports, scripts from elsewhere, paths
 * outside the project.
 */
export async function roomProblems(
  files: ReadonlyMap<string, string>,
  rooms: readonly Room[] = house
): Promise<string[]> {
  const code = new Map([...files].filter(([path]) => path.endsWith(".ts")));
  const problems: string[] = [];
  const needed = await importsOf(code, {types: false});
  for (const {from, to} of await importsOf(code, {types: true})) {
    const room = roomOf(from, rooms);
    const typesOnly = !needed.some((d) => d.from === from && d.to === to);
    const problem = importProblem(room, from, to, {typesOnly, rooms});
    if (problem) problems.push(`${from}: ${problem}`);
  }
  for (const {path, name} of await globalsOf(code, rooms)) problems.push(`${path}: touches ${name}`);
  for (const [path, text] of files) {
    if (path.startsWith("test/")) continue;
    // Prose may speak of such hosts; what is loaded may not come from one.
    const remote = LOADED.exec(text)?.[0] ?? (path.endsWith(".md") ? undefined : HANDED_OUT.exec(text)?.[0]);
    if (remote) problems.push(`${path}: loads ${remote}`);
    if (path.endsWith(".md") && /\bnpm:[\w@]/.test(text)) problems.push(`${path}: imports from npm:`);
    const outside = ELSEWHERE.exec(text)?.[0].trim();
    if (outside) problems.push(`${path}: names ${outside}, which is outside the project`);
  }
  return problems.sort();
}

function importProblem(
  room: Room,
  from: string,
  to: string,
  {typesOnly, rooms}: {typesOnly: boolean; rooms: readonly Room[]}
): string | undefined {
  if (to.startsWith("npm:") || to.startsWith("jsr:")) return `imports ${to}, which Framework would fetch`;
  if (/^(?:https?:)?\/\//.test(to)) return `imports ${to} from elsewhere`;
  if (!to.startsWith(".")) {
    const name = isBuiltin(to) && !to.startsWith("node:") ? `node:${to}` : to;
    return room.packages?.test(name) ? undefined : `imports ${to}, which ${room.folder} does without`;
  }
  const target = posix.normalize(posix.join(posix.dirname(from), to));
  if (target.startsWith("../")) return `imports ${to} from outside the project`;
  const other = roomOf(target, rooms);
  if (other === room || room.uses.includes(other.folder)) return undefined;
  if (typesOnly && room.types?.includes(other.folder)) return undefined;
  return `imports ${target}, and ${room.folder || "the root"} does not use ${other.folder || "the root"}`;
}

/** The room a file lies in. Throws when there is none. */
function roomOf(path: string, rooms: readonly Room[]): Room {
  const found = rooms
    .filter(({folder}) => folder === "" || path.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
  if (!found) throw new Error(`${path} lies in no room`);
  return found;
}

/** Every import of every file, as written; with `types`, those too that vanish when the types do. */
export async function importsOf(
  code: ReadonlyMap<string, string>,
  {types}: {types: boolean}
): Promise<{from: string; to: string}[]> {
  const found: {from: string; to: string}[] = [];
  const text = types ? withoutTypeWord : (source: string) => source;
  await read(code, text, {found: (from, to) => found.push({from, to})});
  return found;
}

/** `import type {A} from` as `import {A} from`: the parser then keeps it. */
function withoutTypeWord(source: string): string {
  return source
    .replace(/^(\s*import\s+)type\s+(?=[{*\w])(?!from\b)/gm, "$1")
    .replace(/^(\s*export\s+)type\s+(?=\*|\{[^}]*\}\s*from\b)/gm, "$1")
    .replace(/(?<=^\s*(?:import|export)\s*\{[^}]*)\btype\s+(?=\w)/gm, "");
}

/** Global names that a file's room does without; a parameter or variable of the same name is none. */
async function globalsOf(
  code: ReadonlyMap<string, string>,
  rooms: readonly Room[]
): Promise<{path: string; name: string}[]> {
  const found: {path: string; name: string}[] = [];
  for (const room of rooms) {
    if (!room.without?.length) continue;
    const own = new Map([...code].filter(([path]) => roomOf(path, rooms) === room));
    if (!own.size) continue;
    // The parser puts these in the place of names that nothing in the file declares.
    const define = Object.fromEntries(room.without.map((name) => [name, `GLOBAL_${name}`]));
    for (const {path, text} of await read(own, (source) => source, {define})) {
      for (const name of room.without) {
        if (new RegExp(`\\bGLOBAL_${name}\\b`).test(text)) found.push({path, name});
      }
    }
  }
  return found;
}

interface Reading {
  found?: (from: string, to: string) => void;
  define?: Record<string, string>;
}

function known(code: ReadonlyMap<string, string>, path: string): string {
  const text = code.get(path);
  if (text === undefined) throw new Error(`${path}: asked for by the parser, and not among the files`);
  return text;
}

/** Parses files, tells of their imports and gives them back as JavaScript. Throws where one cannot be parsed. */
async function read(
  code: ReadonlyMap<string, string>,
  text: (source: string) => string,
  {found, define = {}}: Reading
): Promise<{path: string; text: string}[]> {
  const files: Plugin = {
    name: "files",
    setup(parser) {
      parser.onResolve({filter: /.*/}, ({path, importer, kind}) => {
        // An entry that is on the disk comes back with `./` before it.
        if (kind === "entry-point") return {path: path.replace(/^\.\//, ""), namespace: "files"};
        found?.(importer, path);
        return {path, external: true};
      });
      parser.onLoad({filter: /.*/, namespace: "files"}, ({path}) => ({
        contents: text(known(code, path)),
        loader: "ts"
      }));
    }
  };
  const paths = [...code.keys()];
  const {outputFiles} = await build({
    entryPoints: paths.map((path, i) => ({in: path, out: String(i)})),
    bundle: true,
    write: false,
    outdir: "out",
    format: "esm",
    target: "esnext",
    platform: "neutral",
    treeShaking: false,
    logLevel: "silent",
    define,
    plugins: [files],
    tsconfigRaw: {compilerOptions: {verbatimModuleSyntax: true}}
  });
  return outputFiles.map((file) => ({
    path: paths[Number(/(\d+)\.js$/.exec(file.path)?.[1])] ?? file.path,
    text: file.text
  }));
}

/** Folders that hold no source of ours. */
const SKIPPED = new Set([
  "node_modules",
  "dist",
  "dist-views",
  "dist-package",
  ".git",
  ".observablehq",
  ".cache",
  "fixtures",
  "output"
]);

/** The project's own text files below a folder by their path from it; tables and lock file left out. */
export function projectFiles(folder: string, below = ""): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(join(folder, below), {withFileTypes: true})) {
    const path = posix.join(below, entry.name);
    if (entry.isDirectory()) {
      if (SKIPPED.has(entry.name)) continue;
      for (const [name, text] of projectFiles(folder, path)) files.set(name, text);
    } else if (
      entry.name !== "package-lock.json" &&
      /\.(?:ts|js|mjs|cjs|md|css|html|json|sh)$|^run$/.test(entry.name)
    ) {
      files.set(path, readFileSync(join(folder, path), "utf8"));
    }
  }
  return files;
}
