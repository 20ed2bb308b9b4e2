import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {evaluate, formatExpression, parseExpression, propertySpace} from "../../src/analysis/index.js";
import {cornerName} from "../../src/analysis/propertySpace.js";
import {mice} from "./arbitraries.js";

describe("expressions", () => {
  it("are read and written", () => {
    expect(parseExpression("A * ~B+C")).toEqual([
      [
        {set: "A", present: true},
        {set: "B", present: false}
      ],
      [{set: "C", present: true}]
    ]);
    expect(formatExpression(parseExpression("A * ~B+C"))).toBe("A*~B + C");
    expect(formatExpression([[]])).toBe("1");
    for (const text of ["", "A+", "A**B", "~~A", "A B", "a-b"])
      expect(() => parseExpression(text)).toThrow(SyntaxError);
    expect(() => parseExpression("A*?")).toThrow('not a set or its negation: "?" in "A*?"');
  });
  it("hold to the degree of the best term, a term to that of its weakest set", () => {
    expect(evaluate("A*~B + C", {A: 0.9, B: 0.3, C: 0.2})).toBe(0.7);
    expect(evaluate("A*B", {A: 0.9})).toBeUndefined();
    expect(evaluate([], {A: 0.9})).toBe(0);
    expect(evaluate([[]], {})).toBe(1);
    expect(() => evaluate("A", {A: 3})).toThrow("membership in A outside 0 to 1: 3");
  });
  it("agree with the property space", () => {
    fc.assert(
      fc.property(mice, (m) => {
        for (const {corner, membership} of propertySpace(m))
          expect(evaluate(cornerName(corner), m)).toBe(membership);
      })
    );
  });
});
