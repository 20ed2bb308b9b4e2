import Papa from "papaparse";
import {MICE} from "../../src/analysis/membership.js";
import type {Evidence} from "../../src/evidence/evidence.js";
import {READINGS} from "../../src/evidence/evidence.js";
import {thirdsText} from "../../src/figures/format.js";
import {missingNames} from "../../src/figures/standings.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";

/** The fragments of the pages on which readers bring or make codings of their own, by name. */
export const ownFragments: Readonly<Record<string, Fragment>> = {
  "own.bench": () => html`<div class="own" id="own">
<p class="upload"><label>Your file <input type="file" data-file accept=".csv,.tsv,.txt,text/csv,text/plain"></label> <span class="quiet">or drop it here</span></p>
<p class="progress" data-progress hidden><progress max="1" value="0" aria-label="Read so far" data-bar></progress> <button type="button" data-cancel>Stop</button></p>
<div class="notes" role="status" data-notes></div>
<div data-layout></div>
<div data-messages></div>
<div data-outcome></div>
<p><button type="button" data-drop hidden>Put my data away</button></p>
</div>`,
  "recode.bench": recodeBench
};

const LEVELS = [0, 1 / 3, 2 / 3, 1];

/** The cells of a level as the tables write it. */
const WRITTEN = ["0", "0.333333", "0.666667", "1"];

function recodeBench({site: {evidence}}: FragmentOptions): Markup {
  const coded = evidence.tables.countries
    .filter((d) => evidence.periodsOf(d.iso3).length)
    .sort((a, b) => a.name.localeCompare(b.name));
  const missing = ["source-silent", "contested", "not-applicable"] as const;
  return html`<div class="recode" id="recode">
<p><label>Country <select data-country><option value="">choose one</option>${coded.map((d) => html`<option value="${d.iso3}">${d.name}: ${evidence.periodsOf(d.iso3).length * MICE.length * READINGS.length} codings</option>`)}</select></label></p>
<div class="notes" role="status" data-notes></div>
<div data-work hidden>
<div class="sheet">
<form data-form>
<p class="quiet" role="status" data-progress></p>
<h2 data-step tabindex="-1"></h2>
<p data-question></p>
<fieldset class="levels"><legend>What you find</legend>
<div class="choices">${LEVELS.map((d, i) => html`<div class="choice"><label><input type="radio" name="level" value="${WRITTEN[i] ?? ""}"> <span class="level">${thirdsText(d)}</span> <b data-title></b></label><div data-rule></div></div>`)}</div>
${missing.map((d) => html`<label><input type="radio" name="level" value="${d}"> none: ${missingNames[d]}</label>`)}</fieldset>
<p><label>How sure <select name="confidence"><option value="">–</option>${["high", "medium", "low"].map((d) => html`<option>${d}</option>`)}</select></label></p>
<p><label>Why <textarea name="note" rows="3" maxlength="2000"></textarea></label></p>
<p class="buttons"><button type="button" data-back>Back</button> <button data-next>Next</button></p>
</form>
<section class="material" aria-label="The findings and reforms"><h2>The findings and reforms</h2><p class="quiet">Tick what your coding rests on.</p><ul class="findings" data-findings></ul></section>
</div>
<p class="buttons"><button type="button" data-compare hidden>See the agreement</button> <button type="button" data-save hidden>Download the record</button> <button type="button" data-again hidden>Start again</button></p>
<div data-result></div>
</div>
</div>`;
}

/** A file to fill in: every coded country-period, both readings, the four sets, levels left blank. */
export function codingsTemplate({tables, country}: Evidence): string {
  const rows = tables.periods.flatMap(({period_id, iso3, start, end}) =>
    READINGS.map((reading) => ({
      iso3,
      country: country(iso3)?.name ?? iso3,
      period_id,
      start,
      end: end ?? "",
      reading,
      ...Object.fromEntries(MICE.map((set) => [set, ""])),
      note: ""
    }))
  );
  return `${Papa.unparse(rows, {newline: "\n", escapeFormulae: true})}\n`;
}

/** A file to fill in: every member and every indicator that is used, values left blank. */
export function valuesTemplate({tables}: Evidence): string {
  const used = tables.indicators.filter((d) => d.set);
  const rows = tables.countries.flatMap(({iso3, name}) =>
    used.map(({indicator_id, year, set, exclusion, crossover, inclusion}) => ({
      iso3,
      country: name,
      indicator_id,
      year,
      value: "",
      set,
      exclusion,
      crossover,
      inclusion
    }))
  );
  return `${Papa.unparse(rows, {newline: "\n", escapeFormulae: true})}\n`;
}
