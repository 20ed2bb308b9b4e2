import type {Evidence} from "../evidence/evidence.js";
import type {CoderKey, Level, Reading, SetKey} from "../evidence/tables.js";
import {type Alpha, krippendorffAlpha} from "./krippendorff.js";
import {MICE} from "./membership.js";
import {type PercentAgreement, percentAgreement} from "./reliability.js";

/** A level that somebody gave: `null` where none could be given. */
export interface GivenLevel {
  periodId: string;
  reading: Reading;
  set: SetKey;
  level: Level | null;
}

/** How two sets of codings agree, over all sets or one. */
export interface CodingAgreement {
  /** `undefined`: all four. */
  set: SetKey | undefined;
  /** Codings that both have, whether with a level or without. */
  units: number;
  /** Of these, those to which both gave a level. */
  both: number;
  same: PercentAgreement;
  /** Krippendorff's alpha, ordinal. */
  alpha: Alpha;
}

/** A coding on which the two differ. */
export interface CodingDifference extends GivenLevel {
  other: Level | null;
}

/**
 * How given codings agree with those of a coder here, over all and set by set, and where they differ, the
 * furthest apart first. Codings that the coder does not have are passed over.
 */
export function codingAgreement(
  evidence: Evidence,
  given: readonly GivenLevel[],
  {coder = "settled"}: {coder?: CoderKey} = {}
): {rows: CodingAgreement[]; differences: CodingDifference[]} {
  const pairs = given.flatMap((d) => {
    const other = evidence.codingOf({coder, periodId: d.periodId, reading: d.reading, set: d.set});
    return other ? [{...d, other: other.level}] : [];
  });
  const rows = [undefined, ...MICE].map((set) => {
    const own = pairs.filter((d) => set === undefined || d.set === set);
    const coders = [own.map((d) => d.level ?? undefined), own.map((d) => d.other ?? undefined)];
    return {
      set,
      units: own.length,
      both: own.filter((d) => d.level !== null && d.other !== null).length,
      same: percentAgreement(coders),
      alpha: krippendorffAlpha(coders, {level: "ordinal"})
    };
  });
  const gap = ({level, other}: CodingDifference) =>
    level === null || other === null ? 0.5 : Math.abs(level - other);
  return {rows, differences: pairs.filter((d) => d.level !== d.other).sort((a, b) => gap(b) - gap(a))};
}
