import type {Evidence} from "../evidence/evidence.js";
import type {CoderKey, Reading} from "../evidence/tables.js";
import {membershipsOf} from "./chain.js";
import {coderShares} from "./coderShares.js";
import type {SetKey} from "./membership.js";
import type {ClassShares} from "./monteCarlo.js";
import {caseStandings, type Standing} from "./standing.js";

const CODERS: readonly CoderKey[] = ["settled", "reader-a", "reader-b"];

/**
 * How sure the class of each country-period is, from the settled level and those of the two readers (see
 * `coderShares`). Keys of the map are those of the standings.
 */
export function caseRuns(
  evidence: Evidence,
  {reading = "practice"}: {reading?: Reading} = {}
): Map<string, ClassShares> {
  return new Map(caseStandings(evidence, {reading}).map((d) => [d.key, sharesOf(d, evidence)]));
}

function sharesOf({key: id, period, reading, sets}: Standing, evidence: Evidence): ClassShares {
  const levelsIn = (set: SetKey) =>
    period && reading
      ? CODERS.map(
          (coder) => evidence.codingOf({coder, periodId: period.period_id, reading, set})?.level ?? null
        )
      : [];
  const levels = {M: levelsIn("M"), I: levelsIn("I"), C: levelsIn("C"), E: levelsIn("E")};
  return coderShares({id, levels, start: membershipsOf(sets)});
}
