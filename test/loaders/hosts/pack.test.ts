import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {brotliDecompressSync, gunzipSync} from "node:zlib";
import {afterAll, expect, it} from "vitest";
import {pack} from "../../../loaders/hosts/pack.js";

const home = mkdtempSync(join(tmpdir(), "four-models-pack-"));
afterAll(() => rmSync(home, {recursive: true, force: true}));

it("packs text beside itself, leaves short files and pictures alone, and does it again without packing the packed", () => {
  mkdirSync(join(home, "deep"));
  const page = "<p>Über vier Modelle</p>\n".repeat(100);
  writeFileSync(join(home, "deep/page.html"), page);
  writeFileSync(join(home, "short.csv"), "a,b\n");
  writeFileSync(join(home, "picture.png"), Buffer.alloc(4096));
  const sum = pack(home);
  expect(sum).toMatchObject({files: 1, plain: Buffer.byteLength(page)});
  const names = () => readdirSync(home, {recursive: true}).sort();
  const once = names();
  expect(once).toEqual([
    "deep",
    "deep/page.html",
    "deep/page.html.br",
    "deep/page.html.gz",
    "picture.png",
    "short.csv"
  ]);
  expect(String(gunzipSync(readFileSync(join(home, "deep/page.html.gz"))))).toBe(page);
  expect(String(brotliDecompressSync(readFileSync(join(home, "deep/page.html.br"))))).toBe(page);
  expect(sum.gzip).toBeLessThan(sum.plain / 10);
  expect(pack(home)).toEqual(sum);
  expect(names()).toEqual(once);
});
