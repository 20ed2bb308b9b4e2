import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {brotliCompressSync, constants, gzipSync} from "node:zlib";

/** Endings of text. Pictures in pixels, tables in Parquet, archives and typefaces are packed by their kind. */
const TEXT = /\.(?:html|js|json|csv|svg|txt|bib|ris)$/;

/** Below this, packing costs the reader more than it saves. */
const LEAST = 512;

/**
 * Writes beside each file of text in a built site the same file packed, `.gz` and `.br`, as hard as it goes: some
 * minutes, once, for what is sent many times. nginx and Caddy send these as they are (`gzip_static`, `precompressed`).
 * Gives the number of files packed, and their bytes.
 */
export function pack(folder: string): {files: number; plain: number; gzip: number; brotli: number} {
  const sum = {files: 0, plain: 0, gzip: 0, brotli: 0};
  for (const name of readdirSync(folder, {recursive: true, encoding: "utf8"})) {
    if (!TEXT.test(name)) continue;
    const file = join(folder, name);
    const bytes = readFileSync(file);
    if (bytes.length < LEAST) continue;
    const gzip = gzipSync(bytes, {level: 9});
    const params = {[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length};
    const brotli = brotliCompressSync(bytes, {params});
    writeFileSync(`${file}.gz`, gzip);
    writeFileSync(`${file}.br`, brotli);
    sum.files += 1;
    sum.plain += bytes.length;
    sum.gzip += gzip.length;
    sum.brotli += brotli.length;
  }
  return sum;
}
