import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import {nearestMark, seriesSentence, walk} from "../../src/figures/touch.js";

type Place = [id: string, x: number, y: number, href?: string];

/** Marks at places of a picture, in the order of drawing: three in a row, two below. */
const places: Place[] = [
  ["a", 0, 0],
  ["b", 50, 0],
  ["c", 100, 0],
  ["d", 10, 40],
  ["e", 90, 40]
];

/** The same in series: one of three in two rows, drawn in layers, and one of two. */
const layers: Place[] = [
  ["a1", 0, 0, "/a#1"],
  ["b1", 10, 40, "/b#1"],
  ["a2", 50, 10, "/a#2"],
  ["b2", 90, 40, "/b#2"],
  ["a3", 100, 0, "/a#3"],
  ["c1", 95, 80, "/c#1"]
];

function picture(places: readonly Place[]): (id: string) => Element {
  const {document} = parseHTML(
    `<svg>${places.map(([id, , , href]) => `<g><a id="${id}" href="${href ?? `#${id}`}" aria-label="${id.slice(0, 1).toUpperCase()}, mark ${id}."></a></g>`).join("")}</svg>`
  );
  for (const [id, x, y] of places) {
    const mark = document.getElementById(id);
    Object.assign(mark ?? {}, {
      getBoundingClientRect: () => ({left: x - 2, right: x + 2, top: y - 2, bottom: y + 2})
    });
  }
  return (id) => document.getElementById(id) as unknown as Element;
}

describe("walk", () => {
  const mark = picture(places);

  it.each([
    ["a", "ArrowRight", "b"],
    ["c", "ArrowRight", "d"],
    ["b", "ArrowLeft", "a"],
    ["e", "Home", "a"],
    ["a", "End", "e"],
    ["a", "ArrowDown", "d"],
    ["c", "ArrowDown", "e"],
    ["d", "ArrowUp", "a"],
    ["e", "ArrowUp", "c"]
  ])("from %s by %s leads to %s", (from, key, to) => {
    expect(walk(mark(from), key)?.id).toBe(to);
  });

  it.each([
    ["a", "ArrowLeft"],
    ["e", "ArrowRight"],
    ["b", "ArrowUp"],
    ["d", "ArrowDown"],
    ["a", "Enter"],
    ["a", "Tab"],
    ["a", "x"]
  ])("from %s by %s leads nowhere", (from, key) => {
    expect(walk(mark(from), key)).toBeNull();
  });
});

describe("walk through series", () => {
  const mark = picture(layers);

  it.each([
    ["a1", "ArrowRight", "a2"],
    ["a3", "ArrowRight", "b1"],
    ["b1", "ArrowLeft", "a3"],
    ["a1", "ArrowDown", "b1"],
    ["a3", "ArrowDown", "b2"],
    ["b2", "ArrowUp", "a3"],
    ["b1", "ArrowDown", "c1"],
    ["a2", "Home", "a1"],
    ["a2", "End", "a3"],
    ["b2", "Home", "b1"]
  ])("from %s by %s leads to %s", (from, key, to) => {
    expect(walk(mark(from), key)?.id).toBe(to);
  });

  it("leads to the ends of the picture when asked", () => {
    expect(walk(mark("b1"), "Home", {whole: true})?.id).toBe("a1");
    expect(walk(mark("a2"), "End", {whole: true})?.id).toBe("c1");
  });

  it("leads nowhere beyond the first and the last series", () => {
    expect(walk(mark("a2"), "ArrowUp")).toBeNull();
    expect(walk(mark("c1"), "ArrowDown")).toBeNull();
  });

  it("says what series it comes to, if that has several marks", () => {
    expect(seriesSentence(mark("b1"))).toBe("B, 2 marks, 2 of 3.");
    expect(seriesSentence(mark("c1"))).toBe("");
  });
});

describe("a pointer", () => {
  const box = picture(layers)("a1").ownerDocument as Document;
  const at = (clientX: number, clientY: number) => nearestMark(box, {clientX, clientY})?.id;

  it("means the mark it is on, or the nearest within twelve pixels", () => {
    expect(at(0, 0)).toBe("a1");
    expect(at(50, 21)).toBe("a2");
    expect(at(94, 60)).toBeUndefined();
    expect(at(92, 70)).toBe("c1");
  });
});
