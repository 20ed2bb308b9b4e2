import Papa from "papaparse";
import type {GivenLevel} from "../../analysis/codingAgreement.js";
import {MICE, type SetKey} from "../../analysis/membership.js";
import {type Evidence, READINGS} from "../../evidence/evidence.js";
import type {Confidence, Level, MissingKind, Reading} from "../../evidence/tables.js";

/** One coding of a blind re-coding: a level, or why there is none. */
export interface Given {
  level: Level | null;
  missing: MissingKind | null;
  confidence: Confidence | "";
  note: string;
  /** Findings and events it rests on. */
  ids: string[];
  /** What its coder says after seeing the published coding; empty before. */
  verdict: "" | "keep" | "take" | "open";
}

/** A blind re-coding of one country, as it is kept in the browser. */
export interface Recoding {
  iso3: string;
  /** Version of the data it was made from. */
  version: string;
  started: string;
  /** When the published codings were looked at: what changes later is not blind. */
  seen: string | null;
  codings: Record<string, Given>;
}

/** One step of a re-coding. */
export interface Step {
  key: string;
  periodId: string;
  reading: Reading;
  set: SetKey;
}

/** Every coding of a country, period by period, practice after the official model. */
export function stepsOf(evidence: Evidence, iso3: string): Step[] {
  return evidence
    .periodsOf(iso3)
    .flatMap(({period_id: periodId}) =>
      [...READINGS]
        .reverse()
        .flatMap((reading) =>
          MICE.map((set) => ({key: `${periodId}:${reading}:${set}`, periodId, reading, set}))
        )
    );
}

/** Whether a coding is made: a note or a ticked finding alone is kept, and is none. */
export function isDone(given: Given | undefined): given is Given {
  return given !== undefined && (given.level !== null || given.missing !== null);
}

/** A record without a coding. */
export function newRecord(iso3: string, {version, now}: {version: string; now: string}): Recoding {
  return {iso3, version, started: now, seen: null, codings: {}};
}

/** Where a record is kept. */
export function placeOf(iso3: string): string {
  return `four-models:recode:${iso3}`;
}

/** Reads a kept record; `undefined` where there is none or it cannot be read. */
export function readRecord(text: string | null): Recoding | undefined {
  if (!text) return undefined;
  try {
    const record = JSON.parse(text) as Partial<Recoding>;
    const whole =
      typeof record.iso3 === "string" && typeof record.codings === "object" && record.codings !== null;
    return whole ? ({version: "", started: "", seen: null, ...record} as Recoding) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A record with what another tab has kept since: codings touched here stay as they are here, all others become those
 * that were kept last.
 */
export function mergedRecord(
  own: Recoding,
  kept: Recoding | undefined,
  touched: ReadonlySet<string>
): Recoding {
  if (!kept) return own;
  const mine = Object.fromEntries(Object.entries(own.codings).filter(([key]) => touched.has(key)));
  return {...own, seen: own.seen ?? kept.seen, codings: {...own.codings, ...kept.codings, ...mine}};
}

/** The levels of a record, for comparing. Steps not coded yet are left out. */
export function givenLevels(record: Recoding, steps: readonly Step[]): GivenLevel[] {
  return steps.flatMap(({key, periodId, reading, set}) => {
    const given = record.codings[key];
    return isDone(given) ? [{periodId, reading, set, level: given.level}] : [];
  });
}

/** A record in the format of `codings.csv`, with two columns more: the verdict after the comparison, and the version. */
export function recordText(record: Recoding, steps: readonly Step[]): string {
  const rows = steps.flatMap(({key, periodId, reading, set}) => {
    const given = record.codings[key];
    if (!isDone(given)) return [];
    const {level, missing, confidence, note, ids, verdict} = given;
    const events = ids.filter((id) => !/-f\d+$/.test(id));
    return [
      {
        coding_id: `reader:${key}`,
        coder: "reader",
        iso3: record.iso3,
        period_id: periodId,
        reading,
        set,
        level: level === null ? "" : String(level),
        missing: missing ?? "",
        rule_id: level === null ? "" : `${set}-${Math.round(level * 3)}`,
        finding_ids: ids.filter((id) => !events.includes(id)).join(";"),
        event_ids: events.join(";"),
        confidence,
        note,
        verdict,
        data_version: record.version
      }
    ];
  });
  return rows.length ? `${Papa.unparse(rows, {newline: "\n", escapeFormulae: true})}\n` : "";
}
