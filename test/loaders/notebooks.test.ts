import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {
  digest,
  evidenceDigest,
  notebookNames,
  openNotebook,
  readResults,
  resultsPath
} from "../../loaders/notebooks/files.js";
import {createSite} from "../../loaders/pages/site.js";

describe("the results kept for the notebooks", () => {
  const now = evidenceDigest(createSite());

  it.each(notebookNames())("of %s are of its text and of the evidence as they are now", (name) => {
    const kept = readResults(readFileSync(resultsPath(name), "utf8"));
    expect(kept.notebook, "npm run notebook -- render makes them anew").toBe(digest(openNotebook(name).text));
    expect(kept.evidence, "npm run notebook -- render makes them anew").toBe(now);
  });
});
