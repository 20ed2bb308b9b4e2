import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Site} from "../pages/site.js";
import {COLOURS, part, writePart, writeParts} from "./bundles.js";
import {notebookDocs} from "./docs.js";
import {notebooksOf, openNotebook} from "./files.js";
import {styleOf} from "./style.js";

/**
 * Writes what the workbench loads into a built site: its parts, the notebooks as plain text, and a list of all of that.
 * Gives the markup that the page of the workbench parks.
 */
export async function writeWorkbench(folder: string, site: Site): Promise<string> {
  const {addresses, scripts} = await writeParts(folder, site, {
    scripts: {workbench: "src/workbench/app.ts", editor: "src/workbench/editor.ts"}
  });
  const published = await part(
    {file: "src/workbench/published.ts"},
    {
      define: {EVIDENCE: JSON.stringify(addresses.libraries.evidence)}
    }
  );
  writeFileSync(join(folder, "four-models.js"), published);
  const docs = writePart(folder, "docs", "json", JSON.stringify(notebookDocs(site.evidence.tables)));
  mkdirSync(join(folder, "notebooks"), {recursive: true});
  // As text: a notebook opened as a page would run its cells as scripts of the site.
  for (const name of notebooksOf(site))
    writeFileSync(join(folder, "notebooks", `${name}.txt`), openNotebook(name).text);
  const style = COLOURS + styleOf("export.css", "results.css", "page.css");
  const parts = JSON.stringify({...addresses, docs, editor: scripts.editor, style}).replaceAll("</", "<\\/");
  return `<style>${styleOf("page.css", "workbench.css")}</style>
<script type="application/json" id="workbench-parts">${parts}</script>
<script type="module" src="${scripts.workbench}"></script>`;
}
