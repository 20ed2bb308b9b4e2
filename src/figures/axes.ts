import {nice, ticks} from "d3";
import {MICE, type SetKey} from "../analysis/membership.js";
import {anchorsOf, caseStandings, indicatorStandings, type Standing} from "../analysis/standing.js";
import {type Evidence, observationId} from "../evidence/evidence.js";
import {isSurveyItem} from "../evidence/surveys.js";
import type {MissingKind, Reading} from "../evidence/tables.js";
import type {FigureRow} from "./figure.js";
import {numberText, thirdsText} from "./format.js";
import {anchorOf, latestOf, missingNames, periodWords, setNames} from "./standings.js";

/** Something that gives each country one number: a set in a reading or by indicators, or an indicator. */
export interface Axis {
  /** As it stands in addresses: `practice-M`, `official-E`, `indicators-C`, or the id of an indicator. */
  id: string;
  name: string;
  /** `coded`: 0, ⅓, ⅔, 1; `calibrated`: 0 to 1; `observed`: in the unit of the indicator. */
  kind: "coded" | "calibrated" | "observed";
  /** The set that it is the membership in; `undefined` for an indicator. */
  set: SetKey | undefined;
  unit: string;
  /** Where in and out part: one half, or the crossover of an indicator that has one. */
  middle: number | undefined;
}

/** What a country has on an axis. */
export interface AxisValue {
  value: number | undefined;
  missing: MissingKind | undefined;
  /** The value in words, or why there is none. */
  said: string;
  /** Years of the period or of the wave. */
  when: string;
  /** Where on the page of the country it is laid open. */
  anchor: string;
  evidence: string[];
}

/** A country with its values on two axes. */
export interface PairedRow extends FigureRow {
  iso3: string;
  country: string;
  /** Among the countries that the view names, while it leaves out others. */
  chosen: boolean;
  /** The view names some and leaves out others. */
  some: boolean;
  axes: {x: Axis; y: Axis};
  x: AxisValue;
  y: AxisValue;
}

const WAYS = {practice: "practice", official: "official model", indicators: "by indicators"} as const;

/** Every axis that there is, the sets first. */
export function axesOf(evidence: Evidence): Axis[] {
  const sets = (["indicators", "practice", "official"] as const).flatMap((way) =>
    MICE.map(
      (set): Axis => ({
        id: `${way}-${set}`,
        name: `${setNames[set]}, ${WAYS[way]}`,
        kind: way === "indicators" ? "calibrated" : "coded",
        set,
        unit: "membership",
        middle: 0.5
      })
    )
  );
  const indicators = evidence.tables.indicators
    .filter((d) => !isSurveyItem(d))
    .map(
      (d): Axis => ({
        id: d.indicator_id,
        name: d.name,
        kind: "observed",
        set: undefined,
        unit: `${d.unit}, ${d.year}`,
        middle: anchorsOf(d)?.crossover
      })
    );
  return [...sets, ...indicators];
}

/** The values of all countries on an axis, by code. */
export function axisValues(axis: Axis, evidence: Evidence): Map<string, AxisValue> {
  if (axis.set === undefined) return observedValues(axis.id, evidence);
  const {set} = axis;
  const standings =
    axis.kind === "calibrated"
      ? indicatorStandings(evidence)
      : latestOf(caseStandings(evidence, {reading: axis.id.split("-")[0] as Reading}));
  return new Map(standings.map((d) => [d.iso3, valueIn(d, set)]));
}

function valueIn(standing: Standing, set: SetKey): AxisValue {
  const {value, missing, basis} = standing.sets[set];
  const said =
    value === undefined
      ? missingNames[missing ?? "not-coded"]
      : standing.instrument === "case"
        ? thirdsText(value)
        : value.toFixed(2);
  return {value, missing, said, when: periodWords(standing), anchor: anchorOf(standing), evidence: basis};
}

function observedValues(id: string, evidence: Evidence): Map<string, AxisValue> {
  const year = evidence.indicator(id)?.year ?? 0;
  const found = evidence.observationsOf(id).filter((d) => d.year === year);
  return new Map(
    found.map((d) => {
      const value = d.value ?? undefined;
      const missing = value === undefined ? (d.missing ?? "source-silent") : undefined;
      const said = missing ? missingNames[missing] : numberText(value ?? 0);
      return [
        d.iso3,
        {value, missing, said, when: String(year), anchor: "indicators", evidence: [observationId(d)]}
      ];
    })
  );
}

/** What stands for a country that an axis does not know at all. */
export function unknownValue(axis: Axis): AxisValue {
  const missing = axis.kind === "coded" ? "not-coded" : "source-silent";
  return {
    value: undefined,
    missing,
    said: missingNames[missing],
    when: "",
    anchor: "indicators",
    evidence: []
  };
}

/** Where values lie on an axis. */
export interface Scale {
  /** 0 to 1 along the axis. */
  at(value: number): number;
  ticks: {value: number; text: string}[];
}

/** The scale of an axis that has to hold these values, with about `count` ticks. */
export function scaleOf(axis: Axis | undefined, values: readonly number[], count: number): Scale {
  if (axis?.kind !== "observed") {
    const steps = axis?.kind === "coded" ? [0, 1 / 3, 2 / 3, 1] : [0, 0.5, 1];
    return {
      at: (v) => v,
      ticks: steps.map((value) => ({value, text: thirdsText(value).replace("0.50", ".5")}))
    };
  }
  const all = axis.middle === undefined ? values : [...values, axis.middle];
  const [low, high] = all.length ? [Math.min(...all), Math.max(...all)] : [0, 1];
  const [from, to] = nice(low, high === low ? low + 1 : high, count);
  return {
    at: (v) => (v - from) / (to - from),
    ticks: ticks(from, to, count).map((value) => ({value, text: numberText(value)}))
  };
}
