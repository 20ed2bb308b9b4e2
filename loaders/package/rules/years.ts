import type {LoadedRow} from "../load.ts";
import type {Problem} from "../problem.ts";
import {years} from "../schema.ts";
import {number, type Rule, rowsOf, text, wrong} from "./rule.ts";

/** Columns with the year of something that has happened. */
const past = [
  ["countries", "oecd_since"],
  ["events", "year"],
  ["periods", "start"],
  ["indicators", "year"],
  ["observations", "year"],
  ["reference_values", "year"],
  ["survey_answers_obs", "wave"],
  ["survey_answers_pb2023", "wave"],
  ["survey_waves", "wave"],
  ["survey_aggregates", "wave"]
] as const;

/** Columns with a day that has passed. */
const days = [
  ["sources", "accessed"],
  ["releases", "date"]
] as const;

/** First and last year of the same thing. */
const spans = [
  ["events", "year", "end_year"],
  ["periods", "start", "end"]
] as const;

/** Nothing lies in the future, nothing ends before it begins, and years in words are years. */
export const checkYears: Rule = (loaded, {today}) => {
  const problems: Problem[] = [];
  const present = Number(today.slice(0, 4));
  for (const [table, column] of past) {
    for (const row of rowsOf(loaded, table)) {
      if ((number(row, column) ?? present) > present) {
        problems.push(wrong(row, column, `a year not after ${present}`));
      }
    }
  }
  for (const [table, column] of days) {
    for (const row of rowsOf(loaded, table)) {
      if (text(row, column) > today) problems.push(wrong(row, column, `a day not after ${today}`));
    }
  }
  for (const [table, from, to] of spans) {
    for (const row of rowsOf(loaded, table)) {
      const start = number(row, from);
      const end = number(row, to);
      if (start !== undefined && end !== undefined && end < start) {
        problems.push(wrong(row, to, `a year not before ${start}, which stands in ${from}`));
      }
    }
  }
  for (const row of rowsOf(loaded, "sources")) {
    if (/^\d{4}$/.test(text(row, "year")) && Number(text(row, "year")) > present + 1) {
      problems.push(wrong(row, "year", `a year of publication not after ${present + 1}`));
    }
  }
  for (const table of ["findings", "placements"]) {
    for (const row of rowsOf(loaded, table)) problems.push(...yearsInWords(row, "period"));
  }
  return problems;
};

function yearsInWords(row: LoadedRow, column: string): Problem[] {
  const outside = (text(row, column).match(/\d+/g) ?? [])
    .filter((digits) => digits.length >= 4)
    .filter((digits) => Number(digits) < years.first || Number(digits) > years.last);
  if (outside.length === 0) return [];
  return [wrong(row, column, `years from ${years.first} to ${years.last}`)];
}
