import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {pathToFileURL} from "node:url";
import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {bundleParts} from "../../../loaders/outputs/bundle.js";
import {UNUSED} from "../../../loaders/outputs/leaveOut.js";
import {createSite} from "../../../loaders/pages/site.js";
import type {openStudio, Studio} from "../../../src/components/studio.js";
import {figures, optionsOf} from "../../../src/figures/index.js";
import {viewContent} from "../../../src/forms/content.js";
import {drawings} from "../../../src/forms/drawing.js";
import {namedViewsOf} from "../../../src/forms/views.js";

const site = createSite();
const folder = mkdtempSync(join(tmpdir(), "fm-studio-"));
let parts: Map<string, string>;
let studio: Studio;

beforeAll(async () => {
  parts = await bundleParts("src/components/studio.ts", "studio");
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  for (const [path, text] of parts) {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(site.evidence.tables)));
  const opened = (await import(pathToFileURL(join(folder, "studio.js")).href)) as {
    openStudio: typeof openStudio;
  };
  studio = await opened.openStudio("evidence.json");
});
afterAll(() => {
  vi.unstubAllGlobals();
  rmSync(folder, {recursive: true});
});

describe("the studio, bundled without the parts of Plot that no figure uses", () => {
  it("says in each of them that it was left out", () => {
    const all = [...parts.values()].join("\n");
    expect(UNUSED.filter((d) => all.includes(`${d} is left out here`)).length).toBeGreaterThan(8);
  });

  it.each(figures.map((d) => [d.id, d] as const))("draws %s as the build does", async (id, figure) => {
    const views = namedViewsOf(figure, site.evidence);
    const chosen = new Set([views[0], views.at(-1)]);
    for (const named of chosen) {
      if (!named) continue;
      const {content} = await studio.state(id, named.query, {home: ""});
      expect(studio.drawings(content, site.document)).toEqual(drawings(viewContent(named, site), site));
    }
    // A value of each choice that is not the usual one can be drawn.
    for (const {name, values} of optionsOf(figure, site.evidence))
      for (const {value} of values.slice(1, 2)) {
        const {content} = await studio.state(id, `${name}=${value}`, {home: ""});
        if (content.rows.length)
          expect(studio.drawings(content, site.document).wide.height).toBeGreaterThan(0);
      }
  });

  it("takes no more than 85 kB to draw any one figure, packed", () => {
    const needs = (path: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(path)) return seen;
      seen.add(path);
      for (const [, name = ""] of (parts.get(path) ?? "").matchAll(/(?:from|import)\s*"([^"]+)"/g))
        needs(new URL(name, `http://x/${path}`).pathname.slice(1), seen);
      return seen;
    };
    for (const {id} of figures) {
      const own = [...parts.keys()].find((d) => d.startsWith(`studio/${id}-`)) ?? "";
      const bytes = [...new Set([...needs("studio.js"), ...needs(own)])].reduce(
        (sum, path) => sum + gzipSync(parts.get(path) ?? "").length,
        0
      );
      expect(own).not.toBe("");
      expect(bytes, id).toBeLessThanOrEqual(85_000);
    }
  });
});
