import {MODELS} from "../../src/analysis/idealTypes.js";
import {MICE} from "../../src/analysis/membership.js";
import {caseStandings, indicatorStandings, periodYears} from "../../src/analysis/standing.js";
import type {ModelKey} from "../../src/evidence/tables.js";
import type {AnyFigure} from "../../src/figures/figure.js";
import {numberText, sentenceCase} from "../../src/figures/format.js";
import {figures} from "../../src/figures/index.js";
import {classWords, latestOf, setNames} from "../../src/figures/standings.js";
import {defaultView} from "../../src/figures/view.js";
import {classMark} from "./country.js";
import {figureElement} from "./figure.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {gallery} from "./gallery.js";
import {html, type Markup} from "./html.js";
import {sourceLine} from "./references.js";

/** Fragments that any page may use, by name. */
export const generalFragments: Readonly<Record<string, Fragment>> = {
  count,
  "countries.list": countryList,
  "models.list": modelList,
  "model.traits": modelTraits,
  "model.cases": modelCases,
  "model.title": ({words}) => words,
  "figures.gallery": ({site}) => gallery(site),
  "figure.name": (o) => figureOf(o).name,
  "figure.whole": (o) => {
    const figure = figureOf(o);
    return figureElement(figure, defaultView(figure, o.site.evidence), o.context, o.site, {
      controls: true,
      level: 2
    });
  },
  "figure.question": (o) => figureOf(o).question,
  "figure.said": (o) => saidBy(figureOf(o), o),
  "glossary.list": glossaryList,
  "sets.list": setList,
  "release.list": releaseList,
  version: ({site}) => `${site.version}, ${site.date}`
};

/** `{{count findings}}`: rows of a table; `{{count countries coded}}`, `{{count countries indicators}}`: countries. */
function count({site: {evidence}, words, context}: FragmentOptions): string {
  if (words === "countries coded")
    return numberText(new Set(evidence.tables.periods.map((d) => d.iso3)).size);
  if (words === "countries indicators") {
    return numberText(indicatorStandings(evidence).filter((d) => d.class.corner !== undefined).length);
  }
  if (words === "countries members")
    return numberText(evidence.tables.countries.filter((d) => d.oecd_since).length);
  const rows = evidence.tables[words as keyof typeof evidence.tables];
  if (!rows) throw new Error(`${context.path}: nothing to count is called ${words}`);
  return numberText(rows.length, 0);
}

function figureOf({words, context}: FragmentOptions) {
  const id = words || context.params?.figure || "";
  const figure = figures.find((d) => d.id === id);
  if (!figure) throw new Error(`${context.path}: no figure is called ${id}`);
  return figure;
}

/** What a figure finds in its usual state, as a sentence of the text. */
function saidBy(figure: AnyFigure, {site: {evidence}}: FragmentOptions): string {
  const view = defaultView(figure, evidence);
  return figure.finding(figure.rows(evidence, view), view, evidence);
}

function countryList({site: {evidence}}: FragmentOptions): Markup {
  const practice = new Map(latestOf(caseStandings(evidence, {reading: "practice"})).map((d) => [d.iso3, d]));
  const official = new Map(latestOf(caseStandings(evidence, {reading: "official"})).map((d) => [d.iso3, d]));
  const indicators = new Map(indicatorStandings(evidence).map((d) => [d.iso3, d]));
  const rows = [...evidence.tables.countries].sort((a, b) => a.name.localeCompare(b.name));
  const cell = (d: ReturnType<typeof practice.get>) =>
    d ? html`${classMark(d)} ${sentenceCase(classWords(d.class))}` : html`<span class="gap">–</span>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="All countries"><table data-sort data-filter="Find a country"><thead><tr><th scope="col">Country</th><th scope="col">Latest period</th><th scope="col">Official model</th><th scope="col">Practice</th><th scope="col">Indicators</th><th scope="col" class="number">Findings</th><th scope="col" class="number">Events</th></tr></thead><tbody>${rows.map(
    (d) => {
      const standing = practice.get(d.iso3);
      return html`<tr><th scope="row"><a href="/countries/${d.slug}">${d.name}</a></th><td>${standing?.period ? periodYears(standing.period) : html`<span class="gap">not coded</span>`}</td><td>${cell(official.get(d.iso3))}</td><td>${cell(standing)}</td><td>${cell(indicators.get(d.iso3))}</td><td class="number">${evidence.findingsOf(d.iso3).length}</td><td class="number">${evidence.eventsOf(d.iso3).length}</td></tr>`;
    }
  )}</tbody></table></div>`;
}

function modelList({site: {evidence}}: FragmentOptions): Markup {
  return html`<ul class="doors">${MODELS.map((key) => {
    const model = evidence.model(key);
    return html`<li><a href="/models/${model.slug}">${model.name}</a> <span class="quiet">${model.one_line}</span></li>`;
  })}</ul>`;
}

function modelTraits({site, words, context}: FragmentOptions): Markup {
  const key = MODELS.find((d) => d === words);
  if (!key) throw new Error(`${context.path}: no model is called ${words}`);
  const traits = site.evidence.tables.model_traits.filter((d) => d.model === key);
  if (!traits.length)
    return html`<p class="gap">The sources we could read say nothing of this state in terms of the table.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Traits"><table class="traits"><thead><tr><th scope="col">Dimension</th><th scope="col">What the sources say</th><th scope="col">Basis</th></tr></thead><tbody>${traits.map(
    (d) =>
      html`<tr><th scope="row">${sentenceCase(d.dimension)}</th><td>${d.statement}</td><td>${d.basis === "seen" ? "" : "inferred from "}${sourceLine(d, site)}</td></tr>`
  )}</tbody></table></div>`;
}

function modelCases({site: {evidence}, words}: FragmentOptions): Markup {
  const key = words as ModelKey;
  const groups = (["practice", "official"] as const).map((reading) => {
    const found = latestOf(caseStandings(evidence, {reading})).filter((d) => d.class.model === key);
    return {name: reading === "practice" ? "In practice" : "On paper", found};
  });
  const indicators = indicatorStandings(evidence).filter((d) => d.class.model === key);
  return html`<dl class="cases">${[...groups, {name: "By indicators", found: indicators}].map(
    ({name, found}) =>
      html`<dt>${name}</dt><dd>${
        found.length
          ? found.map((d, i) => {
              const country = evidence.country(d.iso3);
              return html`${i ? ", " : ""}<a href="/countries/${country?.slug ?? ""}">${country?.name ?? d.iso3}</a>${d.period ? ` (${periodYears(d.period)})` : ""}`;
            })
          : html`<span class="gap">no country</span>`
      }</dd>`
  )}</dl>`;
}

function glossaryList({site}: FragmentOptions): Markup {
  const terms = [...site.evidence.tables.glossary].sort((a, b) => a.term.localeCompare(b.term));
  return html`<dl class="glossary">${terms.map((d) => html`<dt id="${d.slug}">${d.term}</dt><dd>${d.definition} <span class="source">${sourceLine({source_id: d.source_id, locator: ""}, site)}</span></dd>`)}</dl>`;
}

function setList({site: {evidence}}: FragmentOptions): Markup {
  return html`<dl class="sets">${MICE.map((set) => html`<dt id="set-${set}"><b>${set}</b> ${setNames[set]}</dt><dd>${evidence.set(set).question}</dd>`)}</dl>`;
}

function releaseList({site: {evidence}}: FragmentOptions): Markup {
  return html`<ul>${evidence.tables.releases.map((d) => html`<li>${d.version}, ${d.date}: ${d.change}</li>`)}</ul>`;
}
