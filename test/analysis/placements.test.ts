import {describe, expect, it} from "vitest";
import {bearsOut, claimOf, lastYear} from "../../src/analysis/placements.js";

describe("a claim", () => {
  const claim = (model: string) => claimOf({model, strength: "medium"});

  it("is read from the words of a placement", () => {
    expect(claim("PM")).toEqual({kind: "is", model: "PM"});
    expect(claim("PA (moving towards MOP)")).toEqual({kind: "is", model: "PA"});
    expect(claim("not PG (little progress)")).toEqual({kind: "not", model: "PG"});
    expect(claim("below PM (category not stated in the abstract)")).toEqual({kind: "below", model: "PM"});
  });
  it("is none where no model is named, or the source does not use the models", () => {
    for (const model of ["towards PG", "hybrid", "outside the frame", "PMX", "some movement towards PG"])
      expect(claim(model)).toBeUndefined();
    expect(claimOf({model: "PM in design", strength: "supporting"})).toBeUndefined();
  });
  it("is borne out by a class, or not", () => {
    const is = {kind: "is", model: "PM"} as const;
    const not = {kind: "not", model: "PG"} as const;
    const below = {kind: "below", model: "PM"} as const;
    expect(["1110", "1111", undefined].map((corner) => bearsOut(is, {corner}))).toEqual([
      true,
      false,
      undefined
    ]);
    expect(["1110", "1111"].map((corner) => bearsOut(not, {corner}))).toEqual([true, false]);
    // Below: one of the sets of the model is not reached, whatever else is.
    expect(["1100", "1101", "1110", "1111"].map((corner) => bearsOut(below, {corner}))).toEqual([
      true,
      true,
      false,
      false
    ]);
  });
});

describe("the time of a placement", () => {
  it("is its last year, what stands in brackets left out", () => {
    expect(lastYear("to 2008")).toBe(2008);
    expect(lastYear("early 1990s-2012")).toBe(2012);
    expect(lastYear("about 2009-2016 (year of the article not shown)")).toBe(2016);
    expect(lastYear("from 1993 (checked in 2026)")).toBe(1993);
    expect(lastYear("recently")).toBeUndefined();
  });
});
