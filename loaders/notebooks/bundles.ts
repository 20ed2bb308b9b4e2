import {createHash} from "node:crypto";
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {build, type Plugin} from "esbuild";
import {dark, light, themeProperties} from "../../src/figures/theme.js";
import {pack} from "../../src/workbench/pack.js";
import {LIBRARIES, type Library} from "../../src/workbench/protocol.js";
import type {Addresses} from "../../src/workbench/session.js";
import type {Site} from "../pages/site.js";

/** The folder of the workbench's parts in a built site; pages are not looked for in it. */
const FOLDER = "_workbench";

/** Notebook Kit carries the compiler of TypeScript, a megabyte, for cells that do not run here. */
export const withoutTypeScript: Plugin = {
  name: "without-typescript",
  setup({onResolve, onLoad}) {
    onResolve({filter: /\/(?:typescript|observable)\.js$/}, ({path, importer}) =>
      /notebook-kit\/dist\/src\/javascript\/transpile\.js$/.test(importer)
        ? {path, namespace: "left-out"}
        : undefined
    );
    onLoad({filter: /.*/, namespace: "left-out"}, () => ({
      contents: `const no = () => { throw new SyntaxError("cells in this language do not run here"); };
        export {no as transpileTypeScript, no as transpileObservable};`
    }));
  }
};

interface PartOptions {
  format?: "esm" | "iife" | "cjs";
  external?: string[];
  define?: Record<string, string>;
}

/** One file of the workbench, made from an entry file or from the text of one. */
export async function part(
  entry: {file: string} | {text: string},
  {format = "esm", external = [], define = {}}: PartOptions = {}
): Promise<string> {
  const {outputFiles} = await build({
    ...("file" in entry
      ? {entryPoints: [entry.file]}
      : {stdin: {contents: entry.text, resolveDir: process.cwd(), loader: "ts" as const}}),
    bundle: true,
    minify: true,
    format,
    external,
    define,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    plugins: [withoutTypeScript],
    write: false
  });
  const [file] = outputFiles;
  if (!file) throw new Error("nothing came of a part of the workbench");
  return file.text;
}

/** Libraries for notebooks as modules for `require`: what one shares with another comes in once. */
export const SOURCES: Readonly<Record<Exclude<Library, "evidence">, {text: string; external?: string[]}>> = {
  d3: {text: 'export * from "d3";'},
  Plot: {text: 'export * from "@observablehq/plot";', external: ["d3"]},
  Inputs: {text: 'export * from "@observablehq/inputs";'},
  aq: {text: 'export * from "arquero";'},
  Papa: {text: 'import Papa from "papaparse"; export default Papa;'},
  analysis: {text: 'export * from "./src/workbench/analysis.js";'},
  figures: {text: 'export * from "./src/workbench/figures.js";', external: ["d3", "@observablehq/plot"]}
};

/** Writes a part of the workbench into `folder`, with its digest in its name; gives its address from the root of the site. */
export function writePart(folder: string, name: string, ending: string, text: string): string {
  mkdirSync(join(folder, FOLDER), {recursive: true});
  const file = `${FOLDER}/${name}.${createHash("sha256").update(text).digest("hex").slice(0, 8)}.${ending}`;
  writeFileSync(join(folder, file), text);
  return file;
}

/**
 * Writes the parts of the workbench into `folder`: the frame, the libraries and the evidence for notebooks, and
 * scripts from `scripts` by name. Gives their addresses from the root of the site.
 */
export async function writeParts(
  folder: string,
  {evidence}: Site,
  {scripts}: {scripts: Readonly<Record<string, string>>}
): Promise<{addresses: Addresses; scripts: Record<string, string>}> {
  const write = (name: string, ending: string, text: string) => writePart(folder, name, ending, text);
  const [frame, libraries, made] = await Promise.all([
    framePage().then((text) => write("frame", "html", text)),
    Promise.all(
      LIBRARIES.map(async (name) => {
        if (name === "evidence") return [name, write(name, "json", JSON.stringify(pack(evidence.tables)))];
        const {text, external = []} = SOURCES[name];
        return [name, write(name, "js", await part({text}, {format: "cjs", external}))];
      })
    ),
    Promise.all(
      Object.entries(scripts).map(
        async ([name, file]) => [name, write(name, "js", await part({file}))] as const
      )
    )
  ]);
  return {
    addresses: {
      frame,
      libraries: Object.fromEntries(libraries) as Record<Library, string>,
      fonts: [
        {family: "Literata", style: "normal", address: "fonts/literata.woff2"},
        {family: "Literata", style: "italic", address: "fonts/literata-italic.woff2"}
      ]
    },
    scripts: Object.fromEntries(made)
  };
}

/** The colours of the site, for what stands by itself. */
export const COLOURS = `:root{${themeProperties(light)}}@media (prefers-color-scheme:dark){:root{${themeProperties(dark)}}}`;

/** The page in the frame: one file, whose policy allows its own script, code from text, and no network at all. */
async function framePage(): Promise<string> {
  const script = (await part({file: "src/workbench/frame/main.ts"}, {format: "iife"})).replace(
    /<\/(?=script)/gi,
    "<\\/"
  );
  const style = `${COLOURS}
${readFileSync("src/workbench/frame/frame.css", "utf8")}${readFileSync("src/workbench/results.css", "utf8")}`;
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'unsafe-eval'`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "media-src data: blob:",
    "form-action 'none'",
    "base-uri 'none'"
  ].join("; ");
  return `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="color-scheme" content="light dark">
<title>Results of a notebook</title>
<style>${style}</style>
<body><script>${script}</script></body>
</html>
`;
}
