import {describe, expect, it} from "vitest";
import {cellText, choose, queryOf, wishOf} from "../../src/components/preview.js";

const rows = [
  {name: "Türkiye", value: 10, missing: null, ids: ["a", "b"]},
  {name: "Austria", value: null, missing: "source-silent", ids: []},
  {name: "Chile", value: 9, missing: null, ids: ["b"]},
  {name: "Belgium", value: -1, missing: null, ids: []}
];
const none = {find: "", within: "", sort: ""};
const names = (wish: Partial<typeof none>) => choose(rows, {...none, ...wish}).map((d) => d.name);

describe("the rows a wish leaves", () => {
  it("are all of them, in the order of the file, when nothing is wished", () => {
    expect(names({})).toEqual(["Türkiye", "Austria", "Chile", "Belgium"]);
  });
  it("hold all words, without regard to accents and case", () => {
    expect(names({find: "TURKIYE"})).toEqual(["Türkiye"]);
    expect(names({find: "silent austria"})).toEqual(["Austria"]);
    expect(names({find: "austria 9"})).toEqual([]);
    expect(names({find: "  "})).toHaveLength(4);
  });
  it("hold them in the column asked for", () => {
    expect(names({find: "b"})).toEqual(["Türkiye", "Chile", "Belgium"]);
    expect(names({find: "b", within: "ids"})).toEqual(["Türkiye", "Chile"]);
  });
  it("are sorted by number, with what is missing last either way", () => {
    expect(names({sort: "value"})).toEqual(["Belgium", "Chile", "Türkiye", "Austria"]);
    expect(names({sort: "-value"})).toEqual(["Türkiye", "Chile", "Belgium", "Austria"]);
    expect(names({sort: "-name"})).toEqual(["Türkiye", "Chile", "Belgium", "Austria"]);
  });
  it("leave the input as it is", () => {
    const before = structuredClone(rows);
    names({sort: "name", find: "a"});
    expect(rows).toEqual(before);
  });
});

describe("the address of a wish", () => {
  const columns = ["name", "value"];
  it.each([
    ["", none],
    ["find=a+b&in=name&sort=-value", {find: "a b", within: "name", sort: "-value"}],
    ["find=x", {...none, find: "x"}]
  ])("%j is read and written alike", (query, wish) => {
    expect(wishOf(query, columns)).toEqual(wish);
    expect(queryOf(wish)).toBe(query);
  });
  it("passes over columns that are not there", () => {
    expect(wishOf("in=__proto__&sort=-nothing&find=%3Cb%3E", columns)).toEqual({...none, find: "<b>"});
  });
});

describe("the text of a cell", () => {
  it.each([
    [null, ""],
    [undefined, ""],
    [0, "0"],
    [false, "false"],
    [["a", "b"], "a, b"]
  ])("of %j is %j", (value, text) => {
    expect(cellText(value)).toBe(text);
  });
});
