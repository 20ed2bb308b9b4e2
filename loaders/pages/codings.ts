import {MICE, type SetKey} from "../../src/analysis/membership.js";
import {caseStandings, periodYears, type Standing} from "../../src/analysis/standing.js";
import type {Evidence} from "../../src/evidence/evidence.js";
import type {Coding, Country, Period, Reading} from "../../src/evidence/tables.js";
import {sentenceCase, theCountry, thirdsText} from "../../src/figures/format.js";
import {anchorOf, classWords, missingNames, setNames} from "../../src/figures/standings.js";
import {barePage, LATER} from "../outputs/later.js";
import {html, type Markup} from "./html.js";
import type {Site} from "./site.js";

export const READINGS: readonly Reading[] = ["practice", "official"];

export const readingWords: Readonly<Record<Reading, string>> = {
  practice: "Practice",
  official: "Official model"
};

/**
 * The codings of a country as its page brings them: every level of every period. Rules, reasons and readers are on a
 * page of their own, `codingsPage`, which a script fetches when a period is opened.
 */
export function codings({iso3, name, slug}: Country, {evidence}: Site): Markup {
  const periods = evidence.periodsOf(iso3);
  if (!periods.length)
    return html`<p class="gap">Not coded: the findings on ${theCountry(name)} are too few or do not speak to the four sets.</p>`;
  return html`${[...periods].reverse().map((period) => {
    const page = `/countries/${LATER}/${slug}-codings#${period.period_id}`;
    return html`<details class="period" id="${period.period_id}"><summary>${periodYears(period)}: ${period.label}</summary><div class="levels"><div class="scroll" tabindex="0" role="region" aria-label="Levels"><table><thead><tr><th scope="col">Reading</th>${MICE.map((set) => html`<th scope="col">${set}</th>`)}<th scope="col">Class</th></tr></thead><tbody>${standingsOf(period, evidence).map((standing) => levelsLine(standing, evidence))}</tbody></table></div><p><a class="later" href="${page}">Each level with its rule, its reason and what it rests on</a></p></div></details>`;
  })}`;
}

function levelsLine(standing: Standing, evidence: Evidence): Markup {
  const {period, reading} = standing;
  if (!period || !reading) return html``;
  return html`<tr id="${anchorOf(standing)}"><th scope="row">${readingWords[reading]}</th>${MICE.map(
    (set) => {
      const settled = evidence.codingOf({periodId: period.period_id, reading, set});
      return html`<td id="${period.period_id}-${reading}-${set}">${settled ? levelWords(settled) : "–"}</td>`;
    }
  )}<td>${sentenceCase(classWords(standing.class))}</td></tr>`;
}

/** All codings of a country with rule, reason, readers and evidence, as a page by itself. */
export function codingsPage(country: Country, {evidence}: Site): string {
  const periods = [...evidence.periodsOf(country.iso3)].reverse();
  const body = html`${periods.map(
    (period) =>
      html`<section id="${period.period_id}"><h2>${periodYears(period)}: ${period.label}</h2><p>${period.reason}</p>${standingsOf(period, evidence).map((standing) => readingSection(standing, country, evidence))}</section>`
  )}`;
  return barePage(`The codings of ${theCountry(country.name)}`, body.text, {
    back: `../${country.slug}#the-codings`,
    where: `Back to the page of ${theCountry(country.name)}`
  });
}

/** The standings of a period in both readings. */
function standingsOf(period: Period, evidence: Evidence): Standing[] {
  return READINGS.flatMap((reading) =>
    caseStandings(evidence, {reading, countries: [period.iso3]}).filter((d) => d.period === period)
  );
}

function readingSection(standing: Standing, country: Country, evidence: Evidence): Markup {
  const {period, reading} = standing;
  if (!period || !reading) return html``;
  return html`<section class="reading" id="${anchorOf(standing)}"><h4>${periodYears(period)}, ${readingWords[reading].toLowerCase()}: ${classWords(standing.class)}</h4>${MICE.map((set) => codingEntry(period, reading, set, country, evidence))}</section>`;
}

function codingEntry(
  {period_id: periodId}: Period,
  reading: Reading,
  set: SetKey,
  {slug}: Country,
  evidence: Evidence
): Markup {
  const settled = evidence.codingOf({periodId, reading, set});
  if (!settled) return html`<p class="gap">${set}: not coded.</p>`;
  const [a, b] = (["reader-a", "reader-b"] as const).map((coder) =>
    evidence.codingOf({coder, periodId, reading, set})
  );
  const rule = settled.rule_id ? evidence.rule(settled.rule_id) : undefined;
  return html`<div class="coding" id="${periodId}-${reading}-${set}"><p><b>${set}</b> ${setNames[set].toLowerCase()}: <b>${levelWords(settled)}</b>${rule ? html` (<a href="../../method#${rule.rule_id}">${rule.rule_id}</a>, ${rule.title.toLowerCase()})` : ""}${settled.confidence ? `, confidence ${settled.confidence}` : ""}. ${settled.note}</p>
<p class="quiet">Reader A: ${a ? levelWords(a) : "–"}. Reader B: ${b ? levelWords(b) : "–"}. ${evidenceLinks(settled, slug, evidence)}</p></div>`;
}

function levelWords({level, missing}: Coding): string {
  return level === null ? missingNames[missing ?? "not-coded"] : thirdsText(level);
}

function evidenceLinks({finding_ids, event_ids}: Coding, slug: string, evidence: Evidence): Markup | string {
  const ids = [...finding_ids, ...event_ids];
  if (!ids.length) return "";
  const text = (id: string) => evidence.finding(id)?.finding ?? evidence.event(id)?.title ?? "";
  return html`Rests on ${ids.map((id, i) => html`${i ? ", " : ""}<a href="../${slug}#${id}" title="${text(id)}">${id}</a>`)}.`;
}
