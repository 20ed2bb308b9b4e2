/** Runs one of the benches: `npm run bench -- loader`; without a name, that of the build. */
import {readdirSync} from "node:fs";

const names = readdirSync(import.meta.dirname)
  .filter((d) => d.endsWith(".ts") && d !== "run.ts")
  .map((d) => d.slice(0, -3));
const [name = "build"] = process.argv.slice(2);
if (names.includes(name)) await import(new URL(`./${name}.ts`, import.meta.url).href);
else {
  console.error(`there is no bench called ${name}; expected one of ${names.join(", ")}`);
  process.exitCode = 1;
}
