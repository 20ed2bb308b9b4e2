import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Run} from "../../src/workbench/runner.js";
import {launch} from "../outputs/chromium.js";
import {serve} from "../outputs/serve.js";
import type {Site} from "../pages/site.js";
import {writeParts} from "./bundles.js";
import {digest, evidenceDigest, openNotebook, type Results, WIDTHS} from "./files.js";

/** How long a notebook may run, in milliseconds. */
const PATIENCE = 60_000;

/** A Chromium that runs notebooks as the workbench does. */
export interface Runner {
  /** Runs a notebook at both widths. Throws with cell, line and message of every error in it. */
  run(name: string): Promise<Results>;
  end(): Promise<void>;
}

/** Starts a Chromium with the parts of the workbench served to it on loopback. */
export async function startRunner(site: Site, {folder}: {folder?: string} = {}): Promise<Runner> {
  const served = mkdtempSync(join(tmpdir(), "four-models-"));
  const {addresses, scripts} = await writeParts(served, site, {scripts: {runner: "src/workbench/runner.ts"}});
  mkdirSync(join(served, "fonts"));
  for (const {address} of addresses.fonts) copyFileSync(join("src", address), join(served, address));
  writeFileSync(
    join(served, "index.html"),
    `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'self'; style-src 'unsafe-inline'"><title>Runner</title><body><script type="module" src="${scripts.runner}"></script>`
  );
  const {address, server} = await serve(served);
  const browser = await launch();

  const runAt = async (text: string, width: number): Promise<Run> => {
    const page = await browser.newPage({
      viewport: {width: 1200, height: 1000},
      timezoneId: "UTC",
      locale: "en-GB"
    });
    try {
      await page.goto(`${address}/`, {waitUntil: "load"});
      return await page.evaluate(([t, options]) => window.runNotebook(t, options), [
        text,
        {addresses, width, patience: PATIENCE}
      ] as const);
    } finally {
      await page.close();
    }
  };

  return {
    async run(name) {
      const {text, notebook} = openNotebook(name, folder);
      const [wide, narrow] = await Promise.all([runAt(text, WIDTHS.wide), runAt(text, WIDTHS.narrow)]);
      const problems = wide.standings
        .filter(([, d]) => d.standing !== "done")
        .map(([id, {standing, error}]) => {
          const place = `notebooks/${name}.html: cell ${id}${error?.line ? `, line ${error.line}` : ""}`;
          return `${place}: ${error?.message ?? (standing === "pending" ? "does not come to an end" : standing)}`;
        });
      if (problems.length) throw new Error(problems.join("\n"));
      return {
        notebook: digest(text),
        evidence: evidenceDigest(site),
        cells: new Map(
          notebook.cells.map(({id}) => [id, {wide: wide.results[id] ?? "", narrow: narrow.results[id] ?? ""}])
        )
      };
    },
    async end() {
      await browser.close();
      server.close();
      server.closeAllConnections();
      rmSync(served, {recursive: true, force: true});
    }
  };
}
