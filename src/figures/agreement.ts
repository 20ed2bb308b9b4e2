import * as Plot from "@observablehq/plot";
import {agreement as agreementOf} from "../analysis/agreement.js";
import {MODEL_CORNERS, MODELS} from "../analysis/idealTypes.js";
import {MICE} from "../analysis/membership.js";
import {bearsOut, type PlacedStanding, placedStandings} from "../analysis/placements.js";
import type {Evidence} from "../evidence/evidence.js";
import type {Placement, Reading} from "../evidence/tables.js";
import type {DrawOptions, Figure, FigureRow, Option} from "./figure.js";
import {countText, noneText, sentenceCase, textWidth, wrapWidth} from "./format.js";
import {flowLinks, plot} from "./marks.js";
import {anchorOf, classSentence, classWords, cornerWords, modelNames, periodWords} from "./standings.js";
import type {View} from "./view.js";

/** A placement of the literature, or our class of the same time in one reading beside it. */
interface AgreementRow extends FigureRow {
  iso3: string;
  country: string;
  reading: Reading | "literature";
  placed: PlacedStanding;
  /** Years of the coded period; empty when none has the last year of the placement. */
  when: string;
  className: string;
  /** Whether our class bears the placement out, or why that cannot be said. */
  verdict: string;
}

const strengthOption: Option = {
  name: "strength",
  label: "Placements",
  values: [
    {value: "firm", label: "Strong and medium"},
    {value: "all", label: "All"}
  ]
};

const STRENGTHS = [
  "strong",
  "medium",
  "weak",
  "supporting"
] as const satisfies readonly Placement["strength"][];

const MODEL_WORDS = `${MODELS.map((d) => `${d} ${modelNames[d].toLowerCase()}`).join(", ")}.`;

const READINGS: readonly Reading[] = ["official", "practice"];

/** Our classes beside the placements of the literature, the strong ones apart from the weak. */
export const agreement: Figure<AgreementRow> = {
  id: "agreement",
  name: "Agreement with the literature",
  question: "Do our classes agree with where the literature puts countries?",
  options: [strengthOption],
  countries: (evidence) => evidence.tables.countries.map((d) => d.iso3),
  limits: {min: 1, max: 42},
  rows: agreementRows,
  columns: [
    {name: "Country", value: (d) => d.country},
    {name: "Placed as", value: (d) => d.placed.placement.model},
    {name: "Time", value: (d) => d.placed.placement.period},
    {name: "By", value: (d) => d.placed.placement.placed_by},
    {name: "Strength", value: (d) => d.placed.placement.strength},
    {name: "Reading", value: (d) => d.reading},
    {name: "Our period", value: (d) => d.when || null},
    {name: "Our class", value: (d) => d.className || null},
    {name: "Agreement", value: (d) => d.verdict || null}
  ],
  title: (view, evidence) =>
    view.countries.length === 1
      ? `Our class of ${evidence.country(view.countries[0] ?? "")?.name ?? "a country"} beside the literature`
      : "Our classes beside the literature",
  subtitle: (rows) => {
    const exact = rows.filter((d) => d.reading === "practice" && d.placed.claim?.kind === "is");
    const {kappa, table} = agreementOf(
      exact.map((d) => ({placed: d.placed.claim?.model ?? "PRE", found: d.placed.standing?.class.model}))
    );
    const chance =
      kappa.value === undefined
        ? ""
        : ` Over the ${countText(table.n)} placements in one model and classed in practice, Cohen’s kappa is ${kappa.value.toFixed(2).replace("-", "−")}.`;
    return `Shaded: where the literature puts the country or leaves room for it. Dot: our class in practice in the last year that the placement names; ring: the official model. Strength: how directly the source names country and model.${chance} The codings were finished before they were laid beside it. ${MODEL_WORDS}`;
  },
  finding: agreementFinding,
  draw: drawAgreement
};

function agreementRows(evidence: Evidence, {countries, options}: View): AgreementRow[] {
  const kept = options.strength === "all" ? STRENGTHS : STRENGTHS.slice(0, 2);
  const [official = [], practice = []] = READINGS.map((reading) =>
    placedStandings(evidence, {reading, countries})
  );
  const rows = practice.flatMap((d, i) => {
    const other = official[i];
    const ours =
      d.claim && other
        ? [agreementRow(other, "official", evidence), agreementRow(d, "practice", evidence)]
        : [];
    return [literatureRow(d, evidence), ...ours];
  });
  return kept.flatMap((strength) => rows.filter((d) => d.placed.placement.strength === strength));
}

/** The placement itself. */
function literatureRow(placed: PlacedStanding, evidence: Evidence): AgreementRow {
  const {placement, claim} = placed;
  const country = evidence.country(placement.iso3);
  const name = country?.name ?? placement.iso3;
  const open = claim ? "" : ", not in terms that can be compared";
  return {
    key: placement.placement_id,
    label: `${name}, ${placement.period}: placed as ${placement.model} by ${placement.placed_by}, strength ${placement.strength}${open}.`,
    href: `/countries/${country?.slug ?? ""}#${placement.placement_id}`,
    evidence: [placement.placement_id],
    iso3: placement.iso3,
    country: name,
    reading: "literature",
    placed,
    when: "",
    className: "",
    verdict: claim ? "" : "not in terms that can be compared"
  };
}

/** Our class of the time of a placement, beside it. */
function agreementRow(placed: PlacedStanding, reading: Reading, evidence: Evidence): AgreementRow {
  const {placement, standing, agrees} = placed;
  const row = literatureRow(placed, evidence);
  const when = standing ? periodWords(standing) : "";
  const verdict =
    standing === undefined
      ? "no coded period of that time"
      : agrees === undefined
        ? "no class to compare"
        : agrees
          ? "agrees"
          : "differs";
  const against =
    agrees === undefined ? verdict : `${verdict} ${agrees ? "with" : "from"} ${placement.model}`;
  const way = reading === "official" ? "official model" : "practice";
  const ours = standing
    ? `${way} ${when}: ${classSentence(standing).replace(/\.$/, "")}; ${against}`
    : `${way}: ${verdict}`;
  return {
    ...row,
    key: `${row.key}:${reading}`,
    label: `${row.country}, ${ours}.`,
    href: standing ? row.href.replace(/#.*/, `#${anchorOf(standing)}`) : row.href,
    evidence: [...row.evidence, ...(standing ? MICE.flatMap((set) => standing.sets[set].basis) : [])],
    reading,
    when,
    className: standing ? classWords(standing.class) : "",
    verdict
  };
}

function agreementFinding(rows: AgreementRow[], view: View): string {
  const count = (reading: Reading, only?: Placement["strength"]) => {
    const own = rows.filter(
      (d) =>
        d.reading === reading &&
        d.placed.agrees !== undefined &&
        (!only || d.placed.placement.strength === only)
    );
    return {n: own.length, same: own.filter((d) => d.placed.agrees).length};
  };
  const [practice, official, strong] = [count("practice"), count("official"), count("practice", "strong")];
  const which = view.options.strength === "all" ? "placements" : "strong and medium placements";
  if (!practice.n && !official.n)
    return rows.length
      ? `None of the ${which} of these countries can be compared with a class here.`
      : `No ${which} of these countries are known to us.`;
  if (!practice.n)
    return sentenceCase(
      `our class agrees with ${noneText(official.same)} of ${countText(official.n)} ${which} on paper; in practice none can be compared.`
    );
  const paper = official.n ? ` and with ${noneText(official.same)} of ${countText(official.n)} on paper` : "";
  const tail =
    strong.n && strong.n < practice.n
      ? `; of the strong ones it agrees with ${noneText(strong.same)} of ${countText(strong.n)} in practice`
      : "";
  return `Our class agrees with ${noneText(practice.same)} of ${countText(practice.n)} ${which} in practice${paper}${tail}.`;
}

/** The columns: the models in order, then what is none of them. */
const PLACES = [...MODELS, "hybrid", "none"] as const;
type Place = (typeof PLACES)[number];

/** Below this width, in pixels, names stand above their rows. */
const NARROW = 560;

/** Below this width, in pixels, the places of the marks alone say who agrees: words beside them would leave no room. */
const WORDY = 620;

function drawAgreement(
  rows: AgreementRow[],
  _view: View,
  {document, width, theme}: DrawOptions
): SVGSVGElement {
  const narrow = width < NARROW;
  const wordy = width >= WORDY;
  const placements = rows.filter((d) => d.reading === "literature" && d.placed.claim);
  const others = rows.filter((d) => d.reading === "literature" && !d.placed.claim);
  const comparable = rows.filter((d) => d.reading !== "literature");
  const rowHeight = narrow ? 46 : 26;
  const marginLeft = narrow
    ? 2
    : Math.max(0, ...placements.map((d) => textWidth(nameOf(d, narrow), {size: 13}))) + 14;
  const marginRight = wordy ? 142 : 2;
  const step = (width - marginLeft - marginRight) / PLACES.length;
  const x = (place: Place) => marginLeft + (PLACES.indexOf(place) + 0.5) * step;
  const head = (place: Place) => (place === "none" ? "no class" : place);
  const headLines = PLACES.map((d) => wrapWidth(head(d), step - 4));
  const top = 8 + 15 * Math.max(...headLines.map((d) => d.length));
  const heads: {text: string; y: number}[] = [];
  const places = new Map<string, number>();
  let bottom = top + 6;
  for (const strength of STRENGTHS) {
    const group = placements.filter((d) => d.placed.placement.strength === strength);
    if (!group.length) continue;
    heads.push({text: `${sentenceCase(strength)} ${group.length}`, y: bottom + 10});
    bottom += 24;
    for (const d of group) {
      places.set(d.placed.placement.placement_id, bottom);
      bottom += rowHeight;
    }
    bottom += 8;
  }
  const from = (d: AgreementRow) => places.get(d.placed.placement.placement_id) ?? 0;
  const y = (d: AgreementRow) => from(d) + rowHeight - 13;
  const bands = placements.flatMap((row) => bandsOf(row).map((band, i) => ({row, leads: i === 0, ...band})));
  const verdict = (d: AgreementRow) => (d.placed.agrees === undefined ? "–" : d.verdict);
  const colour = (d: AgreementRow) =>
    d.placed.agrees === false ? theme.accent : d.placed.agrees ? theme.ink : theme.muted;
  const columns = {official: width - 74, practice: width - 2};
  const svg = plot(
    {
      height: bottom,
      marks: [
        Plot.text(PLACES, {
          x,
          y: top - 6,
          text: (_: Place, i: number) => (headLines[i] ?? []).join("\n"),
          lineAnchor: "bottom",
          lineHeight: 1.2,
          fontSize: 12,
          fill: theme.quiet
        }),
        Plot.text(wordy ? READINGS : [], {
          x: (d: Reading) => columns[d],
          y: top - 6,
          text: (d: Reading) => (d === "official" ? "on paper" : "in practice"),
          textAnchor: "end",
          lineAnchor: "bottom",
          fontSize: 12,
          fill: theme.quiet
        }),
        Plot.text(heads, {x: 1, y: "y", text: "text", textAnchor: "start", fontWeight: 600, fill: theme.ink}),
        Plot.text(placements, {
          x: narrow ? marginLeft : marginLeft - 12,
          y: (d: AgreementRow) => (narrow ? from(d) + 12 : y(d)),
          text: (d: AgreementRow) => nameOf(d, narrow),
          textAnchor: narrow ? "start" : "end",
          fill: theme.ink
        }),
        Plot.ruleY(placements, {y, x1: marginLeft, x2: width - marginRight, stroke: theme.rule}),
        // A claim that leaves room in two places is one mark all the same.
        ...[true, false].map((first) =>
          Plot.rect(
            bands.filter((d) => d.leads === first),
            {
              x1: (d) => x(d.first) - step / 2 + 3,
              x2: (d) => x(d.last) + step / 2 - 3,
              y1: (d) => y(d.row) - 10,
              y2: (d) => y(d.row) + 10,
              rx: 10,
              fill: theme.rule,
              stroke: theme.muted,
              ...(first ? {href: (d) => d.row.href, ariaLabel: (d) => d.row.label} : {})
            }
          )
        ),
        Plot.dot(
          comparable.filter((d) => d.reading === "official"),
          {
            x: (d: AgreementRow) => x(placeOf(d)),
            y,
            r: 7.5,
            fill: theme.background,
            fillOpacity: 0,
            stroke: colour,
            strokeWidth: 1.75,
            href: (d: AgreementRow) => d.href,
            ariaLabel: (d: AgreementRow) => d.label
          }
        ),
        Plot.dot(
          comparable.filter((d) => d.reading === "practice"),
          {
            x: (d: AgreementRow) => x(placeOf(d)),
            y,
            r: 4.5,
            fill: colour,
            href: (d: AgreementRow) => d.href,
            ariaLabel: (d: AgreementRow) => d.label
          }
        ),
        ...(!wordy
          ? []
          : [
              Plot.text(comparable, {
                x: (d: AgreementRow) => columns[d.reading === "official" ? "official" : "practice"],
                y,
                text: verdict,
                textAnchor: "end",
                fontSize: 12,
                fill: (d: AgreementRow) => (d.placed.agrees === false ? theme.accent : theme.quiet)
              })
            ]),
        Plot.text(
          comparable.filter((d) => d.reading === "practice" && placeOf(d) === "hybrid"),
          {
            x: x("hybrid") + 11,
            y,
            text: (d: AgreementRow) => cornerWords(d.placed.standing?.class.corner ?? ""),
            textAnchor: "start",
            fontSize: 12,
            fill: theme.quiet,
            pointerEvents: "none"
          }
        )
      ]
    },
    {document, width, theme}
  );
  if (others.length) {
    const items = others.map((row) => ({
      text: `${row.country} (${row.placed.placement.model.replace(/ \(.*\)$/, "")})`,
      row
    }));
    flowLinks(svg, items, {x: 1, y: bottom + 12, width: width - 2, lead: "Not in terms to compare:", theme});
  }
  return svg;
}

function nameOf({country, placed: {placement}}: AgreementRow, narrow: boolean): string {
  const years = placement.period.replace(/ \(.*\)/, "").replace(/(\d)-(\d)/g, "$1–$2");
  return narrow ? `${country}, ${years}: ${shortClaim(placement)}` : `${country}, ${years}`;
}

function shortClaim({model}: Placement): string {
  return model.replace(/ \(.*\)$/, "");
}

function placeOf({placed: {standing}}: AgreementRow): Place {
  return standing?.class.corner === undefined ? "none" : (standing.class.model ?? "none");
}

/** The stretches of columns that a claim leaves room for; a hybrid as soon as some hybrid would bear it out. */
function bandsOf({placed: {claim}}: AgreementRow): {first: Place; last: Place}[] {
  if (!claim) return [];
  const corners = {...MODEL_CORNERS, hybrid: "0001"};
  const open = PLACES.filter((d) => d !== "none" && bearsOut(claim, {corner: corners[d]}));
  const bands: {first: Place; last: Place}[] = [];
  for (const place of open) {
    const last = bands.at(-1);
    // What is a hybrid stands apart from the order of the models.
    if (last && place !== "hybrid" && PLACES.indexOf(place) === PLACES.indexOf(last.last) + 1)
      last.last = place;
    else bands.push({first: place, last: place});
  }
  return bands;
}
