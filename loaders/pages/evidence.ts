import {periodYears} from "../../src/analysis/standing.js";
import {thirdsText} from "../../src/figures/format.js";
import {missingNames} from "../../src/figures/standings.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";
import {fullReference, sourceLine} from "./references.js";

/** The tables of the evidence pages, by name. */
export const evidenceFragments: Readonly<Record<string, Fragment>> = {
  "evidence.findings": findingTable,
  "evidence.events": eventTable,
  "evidence.codings": codingTable,
  "evidence.sources": sourceTable,
  "evidence.placements": placementTable
};

function table(name: string, find: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table data-sort data-filter="${find}"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
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
    "Find in findings",
    ["Country", "Years", "Dimension", "Finding", "Source", "Confidence"],
    o.site.evidence.tables.findings.map(
      (d) =>
        html`<tr><td>${countryLink(d.iso3, o, d.finding_id)}</td><td>${d.period.replace("-", "–")}</td><td>${d.dimension.replace("_", " ")}</td><td>${d.finding}</td><td>${sourceLine(d, o.site)}</td><td>${d.confidence}</td></tr>`
    )
  );
}

function eventTable(o: FragmentOptions): Markup {
  return table(
    "Events",
    "Find in events",
    ["Country", "Year", "Kind", "Event", "Source"],
    o.site.evidence.tables.events.map(
      (d) =>
        html`<tr><td>${countryLink(d.iso3, o, d.event_id)}</td><td>${d.end_year ? `${d.year}–${d.end_year}` : d.year}</td><td>${d.kind}</td><td><b>${d.title}</b>. ${d.summary}</td><td>${sourceLine(d, o.site)}</td></tr>`
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
        ? missingNames[coding.missing ?? "not-coded"]
        : thirdsText(coding.level)
      : "–";
  };
  const settled = evidence.tables.codings.filter((d) => d.coder === "settled");
  return table(
    "Codings",
    "Find in codings",
    ["Country", "Period", "Reading", "Set", "Reader A", "Reader B", "Settled", "Confidence", "Reason"],
    settled.map((d) => {
      const period = evidence.period(d.period_id);
      return html`<tr><td>${countryLink(d.iso3, o, `${d.period_id}-${d.reading}-${d.set}`)}</td><td>${period ? periodYears(period) : d.period_id}</td><td>${d.reading}</td><td>${d.set}</td><td>${value("reader-a", d)}</td><td>${value("reader-b", d)}</td><td>${value("settled", d)}</td><td>${d.confidence ?? "–"}</td><td>${d.note}</td></tr>`;
    })
  );
}

function sourceTable({site: {evidence, references}}: FragmentOptions): Markup {
  const sources = [...evidence.tables.sources].sort((a, b) =>
    (a.authors ?? a.title).localeCompare(b.authors ?? b.title)
  );
  return table(
    "Sources",
    "Find in sources",
    ["Cited as", "Source", "Kind"],
    sources.map(
      (d) =>
        html`<tr id="${d.source_id}"><td>${references.get(d.source_id) ?? ""}</td><td>${fullReference(d)}</td><td>${d.type}</td></tr>`
    )
  );
}

function placementTable(o: FragmentOptions): Markup {
  return table(
    "Placements",
    "Find in placements",
    ["Country", "Period", "Placed as", "By", "Strength", "Source"],
    o.site.evidence.tables.placements.map(
      (d) =>
        html`<tr><td>${countryLink(d.iso3, o, d.placement_id)}</td><td>${d.period}</td><td>${d.model}</td><td>${d.placed_by}</td><td>${d.strength}</td><td>${sourceLine(d, o.site)}</td></tr>`
    )
  );
}
