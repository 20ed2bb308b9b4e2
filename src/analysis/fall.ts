import type {Evidence} from "../evidence/evidence.js";
import type {Level, SetKey} from "../evidence/tables.js";
import type {CodingOverride} from "./challenge.js";
import {type Claim, type Measure, weigh, weighBy} from "./claim.js";
import {modelOf} from "./idealTypes.js";
import {MICE} from "./membership.js";
import {cornerOf} from "./propertySpace.js";
import {meets, type Selection, universe} from "./selection.js";
import type {Standing} from "./standing.js";

/** Changes of codings under which a claim no longer holds. */
export interface Fall {
  codings: readonly CodingOverride[];
  /** How many steps of a third they are together; a level given where there was none counts as one. */
  steps: number;
}

/** The least changes of codings under which a claim falls. */
export interface LeastFall {
  /** Every way of that size that changes one country-period; one way when more than one must change. */
  falls: readonly Fall[];
  /** Whether fewer steps are known not to do; a claim on consistency is searched step by step and is not. */
  exact: boolean;
}

/** Further than this many country-periods nobody would call it the same evidence. */
const MOST = 12;

/**
 * The least that would have to change in the codings for a claim to fall; `undefined` when it rests on no
 * codings, does not hold to begin with, or stands whatever {@link MOST} country-periods are coded as.
 */
export function leastFall(evidence: Evidence, claim: Claim): LeastFall | undefined {
  if (!weigh(evidence, claim).holds) return undefined;
  const measures = [claim.left, claim.right];
  if (measures.some((d) => d.kind === "consistency" && isCase(d))) return byConsistency(evidence, claim);
  return measures.some(isCase) ? byCounting(evidence, claim) : undefined;
}

function isCase(m: Measure): boolean {
  return m.kind !== "number" && m.selection.instrument === "case";
}

/** A change of one country-period: which codings, how many steps, and by how much each side of the claim moves. */
interface Move extends Fall {
  left: number;
  right: number;
}

function byCounting(evidence: Evidence, claim: Claim): LeastFall | undefined {
  const units = unitsOf(evidence, claim);
  const {left = 0, right = 0} = weigh(evidence, claim);
  const falls = (dl: number, dr: number) => !holdsAt(claim, left + dl, right + dr);
  // The cheapest way to each pair of shifts, country-period by country-period.
  let reach = new Map<
    string,
    {dl: number; dr: number; steps: number; codings: readonly CodingOverride[]; units: number}
  >([["0:0", {dl: 0, dr: 0, steps: 0, codings: [], units: 0}]]);
  for (const moves of units) {
    const next = new Map(reach);
    for (const from of reach.values()) {
      if (from.units >= MOST || falls(from.dl, from.dr)) continue;
      for (const move of moves) {
        const [dl, dr] = [from.dl + move.left, from.dr + move.right];
        const steps = from.steps + move.steps;
        const known = next.get(`${dl}:${dr}`);
        if (known && known.steps <= steps) continue;
        next.set(`${dl}:${dr}`, {
          dl,
          dr,
          steps,
          codings: [...from.codings, ...move.codings],
          units: from.units + 1
        });
      }
    }
    reach = next;
  }
  const [best] = [...reach.values()].filter((d) => falls(d.dl, d.dr)).sort((a, b) => a.steps - b.steps);
  if (!best) return undefined;
  const alone = units.flat().filter((d) => d.steps === best.steps && falls(d.left, d.right));
  return {falls: alone.length ? alone : [best], exact: true};
}

function holdsAt({left, sign, right}: Claim, a: number, b: number): boolean {
  const at = (m: Measure, value: number): Measure => (m.kind === "number" ? m : {kind: "number", value});
  return weigh({} as Evidence, {left: at(left, a), sign, right: at(right, b)}).holds;
}

/** The moves that matter of each country-period, or of each country where one fitting period is enough. */
function unitsOf(evidence: Evidence, claim: Claim): Move[][] {
  const sides = [claim.left, claim.right].map((m) =>
    m.kind === "count" && m.selection.instrument === "case" ? m.selection : undefined
  );
  const standings = new Map<string, Standing>();
  for (const selection of sides) {
    if (selection) for (const d of universe(evidence, selection)) standings.set(d.key, d);
  }
  const within = sides.map((s) => new Set(s ? universe(evidence, s).map((d) => d.key) : []));
  const units = [...standings.values()].map((d) =>
    movesOf(
      d,
      sides,
      within.map((keys) => keys.has(d.key))
    )
  );
  if (!sides.some((s) => s?.when === "ever")) return units;
  return byCountry([...standings.values()], units, sides);
}

/** All ways to code a country-period otherwise, the cheapest for each effect on the claim. */
function movesOf(d: Standing, sides: readonly (Selection | undefined)[], within: readonly boolean[]): Move[] {
  const before = sides.map((s, i) => Number(!!s && within[i] && meets(d, s)));
  const cheapest = new Map<string, Move>();
  for (const levels of otherLevels(d, sides)) {
    const steps = MICE.reduce((sum, set) => sum + stepsBetween(d.sets[set].value, levels[set]), 0);
    const other = recoded(d, levels);
    const [left = 0, right = 0] = sides.map(
      (s, i) => Number(!!s && within[i] && meets(other, s)) - (before[i] ?? 0)
    );
    if (!left && !right) continue;
    const key = `${left}:${right}`;
    if ((cheapest.get(key)?.steps ?? Number.POSITIVE_INFINITY) <= steps) continue;
    cheapest.set(key, {left, right, steps, codings: overridesOf(d, levels)});
  }
  return [...cheapest.values()];
}

/** A value for each set, or none. */
export type Levels = Record<SetKey, number | undefined>;

const THIRDS = [0, 1 / 3, 2 / 3, 1];

/**
 * Other ways to code a standing that can matter: the level just across the middle, and every level of a set
 * of which a condition asks more. A missing level may stay missing.
 */
function otherLevels({sets}: Standing, sides: readonly (Selection | undefined)[]): Levels[] {
  const asked = new Set(
    sides.flatMap((s) => s?.bounds.filter((d) => d.bound !== 0.5).map((d) => d.set) ?? [])
  );
  const choices = MICE.map((set) => {
    const {value} = sets[set];
    if (asked.has(set)) return value === undefined ? [undefined, ...THIRDS] : THIRDS;
    if (value === undefined) return [undefined, 1 / 3, 2 / 3];
    return [value, value < 0.5 ? 2 / 3 : 1 / 3];
  });
  return choices.reduce<Levels[]>(
    (all, values, i) =>
      all.flatMap((levels) => values.map((value) => ({...levels, [MICE[i] ?? "M"]: value}))),
    [{} as Levels]
  );
}

function stepsBetween(from: number | undefined, to: number | undefined): number {
  if (from === to) return 0;
  return from === undefined || to === undefined ? 1 : Math.round(Math.abs(to - from) * 3);
}

function recoded(d: Standing, levels: Levels): Standing {
  const sets = Object.fromEntries(
    MICE.map((set) => [set, {...d.sets[set], value: levels[set]}])
  ) as Standing["sets"];
  return {...d, sets, class: lightClass(levels)};
}

/** The class of a standing as far as conditions ask for it; the whole of it would cost more than the search. */
export function lightClass(levels: Levels): Standing["class"] {
  const corner = cornerOf(levels).value;
  return {corner, model: corner === undefined ? undefined : modelOf(corner)} as Standing["class"];
}

function overridesOf({sets, period, reading}: Standing, levels: Levels): CodingOverride[] {
  if (!period || !reading) return [];
  return MICE.filter((set) => stepsBetween(sets[set].value, levels[set])).map((set) => ({
    periodId: period.period_id,
    reading,
    set,
    level: levelOf(levels[set] ?? 0)
  }));
}

function levelOf(value: number): Level {
  return ([0, 0.333333, 0.666667, 1] as const)[Math.round(value * 3)] ?? 0;
}

/** Where one fitting period is enough, a country leaves by all its periods and enters by the cheapest. */
function byCountry(
  standings: readonly Standing[],
  units: Move[][],
  sides: readonly (Selection | undefined)[]
): Move[][] {
  const side = sides.findIndex((s) => s !== undefined);
  if (sides.filter(Boolean).length > 1) throw new RangeError("a claim compares no two counts with when=ever");
  const effect = (d: Move) => (side ? d.right : d.left);
  const groups = new Map<string, Move[][]>();
  standings.forEach((d, i) => {
    groups.set(d.iso3, [...(groups.get(d.iso3) ?? []), units[i] ?? []]);
  });
  return [...groups.values()].map((periods) => {
    const out = periods.flatMap((moves) => moves.filter((d) => effect(d) < 0).slice(0, 1));
    if (out.length) {
      const codings = out.flatMap((d) => d.codings);
      return [
        {left: side ? 0 : -1, right: side ? -1 : 0, steps: out.reduce((sum, d) => sum + d.steps, 0), codings}
      ];
    }
    const into = periods.flatMap((moves) => moves.filter((d) => effect(d) > 0));
    const least = Math.min(...into.map((d) => d.steps));
    return into.filter((d) => d.steps === least);
  });
}

/** Single changes first; where none does, the one that helps most is made and the search goes on from there. */
function byConsistency(evidence: Evidence, claim: Claim): LeastFall | undefined {
  const first = new Map(
    [claim.left, claim.right].flatMap((m) =>
      m.kind === "number" ? [] : [[m.selection, [...universe(evidence, m.selection)]] as const]
    )
  );
  let now = first;
  const made: Fall[] = [];
  for (let i = 0; i < MOST; i++) {
    const steps = made.reduce((sum, d) => sum + d.steps, 0);
    const codings = made.flatMap((d) => d.codings);
    const before = weighed(claim, now).gap;
    const tried = singleChanges(claim, now).map((d) => {
      const after = changedBy(d, now);
      return {...d, after, ...weighed(claim, after)};
    });
    const enough = tried.filter((d) => !d.holds);
    if (enough.length) {
      const least = Math.min(...enough.map((d) => d.steps));
      const falls = enough
        .filter((d) => d.steps === least)
        .map((d) => ({codings: [...codings, ...d.codings], steps: steps + d.steps}));
      return {falls: made.length ? falls.slice(0, 1) : falls, exact: !made.length};
    }
    const [best] = tried
      .filter((d) => d.gap < before - 1e-9)
      .sort((a, b) => (before - b.gap) / b.steps - (before - a.gap) / a.steps);
    if (!best) return undefined;
    made.push({codings: best.codings, steps: best.steps});
    now = best.after;
  }
  return undefined;
}

type Universes = Map<Selection, readonly Standing[]>;

/** Whether a claim holds, and how far its sides are apart. */
function weighed(claim: Claim, at: Universes): {holds: boolean; gap: number} {
  const {holds, left = 0, right = 0} = weighBy(claim, (selection) => at.get(selection) ?? []);
  return {holds, gap: Math.abs(left - right)};
}

/** A change of one set of one country-period. */
interface SetChange extends Fall {
  key: string;
  set: SetKey;
  value: number;
}

function changedBy({key, set, value}: SetChange, at: Universes): Universes {
  const other = (d: Standing) =>
    d.key === key ? {...d, sets: {...d.sets, [set]: {...d.sets[set], value}}} : d;
  return new Map([...at].map(([selection, standings]) => [selection, standings.map(other)]));
}

function singleChanges(claim: Claim, at: Universes): SetChange[] {
  return [claim.left, claim.right].flatMap((m) => {
    if (m.kind !== "consistency") return [];
    return (at.get(m.selection) ?? []).flatMap(({key, sets, period, reading}) => {
      if (!period || !reading) return [];
      return [m.condition, m.outcome].flatMap((set) =>
        THIRDS.filter((value) => stepsBetween(sets[set].value, value)).map((value) => ({
          key,
          set,
          value,
          codings: [{periodId: period.period_id, reading, set, level: levelOf(value)}],
          steps: stepsBetween(sets[set].value, value)
        }))
      );
    });
  });
}
