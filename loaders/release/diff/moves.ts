import {
  caseStandings,
  indicatorStandings,
  periodYears,
  type Standing
} from "../../../src/analysis/standing.js";
import type {Evidence} from "../../../src/evidence/evidence.js";
import {READINGS} from "../../../src/evidence/evidence.js";
import {classWords} from "../../../src/figures/standings.js";

/** A country that stands in another class than before, by one instrument at one time. */
export interface Move {
  /** Key of the standing: `aus-2013:practice`, `AUS:indicators`. */
  key: string;
  country: string;
  /** `practice, from 2013`; `indicators`. */
  where: string;
  /** Class in words; `undefined` where there was, or is, no such standing. */
  before: string | undefined;
  after: string | undefined;
}

/** Every standing whose class is another in the later evidence, both instruments and readings, in its order. */
export function moves(before: Evidence, after: Evidence): Move[] {
  const old = standings(before);
  const now = standings(after);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const shown = is ?? was;
    const words = {before: was && classWords(was.class), after: is && classWords(is.class)};
    if (!shown || words.before === words.after) return [];
    const country = (after.country(shown.iso3) ?? before.country(shown.iso3))?.name ?? shown.iso3;
    return [{key, country, where: whereOf(shown), ...words}];
  });
}

/** All classes of some evidence, by key: the case material in both readings, then the indicators. */
function standings(evidence: Evidence): Map<string, Standing> {
  const all = [
    ...READINGS.flatMap((reading) => caseStandings(evidence, {reading})),
    ...indicatorStandings(evidence)
  ];
  return new Map(all.map((d) => [d.key, d]));
}

function whereOf({reading, period}: Standing): string {
  if (!period) return "indicators";
  return `${reading === "official" ? "on paper" : "in practice"}, ${periodYears(period)}`;
}
