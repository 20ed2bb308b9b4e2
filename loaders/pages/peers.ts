import {MICE} from "../../src/analysis/membership.js";
import {caseStandings, indicatorStandings, type Standing} from "../../src/analysis/standing.js";
import type {Evidence} from "../../src/evidence/evidence.js";
import {classWords, latestOf} from "../../src/figures/standings.js";

/** A country near another in the property space. */
export interface Peer {
  iso3: string;
  name: string;
  slug: string;
  /** On which instrument the two are near. */
  instrument: string;
  /** Root mean square difference of the four sets, 0 to 1. */
  distance: number;
  /** The peer's class in words. */
  words: string;
}

/**
 * The countries nearest to one in the four sets: up to `count` on practice in the latest period, and up to `count` on
 * the indicators. Countries with a missing set are not compared.
 */
export function nearestPeers(evidence: Evidence, iso3: string, {count = 3} = {}): Peer[] {
  const practice = latestOf(caseStandings(evidence, {reading: "practice"}));
  const indicators = indicatorStandings(evidence);
  return [...near(practice, "practice"), ...near(indicators, "indicators")];

  function near(standings: readonly Standing[], instrument: string): Peer[] {
    const own = standings.find((d) => d.iso3 === iso3);
    if (!own) return [];
    return standings
      .flatMap((d) => {
        const distance = d.iso3 === iso3 ? undefined : separation(own, d);
        const country = evidence.country(d.iso3);
        if (distance === undefined || !country) return [];
        return [
          {
            iso3: d.iso3,
            name: country.name,
            slug: country.slug,
            instrument,
            distance,
            words: classWords(d.class)
          }
        ];
      })
      .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
      .slice(0, count);
  }
}

/** Root mean square difference of two standings over the four sets; `undefined` when one of them lacks a set. */
function separation(a: Standing, b: Standing): number | undefined {
  let sum = 0;
  for (const set of MICE) {
    const [x, y] = [a.sets[set].value, b.sets[set].value];
    if (x === undefined || y === undefined) return undefined;
    sum += (x - y) ** 2;
  }
  return Math.sqrt(sum / MICE.length);
}
