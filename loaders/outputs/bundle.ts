import {build} from "esbuild";

/** One minified module from an entry file and all it imports. Throws when something cannot be resolved. */
export async function bundle(entry: string): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`nothing came of ${entry}`);
  return file.text;
}
