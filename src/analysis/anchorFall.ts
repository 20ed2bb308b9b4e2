import type {Evidence} from "../evidence/evidence.js";
import type {Indicator, SetKey} from "../evidence/tables.js";
import {type Anchors, directCalibration} from "./calibration.js";
import type {AnchorOverride} from "./challenge.js";
import {type Claim, type Measure, weigh, weighBy} from "./claim.js";
import {type Levels, lightClass} from "./fall.js";
import {MICE} from "./membership.js";
import {type Selection, universe} from "./selection.js";
import {aggregate} from "./sets.js";
import {anchorsOf, type Standing} from "./standing.js";

/** A moved anchor under which a claim no longer holds. */
export interface AnchorFall {
  anchors: AnchorOverride;
  anchor: keyof Anchors;
  /** How far it has moved, as a share of its distance from its neighbour on that side. */
  share: number;
}

/** How far an anchor is moved at most: an inner move to its neighbour, an outer one as far again. */
const STEP = 0.05;

/**
 * The smallest move of one anchor of one indicator under which a claim falls, as a share of the distance to the
 * neighbouring anchor; `undefined` when it rests on no indicators, does not hold to begin with, or stands
 * whatever single anchor is moved. Moves are tried in twentieths and the last one halved to a thousandth.
 */
export function leastAnchorFall(evidence: Evidence, claim: Claim): AnchorFall | undefined {
  const sets = setsOf(claim);
  if (!sets.size || !weigh(evidence, claim).holds) return undefined;
  const move = mover(evidence, claim);
  let best: AnchorFall | undefined;
  for (const indicator of evidence.tables.indicators) {
    const published = anchorsOf(indicator);
    if (!published || !indicator.set || !sets.has(indicator.set)) continue;
    for (const anchor of ["exclusion", "crossover", "inclusion"] as const) {
      for (const sign of [-1, 1] as const) {
        const found = walk(claim, move, {indicator, published, anchor, sign, most: best?.share ?? 1});
        if (found && (!best || found.share < best.share)) best = found;
      }
    }
  }
  return best;
}

/** The sets whose indicators a claim can depend on. */
function setsOf({left, right}: Claim): Set<SetKey> {
  const all: readonly SetKey[] = ["M", "I", "C", "E"];
  const sets = [left, right].flatMap((m: Measure): readonly SetKey[] => {
    if (m.kind === "number" || m.selection.instrument !== "indicator") return [];
    if (m.kind === "consistency") return [m.condition, m.outcome];
    const {classes, corner, bounds, missing} = m.selection;
    return classes.length || corner || missing.length ? all : bounds.map((d) => d.set);
  });
  return new Set(sets);
}

interface Walk {
  indicator: Indicator;
  published: Anchors;
  anchor: keyof Anchors;
  /** -1: towards exclusion; 1: towards inclusion. */
  sign: -1 | 1;
  /** No further than this share. */
  most: number;
}

function walk(claim: Claim, move: Mover, w: Walk): AnchorFall | undefined {
  const at = (share: number): AnchorFall => {
    const moved = {...w.published, [w.anchor]: place(w, share)};
    return {anchors: {indicatorId: w.indicator.indicator_id, ...moved}, anchor: w.anchor, share};
  };
  const falls = (share: number) => {
    const {anchors} = at(share);
    // Anchors that meet, or change places, have no curve between them.
    const rises = w.published.inclusion > w.published.exclusion;
    const inOrder = rises
      ? anchors.exclusion < anchors.crossover && anchors.crossover < anchors.inclusion
      : anchors.exclusion > anchors.crossover && anchors.crossover > anchors.inclusion;
    return inOrder && !weighBy(claim, move(w.indicator, anchors)).holds;
  };
  for (let share = STEP; share < w.most + STEP; share += STEP) {
    if (!falls(share)) continue;
    let [good, bad] = [share - STEP, share];
    while (bad - good > 0.001) {
      const middle = (good + bad) / 2;
      if (falls(middle)) bad = middle;
      else good = middle;
    }
    return at(bad);
  }
  return undefined;
}

/** Where an anchor stands when moved by a share of its distance from the crossover, or the crossover from either end. */
function place({published: {exclusion, crossover, inclusion}, anchor, sign}: Walk, share: number): number {
  const unit =
    anchor === "inclusion" || (anchor === "crossover" && sign > 0)
      ? inclusion - crossover
      : crossover - exclusion;
  const moved = {exclusion, crossover, inclusion}[anchor] + sign * share * unit;
  return Number(moved.toPrecision(12));
}

/** Gives the standings of a selection as they are with one indicator calibrated by other anchors. */
type Mover = (indicator: Indicator, anchors: Anchors) => (selection: Selection) => readonly Standing[];

/** Only what one indicator changes is computed anew: the whole chain would take seconds for each claim. */
function mover(evidence: Evidence, claim: Claim): Mover {
  const {aggregation, logOdds} = evidence.scheme;
  const universes = new Map<Selection, readonly Standing[]>();
  for (const m of [claim.left, claim.right])
    if (m.kind !== "number") universes.set(m.selection, universe(evidence, m.selection));
  const memberships = new Map<string, number | undefined>();
  const key = (iso3: string, d: Indicator) => `${iso3}:${d.indicator_id}`;
  const observed = (iso3: string, d: Indicator) => evidence.observation(iso3, d.indicator_id, d.year)?.value;
  for (const d of evidence.tables.indicators) {
    const anchors = anchorsOf(d);
    if (!anchors) continue;
    const calibrate = directCalibration(anchors, {logOdds});
    for (const {iso3} of evidence.tables.countries)
      memberships.set(key(iso3, d), calibrate(observed(iso3, d)));
  }
  return (indicator, anchors) => {
    const {set} = indicator;
    const calibrate = directCalibration(anchors, {logOdds});
    const others = set ? evidence.indicatorsOf(set).filter((d) => d !== indicator && anchorsOf(d)) : [];
    return (selection) =>
      (universes.get(selection) ?? []).map((d) => {
        const own = calibrate(observed(d.iso3, indicator));
        if (!set || selection.instrument !== "indicator" || own === undefined) return d;
        const {value} = aggregate([...others.map((e) => memberships.get(key(d.iso3, e))), own], aggregation);
        const sets = {...d.sets, [set]: {...d.sets[set], value}};
        const levels = Object.fromEntries(MICE.map((s) => [s, sets[s].value])) as Levels;
        return {...d, sets, class: lightClass(levels)};
      });
  };
}
