import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {parse} from "yaml";
import {reportAfter, setCell} from "./loaders/package/broken.js";

const root = join(import.meta.dirname, "..");
const text = (path: string) => readFileSync(join(root, path), "utf8");
const withoutRow = (line: string) => line.replace(/row \d+/, "row N");

describe("the way to a changed coding", () => {
  it("shows the message that the check gives, to the letter but for the number of the row", () => {
    const said = reportAfter("codings.csv", (grid) => {
      setCell("codings.csv", grid, {coding_id: "settled:swe-1988:official:M"}, "level", "0.333333");
    });
    const message = said.find((line) => line.includes("column level")) ?? "nothing was said";
    for (const path of ["CONTRIBUTING.md", "src/contribute.md"]) {
      const shown = text(path)
        .split("\n")
        .map((line) => line.replace(/<[^>]+>/g, ""))
        .filter((line) => line.startsWith("codings.csv, row"));
      expect(shown.map(withoutRow), path).toEqual([withoutRow(message)]);
    }
  });

  it("names only commands that there are", () => {
    const {scripts} = JSON.parse(text("package.json"));
    for (const path of [
      "CONTRIBUTING.md",
      "src/contribute.md",
      "src/architecture.md",
      "README.md",
      "src/data/index.md"
    ]) {
      const named = [...text(path).matchAll(/\bnpm run ([\w:]+)/g)].map((d) => d[1] ?? "");
      for (const name of named) expect(Object.keys(scripts), `${path}: npm run ${name}`).toContain(name);
    }
  });
});

describe("the forms for issues", () => {
  const folder = ".github/ISSUE_TEMPLATE";
  const forms = readdirSync(join(root, folder)).filter((d) => d !== "config.yml");

  it.each(forms)("%s is one that GitHub can show, and asks for source and place", (file) => {
    const form = parse(text(join(folder, file)));
    expect(form.name).toBeTruthy();
    expect(form.description).toBeTruthy();
    const ids = form.body.map((d: {id: string}) => d.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("source");
    for (const {type, attributes} of form.body) {
      expect(["input", "textarea", "dropdown", "markdown"]).toContain(type);
      expect(attributes.label).toBeTruthy();
      if (type === "dropdown")
        expect(attributes.options.every((d: unknown) => typeof d === "string")).toBe(true);
    }
  });
});
