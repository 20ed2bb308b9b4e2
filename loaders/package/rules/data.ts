import type {LoadedPackage, LoadedRow} from "../load.ts";
import type {Problem} from "../problem.ts";
import {groupBy, indexBy, number, type Rule, rowsOf, text, wrong} from "./rule.ts";

/** Observations lie on the scale of their series and in its file, and no OECD member is passed over in silence. */
export const checkObservations: Rule = (loaded) => {
  const series = indexBy(rowsOf(loaded, "series"), "series_id");
  const observations = rowsOf(loaded, "observations");
  const problems: Problem[] = [];
  for (const row of [...observations, ...rowsOf(loaded, "reference_values")]) {
    const its = series.get(text(row, "indicator_id"));
    if (!its) continue;
    problems.push(...onScale(row, its));
    if (row.resource !== text(its, "resource") && row.resource !== "reference_values") {
      problems.push(wrong(row, "indicator_id", `a series of the resource ${row.resource}`));
    }
  }
  const members = rowsOf(loaded, "countries").filter((row) => text(row, "oecd_since") !== "");
  for (const wave of groupBy(
    observations,
    (row) => `${text(row, "indicator_id")} ${text(row, "year")}`
  ).values()) {
    problems.push(...passedOver(wave, members));
  }
  return problems;
};

function onScale(row: LoadedRow, series: LoadedRow): Problem[] {
  const value = number(row, "value");
  if (value === undefined) return [];
  const minimum = number(series, "minimum") ?? -Infinity;
  const maximum = number(series, "maximum") ?? Infinity;
  if (value >= minimum && value <= maximum) return [];
  return [
    wrong(row, "value", `a value on the scale of ${text(series, "series_id")} (${minimum} to ${maximum})`)
  ];
}

function passedOver(wave: LoadedRow[], members: LoadedRow[]): Problem[] {
  const there = new Set(wave.map((row) => text(row, "iso3")));
  const [first] = wave;
  if (!first) return [];
  return members
    .filter((member) => !there.has(text(member, "iso3")))
    .map((member) => ({
      file: first.file,
      column: "iso3",
      value: text(member, "iso3"),
      expected: `a row for ${text(first, "indicator_id")} in ${text(first, "year")}, with a value or the kind of missing`
    }));
}

/** A series belongs to a file of observations and has some. */
export const checkSeries: Rule = (loaded) => {
  const files = observationResources(loaded);
  const used = new Set(rowsOf(loaded, "observations").map((row) => text(row, "indicator_id")));
  return rowsOf(loaded, "series").flatMap((row) => {
    const problems: Problem[] = [];
    if (!files.has(text(row, "resource")))
      problems.push(wrong(row, "resource", "the name of a file of observations"));
    else if (!used.has(text(row, "series_id")) && !loaded.absent.has(text(row, "resource"))) {
      problems.push(wrong(row, "series_id", `observations in ${text(row, "resource")}`));
    }
    return problems;
  });
};

function observationResources(loaded: LoadedPackage): Set<string> {
  const resources = loaded.descriptor.resources.filter((resource) => resource["fm:table"] === "observations");
  return new Set(resources.map((resource) => resource.name));
}

const anchors = ["exclusion", "crossover", "inclusion"];

/** An indicator agrees with its series, counts its countries right, and gives a reason for every anchor. */
export const checkIndicators: Rule = (loaded) => {
  const series = indexBy(rowsOf(loaded, "series"), "series_id");
  const waves = groupBy(rowsOf(loaded, "observations"), waveOf);
  const members = new Set(
    rowsOf(loaded, "countries")
      .filter((row) => text(row, "oecd_since") !== "")
      .map((row) => text(row, "iso3"))
  );
  return rowsOf(loaded, "indicators").flatMap((row) => {
    const problems = [...anchored(row), ...ordered(row)];
    const its = series.get(text(row, "indicator_id"));
    if (!its) return problems;
    if (text(row, "resource") !== text(its, "resource")) {
      problems.push(wrong(row, "resource", `${text(its, "resource")}, the resource of the series`));
    }
    const wave = waves.get(waveOf(row)) ?? [];
    const valued = wave.filter((observation) => text(observation, "value") !== "");
    const covered = valued.filter((observation) => members.has(text(observation, "iso3"))).length;
    if (covered === 0) problems.push(wrong(row, "year", "a year with observations"));
    else if (covered !== number(row, "coverage")) {
      problems.push(wrong(row, "coverage", `${covered}, the number of OECD members with a value`));
    }
    return problems;
  });
};

function waveOf(row: LoadedRow): string {
  return `${text(row, "indicator_id")} ${text(row, "year")}`;
}

function anchored(row: LoadedRow): Problem[] {
  const needed = text(row, "set") !== "" || anchors.some((anchor) => text(row, anchor) !== "");
  if (!needed) return [];
  return [...anchors, ...anchors.map((anchor) => `${anchor}_reason`)]
    .filter((column) => text(row, column) === "")
    .map((column) => wrong(row, column, "a value, as for the other anchors of an indicator that is used"));
}

function ordered(row: LoadedRow): Problem[] {
  const [exclusion, crossover, inclusion] = anchors.map((anchor) => number(row, anchor));
  if (exclusion === undefined || crossover === undefined || inclusion === undefined) return [];
  const rises = exclusion < crossover && crossover < inclusion;
  const falls = exclusion > crossover && crossover > inclusion;
  if (text(row, "direction") === "rises" ? rises : falls) return [];
  const order =
    text(row, "direction") === "rises"
      ? "between exclusion and inclusion, rising"
      : "between exclusion and inclusion, falling";
  return [wrong(row, "crossover", order)];
}

/** Parts are not more than the whole, and the scores of a question agree wherever they stand. */
export const checkSurveys: Rule = (loaded) => {
  const problems: Problem[] = [];
  for (const row of rowsOf(loaded, "survey_aggregates")) {
    const whole = number(row, "out_of");
    if (whole !== undefined && (number(row, "count") ?? 0) > whole) {
      problems.push(wrong(row, "count", `at most ${whole}, which stands in out_of`));
    }
  }
  const scores = new Map(
    rowsOf(loaded, "observations")
      .filter((row) => row.resource === "obs")
      .map((row) => [`${text(row, "indicator_id")} ${text(row, "year")} ${text(row, "iso3")}`, row])
  );
  for (const row of rowsOf(loaded, "survey_answers_obs")) {
    const series = `obs_${text(row, "question_id").toLowerCase()}`;
    const observation = scores.get(`${series} ${text(row, "wave")} ${text(row, "iso3")}`);
    if (observation && text(observation, "value") !== text(row, "score")) {
      const value = text(observation, "value") || text(observation, "missing");
      problems.push(wrong(row, "score", `${value}, as in ${observation.file}, row ${observation.line}`));
    }
  }
  return problems;
};
