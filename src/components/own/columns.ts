import {MICE, type SetKey} from "../../analysis/membership.js";
import {setNames} from "../../figures/standings.js";
import {bare} from "./text.js";

/** What a file holds. */
export type Kind = "codings" | "values";

/** A column that is looked for, with the names under which people keep it. */
export interface Field {
  name: string;
  label: string;
  kinds: readonly Kind[];
  required: boolean;
  names: readonly string[];
}

/** What people call a column that holds the levels of a set. */
const SET_COLUMNS: Readonly<Record<SetKey, readonly string[]>> = {
  M: ["measured", "measuring", "measurement"],
  I: ["incorporated and used", "incorporated", "incorporating", "used", "using"],
  C: ["coherent", "coherence"],
  E: ["external and open", "external", "open", "openness"]
};

/** The columns of both kinds of file. */
export const FIELDS: readonly Field[] = [
  {
    name: "iso3",
    label: "Country",
    kinds: ["codings", "values"],
    required: true,
    names: ["iso3", "country", "iso", "iso code", "country code", "ccode", "code", "land", "pays", "nation"]
  },
  {
    name: "country",
    label: "Name of the country",
    kinds: ["codings", "values"],
    required: false,
    names: ["name", "country name", "country"]
  },
  {
    name: "period_id",
    label: "Period, by its id",
    kinds: ["codings"],
    required: false,
    names: ["period_id", "period id", "period"]
  },
  {
    name: "start",
    label: "First year",
    kinds: ["codings"],
    required: false,
    names: ["start", "from", "first year", "start year", "begin"]
  },
  {
    name: "end",
    label: "Last year",
    kinds: ["codings"],
    required: false,
    names: ["end", "to", "until", "last year", "end year"]
  },
  {
    name: "reading",
    label: "Reading",
    kinds: ["codings"],
    required: false,
    names: ["reading", "kind", "view"]
  },
  ...MICE.map(
    (set): Field => ({
      name: set,
      label: `${set}, ${setNames[set].toLowerCase()}`,
      kinds: ["codings"],
      required: false,
      names: [set, ...SET_COLUMNS[set]]
    })
  ),
  {
    name: "set",
    label: "Set",
    kinds: ["codings", "values"],
    required: false,
    names: ["set", "dimension", "condition"]
  },
  {
    name: "level",
    label: "Level",
    kinds: ["codings"],
    required: false,
    names: ["level", "value", "score", "membership", "coding", "code"]
  },
  {
    name: "note",
    label: "Note",
    kinds: ["codings"],
    required: false,
    names: ["note", "comment", "reason", "remark"]
  },
  {
    name: "indicator_id",
    label: "Indicator",
    kinds: ["values"],
    required: false,
    names: ["indicator_id", "indicator", "series", "variable", "measure"]
  },
  {name: "year", label: "Year", kinds: ["values"], required: false, names: ["year", "time", "wave", "date"]},
  {
    name: "value",
    label: "Value",
    kinds: ["values"],
    required: false,
    names: ["value", "obs value", "score", "wert"]
  },
  {
    name: "exclusion",
    label: "Anchor for out",
    kinds: ["values"],
    required: false,
    names: ["exclusion", "out", "anchor out"]
  },
  {
    name: "crossover",
    label: "Crossover",
    kinds: ["values"],
    required: false,
    names: ["crossover", "cross over", "middle"]
  },
  {
    name: "inclusion",
    label: "Anchor for in",
    kinds: ["values"],
    required: false,
    names: ["inclusion", "in", "anchor in"]
  }
];

/** Which column of a file each field is taken from; what is not there is left out. */
export type Mapping = Readonly<Record<string, string>>;

/** How a file was understood, or what it lacks. */
export interface Layout {
  kind: Kind;
  mapping: Mapping;
  /** Columns that hold a set or an indicator each, in a file with a row to a case. */
  wide: readonly string[];
  /** What cannot be told from the columns, in words; empty when nothing is missing. */
  lacks: readonly string[];
}

/** Guesses the layout of a file from its columns; `given` says it where the reader knows better. */
export function guessLayout(
  columns: readonly string[],
  indicatorIds: readonly string[],
  {kind, mapping: given = {}}: {kind?: Kind; mapping?: Mapping} = {}
): Layout {
  const sets = MICE.flatMap((set) => columns.filter((d) => d.trim().toUpperCase() === set));
  const ids = new Set(indicatorIds);
  const series = columns.filter((d) => ids.has(d.trim()));
  const guessed = kind ?? guessKind(columns, {sets: sets.length, series: series.length});
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  const wanted = FIELDS.filter((field) => field.kinds.includes(guessed));
  for (const field of wanted) {
    const column = given[field.name];
    if (column !== undefined && columns.includes(column)) {
      mapping[field.name] = column;
      taken.add(column);
    }
  }
  // Exact names first, so that a near miss takes no column from its rightful owner.
  for (const near of [false, true]) {
    for (const field of wanted) {
      if (mapping[field.name] !== undefined || given[field.name] !== undefined) continue;
      const column = columnFor(
        field,
        columns.filter((d) => !taken.has(d)),
        near
      );
      if (column === undefined) continue;
      mapping[field.name] = column;
      taken.add(column);
    }
  }
  const single = guessed === "codings" ? ["set", "level"] : ["indicator_id", "value"];
  const whole = single.every((name) => mapping[name] !== undefined);
  const wide = whole ? [] : guessed === "codings" ? MICE.flatMap((set) => mapping[set] ?? []) : series;
  return {kind: guessed, mapping, wide, lacks: lacking(guessed, mapping, wide)};
}

function guessKind(columns: readonly string[], {sets, series}: {sets: number; series: number}): Kind {
  if (series || columns.some((d) => ["indicatorid", "indicator", "series"].includes(bare(d))))
    return "values";
  if (sets || columns.some((d) => ["periodid", "level", "reading"].includes(bare(d)))) return "codings";
  return columns.some((d) => bare(d) === "value") ? "values" : "codings";
}

/** The column of a field: the first of its names that is there, or one that holds such a name or is held by it. */
function columnFor({names}: Field, columns: readonly string[], near: boolean): string | undefined {
  for (const name of names.map(bare)) {
    const found = columns.find((d) => {
      const words = bare(d);
      const long = words.length > 3 && name.length > 3;
      return near ? long && (words.includes(name) || name.includes(words)) : words === name;
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function lacking(kind: Kind, mapping: Mapping, wide: readonly string[]): string[] {
  const lacks: string[] = [];
  if (mapping.iso3 === undefined && mapping.country === undefined) lacks.push("a column with the country");
  if (kind === "codings") {
    if (mapping.period_id === undefined && mapping.start === undefined)
      lacks.push("a column with the period, or with its first year");
    if (!wide.length && (mapping.set === undefined || mapping.level === undefined))
      lacks.push("columns with set and level, or a column for each of M, I, C and E");
  } else if (!wide.length && (mapping.indicator_id === undefined || mapping.value === undefined))
    lacks.push("columns with indicator and value, or a column for each indicator");
  return lacks;
}
