import {describe, expect, it} from "vitest";
import {cornerOfLevels} from "../../src/components/place.js";
import {verdict} from "../../src/components/predict.js";

describe("a verdict", () => {
  it("says whether the reader and the evidence agree", () => {
    expect(verdict(["4"], ["4"])).toBe("You said 4, and so does the evidence.");
    expect(verdict(["4"], ["0"])).toBe("You said 4.");
    expect(verdict(["a, b"], ["a", " b"], "choice")).toBe("You said a, b, and so does the evidence.");
  });

  it("counts the points of a line that were hit", () => {
    expect(verdict(["1", "2", "3"], ["1", "0", "3"], "line")).toBe(
      "Your line meets the evidence at 2 of 3 points."
    );
  });
});

describe("a government placed", () => {
  it("is in a set from two thirds on", () => {
    expect(cornerOfLevels([2, 1, 3, 0])).toBe("1010");
  });
});
