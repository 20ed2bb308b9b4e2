import {checkPackage} from "./check.ts";
import {formatProblem} from "./problem.ts";

const folder = process.argv[2] ?? "data";
const {problems, counts} = checkPackage(folder);
const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);

if (problems.length > 0) {
  for (const problem of problems) console.error(formatProblem(problem));
  console.error(`${folder}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
  process.exitCode = 1;
} else {
  const tables = [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
  console.log(`${folder}: ${counts.size} tables, ${rows} rows, no problems (${tables})`);
}
