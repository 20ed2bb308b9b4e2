import {difference, report} from "./diff.js";

/** `npm run diff -- OLD NEW`: what changed between two packages, each a folder or an archive. */
const [before, after = "data", ...others] = process.argv.slice(2);
try {
  if (!before || others.length)
    throw new Error("expected: npm run diff -- OLD NEW, each a folder of a package or an archive of one");
  console.log(report(difference(before, after)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
