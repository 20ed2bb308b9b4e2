import {verifySite} from "./site.js";

/** `npm run verify`: holds a built site to its own tables. */
try {
  const {files, rows, classes, numbers, problems} = await verifySite(
    process.argv[2] ?? process.env.FM_OUT ?? "dist"
  );
  for (const problem of problems) console.error(problem);
  console.log(
    `${files} files and ${rows} rows held to their checksums and to each other; ${classes} classes and ${numbers} memberships reckoned again: ${problems.length || "no"} ${problems.length === 1 ? "difference" : "differences"}`
  );
  if (problems.length) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
