import type {SurveyAggregate, SurveyWave} from "../../src/evidence/surveys.js";
import {countText, listText, sentenceCase} from "../../src/figures/format.js";
import type {Survey, SurveyAnswer, SurveyItem, SurveyQuestion} from "../oecd/survey.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";
import {sourceLine} from "./references.js";
import type {Site} from "./site.js";

/** The pieces of the page of the surveys, by name. */
export const surveyFragments: Readonly<Record<string, Fragment>> = {
  "surveys.state": stateOf,
  "surveys.answers": ({site}) => html`${site.surveys.map((survey) => answersTo(survey, site))}`,
  "surveys.published": publishedCounts,
  "surveys.seen": seenAnswers,
  "surveys.waves": waveTable
};

/** The datasets of the register that are surveys on performance budgeting and on spending reviews. */
const MAIN = ["perbud-2023", "spending-review-2023"];

/** Names each main survey whose answers are not here, and says what to do about it. */
function stateOf({site}: FragmentOptions): Markup {
  const absent = site.evidence.tables.oecd_dataflows
    .filter((d) => MAIN.includes(d.short_id))
    .filter((d) => !site.surveys.some((survey) => survey.id === d.short_id));
  return html`${absent.length ? html`<h2>What is not here yet</h2>` : null}${absent.map(
    (d) =>
      html`<p class="caution">The countries’ answers to the ${lower(d.title_short)} have not been loaded. They are in the OECD’s data service (dataflow <code>${d.dataflow_id}</code>); <code>npm run refresh -- ${d.short_id}</code> fetches them.${failureNote(d.short_id, site)}</p>`
  )}${absent.length ? html`<p>What is fetched appears here at the next build, country by country. Until then this page shows what is known without it.</p>` : null}`;
}

function failureNote(id: string, {failures}: Site): string {
  const failure = failures.get(id);
  return failure ? ` The last try, on ${failure.at.slice(0, 10)}, failed: ${failure.message}.` : "";
}

function lower(title: string): string {
  return title.slice(0, 1).toLowerCase() + title.slice(1);
}

/** One survey: where it comes from, its counts beside the published ones, and every answer. */
function answersTo(survey: Survey, site: Site): Markup {
  const {record, countries, groups, questions, title, id} = survey;
  const items = questions.flatMap((d) => d.items);
  const came = /^https?:/.test(record.address)
    ? "fetched from the OECD’s data service"
    : "taken from a file that was downloaded by hand";
  const beside = groups.length
    ? ` ${listText(groups)} stand in the file beside countries and are not shown.`
    : "";
  return html`<h2 id="${id}">${title}</h2>
<p>${countText(countries.length)} countries and ${countText(items.length)} items, ${came} on ${record.retrieved.slice(0, 10)}${record.updated ? `, as the OECD last changed it on ${record.updated.slice(0, 10)}` : ""} (${sourceLine({source_id: record.source_id, locator: `${record.dataflow}, version ${record.version || "not named"}`}, site)}). ${record.licence.title}. The file as it is kept here: <a href="/data/oecd/${id}.csv">CSV</a>, with the <a href="/data/oecd/${id}.json">record</a> of where it comes from.${beside}${failureNote(id, site)}</p>
<p>${survey.reason}</p>
${compared(survey, site)}
${matrix(survey, site)}`;
}

function waveOf({record, wave}: Survey, {evidence}: Site): SurveyWave | undefined {
  const address = `${record.agency},${record.dataflow}`;
  return evidence.tables.survey_waves.find((d) => d.address === address && d.wave === wave);
}

/** Section of the questionnaire in which a question stands, where that is known. */
function sectionOf(survey: Survey, {number}: SurveyQuestion, site: Site): string | undefined {
  const wave = waveOf(survey, site);
  if (number === undefined || !wave) return undefined;
  return site.evidence.tables.survey_sections.find((d) => {
    const [first = 0, last = first] = d.questions.split("-").map(Number);
    return d.survey === wave.survey && d.wave === wave.wave && number >= first && number <= last;
  })?.section_short;
}

/** The counts of the file beside those that the OECD has published. */
function compared(survey: Survey, site: Site): Markup | null {
  const wave = waveOf(survey, site);
  const {survey_aggregates: all, survey_answers_pb2023: preview} = site.evidence.tables;
  const published = all.filter((d) => d.survey === wave?.survey && d.wave === wave.wave);
  if (!published.length) return null;
  const seen = preview.filter((d) => d.survey === wave?.survey && d.wave === wave.wave);
  const same = seen.filter((d) => survey.answer(d.iso3, d.measure_code)?.value === d.value);
  const agreed = seen.length
    ? html`<p>Of the ${countText(seen.length)} answers seen before in a preview of the data, ${countText(same.length)} stand in the file as they were seen.</p>`
    : null;
  return html`<h3>Counts beside those published</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Counts beside those published, ${survey.title}"><table><thead><tr><th scope="col">What</th><th scope="col" class="number">Published</th><th scope="col" class="number">In the file</th><th scope="col">Matched to</th></tr></thead><tbody>${published.map((d) => comparedRow(d, survey))}</tbody></table></div>
<p class="subtitle">A published count is held against an item once somebody has read both and noted the code of the item in the <a href="/data/survey_aggregates">table of counts</a>. The number alone matches nothing: items that as many countries selected are named to be looked at.</p>
${agreed}`;
}

function comparedRow(d: SurveyAggregate, survey: Survey): Markup {
  const {found, how} = counted(d, survey);
  const differs = found !== undefined && found !== d.count;
  return html`<tr${differs ? html` class="differs"` : ""}><td>${d.item_short}</td><td class="number">${d.count}${d.out_of ? html` <span class="quiet">of ${d.out_of}</span>` : ""}</td><td class="number">${found ?? "–"}</td><td>${differs ? "Differs. " : ""}${how}</td></tr>`;
}

/** Respondents are counted; an item is counted once somebody has matched it; the number alone matches nothing. */
function counted(d: SurveyAggregate, survey: Survey): {found?: number; how: string} {
  if (d.item_id === "respondents") return {found: survey.countries.length, how: "Countries with an answer"};
  const items = survey.questions.flatMap((question) => question.items);
  if (d.measure_code !== null) {
    const item = items.find((other) => other.code === d.measure_code);
    return item
      ? {found: item.selected, how: item.code}
      : {how: `Item ${d.measure_code} is not in the file.`};
  }
  const alike = items.filter((item) => item.selected === d.count);
  const named = alike.slice(0, 4).map((item) => item.code);
  const more = alike.length > named.length ? ` and ${alike.length - named.length} more` : "";
  return {
    how: `Not yet. Same number: ${named.length ? `${named.join(", ")}${more}` : "no item"}.`
  };
}

const CELLS: Readonly<Record<string, Markup>> = {
  yes: html`<td class="y">yes</td>`,
  no: html`<td class="n">no</td>`,
  none: html`<td>–</td>`
};

function cell(answer: SurveyAnswer | undefined): Markup {
  if (!answer || (answer.text === "" && !answer.inferred)) return CELLS.none as Markup;
  if (answer.value === null) return html`<td>${answer.text}</td>`;
  return (answer.value ? CELLS.yes : CELLS.no) as Markup;
}

/** All items by all countries. */
function matrix(survey: Survey, site: Site): Markup {
  const {countries, questions, title} = survey;
  const names = countries.map((iso3) => site.evidence.country(iso3)?.name ?? iso3);
  const totals = countries.map(
    (iso3) =>
      questions.flatMap((d) => d.items).filter(({code}) => survey.answer(iso3, code)?.value === 1).length
  );
  return html`<h3>Every answer</h3>
<p class="subtitle"><span class="key y"></span> selected, <span class="key n"></span> not selected, – not answered. Click a head to sort.</p>
<div class="scroll matrix" tabindex="0" role="region" aria-label="Every answer, ${title}"><table data-sort data-filter="Find in items" data-columns="Countries"><thead><tr><th scope="col" class="number"><abbr title="Question">Q</abbr></th><th scope="col">Item</th><th scope="col" class="number">Selected</th>${countries.map((iso3, i) => html`<th scope="col"><abbr title="${names[i]}">${iso3}</abbr></th>`)}</tr></thead><tbody>${questions.map(
    (question) =>
      html`${question.items.map(
        (item) =>
          html`<tr><td class="number">${question.number ?? question.stem}</td><th scope="row"><a href="/figures/indicator?indicator=${survey.id}.${item.code}">${item.label}</a>${sectionNote(sectionOf(survey, question, site))}</th><td class="number">${item.selected} <span class="quiet">of ${item.answered}</span></td>${countries.map((iso3) => cell(survey.answer(iso3, item.code)))}</tr>`
      )}`
  )}</tbody><tfoot><tr><td></td><th scope="row">Items selected</th><td></td>${totals.map((n) => html`<td>${n}</td>`)}</tr></tfoot></table></div>`;
}

function sectionNote(section: string | undefined): Markup | null {
  return section ? html` <span class="quiet">${section}</span>` : null;
}

/** What one country answered to a survey, question by question. */
export function countryAnswers(survey: Survey, iso3: string, site: Site): Markup {
  const questions = survey.questions.map((question) => ({
    question,
    answers: question.items.map((item) => ({item, answer: survey.answer(iso3, item.code)}))
  }));
  const all = questions.flatMap((d) => d.answers);
  const answered = all.filter((d) => d.answer);
  const selected = all.filter((d) => d.answer?.value === 1);
  const sections = new Map<string, typeof questions>();
  for (const entry of questions) {
    const name = sectionOf(survey, entry.question, site) ?? "Questions";
    sections.set(name, [...(sections.get(name) ?? []), entry]);
  }
  return html`<h3>${survey.title}</h3>
<p>It selected ${countText(selected.length)} of the ${countText(answered.length)} items that it answered; the survey has ${countText(all.length)} (${sourceLine({source_id: survey.record.source_id, locator: `REF_AREA=${iso3}`}, site)}). <a href="/surveys/#${survey.id}">All countries</a>.</p>
${[...sections].map(
  ([name, own]) =>
    html`<details class="dimension"><summary>${name} <span class="quiet">${own.flatMap((d) => d.answers).filter((d) => d.answer?.value === 1).length} selected</span></summary>${own.map(({question, answers}) => html`<h4>${question.number === undefined ? question.stem : `Question ${question.number}`}</h4><ul class="answers">${answers.map((d) => answerLine(d))}</ul>`)}</details>`
)}`;
}

function answerLine({item, answer}: {item: SurveyItem; answer: SurveyAnswer | undefined}): Markup {
  const said = !answer
    ? "not answered"
    : answer.value === 1
      ? "selected"
      : answer.value === 0
        ? `not selected${answer.inferred ? " (no row)" : ""}`
        : answer.text || "not answered";
  return html`<li${answer?.value === 1 ? "" : html` class="quiet"`}>${item.label}: ${answer?.value === 1 ? html`<b>${said}</b>` : said}</li>`;
}

function publishedCounts(o: FragmentOptions): Markup {
  const rows = o.site.evidence.tables.survey_aggregates;
  const bar = ({count, out_of}: SurveyAggregate) =>
    out_of
      ? html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="8"/><rect width="${((100 * count) / out_of).toFixed(1)}" height="8"/></svg> ${Math.round((100 * count) / out_of)} %`
      : "–";
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Published counts"><table data-sort class="published"><thead><tr><th scope="col">Survey</th><th scope="col" class="number">Year</th><th scope="col">What</th><th scope="col" class="number">Countries</th><th scope="col" class="number">Of</th><th scope="col">Share</th><th scope="col">Source</th></tr></thead><tbody>${rows.map(
    (d) =>
      html`<tr><td>${SURVEYS[d.survey] ?? d.survey}</td><td class="number">${d.wave}</td><td>${d.item_short}</td><td class="number">${d.count}</td><td class="number">${d.out_of ?? "–"}</td><td>${bar(d)}</td><td>${sourceLine(d, o.site)}</td></tr>`
  )}</tbody></table></div>`;
}

const SURVEYS: Readonly<Record<string, string>> = {
  OECD_PB: "Performance budgeting",
  OECD_SR: "Spending review"
};

function seenAnswers({site}: FragmentOptions): Markup {
  const {evidence} = site;
  const {survey_answers_pb2023: answers, survey_notes: notes} = evidence.tables;
  const link = (iso3: string) => {
    const country = evidence.country(iso3);
    return country ? html`<a href="/countries/${country.slug}#survey">${country.name}</a>` : iso3;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Answers of single countries"><table data-sort><thead><tr><th scope="col">Country</th><th scope="col">Survey</th><th scope="col" class="number">Year</th><th scope="col">Item</th><th scope="col">Answer</th><th scope="col">Source</th></tr></thead><tbody>${answers.map(
    (d) =>
      html`<tr><td>${link(d.iso3)}</td><td>${SURVEYS[d.survey] ?? d.survey}</td><td class="number">${d.wave}</td><td>${d.item_short}</td><td>${d.answer}</td><td>${sourceLine(d, site)}</td></tr>`
  )}${notes.map(
    (d) =>
      html`<tr><td>${link(d.iso3)}</td><td>${SURVEYS[d.survey] ?? d.survey}</td><td class="number">${d.wave}</td><td>${sentenceCase(d.item_id.replace(/_/g, " "))}: ${d.note_short}</td><td>${d.value}</td><td>${sourceLine(d, site)}</td></tr>`
  )}</tbody></table></div>`;
}

function waveTable({site}: FragmentOptions): Markup {
  const held = (d: SurveyWave) => {
    const loaded = site.surveys.find((survey) => waveOf(survey, site) === d);
    return loaded
      ? html`<a href="#${loaded.id}">The answers of ${countText(loaded.countries.length)} countries</a>`
      : d.held;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="The surveys"><table><thead><tr><th scope="col" class="number">Year</th><th scope="col">Survey</th><th scope="col">Who answered</th><th scope="col">When</th><th scope="col">What is here</th></tr></thead><tbody>${site.evidence.tables.survey_waves.map(
    (d) =>
      html`<tr><td class="number">${d.wave}</td><td>${d.what} <span class="source">${sourceLine({source_id: d.source_id, locator: ""}, site)}</span></td><td>${d.coverage ?? "–"}</td><td>${d.dates ?? "–"}</td><td>${held(d)}</td></tr>`
  )}</tbody></table></div>`;
}
