import {MICE} from "../../../src/analysis/membership.js";
import {readSelection, universe} from "../../../src/analysis/selection.js";
import {periodYears} from "../../../src/analysis/standing.js";
import {classWords, setNames} from "../../../src/figures/standings.js";
import type {FragmentOptions} from "../fragments.js";
import {html, type Markup} from "../html.js";

/**
 * The form in which a reader places a government of their own choosing: four questions, a level each. With scripts the
 * corner and the model follow at once, and the coded levels of the country stand beside them; without, the questions,
 * the rule and the coded countries can be read.
 */
export function placeBlock({site: {evidence}}: FragmentOptions): Markup {
  const coded = universe(evidence, readSelection("reading=practice when=latest", evidence))
    .map((d) => ({
      ...d,
      name: evidence.country(d.iso3)?.name ?? d.iso3,
      slug: evidence.country(d.iso3)?.slug ?? ""
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const levels = ["level_0", "level_1", "level_2", "level_3"] as const;
  return html`<section class="place" aria-label="Place a government">
<form class="place-form"><p><label>Government <select name="government"><option value="">of my own, not listed</option>${coded.map(
    (d) =>
      html`<option value="${d.iso3}" data-levels="${MICE.map((set) => (d.sets[set].value === undefined ? "-" : Math.round((d.sets[set].value ?? 0) * 3))).join("")}" data-class="${classWords(d.class)}" data-years="${d.period ? periodYears(d.period) : ""}" data-href="/countries/${d.slug}">${d.name}</option>`
  )}</select></label></p>
${MICE.map((set) => {
  const definition = evidence.set(set);
  return html`<fieldset><legend><b>${set}</b> ${setNames[set]}. ${definition.question}</legend>${levels.map(
    (level, i) => html`<label><input type="radio" name="${set}" value="${i}"> ${definition[level]}</label>`
  )}</fieldset>`;
})}
<button type="submit">Compare with the coding</button></form>
<div class="placed" role="status"></div>
</section>`;
}
