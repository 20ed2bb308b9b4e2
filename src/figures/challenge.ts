import {type Anchors, direction} from "../analysis/calibration.js";
import {type AnchorOverride, type Challenge, type CodingOverride, PUBLISHED} from "../analysis/challenge.js";
import {MICE} from "../analysis/membership.js";
import {AGGREGATIONS} from "../analysis/sets.js";
import {anchorsOf, periodYears} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {Aggregation, CoderKey, Level, Reading, SetKey} from "../evidence/tables.js";
import {listText, numberText, shortText, thirdsText} from "./format.js";

/** The coded levels in order, as the tables write them. */
export const LEVELS: readonly Level[] = [0, 0.333333, 0.666667, 1];

/** Names that a challenge takes in an address; no figure may have a choice of the same name. */
export const CHALLENGE_NAMES = ["code", "anchors", "odds", "rule", "coder", "without", "sources", "name"];

/** Log odds that make sense: below, nothing is ever in or out; above, everything is. */
export const ODDS_RANGE: readonly [number, number] = [0.5, 10];

/** A name has at most this many characters. */
export const MAX_NAME = 80;

const CODERS: readonly CoderKey[] = ["settled", "reader-a", "reader-b"];

/** A challenge as the parts of a query, in a fixed order: one challenge has one form, and no change has no part. */
export function challengeParts(c: Challenge): string[] {
  const list = (ids: readonly string[]) => [...new Set(ids)].sort().map(encodeURIComponent).join(",");
  const parts: [string, string][] = [
    ["code", c.codings.map(codingText).sort().join(",")],
    ["anchors", c.anchors.map(anchorText).sort().join(",")],
    ["odds", c.logOdds === PUBLISHED.logOdds ? "" : String(c.logOdds)],
    ["rule", c.aggregation === PUBLISHED.aggregation ? "" : c.aggregation],
    ["coder", c.coder === PUBLISHED.coder ? "" : c.coder],
    ["without", list(c.indicators)],
    ["sources", list(c.sources)],
    ["name", encodeURIComponent(c.name)]
  ];
  return parts.filter(([, value]) => value).map(([name, value]) => `${name}=${value}`);
}

/** The query of a challenge alone, without `?`. */
export function challengeQuery(challenge: Challenge): string {
  return challengeParts(challenge).join("&");
}

/**
 * Reads a challenge from a query. What does not fit this version of the evidence is left out, and a note says so; of
 * two changes to the same thing the later one counts, and a change to what is published is none.
 */
export function readChallenge(params: URLSearchParams, evidence: Evidence, notes: string[]): Challenge {
  const items = (name: string) => (params.get(name) ?? "").split(",").filter(Boolean);
  const unfit = (what: string, text: string) =>
    notes.push(
      `The ${what} “${shortText(text)}” does not fit this version of the evidence and was left out.`
    );
  const codings = new Map<string, CodingOverride>();
  for (const text of items("code")) {
    const coding = readCoding(text, evidence);
    if (coding) codings.set(text.slice(0, text.lastIndexOf(":")), coding);
    else unfit("changed coding", text);
  }
  const coder = oneOf(params.get("coder"), CODERS, PUBLISHED.coder, "coder", notes);
  const anchors = new Map<string, AnchorOverride>();
  for (const text of items("anchors")) {
    const moved = readAnchors(text, evidence);
    if (moved) anchors.set(moved.indicatorId, moved);
    else unfit("set of anchors", text);
  }
  const known = (name: string, what: string, has: (id: string) => boolean) =>
    [...new Set(items(name))]
      .filter((id) => {
        if (has(id)) return true;
        unfit(what, id);
        return false;
      })
      .sort();
  return {
    name: [...(params.get("name") ?? "").trim()].slice(0, MAX_NAME).join(""),
    codings: [...codings.values()].filter((d) => !isPublishedLevel(d, evidence, {coder})),
    anchors: [...anchors.values()].filter((d) => !isPublishedAnchors(d, evidence)),
    logOdds: readOdds(params.get("odds"), notes),
    aggregation: oneOf(params.get("rule"), AGGREGATIONS, PUBLISHED.aggregation, "rule", notes),
    coder,
    indicators: known("without", "left-out indicator", (id) => !!evidence.indicator(id)?.set),
    sources: known("sources", "left-out source", (id) => sourceIds(evidence).has(id))
  };
}

/** Whether a coding is what the coder has already. */
export function isPublishedLevel(
  {periodId, reading, set, level}: CodingOverride,
  evidence: Evidence,
  {coder = PUBLISHED.coder}: {coder?: CoderKey} = {}
): boolean {
  const coding = evidence.codingOf({coder, periodId, reading, set});
  return coding !== undefined && coding.level === level;
}

/** Whether anchors are the published ones. */
export function isPublishedAnchors(moved: AnchorOverride, evidence: Evidence): boolean {
  const indicator = evidence.indicator(moved.indicatorId);
  const anchors = indicator && anchorsOf(indicator);
  return (
    !!anchors && (["exclusion", "crossover", "inclusion"] as const).every((k) => anchors[k] === moved[k])
  );
}

/** Why anchors cannot stand, in words for their reader; `undefined` when they can. */
export function anchorProblem(moved: Anchors, published: Anchors): string | undefined {
  const {exclusion, crossover, inclusion} = moved;
  const odd = [exclusion, crossover, inclusion].find((d) => !Number.isFinite(d));
  if (odd !== undefined) return "each anchor must be a number";
  const rises = direction(published) === "rises";
  const inOrder = rises
    ? exclusion < crossover && crossover < inclusion
    : exclusion > crossover && crossover > inclusion;
  return inOrder
    ? undefined
    : `out must lie ${rises ? "below" : "above"} the crossover, and the crossover ${rises ? "below" : "above"} in`;
}

/** Every source that an indicator or a settled coding rests on. */
function sourceIds({tables}: Evidence): ReadonlySet<string> {
  return new Set([
    ...tables.indicators.filter((d) => d.set).map((d) => d.source_id),
    ...tables.findings.map((d) => d.source_id),
    ...tables.events.map((d) => d.source_id)
  ]);
}

/** The rules within sets as a reader may think of them. */
export const ruleNames: Readonly<Record<Aggregation, string>> = {
  mean: "the average",
  minimum: "the lowest",
  geometric: "the geometric mean",
  maximum: "the highest"
};

/** Whose codings are used, in words. */
export const coderNames: Readonly<Record<CoderKey, string>> = {
  settled: "the settled codings",
  "reader-a": "reader A’s codings",
  "reader-b": "reader B’s codings"
};

/**
 * What a challenge changes, a phrase for each change: `crossover of “Data” .33 → .4`. A source is named by its id unless
 * `sourceName` knows better.
 */
export function challengeWords(
  c: Challenge,
  evidence: Evidence,
  {sourceName = (id: string) => id} = {}
): string[] {
  const indicatorName = (id: string) => `“${evidence.indicator(id)?.name ?? id}”`;
  return [
    ...(c.coder === PUBLISHED.coder ? [] : [`${coderNames[c.coder]} in place of the settled ones`]),
    ...c.codings.map((d) => codingWords(d, evidence)),
    ...(c.aggregation === PUBLISHED.aggregation
      ? []
      : [`${ruleNames[c.aggregation]} of the indicators of a set in place of the average`]),
    ...(c.logOdds === PUBLISHED.logOdds ? [] : [`log odds 3 → ${numberText(c.logOdds)}`]),
    ...c.anchors.flatMap((d) =>
      anchorWords(d, evidence).map((words) => `${words} of ${indicatorName(d.indicatorId)}`)
    ),
    ...c.indicators.map((id) => `without ${indicatorName(id)}`),
    ...c.sources.map((id) => `without the source ${sourceName(id)}`)
  ];
}

/** A challenge in a line for a subtitle: ` Changed by the reader: …`; empty when nothing is. */
export function challengeLine(c: Challenge, evidence: Evidence, {most = 3} = {}): string {
  const words = challengeWords(c, evidence);
  if (!words.length) return "";
  const more = words.length - most;
  const told = more > 0 ? [...words.slice(0, most), `${more} more`] : words;
  return ` Not as published${c.name ? `, “${c.name}”` : ""}: ${listText(told)}.`;
}

function codingWords({periodId, reading, set, level}: CodingOverride, evidence: Evidence): string {
  const period = evidence.period(periodId);
  const name = evidence.country(period?.iso3 ?? "")?.name ?? periodId;
  const was = evidence.codingOf({periodId, reading, set})?.level;
  return `${set} of ${name}, ${period ? periodYears(period) : ""}, ${reading === "official" ? "official model" : reading}, ${levelText(was ?? null)} → ${levelText(level)}`;
}

function anchorWords(moved: AnchorOverride, evidence: Evidence): string[] {
  const indicator = evidence.indicator(moved.indicatorId);
  const was = indicator && anchorsOf(indicator);
  const names = {exclusion: "the anchor for out", crossover: "the crossover", inclusion: "the anchor for in"};
  return (["exclusion", "crossover", "inclusion"] as const)
    .filter((key) => was?.[key] !== moved[key])
    .map((key) => `${names[key]} ${was ? numberText(was[key], 3) : "–"} → ${numberText(moved[key], 3)}`);
}

/** A level as it is written, or `no level`. */
export function levelText(level: Level | null): string {
  return level === null ? "no level" : thirdsText(level);
}

function codingText({periodId, reading, set, level}: CodingOverride): string {
  return `${periodId}:${reading}:${set}:${level === null ? "-" : LEVELS.indexOf(level)}`;
}

function anchorText({indicatorId, exclusion, crossover, inclusion}: AnchorOverride): string {
  return [encodeURIComponent(indicatorId), exclusion, crossover, inclusion].join(":");
}

function readCoding(text: string, evidence: Evidence): CodingOverride | undefined {
  const [periodId = "", reading, set, step = "", ...rest] = text.split(":");
  if (!evidence.period(periodId) || rest.length || !/^[0-3-]$/.test(step)) return undefined;
  if (reading !== "official" && reading !== "practice") return undefined;
  if (!MICE.includes(set as SetKey)) return undefined;
  const level = step === "-" ? null : (LEVELS[Number(step)] ?? null);
  return {periodId, reading: reading satisfies Reading, set: set as SetKey, level};
}

function readAnchors(text: string, evidence: Evidence): AnchorOverride | undefined {
  const [indicatorId = "", ...numbers] = text.split(":");
  const indicator = evidence.indicator(indicatorId);
  const published = indicator && anchorsOf(indicator);
  const [exclusion, crossover, inclusion] = numbers.map((d) => (d.trim() ? Number(d) : Number.NaN));
  if (!published || numbers.length !== 3) return undefined;
  if (exclusion === undefined || crossover === undefined || inclusion === undefined) return undefined;
  const moved = {indicatorId, exclusion, crossover, inclusion};
  return anchorProblem(moved, published) ? undefined : moved;
}

function readOdds(text: string | null, notes: string[]): number {
  if (text === null) return PUBLISHED.logOdds;
  const [from, to] = ODDS_RANGE;
  const odds = text.trim() ? Number(text) : Number.NaN;
  if (odds >= from && odds <= to) return odds;
  notes.push(`“${shortText(text)}” is not a number of log odds from ${from} to ${to}; 3 is used.`);
  return PUBLISHED.logOdds;
}

function oneOf<T extends string>(
  text: string | null,
  values: readonly T[],
  usual: T,
  what: string,
  notes: string[]
): T {
  if (text === null) return usual;
  const found = values.find((d) => d === text);
  if (found === undefined)
    notes.push(`“${shortText(text)}” is not a ${what} here; ${usual} is used. Known: ${listText(values)}.`);
  return found ?? usual;
}
