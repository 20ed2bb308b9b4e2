import {readFileSync} from "node:fs";
import {join} from "node:path";
import {deserialize} from "@observablehq/notebook-kit";
import fc from "fast-check";
import {JSDOM} from "jsdom";
import {DOMParser} from "linkedom";
import {describe, expect, it} from "vitest";
import {NOTEBOOKS, notebookNames} from "../../loaders/notebooks/files.js";
import {
  cannotStand,
  createNotebook,
  type DocumentParser,
  type Notebook,
  readNotebook,
  writeNotebook
} from "../../src/workbench/notebook.js";

const parser = new DOMParser() as unknown as DocumentParser;
const kit = new new JSDOM().window.DOMParser();

/** Pieces of which awkward cells are made. */
const piece = fc.oneof(
  fc.string({unit: "grapheme"}).map((text) => text.replace(/[\r\0]/g, " ")),
  fc.constantFrom(
    "\n",
    "  ",
    "\t",
    "    ",
    "\n\n",
    " \n",
    "</script>",
    "</SCRIPT ",
    "<\\/script>",
    "<\\\\/script>",
    "</script",
    "<!--",
    "-->",
    "<script>",
    "<script",
    "`",
    "${",
    "\\",
    "</notebook>",
    "</title>",
    "&lt;",
    "&amp;amp;",
    "<b>",
    "\u00a0",
    "\u2028",
    "const a = 1;",
    "# Head",
    "]]>",
    "<![CDATA["
  )
);
const value = fc
  .array(piece, {maxLength: 12})
  .map((parts) => parts.join(""))
  .filter((text) => !cannotStand({id: 1, value: text}));
const cell = fc.record({
  mode: fc.constantFrom("js", "md", "html", "ts", "tex", "dot", "node", "ojs" as const),
  value,
  pinned: fc.boolean(),
  hidden: fc.boolean()
});
const notebooks: fc.Arbitrary<Notebook> = fc
  .record({
    title: fc.string({minLength: 1}).map((text) => text.replace(/[\r\0\s]+/g, " ").trim() || "Untitled"),
    cells: fc.array(cell, {maxLength: 8})
  })
  .map((d) => createNotebook(d as Parameters<typeof createNotebook>[0]));

/** What stands between the tags of each cell, as it is in the file. */
function bytesOfCells(text: string): string[] {
  return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, inside = ""]) => inside);
}

describe("a notebook file", () => {
  it("keeps every character of a hundred made-up notebooks, read here and by Notebook Kit", () => {
    fc.assert(
      fc.property(notebooks, (notebook) => {
        const text = writeNotebook(notebook);
        expect(readNotebook(text, {parser: kit as unknown as DocumentParser})).toEqual(notebook);
        expect(deserialize(text, {parser: kit})).toEqual(notebook);
        expect(readNotebook(text, {parser})).toEqual(notebook);
      }),
      {numRuns: 100}
    );
  });

  it.each(notebookNames())("opened and saved, keeps every byte of the cells: %s", (name) => {
    const text = readFileSync(join(NOTEBOOKS, `${name}.html`), "utf8");
    const saved = writeNotebook(readNotebook(text, {parser: kit as unknown as DocumentParser}));
    expect(bytesOfCells(saved)).toEqual(bytesOfCells(text));
    expect(deserialize(saved, {parser: kit})).toEqual(deserialize(text, {parser: kit}));
    expect(writeNotebook(readNotebook(saved, {parser}))).toBe(saved);
  });

  it.each([
    ["a\rb", "line 1: a carriage return"],
    ["a\n</script/>", "line 2: “</script/”"],
    ["<!-- <script> ", "line 1: “<!--”"]
  ])("says where %j cannot be written", (text, said) => {
    expect(cannotStand({id: 7, value: text})).toContain(`cell 7, ${said}`);
    expect(() => writeNotebook(createNotebook({cells: [{id: 7, value: text}]}))).toThrow(said);
  });

  it.each([
    "<!-- a --><script>1</script>",
    "</script>",
    "x </script",
    "<\\/script>"
  ])("can hold %j", (text) => {
    const notebook = createNotebook({
      cells: [
        {mode: "html", value: text},
        {mode: "md", value: "after"}
      ]
    });
    expect(deserialize(writeNotebook(notebook), {parser: kit}).cells.map((d) => d.value)).toEqual([
      text,
      "after"
    ]);
  });

  it("says so when there is no notebook in a file", () => {
    expect(() => readNotebook("<p>Hello", {parser})).toThrow("not a notebook");
  });
});
