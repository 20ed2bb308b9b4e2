import {reproduce} from "./reproduce.js";

/** `npm run reproduce`: builds the site twice from nothing and compares every byte. */
try {
  const {files, problems} = await reproduce(process.env.FM_OUT ?? "dist");
  for (const problem of problems) console.error(problem);
  console.log(
    `${files} files built twice: ${problems.length ? `${problems.length} differ` : "the same bytes"}`
  );
  if (problems.length) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
