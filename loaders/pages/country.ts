import {calibrateDirect} from "../../src/analysis/calibration.js";
import {MICE, type SetKey} from "../../src/analysis/membership.js";
import {claimOf} from "../../src/analysis/placements.js";
import {
  anchorsOf,
  caseStandings,
  indicatorStandings,
  periodYears,
  type Standing
} from "../../src/analysis/standing.js";
import type {Evidence} from "../../src/evidence/evidence.js";
import {isSurveyItem} from "../../src/evidence/surveys.js";
import type {Country, Placement, Reading} from "../../src/evidence/tables.js";
import {
  countText,
  listText,
  numberText,
  sentenceCase,
  theCountry,
  thirdsText
} from "../../src/figures/format.js";
import {figureById} from "../../src/figures/index.js";
import {
  anchorOf,
  classWords,
  latestOf,
  missingNames,
  modelNames,
  setNames
} from "../../src/figures/standings.js";
import {sureWords} from "../../src/figures/sureness.js";
import {defaultView} from "../../src/figures/view.js";
import {codings, READINGS, readingWords} from "./codings.js";
import {figureElement} from "./figure.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";
import {nearestPeers, type Peer} from "./peers.js";
import {sourceLine} from "./references.js";
import {countryAnswers} from "./surveys.js";
import {yearsText} from "./years.js";

/** Headings for the dimensions of findings, in the order in which a reader meets them. */
const DIMENSIONS: Readonly<Record<string, string>> = {
  measuring: "Measuring",
  incorporating: "Incorporating",
  using: "Using",
  quality_framework: "Quality frameworks",
  audit: "Audit of performance information",
  citizen_involvement: "Citizens and stakeholders",
  legitimacy: "Legitimacy",
  limitation: "Limits and criticism"
};

/** The fragments of a country's page, by name. */
export const countryFragments: Readonly<Record<string, Fragment>> = {
  "country.name": (o) => countryOf(o).name,
  "country.lead": leadOf,
  "country.standing": standingTable,
  "country.sureness": surenessOf,
  "country.agreement": agreementLink,
  "country.figure": countryFigure,
  "country.peers": peersOf,
  "country.events": eventsOf,
  "country.findings": findingsOf,
  "country.codings": (o) => codings(countryOf(o), o.site),
  "country.indicators": indicatorsOf,
  "country.placements": placementsOf,
  "country.answers": answersOf
};

/** The country whose page this is. Throws on a page that is none's. */
export function countryOf({site, context}: FragmentOptions): Country {
  const country = site.evidence.countryBySlug(context.params?.country ?? "");
  if (!country) throw new Error(`${context.path}: no country has this address`);
  return country;
}

function leadOf(o: FragmentOptions): Markup {
  const {evidence} = o.site;
  const country = countryOf(o);
  const latest = (reading: Reading) =>
    latestOf(caseStandings(evidence, {reading, countries: [country.iso3]}))[0];
  const practice = latest("practice");
  const official = latest("official");
  const [indicator] = indicatorStandings(evidence, {countries: [country.iso3]});
  const sentences: string[] = [];
  if (practice && official) {
    sentences.push(
      `For ${practice.period ? periodYears(practice.period) : "the latest period"} we coded the official model of ${theCountry(country.name)} as ${classPhrase(official)} and its practice as ${classPhrase(practice)}.`
    );
  } else {
    sentences.push(
      country.depth === "indicator-only"
        ? `There is no case material on ${theCountry(country.name)} here, so nothing about it has been coded.`
        : `The case material on ${theCountry(country.name)} is too thin to code; the findings are shown as they are.`
    );
  }
  if (indicator && indicator.class.corner !== undefined)
    sentences.push(`The indicators point to ${classPhrase(indicator)}.`);
  else if (indicator && MICE.some((set) => indicator.sets[set].n > 0)) {
    const missing = MICE.filter((set) => indicator.sets[set].n === 0);
    sentences.push(
      `The indicators give no class: nothing is observed for ${listText(missing.map((set) => setNames[set].toLowerCase()))}.`
    );
  } else sentences.push("No indicator of the second instrument covers it.");
  const placements = evidence
    .placementsOf(country.iso3)
    .filter((d) => d.strength === "strong" || d.strength === "medium");
  if (placements.length)
    sentences.push(
      `The literature places it ${placements.length === 1 ? "once" : placements.length === 2 ? "twice" : `${countText(placements.length)} times`} in terms that can be compared.`
    );
  return html`<p class="lead">${sentences.join(" ")}</p>`;
}

function classPhrase(d: Standing): string {
  if (d.class.model === undefined) return `unclassed (${d.class.missing.join(", ")} missing)`;
  if (d.class.model === "hybrid") return `a ${classWords(d.class)}`;
  return classWords(d.class);
}

/** How sure the latest codings are: the readers' agreement and the confidence given, in plain words. */
function surenessOf(o: FragmentOptions): Markup {
  const {evidence} = o.site;
  const {iso3} = countryOf(o);
  const period = evidence.periodsOf(iso3).at(-1);
  if (!period)
    return html`<p>How sure is this? Nothing has been coded, so only the indicators speak, and most of them are proxies.</p>`;
  const cells = READINGS.flatMap((reading) =>
    MICE.map((set) => ({periodId: period.period_id, reading, set}))
  );
  const settled = cells.map((key) => evidence.codingOf(key));
  const agreed = cells.filter((key) => {
    const [a, b] = (["reader-a", "reader-b"] as const).map((coder) => evidence.codingOf({...key, coder}));
    return a && b && a.level === b.level && a.missing === b.missing;
  }).length;
  const coded = settled.filter((d) => d && d.level !== null);
  const sure = (["high", "medium", "low"] as const)
    .map((level) => ({level, n: coded.filter((d) => d?.confidence === level).length}))
    .filter((d) => d.n > 0);
  const words = sure.map((d) => `${countText(d.n)} with ${d.level} confidence`);
  return html`<p>How sure is this? For ${periodYears(period)}, ${countText(coded.length)} of eight codings could be given a level${words.length ? `: ${listText(words)}` : ""}. The two readers agreed on ${countText(agreed)} of the eight.</p>`;
}

function standingTable(o: FragmentOptions): Markup {
  const {evidence} = o.site;
  const country = countryOf(o);
  const cases = READINGS.flatMap((reading) =>
    latestOf(caseStandings(evidence, {reading, countries: [country.iso3]}))
  );
  const [indicator] = indicatorStandings(evidence, {countries: [country.iso3]});
  const standings = indicator ? [...cases, indicator] : cases;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Where ${country.name} stands">
<table class="standing"><thead><tr><th scope="col">Instrument</th><th scope="col">Class</th>${MICE.map((set) => html`<th scope="col" class="number"><abbr title="${setNames[set]}">${set}</abbr></th>`)}<th scope="col">Held by</th><th scope="col">Next</th></tr></thead>
<tbody>${standings.map((d) => standingLine(d, evidence))}</tbody></table></div>
<p class="subtitle">M measured, I incorporated and used inside, C coherent, E external and open; 0 is out, 1 is in. Held by: the set with the lowest value for that class. Next: the model with the second highest membership. <a href="/method#sure">Robust, shaky, possible</a>: how far the class hangs on choices that could have been others. <a href="/challenge?country=${country.iso3}">Change the codings, the anchors or the rule</a> and see what moves${cases.length ? html`, or <a href="/recode?country=${country.iso3}">code ${theCountry(country.name)} blind</a>` : ""}.</p>`;
}

function standingLine(d: Standing, evidence: Evidence): Markup {
  const name =
    d.instrument === "indicator"
      ? "Indicators"
      : html`${d.reading ? readingWords[d.reading] : ""}, <span class="whole">${d.period ? periodYears(d.period) : ""}</span>`;
  const next = d.class.runnerUp;
  const sure = sureWords(evidence)(d);
  return html`<tr><th scope="row"><a href="#${anchorOf(d)}">${name}</a></th><td>${classMark(d)} ${sentenceCase(classWords(d.class))}${sure ? html`<br><span class="sure" title="${sure.long}">${sure.short}</span>` : null}</td>${MICE.map((set) => html`<td class="number">${valueCell(d, set)}</td>`)}<td>${d.class.binding.join(", ") || "–"}</td><td>${next ? `${modelNames[next.model]} (${valueText(next.membership, d)})` : "–"}</td></tr>`;
}

function valueText(value: number | undefined, d: Standing): string {
  return value === undefined ? "–" : d.instrument === "case" ? thirdsText(value) : value.toFixed(2);
}

function valueCell(d: Standing, set: (typeof MICE)[number]): Markup {
  const {value, missing, n, of} = d.sets[set];
  if (value === undefined)
    return html`<span class="gap" title="${missingNames[missing ?? "not-coded"]}">–</span>`;
  return d.instrument === "case"
    ? html`${thirdsText(value)}`
    : html`<span title="${n} of ${of} indicators">${value.toFixed(2)}</span>`;
}

/** A small square in the colour of the class; striped for a hybrid, hollow when there is none. */
export function classMark({class: c}: Pick<Standing, "class">): Markup {
  const kind = c.model === undefined ? "none" : c.model.toLowerCase();
  return html`<span class="class-mark ${kind}" aria-hidden="true"></span>`;
}

function countryFigure(o: FragmentOptions): Markup {
  const country = countryOf(o);
  const figure = figureById(o.words);
  if (!figure) throw new Error(`${o.context.path}: no figure is called ${o.words}`);
  const view = {...defaultView(figure, o.site.evidence), countries: [country.iso3]};
  if (!figure.rows(o.site.evidence, view).length) {
    return html`<p class="gap">${figure.name}: nothing to show for ${theCountry(country.name)}; the evidence is too thin.</p>`;
  }
  return figureElement(figure, view, o.context, o.site);
}

/** The way to the picture of our class beside its placements, where some can be held against it. */
function agreementLink(o: FragmentOptions): Markup {
  const {iso3, name} = countryOf(o);
  const claimed = o.site.evidence.placementsOf(iso3).some((d) => claimOf(d) && isFirm(d));
  return claimed
    ? html`<p><a href="/figures/agreement?countries=${iso3}">Our class of ${theCountry(name)} beside these placements</a>, each held against the period it speaks of.</p>`
    : html``;
}

function isFirm({strength}: Placement): boolean {
  return strength === "strong" || strength === "medium";
}

function peersOf(o: FragmentOptions): Markup {
  const country = countryOf(o);
  const peers = nearestPeers(o.site.evidence, country.iso3);
  if (!peers.length) return html`<p class="gap">No other country can be compared on all four sets.</p>`;
  const groups = [
    {name: "In practice, latest period", own: peers.filter((d) => d.instrument === "practice")},
    {name: "By indicators", own: peers.filter((d) => d.instrument === "indicators")}
  ].filter((d) => d.own.length);
  return html`<p>Up to three countries that stand nearest in the four sets. What is given is the root mean square difference over the four, from 0 to 1.</p>
<dl class="cases">${groups.map(
    ({name, own}) =>
      html`<dt>${name}</dt><dd><ul class="peers">${own.map((d) => peerLine(d, country))}</ul></dd>`
  )}</dl>`;
}

function peerLine({iso3, name, slug, distance, words}: Peer, country: Country): Markup {
  const apart = distance === 0 ? "the same in every set" : `${distance.toFixed(2)} apart`;
  return html`<li><a href="/countries/${slug}">${name}</a>, <span class="quiet">${words}, ${apart}.</span> <a href="/compare?countries=${country.iso3},${iso3}">Compare</a></li>`;
}

function eventsOf(o: FragmentOptions): Markup {
  const events = o.site.evidence.eventsOf(countryOf(o).iso3);
  if (!events.length) return html`<p class="gap">No dated reform has been collected.</p>`;
  return html`<ol class="events">${events.map(
    (d) =>
      html`<li id="${d.event_id}"><span class="year">${d.end_year ? `${d.year}–${d.end_year}` : d.year}</span> <span class="event"><span class="event-title">${d.title}</span> <span class="kind">${d.kind}</span><br>${d.summary} <span class="source">${sourceLine(d, o.site)}</span></span></li>`
  )}</ol>`;
}

function findingsOf(o: FragmentOptions): Markup {
  const findings = o.site.evidence.findingsOf(countryOf(o).iso3);
  if (!findings.length) return html`<p class="gap">No findings have been collected.</p>`;
  return html`${Object.entries(DIMENSIONS).map(([dimension, heading]) => {
    const own = findings.filter((d) => d.dimension === dimension);
    if (!own.length) return null;
    return html`<details class="dimension"><summary>${heading} <span class="quiet">${own.length}</span></summary><ul class="findings">${own.map(
      (d) =>
        html`<li id="${d.finding_id}"><span class="year">${yearsText(d.period)}</span> <span>${d.finding} <span class="source">${sourceLine(d, o.site)}; confidence ${d.confidence}</span></span></li>`
    )}</ul></details>`;
  })}`;
}

function indicatorsOf(o: FragmentOptions): Markup {
  const {evidence} = o.site;
  const country = countryOf(o);
  const rows = evidence.tables.indicators
    .filter((d) => !isSurveyItem(d))
    .map((indicator) => ({
      indicator,
      observation: evidence.observation(country.iso3, indicator.indicator_id, indicator.year)
    }));
  if (!rows.some((d) => d.observation))
    return html`<p class="gap" id="indicators">No indicator covers ${theCountry(country.name)}.</p>`;
  const ordered = [...rows].sort((a, b) => order(a.indicator.set) - order(b.indicator.set));
  return html`<div class="scroll" id="indicators" tabindex="0" role="region" aria-label="Indicators"><table data-sort><thead><tr><th scope="col">Set</th><th scope="col">Indicator</th><th scope="col" class="number">Year</th><th scope="col" class="number">Value</th><th scope="col" class="number">Membership</th><th scope="col">Source</th></tr></thead><tbody>${ordered.map(
    ({indicator, observation}) => {
      const anchors = anchorsOf(indicator);
      const value = observation?.value ?? undefined;
      const member = anchors && indicator.set ? calibrateDirect(value, anchors) : undefined;
      return html`<tr><td>${indicator.set ?? "–"}</td><td><a href="/method#${indicator.indicator_id}">${indicator.name}</a></td><td class="number">${indicator.year}</td><td class="number">${value === undefined ? html`<span class="gap">${missingNames[observation?.missing ?? "source-silent"]}</span>` : numberText(value, 3)}</td><td class="number">${member === undefined ? (indicator.set ? "–" : "not used") : member.toFixed(2)}</td><td>${observation ? sourceLine(observation, o.site) : "–"}</td></tr>`;
    }
  )}</tbody></table></div>`;
}

function order(set: SetKey | null): number {
  return set === null ? 9 : MICE.indexOf(set);
}

function placementsOf(o: FragmentOptions): Markup {
  const placements = o.site.evidence.placementsOf(countryOf(o).iso3);
  if (!placements.length)
    return html`<p class="gap">We know of no source that places ${theCountry(countryOf(o).name)} on the four models.</p>`;
  return html`<ul class="placements">${placements.map(
    (d) =>
      html`<li id="${d.placement_id}"><span class="year">${yearsText(d.period)}</span> <span><b>${d.model}</b>, according to ${d.placed_by.replace(/\.$/, "")}. ${d.argument} <span class="source">${sourceLine(d, o.site)}; ${d.strength}${d.strength_note ? `: ${d.strength_note}` : ""}</span></span></li>`
  )}</ul>`;
}

function answersOf(o: FragmentOptions): Markup {
  const {surveys, evidence} = o.site;
  const {tables} = evidence;
  const {iso3} = countryOf(o);
  const loaded = surveys.filter((d) => d.countries.includes(iso3));
  const preview = surveys.some((d) => d.id === "perbud-2023") ? [] : tables.survey_answers_pb2023;
  const answers = preview.filter((d) => d.iso3 === iso3);
  const notes = tables.survey_notes.filter((d) => d.iso3 === iso3);
  if (!loaded.length && !answers.length && !notes.length)
    return html`<p class="gap" id="survey">${surveys.length ? "It is not among the countries whose answers were loaded." : "Its own answers to the OECD surveys on performance budgeting have not been loaded."} <a href="/surveys/">What is known of the surveys</a>.</p>`;
  const single = html`<ul class="findings">${answers.map((d) => html`<li><span class="year">${d.wave}</span> <span>${d.item_short}: ${d.answer} <span class="source">${sourceLine(d, o.site)}</span></span></li>`)}${notes.map((d) => html`<li><span class="year">${d.wave}</span> <span>${sentenceCase(d.item_id.replace(/_/g, " "))}: ${d.value}, ${d.note_short} <span class="source">${sourceLine(d, o.site)}</span></span></li>`)}</ul>`;
  return html`<div id="survey">${loaded.map((d) => countryAnswers(d, iso3, o.site))}${answers.length || notes.length ? single : null}<p class="quiet"><a href="/surveys/">All surveys</a></p></div>`;
}
