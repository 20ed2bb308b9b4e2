import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {frameStyle} from "../../src/forms/frame.js";
import {PAINTS, paintOf} from "../../src/forms/paint.js";
import {namedViews} from "../../src/forms/views.js";
import type {Site} from "../pages/site.js";
import {bundle, bundleParts} from "./bundle.js";
import {basesFile} from "./evidenceFile.js";
import {framePage} from "./frame.js";

/**
 * Writes what other sites load into `/embed/v1/` of a built site, which stays: the script of the element, the module,
 * the frame for any state, and the list of states that have files of their own. Beside it what our own pages load when
 * they are asked for it: the embed page’s script, the studio with each figure apart, what works on figures,
 * what makes files in the browser, and what few pages need. Gives the number of files.
 */
export async function writeEmbed(folder: string, site: Site): Promise<number> {
  const {evidence} = site;
  mkdirSync(join(folder, "embed", "v1"), {recursive: true});
  mkdirSync(join(folder, "studio"), {recursive: true});
  const files = {
    ...Object.fromEntries(await bundleParts("src/components/studio.ts", "studio")),
    "few.js": await bundle("src/components/few.ts"),
    "work.js": await bundle("src/components/work.ts"),
    "exports.js": await bundle("src/components/exports.ts"),
    "bases.json": basesFile(site),
    "embed/builder.js": await bundle("src/components/builder.ts"),
    "embed/v1/four-models.js": await bundle("src/embed/element.ts", {format: "iife"}),
    "embed/v1/module.js": await bundle("src/embed/module.ts"),
    "embed/v1/figure.html": framePage({
      title: "Figure",
      view: "",
      style: frameStyle([...paintOf(PAINTS.light).keys()].map((name) => `var(--${name})`).join()),
      script: await bundle("src/embed/any.ts", {format: "iife"}),
      head: '<meta name="robots" content="noindex">',
      body: `<noscript><main><p>This figure is drawn by a script. <a href="../../figures/">All figures</a> can be seen without one.</p></main></noscript>`,
      connect: "'self'"
    }),
    "embed/v1/views.json": `${JSON.stringify(viewsByState(evidence))}\n`
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return Object.keys(files).length;
}

/** Names of views by figure and state; a state is its choices in alphabetical order, without the version. */
export function viewsByState(evidence: Site["evidence"]): Record<string, Record<string, string>> {
  const states: Record<string, Record<string, string>> = {};
  for (const {figure, query, name} of namedViews(evidence)) {
    const params = new URLSearchParams(query);
    params.delete("v");
    const key = [...params].map(([choice, value]) => `${choice}=${value}`).sort();
    states[figure.id] = {...states[figure.id], [key.join("&")]: name};
  }
  return states;
}
