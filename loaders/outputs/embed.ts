import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {frameStyle} from "../../src/forms/frame.js";
import {PAINTS, paintOf} from "../../src/forms/paint.js";
import {namedViews} from "../../src/forms/views.js";
import type {Site} from "../pages/site.js";
import {bundle} from "./bundle.js";
import {framePage} from "./frame.js";

/**
 * Writes what other sites load into `folder`, which is served as `/embed/v1/` and stays: the script of the element, the
 * module, the frame for any state, and the list of states that have files of their own. Gives the number of files.
 */
export async function writeEmbed(folder: string, {evidence}: Site): Promise<number> {
  mkdirSync(folder, {recursive: true});
  const files = {
    "four-models.js": await bundle("src/embed/element.ts", {format: "iife"}),
    "module.js": await bundle("src/embed/module.ts"),
    "figure.html": framePage({
      title: "Figure",
      view: "",
      style: frameStyle([...paintOf(PAINTS.light).keys()].map((name) => `var(--${name})`).join()),
      script: await bundle("src/embed/any.ts", {format: "iife"}),
      head: '<meta name="robots" content="noindex">',
      body: `<noscript><main><p>This figure is drawn by a script. <a href="../../figures/">All figures</a> can be seen without one.</p></main></noscript>`,
      connect: "'self'"
    }),
    "views.json": `${JSON.stringify(viewsByState(evidence))}\n`
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
