import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";
import {SOURCES, withoutTypeScript} from "../../notebooks/bundles.js";
import {NEVER_FETCHED} from "../../outputs/bundle.js";

/** A library of others that travels with the pages. */
export interface Shipped {
  name: string;
  version: string;
  licence: string;
  /** Who holds the rights, as the licence says it; empty where it names nobody. */
  holder: string;
  /** The whole licence. */
  text: string;
}

/** Folders whose modules run in pages, in what other sites load, and in the workbench. */
const IN_PAGES = ["src/components", "src/embed", "src/workbench", "src/workbench/frame"];

/**
 * Every library of which a line can reach a reader: all that the modules of pages, embeds and the workbench import, and
 * what that imports, with the libraries that notebooks may ask for. Throws when one of them names no licence.
 */
export async function shippedLibraries(): Promise<Shipped[]> {
  const modules = IN_PAGES.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .map((name) => `./${folder}/${name}`)
  );
  const asked = Object.values(SOURCES).map((d) => / from "([^"]+)"/.exec(d.text)?.[1] ?? "");
  const contents = [...modules, ...asked].map((d, i) => `export * as m${i} from "${d}";`).join("\n");
  const {metafile} = await build({
    stdin: {contents, resolveDir: process.cwd(), loader: "js"},
    bundle: true,
    metafile: true,
    write: false,
    format: "esm",
    logLevel: "silent",
    // Whatever is imported counts, used or not.
    treeShaking: false,
    alias: NEVER_FETCHED,
    plugins: [withoutTypeScript]
  });
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap(
      (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll("\\", "/"))?.[1] ?? []
    )
  );
  return [...packages].map(libraryIn).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function libraryIn(folder: string): Shipped {
  const {name, version, license, author} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!license) throw new Error(`${name} ${version}: comes without a licence`);
  const file = readdirSync(folder).find((d) => /^licen[cs]e/i.test(d));
  const who = typeof author === "object" ? author?.name : author?.replace(/ *[<(].*/, "");
  const text = file
    ? readFileSync(join(folder, file), "utf8").trim()
    : `Under ${license}, as the package says of itself${who ? `; its author is ${who}` : ""}. It carries no text of the licence.`;
  const holder = /^.*copyright\s+(?:\(c\)\s*|©\s*)?(.*)$/im.exec(text)?.[1]?.trim() ?? who ?? "";
  return {name, version, licence: license, holder, text};
}

/** All licences in full, as one text: the project's own, the font's, then each library's. */
export function licenceTexts(libraries: readonly Shipped[], root = "."): string {
  const own = [
    ["Four Models, code (MIT)", readFileSync(join(root, "LICENSE"), "utf8")],
    ["Literata, the typeface of the pages (SIL Open Font License 1.1)", fontLicence(root)]
  ];
  const others = libraries.map(({name, version, licence, text}) => [`${name} ${version} (${licence})`, text]);
  const line = "=".repeat(72);
  return `${[...own, ...others].map(([head, text = ""]) => `${line}\n${head}\n${line}\n\n${text.trim()}\n`).join("\n")}`;
}

function fontLicence(root: string): string {
  const file = join(root, "src/fonts/OFL.txt");
  if (!existsSync(file)) throw new Error(`${file}: the licence of the typeface is missing`);
  return readFileSync(file, "utf8");
}
