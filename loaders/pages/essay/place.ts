import {MODEL_CORNERS, MODELS} from "../../../src/analysis/idealTypes.js";
import {MICE} from "../../../src/analysis/membership.js";
import {readSelection, universe} from "../../../src/analysis/selection.js";
import {periodYears, type Standing} from "../../../src/analysis/standing.js";
import {classWords, modelNames, setNames} from "../../../src/figures/standings.js";
import type {FragmentOptions} from "../fragments.js";
import {html, type Markup} from "../html.js";

/**
 * The form in which a reader places a government of their own choosing: four questions, a level each. With scripts the
 * combination and the model follow at once, and the coded levels of the country can be laid beside them; without, the
 * and on paper, the questions and their levels can be read, and the rule that makes a model of the answers.
 */
export function placeBlock({site: {evidence}}: FragmentOptions): Markup {
  const coded = universe(evidence, readSelection("reading=practice when=latest", evidence))
    .map((d) => ({d, country: evidence.country(d.iso3)}))
    .sort((a, b) => (a.country?.name ?? "").localeCompare(b.country?.name ?? ""));
  const names = Object.fromEntries(
    MODELS.map((key) => [
      MODEL_CORNERS[key],
      {name: modelNames[key].toLowerCase(), href: `models/${evidence.model(key).slug}`}
    ])
  );
  const levels = ["level_0", "level_1", "level_2", "level_3"] as const;
  return html`<section class="place" aria-label="Place a government">
<form class="place-form" data-names="${JSON.stringify(names)}">
<p><label>Government <select name="government"><option value="">one that is not listed</option>${coded.map(
    ({d, country}) =>
      html`<option value="${d.iso3}" data-levels="${levelsOf(d)}" data-class="${classWords(d.class)}" data-years="${d.period ? periodYears(d.period) : ""}" data-href="/countries/${country?.slug ?? ""}">${country?.name ?? d.iso3}</option>`
  )}</select></label></p>
${MICE.map((set) => {
  const definition = evidence.set(set);
  return html`<fieldset><legend><b>${set}</b> ${setNames[set]}. ${definition.question}</legend>${levels.map(
    (level, i) =>
      html`<label><input type="radio" name="${set}" value="${i}"> <span>${definition[level]}</span></label>`
  )}</fieldset>`;
})}
<p class="placed" role="status"></p>
<button type="submit">Compare with the coding</button></form>
<p class="coded" role="status"></p>
<p class="note by-hand">Count the questions to which you would give the third or fourth answer. M alone is performance administration; M and I are the managements of performances; M, I and C are performance management; all of them are performance governance; none is the state before performance. Any other combination is a hybrid. How each country is coded stands on <a href="/countries/">its page</a>.</p>
</section>`;
}

/** The levels of a standing in thirds, a sign each; `-` where there is none. */
function levelsOf({sets}: Standing): string {
  return MICE.map((set) => {
    const {value} = sets[set];
    return value === undefined ? "-" : String(Math.round(value * 3));
  }).join("");
}
