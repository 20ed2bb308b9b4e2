import {periodYears} from "../../src/analysis/standing.js";
import type {MissingKind} from "../../src/evidence/tables.js";
import {thirdsText} from "../../src/figures/format.js";
import {missingNames} from "../../src/figures/standings.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";
import {linkIds} from "./ids.js";
import {fullReference, sourceLine} from "./references.js";
import {yearsText} from "./years.js";

/** The tables of the evidence pages, by name. */
export const evidenceFragments: Readonly<Record<string, Fragment>> = {
  "evidence.findings": findingTable,
  "evidence.events": eventTable,
  "evidence.codings": codingTable,
  "evidence.sources": sourceTable,
  "evidence.placements": placementTable
};

/** Gaps in a word, for cells that have no room for a sentence. */
const MISSING_WORDS: Readonly<Record<MissingKind, string>> = {
  "source-silent": "silent",
  contested: "contested",
  "not-applicable": "no place",
  "not-coded": "not coded"
};

/** A table of evidence: each head with the share of the width that its column has, in per cent. */
function table(name: string, heads: Readonly<Record<string, number>>, rows: readonly Markup[]): Markup {
  const key = name.toLowerCase();
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table class="records of-${key}" data-sort data-filter="Find in ${key}"><colgroup>${Object.values(heads).map((width) => html`<col style="width:${width}%">`)}</colgroup><thead><tr>${Object.keys(heads).map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** An id as it is named in the codebook and in the files. */
function idLine(id: string): Markup {
  return html`<span class="id quiet">${id}</span>`;
}

function countryLink(iso3: string, {site: {evidence}}: FragmentOptions, anchor = ""): Markup {
  const country = evidence.country(iso3);
  return country
    ? html`<a href="/countries/${country.slug}${anchor ? `#${anchor}` : ""}">${country.name}</a>`
    : html`${areaName(iso3, evidence)}`;
}

function areaName(code: string, evidence: FragmentOptions["site"]["evidence"]): string {
  return evidence.tables.areas.find((d) => d.area === code)?.name ?? code;
}

function findingTable(o: FragmentOptions): Markup {
  return table(
    "Findings",
    {Country: 11, Years: 8, Dimension: 14, Finding: 39, Source: 18, Confidence: 10},
    o.site.evidence.tables.findings.map(
      (d) =>
        html`<tr><td>${countryLink(d.iso3, o, d.finding_id)} ${idLine(d.finding_id)}</td><td>${yearsText(d.period)}</td><td>${d.dimension.replace("_", " ")}</td><td>${d.finding}</td><td>${sourceLine(d, o.site)}</td><td>${d.confidence}</td></tr>`
    )
  );
}

function eventTable(o: FragmentOptions): Markup {
  return table(
    "Events",
    {Country: 14, Year: 9, Kind: 11, Event: 46, Source: 20},
    o.site.evidence.tables.events.map(
      (d) =>
        html`<tr><td>${countryLink(d.iso3, o, d.event_id)} ${idLine(d.event_id)}</td><td>${d.end_year ? `${d.year}–${d.end_year}` : d.year}</td><td>${d.kind}</td><td><b>${d.title}</b>. ${d.summary}</td><td>${sourceLine(d, o.site)}</td></tr>`
    )
  );
}

function codingTable(o: FragmentOptions): Markup {
  const {evidence} = o.site;
  const value = (
    coder: "reader-a" | "reader-b" | "settled",
    d: {period_id: string; reading: "official" | "practice"; set: "M" | "I" | "C" | "E"}
  ) => {
    const coding = evidence.codingOf({coder, periodId: d.period_id, reading: d.reading, set: d.set});
    return coding
      ? coding.level === null
        ? html`<span title="${missingNames[coding.missing ?? "not-coded"]}">${MISSING_WORDS[coding.missing ?? "not-coded"]}</span>`
        : thirdsText(coding.level)
      : "–";
  };
  const settled = evidence.tables.codings.filter((d) => d.coder === "settled");
  return table(
    "Codings",
    {
      Country: 11,
      Period: 8,
      Reading: 8,
      Set: 4,
      "Reader A": 8,
      "Reader B": 8,
      Settled: 8,
      Confidence: 10,
      Reason: 35
    },
    settled.map((d) => {
      const period = evidence.period(d.period_id);
      return html`<tr><td>${countryLink(d.iso3, o, `${d.period_id}-${d.reading}-${d.set}`)}</td><td>${period ? periodYears(period) : d.period_id}</td><td>${d.reading}</td><td>${d.set}</td><td>${value("reader-a", d)}</td><td>${value("reader-b", d)}</td><td>${value("settled", d)}</td><td>${d.confidence ?? "–"}</td><td>${linkIds(d.note ?? "", evidence)}</td></tr>`;
    })
  );
}

function sourceTable({site: {evidence, references}}: FragmentOptions): Markup {
  const sources = [...evidence.tables.sources].sort((a, b) =>
    (a.authors ?? a.title).localeCompare(b.authors ?? b.title)
  );
  return table(
    "Sources",
    {"Cited as": 20, Source: 68, Kind: 12},
    sources.map(
      (d) =>
        html`<tr id="${d.source_id}"><td>${references.get(d.source_id) ?? ""}</td><td>${fullReference(d)}</td><td>${d.type}</td></tr>`
    )
  );
}

function placementTable(o: FragmentOptions): Markup {
  return table(
    "Placements",
    {Country: 12, Period: 13, "Placed as": 19, By: 21, Strength: 12, Source: 23},
    o.site.evidence.tables.placements.map(
      (d) =>
        html`<tr><td>${countryLink(d.iso3, o, d.placement_id)}</td><td>${yearsText(d.period)}</td><td>${d.model}</td><td>${d.placed_by}</td><td>${d.strength}</td><td>${sourceLine(d, o.site)}</td></tr>`
    )
  );
}
