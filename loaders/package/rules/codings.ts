import type {LoadedPackage, LoadedRow} from "../load.ts";
import type {Problem} from "../problem.ts";
import {overlaps, parseSpan, type Span} from "../span.ts";
import {groupBy, indexBy, list, number, type Rule, rowsOf, text, wrong} from "./rule.ts";

const readings = ["official", "practice"];
const sets = ["M", "I", "C", "E"];

/** Kinds of event that count from their year on, and so cannot support a period that ends before it. */
const begins = ["law", "framework", "institution", "reform"];

/** A coding agrees with its rule, its period and the evidence that it names. */
export const checkCodings: Rule = (loaded) => {
  const rules = indexBy(rowsOf(loaded, "rules"), "rule_id");
  const periods = indexBy(rowsOf(loaded, "periods"), "period_id");
  const book = bookOf(loaded);
  return rowsOf(loaded, "codings").flatMap((row) => [
    ...named(row),
    ...ruled(row, rules.get(text(row, "rule_id"))),
    ...placed(row, periods.get(text(row, "period_id"))),
    ...supported(row, periods.get(text(row, "period_id")), book)
  ]);
};

function named(row: LoadedRow): Problem[] {
  const id = ["coder", "period_id", "reading", "set"].map((column) => text(row, column)).join(":");
  return text(row, "coding_id") === id ? [] : [wrong(row, "coding_id", id)];
}

function ruled(row: LoadedRow, rule: LoadedRow | undefined): Problem[] {
  const level = text(row, "level");
  if (level === "") {
    return ["rule_id", "confidence"]
      .filter((column) => text(row, column) !== "")
      .map((column) => wrong(row, column, "nothing, because there is no level"));
  }
  const problems = ["rule_id", "confidence"]
    .filter((column) => text(row, column) === "")
    .map((column) => wrong(row, column, "a value, because there is a level"));
  if (rule && text(rule, "set") !== text(row, "set")) {
    problems.push(wrong(row, "rule_id", `a rule of the set ${text(row, "set")}`));
  }
  if (rule && number(rule, "level") !== number(row, "level")) {
    const id = text(rule, "rule_id");
    problems.push(wrong(row, "level", `${text(rule, "level")}, the level of the rule ${id}`));
  }
  return problems;
}

function placed(row: LoadedRow, period: LoadedRow | undefined): Problem[] {
  if (!period || text(period, "iso3") === text(row, "iso3")) return [];
  return [wrong(row, "iso3", `${text(period, "iso3")}, the country of the period ${text(row, "period_id")}`)];
}

function supported(row: LoadedRow, period: LoadedRow | undefined, {findings, events}: Book): Problem[] {
  const problems: Problem[] = [];
  const years = period && spanOf(period, "start", "end");
  const iso3 = text(row, "iso3");
  const cite = (column: string, id: string, expected: string) =>
    problems.push(wrong(row, column, expected, id));
  for (const id of list(row, "finding_ids")) {
    const finding = findings.get(id);
    if (!finding) continue;
    if (text(finding, "iso3") !== iso3) cite("finding_ids", id, `findings on ${iso3}`);
    const span = parseSpan(text(finding, "period"));
    if (years && span && !overlaps(span, years)) {
      cite(
        "finding_ids",
        id,
        `findings on years of ${text(row, "period_id")} (this one: ${text(finding, "period")})`
      );
    }
  }
  for (const id of list(row, "event_ids")) {
    const event = events.get(id);
    if (!event) continue;
    if (text(event, "iso3") !== iso3) cite("event_ids", id, `events in ${iso3}`);
    const start = number(event, "year");
    if (years && start !== undefined && begins.includes(text(event, "kind")) && start > years.end) {
      cite("event_ids", id, `events that begin before ${text(row, "period_id")} ends (${years.end})`);
    }
  }
  if (text(row, "level") !== "" && list(row, "finding_ids").length + list(row, "event_ids").length === 0) {
    problems.push(wrong(row, "finding_ids", "a finding or an event on which the level rests"));
  }
  return problems;
}

/** Findings and events by their keys. */
interface Book {
  findings: Map<string, LoadedRow>;
  events: Map<string, LoadedRow>;
}

function bookOf(loaded: LoadedPackage): Book {
  return {
    findings: indexBy(rowsOf(loaded, "findings"), "finding_id"),
    events: indexBy(rowsOf(loaded, "events"), "event_id")
  };
}

function spanOf(row: LoadedRow, from: string, to: string): Span | undefined {
  const start = number(row, from);
  return start === undefined ? undefined : {start, end: number(row, to) ?? Infinity};
}

/** Every coder reads every set of every period, officially and in practice: with a level, or with a reason for none. */
export const checkComplete: Rule = (loaded) => {
  const codings = new Set(rowsOf(loaded, "codings").map((row) => text(row, "coding_id")));
  if (codings.size === 0) return [];
  const problems: Problem[] = [];
  for (const coder of rowsOf(loaded, "coders")) {
    for (const period of rowsOf(loaded, "periods")) {
      for (const reading of readings) {
        for (const set of sets) {
          const id = [text(coder, "coder"), text(period, "period_id"), reading, set].join(":");
          if (codings.has(id)) continue;
          problems.push({
            file: "codings.csv",
            column: "coding_id",
            value: id,
            expected: "a row for this reading"
          });
        }
      }
    }
  }
  return problems;
};

/** A period bears its country and first year in its name, lies within the evidence, and meets no other. */
export const checkPeriods: Rule = (loaded) => {
  const {findings, events} = bookOf(loaded);
  const spans = evidenceSpans(loaded);
  const problems: Problem[] = [];
  for (const row of rowsOf(loaded, "periods")) {
    const iso3 = text(row, "iso3");
    const id = `${iso3.toLowerCase()}-${text(row, "start")}`;
    if (!text(row, "period_id").startsWith(id)) problems.push(wrong(row, "period_id", id));
    for (const cited of list(row, "evidence_ids")) {
      const found = findings.get(cited) ?? events.get(cited);
      if (found && text(found, "iso3") !== iso3) {
        problems.push(wrong(row, "evidence_ids", `findings and events of ${iso3}`, cited));
      }
    }
    const span = spans.get(iso3);
    if (!span) continue;
    for (const column of ["start", "end"]) {
      const year = number(row, column);
      if (year !== undefined && (year < span.start || year > span.end)) {
        problems.push(
          wrong(row, column, `a year within the evidence on ${iso3} (${span.start} to ${span.end})`)
        );
      }
    }
  }
  for (const group of groupBy(rowsOf(loaded, "periods"), (row) => text(row, "iso3")).values()) {
    problems.push(...meeting(group));
  }
  return problems;
};

function evidenceSpans(loaded: LoadedPackage): Map<string, Span> {
  const spans = new Map<string, Span>();
  const widen = (iso3: string, ...found: (number | undefined)[]) => {
    const years = found.filter((year) => year !== undefined).filter(Number.isFinite);
    const {start, end} = spans.get(iso3) ?? {start: Infinity, end: -Infinity};
    spans.set(iso3, {start: Math.min(start, ...years), end: Math.max(end, ...years)});
  };
  for (const row of rowsOf(loaded, "events"))
    widen(text(row, "iso3"), number(row, "year"), number(row, "end_year"));
  for (const row of rowsOf(loaded, "findings")) {
    const span = parseSpan(text(row, "period"));
    if (span) widen(text(row, "iso3"), span.start, span.end);
  }
  return spans;
}

function meeting(rows: LoadedRow[]): Problem[] {
  const sorted = rows
    .filter((row) => number(row, "start") !== undefined)
    .sort((a, b) => (number(a, "start") ?? 0) - (number(b, "start") ?? 0));
  return sorted.slice(1).flatMap((row, i) => {
    const before = sorted[i] as LoadedRow;
    const end = number(before, "end") ?? Infinity;
    if (end < (number(row, "start") ?? Infinity)) return [];
    return [
      wrong(row, "start", `a year after ${text(before, "period_id")} ends (${text(before, "end") || "open"})`)
    ];
  });
}
