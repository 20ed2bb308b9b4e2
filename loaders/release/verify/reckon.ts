/**
 * The classes reckoned a second time, from the text of the published tables and by this file alone: it shares no code
 * with `src/analysis`, so that an error there, or a table that was changed after the figures were drawn, shows.
 */

/** A row as text. */
export type TextRow = Readonly<Record<string, string>>;

/** The tables that classes rest on. */
export interface Tables {
  codings: readonly TextRow[];
  indicators: readonly TextRow[];
  observations: readonly TextRow[];
  models: readonly TextRow[];
}

/** What follows for one standing. */
export interface Reckoned {
  /** Membership in M, I, C and E; `undefined` where it is missing. */
  sets: Readonly<Record<string, number | undefined>>;
  /** Why there is none. */
  missing: Readonly<Record<string, string>>;
  /** The class in the words of the site, in small letters. */
  words: string;
  /** Membership in the class. */
  membership: number | undefined;
}

const SETS = ["M", "I", "C", "E"] as const;
const LOG_ODDS = 3;
const BAND: readonly [number, number] = [0.45, 0.55];
/** A little room for rounding at the edges of the band. */
const EDGE = 1e-9;

/** Every standing by its key: `aus-2013:practice` from the settled codings, `AUS:indicators` from the observations. */
export function reckon({codings, indicators, observations, models}: Tables): Map<string, Reckoned> {
  const names = new Map(models.map((d) => [d.corner ?? "", (d.name ?? "").toLowerCase()]));
  const levels = new Map<string, Record<string, number | undefined>>();
  const kinds = new Map<string, Record<string, string>>();
  for (const {coder, period_id, reading, set = "", level, missing} of codings) {
    if (coder !== "settled") continue;
    const key = `${period_id}:${reading}`;
    if (missing) kinds.set(key, {...kinds.get(key), [set]: missing});
    levels.set(key, {...levels.get(key), [set]: level ? Math.round(Number(level) * 3) / 3 : undefined});
  }
  for (const [key, sets] of fromIndicators(indicators, observations)) levels.set(key, sets);
  return new Map(
    [...levels].map(([key, sets]) => [key, {...classOf(sets, names), sets, missing: kinds.get(key) ?? {}}])
  );
}

function fromIndicators(
  indicators: readonly TextRow[],
  observations: readonly TextRow[]
): Map<string, Record<string, number | undefined>> {
  const values = new Map(
    observations.map((d) => [`${d.iso3}:${d.indicator_id}:${d.year}`, d.value ? Number(d.value) : undefined])
  );
  const used = indicators.filter((d) => d.set && d.exclusion && d.crossover && d.inclusion);
  const found = new Map<string, Record<string, number | undefined>>();
  for (const iso3 of new Set(observations.map((d) => d.iso3))) {
    const sets: Record<string, number | undefined> = {};
    for (const set of SETS) {
      const members = used
        .filter((d) => d.set === set)
        .flatMap((d) => {
          const x = values.get(`${iso3}:${d.indicator_id}:${d.year}`);
          return x === undefined ? [] : [calibrated(x, d)];
        });
      sets[set] = members.length ? members.reduce((a, b) => a + b, 0) / members.length : undefined;
    }
    if (SETS.some((set) => sets[set] !== undefined)) found.set(`${iso3}:indicators`, sets);
  }
  return found;
}

/** Ragin's direct method: the log odds are 0 at the crossover, ±3 at the two other anchors. */
function calibrated(x: number, anchors: TextRow): number {
  const [out, cross, full] = [anchors.exclusion, anchors.crossover, anchors.inclusion].map(Number) as [
    number,
    number,
    number
  ];
  const above = full > out ? x >= cross : x <= cross;
  const odds = Math.exp((LOG_ODDS * (x - cross)) / (above ? full - cross : cross - out));
  return odds === Infinity ? 1 : odds / (1 + odds);
}

function classOf(
  sets: Readonly<Record<string, number | undefined>>,
  names: ReadonlyMap<string, string>
): Pick<Reckoned, "words" | "membership"> {
  const values = SETS.map((set) => sets[set]);
  if (values.some((m) => m === undefined || Math.abs(m - 0.5) < EDGE))
    return {words: "not classed", membership: undefined};
  const known = values as number[];
  const corner = known.map((m) => (m > 0.5 ? "1" : "0")).join("");
  const membership = Math.min(...known.map((m) => (m > 0.5 ? m : 1 - m)));
  const hybrid = `hybrid ${SETS.filter((_, i) => corner[i] === "1").join("·")}`.toLowerCase();
  const near = known.some((m) => m >= BAND[0] - EDGE && m <= BAND[1] + EDGE);
  return {words: `${names.get(corner) ?? hybrid}${near ? " (undecided)" : ""}`, membership};
}
