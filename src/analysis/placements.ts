import type {Evidence} from "../evidence/evidence.js";
import type {Placement, Reading} from "../evidence/tables.js";
import {type Classification, MODEL_CORNERS, MODELS, type ModelKey} from "./idealTypes.js";
import {caseStandings, type Standing} from "./standing.js";

/** What a placement claims, in terms that a class can be held against. */
export interface Claim {
  /** `is`: in this model; `not`: not in it; `below`: short of it, so that at least one of its sets is not reached. */
  readonly kind: "is" | "not" | "below";
  readonly model: ModelKey;
}

/** The claim in the words of a placement; `undefined` where it names no model, or only a movement towards one. */
export function claimOf({model, strength}: Pick<Placement, "model" | "strength">): Claim | undefined {
  // A source that does not use the four models places a country in none of them.
  if (strength === "supporting") return undefined;
  const [, word, name] = /^(not |below )?(PRE|PA|MOP|PM|PG)\b/.exec(model) ?? [];
  const known = MODELS.find((d) => d === name);
  if (!known) return undefined;
  return {kind: word === "not " ? "not" : word === "below " ? "below" : "is", model: known};
}

/** Whether a class bears a claim out; `undefined` without a class. */
export function bearsOut(
  {kind, model}: Claim,
  {corner}: Pick<Classification, "corner">
): boolean | undefined {
  if (corner === undefined) return undefined;
  const claimed = MODEL_CORNERS[model];
  if (kind === "below") return [...claimed].some((bit, i) => bit === "1" && corner[i] === "0");
  return (corner === claimed) === (kind === "is");
}

/** The last year that a placement speaks of: 2008 for `to 2008`, 2016 for `about 2009-2016`. */
export function lastYear(period: string): number | undefined {
  const years = period.replace(/\(.*\)/, "").match(/\b(?:19|20)\d{2}\b/g);
  return years ? Number(years.at(-1)) : undefined;
}

/** A placement beside the coding of the period that it speaks of. */
export interface PlacedStanding {
  readonly placement: Placement;
  readonly claim: Claim | undefined;
  /** The coded period with the last year of the placement; `undefined` when none has it. */
  readonly standing: Standing | undefined;
  /** Whether the class bears the claim out; `undefined` without a claim or a class. */
  readonly agrees: boolean | undefined;
}

/** The placements of the countries here, each beside the coding of its last year in one reading. */
export function placedStandings(
  evidence: Evidence,
  {reading, countries}: {reading: Reading; countries?: readonly string[]}
): PlacedStanding[] {
  const chosen = countries ?? evidence.tables.countries.map((d) => d.iso3);
  return chosen.flatMap((iso3) => {
    const standings = caseStandings(evidence, {reading, countries: [iso3]});
    return evidence.placementsOf(iso3).map((placement) => {
      const claim = claimOf(placement);
      const year = lastYear(placement.period);
      const standing = standings.find(
        ({period}) => period && year !== undefined && period.start <= year && year <= (period.end ?? Infinity)
      );
      return {placement, claim, standing, agrees: claim && standing && bearsOut(claim, standing.class)};
    });
  });
}
