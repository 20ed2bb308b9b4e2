import {codingSources} from "../../src/analysis/challenge.js";
import {MICE, type SetKey} from "../../src/analysis/membership.js";
import {anchorsOf} from "../../src/analysis/standing.js";
import type {Evidence} from "../../src/evidence/evidence.js";
import type {Indicator} from "../../src/evidence/tables.js";
import {coderNames, ODDS_RANGE, ruleNames} from "../../src/figures/challenge.js";
import {codingDistances, type Distance, indicatorDistances} from "../../src/figures/distance.js";
import {countText, numberText, sentenceCase} from "../../src/figures/format.js";
import {setNames} from "../../src/figures/standings.js";
import {sureWords} from "../../src/figures/sureness.js";
import {essayClaims} from "./claims.js";
import {classMark} from "./country.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";

/** The fragments of the page on which readers challenge the analysis, by name. */
export const challengeFragments: Readonly<Record<string, Fragment>> = {
  "challenge.bench": bench,
  "challenge.distances": distanceTables
};

/** Levers at one side, what comes of them at the other; scripts bring it to life. */
function bench(o: FragmentOptions): Markup {
  return html`<div class="bench" id="bench">
<form class="levers" aria-label="Levers">
<fieldset><legend>The codings</legend>${codingLevers(o)}</fieldset>
<fieldset><legend>The indicators</legend>${indicatorLevers(o)}</fieldset>
<fieldset><legend>The sources</legend>${sourceLevers(o)}</fieldset>
</form>
<div class="outcome">
<div data-told role="status"><p class="lead">Nothing is changed: this is the published analysis.</p></div>
<div class="changes" data-tools hidden>
<h2>Your changes</h2>
<ul data-changes></ul>
<p><label>Name them <input type="text" data-name maxlength="80" autocomplete="off"></label></p>
<p class="buttons"><button type="button" data-runs>How sure are the classes now?</button> <button type="button" data-patch>Download as a patch</button> <button type="button" data-reset>Reset</button></p>
<p class="progress" data-progress hidden><progress max="1" value="0" aria-label="Draws made"></progress> <button type="button" data-cancel>Cancel</button></p>
</div>
<div data-moves></div>
${claims(o)}
<div data-sure></div>
<p class="load"><label>Load a patch <input type="file" data-load accept=".csv,text/csv" multiple></label></p>
<div class="notes" role="status" data-notes></div>
</div>
</div>`;
}

/** The claims of the essays, hidden until one falls. */
function claims(o: FragmentOptions): Markup {
  return html`<div data-claims hidden><h2 data-claims-told></h2><ul class="moves">${essayClaims(o).map(
    (d) =>
      html`<li data-claim="${d.words}" hidden><a href="${d.href}">${d.title}</a>: “${d.said}” <span class="quiet why"></span></li>`
  )}</ul></div>`;
}

function codingLevers({site: {evidence}}: FragmentOptions): Markup {
  const coded = evidence.tables.countries
    .filter((d) => evidence.periodsOf(d.iso3).length)
    .sort((a, b) => a.name.localeCompare(b.name));
  return html`<label>Whose codings <select name="coder">${Object.entries(coderNames).map(
    ([value, label]) => html`<option value="${value}">${sentenceCase(label)}</option>`
  )}</select></label>
<label>Change a coding of <select name="country"><option value="">choose a country</option>${coded.map((d) => html`<option value="${d.iso3}">${d.name}</option>`)}</select></label>
<div class="coding-levers" data-codings></div>`;
}

function indicatorLevers({site: {evidence}}: FragmentOptions): Markup {
  const [from, to] = ODDS_RANGE;
  return html`<label>A set is <select name="rule">${Object.entries(ruleNames).map(
    ([value, label]) => html`<option value="${value}">${label} of its indicators</option>`
  )}</select></label>
<label>How sharply in and out are told apart (log odds at the anchors) <span class="slide"><input type="range" name="odds" min="${from}" max="${to}" step="0.1" value="3"> <output>3</output></span></label>
${MICE.map((set) => setLevers(set, evidence))}`;
}

function setLevers(set: SetKey, evidence: Evidence): Markup {
  const own = evidence.indicatorsOf(set);
  return html`<details class="set-levers"><summary><b>${set}</b> ${setNames[set].toLowerCase()}: ${countText(own.length)} indicators</summary>${own.map(indicatorLever)}</details>`;
}

function indicatorLever(d: Indicator): Markup | null {
  const anchors = anchorsOf(d);
  if (!anchors) return null;
  const {exclusion, crossover, inclusion} = anchors;
  const [low, high] = [Math.min(exclusion, inclusion), Math.max(exclusion, inclusion)];
  const field = (name: string, label: string, value: number) =>
    html`<label>${label} <input type="number" name="${name}" step="any" value="${value}" data-published="${value}" required></label>`;
  return html`<fieldset class="lever" data-indicator="${d.indicator_id}"><legend><label><input type="checkbox" name="used" value="${d.indicator_id}" checked> ${d.name}</label></legend>
<p class="quiet">${sentenceCase(d.unit)}. <a href="/method#${d.indicator_id}">Why these anchors</a></p>
<input type="range" aria-label="Crossover of ${d.name}" name="slide" min="${low}" max="${high}" step="${(high - low) / 200}" value="${crossover}">
<p class="fields">${field("exclusion", "out", exclusion)} ${field("crossover", "crossover", crossover)} ${field("inclusion", "in", inclusion)}</p>
<p class="problem" role="alert"></p></fieldset>`;
}

/** Sources that can be left out with an effect: those of indicators, and those on which a coding rests alone. */
function sourceLevers({site: {evidence, references}}: FragmentOptions): Markup {
  const uses = new Map<string, {codings: number; indicators: number}>();
  const use = (id: string) => {
    const found = uses.get(id) ?? {codings: 0, indicators: 0};
    uses.set(id, found);
    return found;
  };
  for (const d of evidence.tables.indicators) if (d.set) use(d.source_id).indicators += 1;
  for (const d of evidence.tables.codings) {
    const sources = d.coder === "settled" && d.level !== null ? codingSources(d, evidence) : [];
    const [only] = sources;
    if (only && sources.length === 1) use(only).codings += 1;
  }
  const rows = [...uses].sort(([, a], [, b]) => b.indicators - a.indicators || b.codings - a.codings);
  const says = ({codings, indicators}: {codings: number; indicators: number}) =>
    [
      indicators ? `${countText(indicators)} indicator${indicators > 1 ? "s" : ""}` : "",
      codings ? `${countText(codings)} coding${codings > 1 ? "s" : ""}` : ""
    ]
      .filter(Boolean)
      .join(", ");
  return html`<details class="source-levers"><summary>Leave out a source</summary><p class="quiet">Its indicators go, and codings that rest on nothing else lose their level. Codings that rest on other sources too stay as they are: nobody has read them again. ${numberText(rows.length)} sources make a difference.</p><div class="boxes">${rows.map(
    ([id, n]) =>
      html`<label><input type="checkbox" name="source" value="${id}"> <span>${references.get(id) ?? id}</span> <span class="quiet">${says(n)}</span></label>`
  )}</div></details>`;
}

function distanceTables({site: {evidence}}: FragmentOptions): Markup {
  const sure = sureWords(evidence);
  const table = (id: string, caption: string, list: readonly Distance[]) =>
    html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table data-sort class="records distances" id="${id}"><caption>${caption}</caption><colgroup><col style="width:13%"><col style="width:18%"><col style="width:23%"><col></colgroup><thead><tr><th scope="col">Country</th><th scope="col">Class</th><th scope="col">How sure</th><th scope="col">The least change that moves it</th></tr></thead><tbody>${nearestFirst(
      list
    ).map(
      (d) =>
        html`<tr data-key="${d.standing.key}"><th scope="row"><a href="${d.href}">${d.country}</a></th><td>${classMark(d.standing)} ${sentenceCase(d.className)}</td><td>${sure(d.standing)?.short ?? "–"}</td><td>${sentenceCase(d.words)}</td></tr>`
    )}</tbody></table></div>`;
  return html`${table("distances-indicators", "By indicators, latest wave", indicatorDistances(evidence))}
${table("distances-practice", "Practice, latest period", codingDistances(evidence))}
${table("distances-official", "Official model, latest period", codingDistances(evidence, {reading: "official"}))}`;
}

/** From the countries that the least change would move to those that have no class to leave. */
function nearestFirst(list: readonly Distance[]): Distance[] {
  return [...list].sort((a, b) => (a.size === b.size ? a.country.localeCompare(b.country) : a.size - b.size));
}
