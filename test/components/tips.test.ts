import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import {walk} from "../../src/components/tips.js";

/** Marks at places of a picture, in the order of drawing: three in a row, two below. */
const places: [string, number, number][] = [
  ["a", 0, 0],
  ["b", 50, 0],
  ["c", 100, 0],
  ["d", 10, 40],
  ["e", 90, 40]
];

function picture(): (id: string) => Element {
  const {document} = parseHTML(
    `<svg>${places.map(([id]) => `<g><a id="${id}" href="#${id}"></a></g>`).join("")}</svg>`
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
  const mark = picture();

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
