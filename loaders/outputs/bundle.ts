import {build} from "esbuild";

// citation-js can fetch what it is asked to cite; here it never is.
export const NEVER_FETCHED = {"node-fetch": "./src/forms/noFetch.ts", "sync-fetch": "./src/forms/noFetch.ts"};

/** One minified module, or classic script, from an entry file and all it imports. Throws when something cannot be resolved. */
export async function bundle(
  entry: string,
  {format = "esm"}: {format?: "esm" | "iife"} = {}
): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    alias: NEVER_FETCHED,
    write: false
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`nothing came of ${entry}`);
  return file.text;
}
