import {MICE, type SetKey} from "../../analysis/membership.js";
import type {OwnCoding, OwnData, OwnIndicator, OwnValue} from "../../evidence/own.js";
import type {Reading} from "../../evidence/tables.js";
import type {Layout} from "./columns.js";
import {bare, levelIn, looksLikeDate, nearest, numberOf} from "./text.js";

/** What of the project a file is read against. */
export interface Known {
  countries: readonly {iso3: string; iso2: string; name: string}[];
  periods: readonly {periodId: string; iso3: string; start: number; end: number | null}[];
  indicators: readonly {id: string; year: number; used: boolean}[];
}

/** What is wrong with a cell, or worth knowing about it. */
export interface Message {
  /** Row of the file, the head being row 1. */
  row: number;
  column: string;
  value: string;
  expected: string;
  /** The nearest valid word; empty when none is near. */
  nearest: string;
  /** Whether the row was left out. */
  lost: boolean;
}

/** What came of a file. */
export interface Outcome {
  own: OwnData;
  /** The first of the messages. */
  messages: Message[];
  /** How many there are in all. */
  said: number;
  rows: number;
  /** Cells left blank, which is no mistake. */
  blank: number;
}

/** No more messages than this are kept; the rest are counted. Twice as many take a browser 30 ms to lay out. */
export const MOST_MESSAGES = 100;

const READING_WORDS: Readonly<Record<string, Reading>> = {
  practice: "practice",
  inpractice: "practice",
  real: "practice",
  official: "official",
  officialmodel: "official",
  onpaper: "official",
  paper: "official",
  law: "official"
};

/** Reads rows into own data, a row at a time; `end` gives what came of them. */
export class OwnReader {
  readonly #layout: Layout;
  readonly #known: Known;
  readonly #name: string;
  readonly #byWord = new Map<string, string>();
  readonly #codes: ReadonlySet<string>;
  readonly #indicators: ReadonlyMap<string, Known["indicators"][number]>;
  readonly #countries = new Map<string, string>();
  readonly #periods = new Map<string, OwnData["periods"][number]>();
  readonly #codings = new Map<string, OwnCoding>();
  readonly #own = new Map<string, OwnIndicator>();
  readonly #values = new Map<string, OwnValue>();
  readonly #messages: Message[] = [];
  #said = 0;
  #rows = 0;
  #blank = 0;

  constructor(layout: Layout, known: Known, name: string) {
    this.#layout = layout;
    this.#known = known;
    this.#name = name;
    for (const {iso3, iso2, name} of known.countries)
      for (const word of [iso3, iso2, name]) if (word) this.#byWord.set(bare(word), iso3);
    this.#codes = new Set(known.countries.map((d) => d.iso3));
    this.#indicators = new Map(known.indicators.map((d) => [d.id, d]));
  }

  /** Takes one row, by column; `row` is its number in the file. */
  take(cells: Readonly<Record<string, string | undefined>>, row: number): void {
    this.#rows += 1;
    const iso3 = this.#country(cells, row);
    if (iso3 === undefined) return;
    if (this.#layout.kind === "codings") this.#takeCodings(cells, row, iso3);
    else this.#takeValues(cells, row, iso3);
  }

  end(): Outcome {
    return {
      own: {
        name: this.#name,
        countries: [...this.#countries].map(([iso3, name]) => ({iso3, name})),
        periods: [...this.#periods.values()],
        codings: [...this.#codings.values()],
        indicators: [...this.#own.values()],
        values: [...this.#values.values()]
      },
      messages: this.#messages,
      said: this.#said,
      rows: this.#rows,
      blank: this.#blank
    };
  }

  #cell(cells: Readonly<Record<string, string | undefined>>, field: string): string {
    const column = this.#layout.mapping[field];
    return column === undefined ? "" : (cells[column] ?? "").trim();
  }

  #say(
    row: number,
    field: string,
    value: string,
    expected: string,
    {near, lost = true}: {near?: () => string | undefined; lost?: boolean} = {}
  ): undefined {
    this.#said += 1;
    // The nearest word is looked for only where it is shown: a wrong column of a large file would take minutes.
    if (this.#messages.length < MOST_MESSAGES) {
      const column = this.#layout.mapping[field] ?? field;
      const nearest = near?.() ?? "";
      this.#messages.push({row, column, value: value.slice(0, 80), expected, nearest, lost});
    }
    return undefined;
  }

  #country(cells: Readonly<Record<string, string | undefined>>, row: number): string | undefined {
    const [code, name] = [this.#cell(cells, "iso3"), this.#cell(cells, "country")];
    const known = this.#byWord.get(bare(code)) ?? (code ? undefined : this.#byWord.get(bare(name)));
    if (known) return known;
    const word = code || name;
    const near = () =>
      nearest(
        word,
        this.#known.countries.map((d) => (/^[A-Za-z]{2,3}$/.test(word) ? d.iso3 : d.name))
      );
    const made = code.toUpperCase();
    if (!/^[A-Z]{3}$/.test(made))
      return this.#say(
        row,
        "iso3",
        word,
        "the three-letter code or the name of a country; for a new country a code of three letters",
        {near}
      );
    if (!this.#countries.has(made)) {
      this.#countries.set(made, name || made);
      this.#say(row, "iso3", code, "a country of the project; taken as a new one", {
        near,
        lost: false
      });
    }
    return made;
  }

  #takeCodings(cells: Readonly<Record<string, string | undefined>>, row: number, iso3: string): void {
    const {wide, mapping} = this.#layout;
    const filled = wide.length
      ? wide.map((column) => ({
          word: MICE.find((set) => mapping[set] === column) ?? column,
          text: (cells[column] ?? "").trim(),
          column
        }))
      : [{word: this.#cell(cells, "set"), text: this.#cell(cells, "level"), column: "level"}];
    const given = filled.filter((d) => d.text !== "");
    this.#blank += filled.length - given.length;
    if (!given.length) return;
    const periodId = this.#period(cells, row, iso3);
    const reading = this.#reading(cells, row);
    if (periodId === undefined || reading === undefined) return;
    for (const {word, text, column} of given) {
      const set = setOf(word);
      if (!set) {
        this.#say(row, "set", word, "M, I, C or E", {near: () => nearest(word, SET_WORDS)});
        continue;
      }
      const level = levelIn(text);
      if (level === undefined || level === null) {
        const expected = looksLikeDate(text)
          ? "0, 1/3, 2/3 or 1; a spreadsheet seems to have made a date of a third, so format the column as text or write 0.333333"
          : "0, 1/3, 2/3 or 1";
        this.#say(row, column, text, expected, {near: () => nearestLevel(text)});
        continue;
      }
      const key = `${periodId}:${reading}:${set}`;
      const before = this.#codings.get(key);
      if (before && before.level !== level)
        this.#say(row, column, text, "one coding for each period, reading and set; this later one is used", {
          lost: false
        });
      this.#codings.set(key, {
        iso3,
        periodId,
        reading,
        set,
        level,
        note: this.#cell(cells, "note").slice(0, 500)
      });
    }
  }

  #period(
    cells: Readonly<Record<string, string | undefined>>,
    row: number,
    iso3: string
  ): string | undefined {
    const own = this.#known.periods.filter((d) => d.iso3 === iso3);
    const id = this.#cell(cells, "period_id");
    const named = own.find((d) => d.periodId === id.toLowerCase());
    if (named) return named.periodId;
    const [start, end] = [this.#cell(cells, "start"), this.#cell(cells, "end")];
    if (!start)
      return this.#say(
        row,
        id ? "period_id" : "start",
        id,
        id ? `a period of ${iso3} here, or a first year beside it` : "a first year, or the id of a period",
        {
          near: () =>
            nearest(
              id,
              own.map((d) => d.periodId)
            )
        }
      );
    const from = numberOf(start);
    const to = end ? numberOf(end) : null;
    if (!isYear(from)) return this.#say(row, "start", start, "a year in four digits");
    if (to !== null && (!isYear(to) || to < from))
      return this.#say(row, "end", end, `a year from ${from} on, or nothing`);
    const same = own.find((d) => d.start === from);
    if (same) return same.periodId;
    const periodId = `own-${iso3.toLowerCase()}-${from}`;
    if (!this.#periods.has(periodId)) this.#periods.set(periodId, {periodId, iso3, start: from, end: to});
    return periodId;
  }

  #reading(cells: Readonly<Record<string, string | undefined>>, row: number): Reading | undefined {
    if (this.#layout.mapping.reading === undefined) return "practice";
    const word = this.#cell(cells, "reading");
    return (
      READING_WORDS[bare(word)] ??
      this.#say(row, "reading", word, "practice or official", {
        near: () => nearest(word, ["practice", "official"])
      })
    );
  }

  #takeValues(cells: Readonly<Record<string, string | undefined>>, row: number, iso3: string): void {
    const {wide} = this.#layout;
    const filled = wide.length
      ? wide.map((column) => ({id: column.trim(), text: (cells[column] ?? "").trim(), column}))
      : [{id: this.#cell(cells, "indicator_id"), text: this.#cell(cells, "value"), column: "value"}];
    for (const {id, text, column} of filled) {
      if (text === "") {
        this.#blank += 1;
        continue;
      }
      const year = this.#indicator(cells, row, id);
      if (year === undefined) continue;
      const value = numberOf(text);
      if (Number.isNaN(value)) {
        this.#say(
          row,
          column,
          text,
          looksLikeDate(text) ? "a number; a spreadsheet seems to have made a date of it" : "a number"
        );
        continue;
      }
      const when = this.#cell(cells, "year");
      if (when && year !== null && numberOf(when) !== year) {
        this.#say(row, "year", when, `${year}, the wave of ${id} that the analysis uses`, {
          near: () => String(year)
        });
        continue;
      }
      this.#values.set(`${iso3}:${id}`, {iso3, indicatorId: id, value});
    }
  }

  /** The wave of an indicator; `null` for one of the reader's own, `undefined` when there is none. */
  #indicator(
    cells: Readonly<Record<string, string | undefined>>,
    row: number,
    id: string
  ): number | null | undefined {
    const known = this.#indicators.get(id);
    if (known?.used) return known.year;
    if (known) return this.#say(row, "indicator_id", id, "an indicator that is used; this one is only shown");
    if (this.#own.has(id)) return null;
    const set = setOf(this.#cell(cells, "set"));
    const [exclusion = Number.NaN, crossover = Number.NaN, inclusion = Number.NaN] = [
      "exclusion",
      "crossover",
      "inclusion"
    ].map((d) => numberOf(this.#cell(cells, d)));
    if (id && set && inOrder({exclusion, crossover, inclusion})) {
      this.#own.set(id, {indicatorId: id, set, exclusion, crossover, inclusion});
      return null;
    }
    return this.#say(
      row,
      "indicator_id",
      id,
      "an indicator of the project; for one of your own a set and three anchors in order beside it",
      {
        near: () =>
          nearest(
            id,
            this.#known.indicators.filter((d) => d.used).map((d) => d.id)
          )
      }
    );
  }
}

const SET_WORDS = ["M", "I", "C", "E", "measured", "incorporated", "coherent", "external"];

function setOf(word: string): SetKey | undefined {
  const [letter = ""] = word.trim().toUpperCase();
  const plain = bare(word);
  const whole = plain.length === 1 || SET_WORDS.some((d) => d.length > 1 && plain.startsWith(d));
  return whole ? MICE.find((d) => d === letter) : undefined;
}

function nearestLevel(text: string): string {
  const value = numberOf(text);
  if (!(value >= 0 && value <= 1)) return "";
  return ["0", "1/3", "2/3", "1"][Math.round(value * 3)] ?? "";
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1800 && value <= 2200;
}

function inOrder({
  exclusion: out,
  crossover,
  inclusion: full
}: Omit<OwnIndicator, "indicatorId" | "set">): boolean {
  return (out < crossover && crossover < full) || (out > crossover && crossover > full);
}
