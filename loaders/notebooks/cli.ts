import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {createNotebook, writeNotebook} from "../../src/workbench/notebook.js";
import {createSite} from "../pages/site.js";
import {differences} from "./differences.js";
import {NOTEBOOKS, notebookNames, readResults, resultsPath, writeResults} from "./files.js";
import {startRunner} from "./run.js";

/**
 * `new NAME` makes a notebook from a template; `render [NAME…]` runs notebooks in a real Chromium and keeps what they
 * show; `check [NAME…]` runs them and fails on an error or on a result that differs from the one kept.
 */
const [command, ...names] = process.argv.slice(2);
try {
  if (command === "new") create(names[0] ?? "");
  else if (command === "render" || command === "check")
    await runAll(command, names.length ? names : notebookNames());
  else
    throw new Error(
      `unknown command: ${command ?? "none"}; expected new NAME, render [NAME…] or check [NAME…]`
    );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function create(name: string): void {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
    throw new Error(`a notebook is named with small letters, digits and hyphens, not “${name}”`);
  const path = join(NOTEBOOKS, `${name}.html`);
  if (existsSync(path)) throw new Error(`${path} is there already`);
  const title = name[0]?.toUpperCase() + name.slice(1).replaceAll("-", " ");
  const cells = [
    {mode: "md" as const, value: `# ${title}\n\nWhat is asked, and why.`},
    {mode: "js" as const, value: "const codings = aq.from(evidence.tables.codings);", pinned: true},
    {mode: "js" as const, value: 'codings.groupby("coder").count().objects()', pinned: true}
  ];
  writeFileSync(path, writeNotebook(createNotebook({title, cells})));
  console.log(`${path}: open it in the workbench, in Observable Desktop or in an editor`);
}

async function runAll(task: "render" | "check", list: readonly string[]): Promise<void> {
  const runner = await startRunner(createSite());
  const problems: string[] = [];
  try {
    for (const name of list) {
      try {
        const results = await runner.run(name);
        const path = resultsPath(name);
        if (task === "render") write(path, writeResults(results));
        else if (!existsSync(path)) problems.push(`${path} is not there; npm run notebook -- render ${name}`);
        else problems.push(...differences(name, readResults(readFileSync(path, "utf8")), results));
        console.log(`${name}: ${results.cells.size} cells`);
      } catch (error) {
        problems.push((error as Error).message);
      }
    }
  } finally {
    await runner.end();
  }
  if (problems.length) throw new Error(problems.join("\n"));
}

/** Beside, then in its place: never half a file. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}
