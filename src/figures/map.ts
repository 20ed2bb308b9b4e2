import * as Plot from "@observablehq/plot";
import {MODELS} from "../analysis/idealTypes.js";
import {MICE} from "../analysis/membership.js";
import {indicatorStandings} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {Country} from "../evidence/tables.js";
import type {DrawOptions, Figure, FigureRow} from "./figure.js";
import {countText, listText, sentenceCase, textWidth, theCountry} from "./format.js";
import {classFill, evident, Patterns, plot} from "./marks.js";
import {
  basisWords,
  classVerb,
  cornerWords,
  hybridKey,
  instrumentOption,
  modelNames,
  readingOption,
  type StandingRow,
  standingRow,
  standingsOf
} from "./standings.js";
import type {View} from "./view.js";

/** A country as a tile. */
interface Tile extends FigureRow {
  iso3: string;
  iso2: string;
  country: string;
  column: number;
  row: number;
  /** Among the countries that the view names; all of them are when it names all. */
  chosen: boolean;
  /** `undefined` when nothing is coded or observed. */
  found: StandingRow | undefined;
  why: string;
}

/** A tile map: a square for each country, about where it lies, in the colour of its class. */
export const map: Figure<Tile> = {
  id: "map",
  name: "Tile map",
  question: "Which class is each country in?",
  options: [instrumentOption, readingOption],
  countries: (evidence) => evidence.tables.countries.map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows: mapRows,
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Code", value: (d) => d.iso3},
    {name: "Period", value: (d) => d.found?.when ?? null},
    {name: "Class", value: (d) => d.found?.className ?? d.why},
    ...MICE.map((set) => ({
      name: set,
      value: (d: Tile) => d.found?.standing.sets[set].value ?? d.found?.standing.sets[set].missing ?? null,
      numeric: true,
      digits: 2
    })),
    {name: "Membership", value: (d) => d.found?.standing.class.membership ?? null, numeric: true, digits: 2}
  ],
  title: (view) =>
    view.options.instrument === "indicator"
      ? "Where the indicators put countries"
      : view.options.reading === "official"
        ? "Which model countries have on paper"
        : "Which model countries follow in practice",
  subtitle: (rows, view) => {
    const standing = rows.flatMap((d) => (d.found ? [d.found] : []));
    const undecided = rows.some((d) => d.found?.standing.class.undecided.length)
      ? " Cut corner: undecided, with a set between .45 and .55."
      : "";
    const outline = rows.some((d) => !d.chosen) ? " Outlined: the chosen countries." : "";
    return `Each square is a country, about where it lies. ${sentenceCase(basisWords(view))}.${hybridKey(standing)} Hatched: a set is missing, so there is no class. Empty: nothing to go by.${undecided}${outline}`;
  },
  finding: mapFinding,
  draw: drawMap
};

function mapRows(evidence: Evidence, view: View): Tile[] {
  const all = evidence.tables.countries;
  const countries = all.map((d) => d.iso3);
  // Countries that no indicator covers are left out when none is named.
  const standings =
    view.options.instrument === "indicator"
      ? indicatorStandings(evidence)
      : standingsOf(evidence, {...view, countries});
  const found = new Map(standings.map((d) => [d.iso3, standingRow(d, evidence)]));
  return all.map((country) => tileOf(country, found.get(country.iso3), view));
}

function tileOf(country: Country, found: StandingRow | undefined, {countries, options}: View): Tile {
  const why = options.instrument === "indicator" ? "no indicator covers it" : "not coded";
  return {
    key: country.iso3,
    label: found?.label ?? `${country.name}: ${why}.`,
    href: found?.href ?? `/countries/${country.slug}#indicators`,
    evidence: found?.evidence ?? [],
    iso3: country.iso3,
    iso2: country.iso2,
    country: country.name,
    column: country.grid_col,
    row: country.grid_row,
    chosen: countries.includes(country.iso3),
    found,
    why
  };
}

function mapFinding(rows: Tile[], _view: View, _evidence: Evidence): string {
  const chosen = rows.filter((d) => d.chosen);
  const standing = chosen.flatMap((d) => (d.found ? [d.found] : []));
  const [first] = standing;
  if (!first)
    return chosen.length === 1 && chosen[0]
      ? sentenceCase(`${theCountry(chosen[0].country)}: ${chosen[0].why}.`)
      : "Nothing is coded or observed for these countries.";
  if (chosen.length === 1)
    return sentenceCase(`${theCountry(first.country)} (${first.when}) ${classVerb(first)}.`);
  const classed = standing.filter((d) => d.standing.class.corner !== undefined);
  const parts = [...MODELS, "hybrid" as const].flatMap((model) => {
    const n = classed.filter((d) => d.standing.class.model === model).length;
    if (!n) return [];
    const hybrids = n === 1 ? "a hybrid" : "hybrids";
    return [`${countText(n)} as ${model === "hybrid" ? hybrids : modelNames[model].toLowerCase()}`];
  });
  const head = `${countText(classed.length)} of ${countText(chosen.length)} countries can be classed`;
  return sentenceCase(parts.length ? `${head}: ${listText(parts)}.` : `${head}.`);
}

/** A line of the key below the map. */
interface KeyEntry {
  tile: Tile;
  text: string;
  x: number;
  y: number;
}

function drawMap(rows: Tile[], _view: View, {document, width, theme, id}: DrawOptions): SVGSVGElement {
  const patterns = new Patterns();
  const columns = Math.max(14, ...rows.map((d) => d.column + 1));
  const size = Math.floor(Math.min(52, (width - 2) / columns));
  const gap = size > 40 ? 3 : 2;
  const narrow = size < 40;
  const left = Math.round((width - columns * size) / 2);
  const x1 = (d: Tile) => left + d.column * size + gap / 2;
  // Small tiles are taller than wide, so that the band of a hybrid has room below its letters.
  const tall = size < 46 ? size + 6 : size;
  const y1 = (d: Tile) => 4 + d.row * tall + gap / 2;
  const side = size - gap;
  const high = tall - gap;
  const middle = (d: Tile) => x1(d) + side / 2;
  const all = rows.every((d) => d.chosen);
  const full = (d: Tile) => d.chosen || !d.found;
  /** Where the class begins: others than the chosen ones have only a band of it. */
  const fillFrom = (d: Tile) => y1(d) + (full(d) ? 0 : high * 0.72);
  const fill = (d: Tile) =>
    d.found ? classFill(d.found.standing.class, {theme, id, patterns}) : theme.background;
  const code = (d: Tile) => (narrow ? d.iso2 : d.iso3);
  const isHybrid = (d: Tile) => d.found?.standing.class.model === "hybrid";
  const codeY = (d: Tile) =>
    y1(d) +
    high *
      (!full(d) || (narrow && isHybrid(d)) ? 0.36 : isHybrid(d) ? 0.22 : !narrow && d.found ? 0.34 : 0.5);
  const named = narrow ? [] : rows.filter((d) => d.found && full(d));
  const bottom = 4 + (Math.max(0, ...rows.map((d) => d.row)) + 1) * tall;
  const key = keyOf(rows, {width, top: bottom + 22});
  const svg = plot(
    {
      height: (key.at(-1)?.y ?? bottom) + 14,
      marks: [
        Plot.rect(
          rows.filter((d) => !full(d)),
          {x1, x2: (d: Tile) => x1(d) + side, y1, y2: (d: Tile) => y1(d) + high, rx: 2, fill: theme.wash}
        ),
        Plot.rect(rows, {
          x1,
          x2: (d: Tile) => x1(d) + side,
          y1: fillFrom,
          y2: (d: Tile) => y1(d) + high,
          rx: 2,
          fill,
          stroke: (d: Tile) => (d.found?.standing.class.corner === undefined ? theme.muted : "none"),
          strokeWidth: 0.75,
          pointerEvents: "none"
        }),
        Plot.dot(
          rows.filter((d) => d.found?.standing.class.undecided.length && d.found.standing.class.corner),
          {
            x: (d: Tile) => x1(d) + side - 1,
            y: (d: Tile) => fillFrom(d) + 1,
            symbol: cornerCut,
            r: narrow ? 3 : 6,
            fill: theme.background,
            pointerEvents: "none"
          }
        ),
        Plot.rect(all ? [] : rows.filter((d) => d.chosen), {
          x1,
          x2: (d: Tile) => x1(d) + side,
          y1,
          y2: (d: Tile) => y1(d) + high,
          rx: 2,
          fill: "none",
          stroke: theme.accent,
          strokeWidth: narrow ? 2 : 3,
          pointerEvents: "none"
        }),
        Plot.text(rows, {
          x: middle,
          y: codeY,
          text: code,
          fontSize: CODE.size,
          fontWeight: 600,
          fill: (d: Tile) =>
            full(d) && isPlain(d) ? inkOn(d, theme) : d.found && d.chosen ? theme.ink : theme.quiet,
          pointerEvents: "none"
        }),
        Plot.text(named, {
          x: middle,
          y: (d: Tile) => y1(d) + high * (isHybrid(d) ? 0.49 : 0.68),
          text: shortName,
          fontSize: 12,
          fill: (d: Tile) => (isPlain(d) ? inkOn(d, theme) : theme.ink),
          pointerEvents: "none"
        }),
        Plot.rect(key, {
          x1: "x",
          x2: (d: KeyEntry) => d.x + 12,
          y1: (d: KeyEntry) => d.y - 6,
          y2: (d: KeyEntry) => d.y + 6,
          rx: 1,
          fill: (d: KeyEntry) =>
            d.tile.found
              ? classFill(d.tile.found.standing.class, {theme, id, patterns, small: true})
              : theme.background,
          stroke: (d: KeyEntry) => (d.tile.found?.standing.class.corner === undefined ? theme.muted : "none"),
          strokeWidth: 0.75
        }),
        Plot.text(key, {
          x: (d: KeyEntry) => d.x + 18,
          y: "y",
          text: "text",
          textAnchor: "start",
          fontSize: 12,
          fill: theme.ink
        }),
        // The whole square answers to the pointer and leads to the evidence.
        Plot.rect(rows, {
          x1,
          x2: (d: Tile) => x1(d) + side,
          y1,
          y2: (d: Tile) => y1(d) + high,
          fill: theme.background,
          fillOpacity: 0,
          ...evident
        })
      ]
    },
    {document, width, theme}
  );
  return patterns.writeTo(svg);
}

const CODE = {size: 12, bold: true};

/** A triangle in the upper right corner, drawn like a symbol of Plot; `size` is the area of a disc of the same radius. */
const cornerCut = {
  draw(
    context: {moveTo(x: number, y: number): void; lineTo(x: number, y: number): void; closePath(): void},
    size: number
  ) {
    const leg = 2 * Math.sqrt(size / Math.PI);
    context.moveTo(1, -1);
    context.lineTo(1, leg - 1);
    context.lineTo(1 - leg, -1);
    context.closePath();
  }
};

function isPlain({found}: Tile): boolean {
  const model = found?.standing.class.model;
  return model !== undefined && model !== "hybrid";
}

function inkOn({found}: Tile, theme: DrawOptions["theme"]): string {
  const model = found?.standing.class.model;
  return model === undefined || model === "hybrid" ? theme.ink : theme.on[model];
}

/** The class in so few letters that a square holds it: `PM`, `M·E`, `no C`. */
function shortName({found}: Tile): string {
  const c = found?.standing.class;
  if (!c) return "";
  if (c.missing.length) return c.missing.length > 2 ? "–" : `no ${c.missing.join("·")}`;
  if (c.model === undefined || c.corner === undefined) return "–";
  return c.model === "hybrid" ? cornerWords(c.corner) : c.model;
}

/** What the fills mean, with the number of countries, in lines no wider than the picture. */
function keyOf(rows: readonly Tile[], {width, top}: {width: number; top: number}): KeyEntry[] {
  const model = (d: Tile) => d.found?.standing.class.model;
  const kinds: [string, Tile[]][] = [
    ...MODELS.map((m): [string, Tile[]] => [
      `${m} ${modelNames[m].toLowerCase()}`,
      rows.filter((d) => model(d) === m)
    ]),
    ["hybrid, between two models", rows.filter((d) => model(d) === "hybrid")],
    ["no class", rows.filter((d) => d.found && model(d) === undefined)],
    ["nothing to go by", rows.filter((d) => !d.found)]
  ];
  let [x, y] = [1, top];
  return kinds.flatMap(([name, tiles]) => {
    const [tile] = tiles;
    if (!tile) return [];
    const text = `${name} ${tiles.length}`;
    const room = 18 + textWidth(text) + 16;
    if (x > 1 && x + room - 16 > width) [x, y] = [1, y + 20];
    const entry = {tile, text, x, y};
    x += room;
    return [entry];
  });
}
