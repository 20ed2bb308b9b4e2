import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, posix} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {countImports, housePicture, ROOMS} from "../../../loaders/pages/house.js";
import {importsOf, projectFiles} from "../../rooms.js";

const root = join(import.meta.dirname, "../../..");
const home = mkdtempSync(join(tmpdir(), "four-models-house-"));
afterAll(() => rmSync(home, {recursive: true, force: true}));

describe("the picture of the house", () => {
  const imports = countImports(root);
  const order = (folder: string) => ROOMS.findIndex((d) => d.folder === folder);

  it("shows every pair of rooms that a parser finds, and no other", async () => {
    const roomOf = (path: string) => ROOMS.find((d) => path.startsWith(`${d.folder}/`))?.folder;
    const code = new Map(
      [...projectFiles(root)].filter(
        ([path]) => path.endsWith(".ts") && !path.endsWith(".d.ts") && roomOf(path)
      )
    );
    const parsed = (await importsOf(code, {types: true}))
      .filter((d) => d.to.startsWith("."))
      .map((d) => [roomOf(d.from), roomOf(posix.join(posix.dirname(d.from), d.to))])
      .filter(([from, to]) => to && from !== to)
      .map((d) => d.join(" "));
    expect(imports.map((d) => `${d.from} ${d.to}`).sort()).toEqual([...new Set(parsed)].sort());
  });

  it("has no arrow that leads from a room to a later one", () => {
    expect(imports.length).toBeGreaterThan(5);
    for (const {from, to} of imports) expect(order(from), `${from} ${to}`).toBeGreaterThan(order(to));
  });

  it("is drawn with a room to a box, and says in words what it shows", () => {
    const {text} = housePicture(imports);
    expect(text.match(/<rect/g)).toHaveLength(ROOMS.length);
    for (const {from, to, count} of imports)
      expect(text).toContain(`${from} imports ${count} times from ${to}`);
  });

  it("counts imports of any form and passes over what only looks like one", () => {
    const files = {
      "src/figures/a.ts":
        'import {b} from "../analysis/b.js";\nimport {\n  c\n} from "../analysis/c.js";\nexport * from "../evidence/d.js";\nimport "../evidence/e.js";\n// import {x} from "../components/x.js";\nimport {own} from "./own.js";\nconst t = `import "../embed/x.js"`;\n',
      "loaders/a.ts": 'import type {b} from "../src/analysis/b.js";\n'
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(home, path)), {recursive: true});
      writeFileSync(join(home, path), text);
    }
    expect(countImports(home)).toEqual([
      {from: "src/figures", to: "src/analysis", count: 2},
      {from: "src/figures", to: "src/evidence", count: 2},
      {from: "loaders", to: "src/analysis", count: 1}
    ]);
  });
});
