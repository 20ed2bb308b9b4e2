import {describe, expect, it} from "vitest";
import {type Constraints, type Field, type FieldType, parseValue} from "../../../loaders/package/schema.ts";

function field(type: FieldType, constraints: Constraints = {}): Field {
  return {name: "x", type, description: "", constraints, delimiter: ";"};
}

describe("parseValue", () => {
  it.each([
    ["string", "a b", "a b"],
    ["integer", "-3", -3],
    ["number", "0.333333", 0.333333],
    ["number", "1.5e-3", 0.0015],
    ["boolean", "true", true],
    ["boolean", "false", false],
    ["year", "1900", 1900],
    ["year", "2027", 2027],
    ["date", "2024-02-29", "2024-02-29"],
    ["list", "a; b;c", ["a", "b", "c"]]
  ] as const)("reads %s %s", (type, text, value) => {
    expect(parseValue(text, field(type))).toEqual({value});
  });

  it.each([
    ["integer", "3.0", "a whole number"],
    ["number", "1,5", "a number with a point, such as 0.25"],
    ["number", "NaN", "a number with a point, such as 0.25"],
    ["number", "Infinity", "a number with a point, such as 0.25"],
    ["number", "0x10", "a number with a point, such as 0.25"],
    ["boolean", "TRUE", "true or false"],
    ["year", "1899", "a year from 1900 to 2027"],
    ["year", "2028", "a year from 1900 to 2027"],
    ["year", "about 2015", "a year from 1900 to 2027"],
    ["date", "2026-02-29", "a date, YYYY-MM-DD"],
    ["date", "23.11.2026", "a date, YYYY-MM-DD"],
    ["list", "a;;b", 'items between ";", none empty'],
    ["list", "a;a", "every item once"],
    ["string", " a", "no space at either end"]
  ] as const)("refuses %s %s", (type, text, expected) => {
    expect(parseValue(text, field(type))).toEqual({expected});
  });

  it("reads an empty cell as null, an empty list as no items, and refuses it where a value is required", () => {
    expect(parseValue("", field("number"))).toEqual({value: null});
    expect(parseValue("", field("list"))).toEqual({value: []});
    expect(parseValue("", field("list", {required: true}))).toEqual({expected: "a value (required)"});
  });

  it("holds values against enum, pattern, minimum and maximum", () => {
    expect(parseValue("0.5", field("number", {enum: [0, 1]}))).toEqual({expected: "one of 0, 1"});
    expect(parseValue("0.0", field("number", {enum: [0, 1]}))).toEqual({value: 0});
    expect(parseValue("AUSX", field("string", {pattern: "[A-Z]{3}"}))).toEqual({
      expected: "the form [A-Z]{3}"
    });
    expect(parseValue("-1", field("integer", {minimum: 0}))).toEqual({expected: "at least 0"});
    expect(parseValue("2", field("number", {maximum: 1}))).toEqual({expected: "at most 1"});
    expect(parseValue("1", field("number", {minimum: 1, maximum: 1}))).toEqual({value: 1});
  });
});
