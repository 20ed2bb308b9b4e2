import {basename} from "node:path";
import {build} from "esbuild";
import {leaveOut, UNUSED} from "./leaveOut.js";

// citation-js can fetch what it is asked to cite; here it never is.
export const NEVER_FETCHED = {"node-fetch": "./src/forms/noFetch.ts", "sync-fetch": "./src/forms/noFetch.ts"};

/** How everything that runs in a browser is bundled. */
const SETTINGS = {
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  alias: NEVER_FETCHED,
  write: false
} as const;

/** One minified module, or classic script, from an entry file and all it imports. Throws when something cannot be resolved. */
export async function bundle(
  entry: string,
  {format = "esm"}: {format?: "esm" | "iife"} = {}
): Promise<string> {
  const {outputFiles} = await build({...SETTINGS, entryPoints: [entry], format});
  const [file] = outputFiles;
  if (!file) throw new Error(`nothing came of ${entry}`);
  return file.text;
}

/**
 * A minified module that draws figures, whose dynamic imports stay modules of their own, in `folder` beside it. Gives
 * the texts of all by their paths; names in the folder change with what they hold.
 */
export async function bundleParts(entry: string, folder: string): Promise<Map<string, string>> {
  const name = basename(entry, ".ts");
  const {outputFiles} = await build({
    ...SETTINGS,
    entryPoints: {[name]: entry},
    format: "esm",
    splitting: true,
    outdir: "/",
    chunkNames: `${folder}/[name]-[hash]`,
    plugins: [leaveOut(UNUSED)]
  });
  return new Map(
    outputFiles.map((d) => [d.path.replace(/^([a-z]:)?[\\/]/i, "").replaceAll("\\", "/"), d.text])
  );
}
