import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {hashOfInputs, isUnchanged, writeStamp} from "../../../loaders/outputs/stamp.js";

describe("the stamp of a build", () => {
  let root: string;
  let output: string;
  const inputs = () => hashOfInputs({root, inputs: ["src", "gone", "package.json"]});
  const options = () => ({folder: join(root, ".cache")});
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "four-models-"));
    output = join(root, "dist");
    for (const name of ["src", "src/.observablehq", "dist"]) mkdirSync(join(root, name));
    write("src/a.md", "a");
    write("package.json", "{}");
    write("dist/a.html", "<p>a");
    writeStamp(output, inputs(), options());
  });
  afterEach(() => {
    delete process.env.FM_TEST;
    rmSync(root, {recursive: true, force: true});
  });

  it("holds while nothing changes", () => {
    expect(isUnchanged(output, inputs(), options())).toBe(true);
    write("src/.observablehq/cache", "of no weight");
    write("dist/a.html.gz", "what npm run pack adds");
    expect(isUnchanged(output, inputs(), options())).toBe(true);
  });

  it.each<[string, () => void]>([
    ["an input has other bytes of the same length", () => write("src/a.md", "b")],
    ["an input is new", () => write("src/b.md", "")],
    ["an input is gone", () => rmSync(join(root, "src/a.md"))],
    ["an output has another length", () => write("dist/a.html", "<p>aa")],
    ["an output is gone", () => rmSync(join(root, "dist/a.html"))],
    ["something was added to the outputs", () => write("dist/b.html", "")],
    ["the folder is gone", () => rmSync(output, {recursive: true})],
    ["a variable steers the build", () => Object.assign(process.env, {FM_TEST: "1"})],
    ["the stamp cannot be read", () => rmSync(join(root, ".cache"), {recursive: true})]
  ])("does not hold when %s", (_, change) => {
    change();
    expect(isUnchanged(output, inputs(), options())).toBe(false);
  });

  it("belongs to one folder", () => {
    expect(isUnchanged(join(root, "elsewhere"), inputs(), options())).toBe(false);
  });
});
