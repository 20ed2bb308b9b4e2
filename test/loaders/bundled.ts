import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {build} from "esbuild";
import {afterAll, beforeAll} from "vitest";

/** A program of the project as one file, which starts faster than its sources do. Gives its path once the tests run. */
export function bundled(entry: string): () => string {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fm-bundled-"));
    await build({
      entryPoints: [join(import.meta.dirname, "../..", entry)],
      outfile: join(folder, "program.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      // Libraries written for `require` ask for it also inside a module.
      banner: {
        js: 'import {createRequire} from "node:module"; const require = createRequire(import.meta.url);'
      }
    });
  });
  afterAll(() => rmSync(folder, {recursive: true, force: true}));
  return () => join(folder, "program.mjs");
}
