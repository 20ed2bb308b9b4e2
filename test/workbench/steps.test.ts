import {describe, expect, it} from "vitest";
import {keptHash, wantedBy} from "../../src/workbench/address.js";
import {addCell, changeCell, moveCell, removeCell} from "../../src/workbench/edits.js";
import {createNotebook} from "../../src/workbench/notebook.js";
import {pack, unpack} from "../../src/workbench/pack.js";
import {createSteps} from "../../src/workbench/steps.js";

const notebook = createNotebook({title: "Steps", cells: [{value: "a"}, {value: "b"}]});
const order = (d: {cells: readonly {id: number}[]} | undefined) => d?.cells.map((cell) => cell.id);

describe("steps", () => {
  it("lead back and forward, and keep the text that cells have now", () => {
    const steps = createSteps();
    steps.add(notebook);
    const moved = moveCell(notebook, 1, 1);
    steps.add(moved);
    const written = changeCell(removeCell(moved, 2), 1, {value: "new", pinned: true});
    const back = steps.go(-1, written);
    expect(order(back)).toEqual([2, 1]);
    expect(back?.cells.map((d) => d.value)).toEqual(["b", "new"]);
    const first = back && steps.go(-1, back);
    expect(order(first)).toEqual([1, 2]);
    expect(first?.cells[0]).toMatchObject({value: "new", pinned: true});
    expect(first && steps.go(-1, first)).toBeUndefined();
    expect(order(first && steps.go(1, first))).toEqual([2, 1]);
  });

  it("take back the kind of a cell, and forget what was taken back at the next change", () => {
    const steps = createSteps();
    steps.add(notebook);
    const kind = changeCell(notebook, 1, {mode: "md"});
    const back = steps.go(-1, kind);
    expect(back?.cells[0]?.mode).toBe("js");
    steps.add(notebook);
    expect(steps.go(1, addCell(notebook, {}))).toBeUndefined();
  });
});

describe("the address of the workbench", () => {
  it.each([
    ["#open=first-steps", {kind: "published", name: "first-steps"}],
    ["#open=../evidence", {kind: "latest"}],
    ["#n=abc_-", {kind: "packed", text: "abc_-"}],
    [keptHash("own:1 & 2/ä"), {kind: "kept", key: "own:1 & 2/ä"}],
    ["", {kind: "latest"}],
    ["#else", {kind: "latest"}]
  ])("%s says what is wanted", (hash, wanted) => {
    expect(wantedBy(hash)).toEqual(wanted);
  });

  it("cannot be read where it was cut", () => {
    expect(() => wantedBy("#doc=%E0%A4%A")).toThrow(URIError);
  });
});

describe("packed tables", () => {
  it("are the same when unpacked", () => {
    const tables = {
      a: [
        {x: 1, y: null},
        {x: 2, y: "z"}
      ],
      empty: []
    };
    expect(unpack(JSON.parse(JSON.stringify(pack(tables))))).toEqual(tables);
  });
});
