import type {Problem} from "../problem.ts";
import {indexBy, type Rule, rowsOf, text, wrong} from "./rule.ts";

/** Keys say what they stand for: country, year, set and level. */
export const checkNames: Rule = (loaded) => {
  const problems: Problem[] = [];
  const begins = (table: string, column: string, start: (cell: (name: string) => string) => string) => {
    for (const row of rowsOf(loaded, table)) {
      const expected = start((name) => text(row, name));
      if (!text(row, column).startsWith(expected))
        problems.push(wrong(row, column, `a key that begins with ${expected}`));
    }
  };
  begins("findings", "finding_id", (cell) => `${cell("iso3").toLowerCase()}-f`);
  begins("events", "event_id", (cell) => `${cell("iso3").toLowerCase()}-${cell("year")}-`);
  begins("placements", "placement_id", (cell) => `${cell("iso3").toLowerCase()}-p`);
  begins("rules", "rule_id", (cell) => `${cell("set")}-${Math.round(Number(cell("level")) * 3)}`);
  return problems;
};

/** Areas and countries name the same countries, and averages stand where averages belong. */
export const checkAreas: Rule = (loaded) => {
  const countries = indexBy(rowsOf(loaded, "countries"), "iso3");
  const areas = indexBy(rowsOf(loaded, "areas"), "area");
  const problems: Problem[] = [];
  for (const row of rowsOf(loaded, "areas")) {
    const country = countries.get(text(row, "area"));
    if (country && text(country, "name") !== text(row, "name")) {
      problems.push(wrong(row, "name", `${text(country, "name")}, as in ${country.file}`));
    }
    if ((text(row, "kind") === "country") !== (country !== undefined)) {
      problems.push(
        wrong(
          row,
          "kind",
          country ? "country, because it has a row in countries" : "another kind: no row in countries"
        )
      );
    }
  }
  for (const row of rowsOf(loaded, "reference_values")) {
    const area = areas.get(text(row, "area"));
    if (area && !["group", "average"].includes(text(area, "kind"))) {
      problems.push(wrong(row, "area", "a group or an average; countries stand in the observations"));
    }
  }
  return problems;
};

/** A source says what its authors are, and the same work has one row to list. */
export const checkSources: Rule = (loaded) => {
  const sources = indexBy(rowsOf(loaded, "sources"), "source_id");
  const folded = new Map<string, string>();
  const problems: Problem[] = [];
  for (const row of rowsOf(loaded, "sources")) {
    const id = text(row, "source_id");
    const twin = folded.get(id.toLowerCase());
    if (twin !== undefined && twin !== id) problems.push(wrong(row, "source_id", `a key unlike ${twin}`));
    folded.set(id.toLowerCase(), id);
    if ((text(row, "authors") === "") !== (text(row, "author_type") === "")) {
      problems.push(
        wrong(row, "author_type", "a kind of author where there are authors, and none elsewhere")
      );
    }
    const same = sources.get(text(row, "same_as"));
    if (same && (same === row || text(same, "same_as") !== "")) {
      problems.push(wrong(row, "same_as", "another source, which is itself the row to list"));
    }
  }
  return problems;
};

/** The newest release is the version of the package. */
export const checkReleases: Rule = (loaded) => {
  const releases = rowsOf(loaded, "releases");
  const newest = releases.at(-1);
  const {version} = loaded.descriptor;
  if (!newest || text(newest, "version") === version) return [];
  return [wrong(newest, "version", `${version}, the version in datapackage.json, as the last row`)];
};
