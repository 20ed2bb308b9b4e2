import {countText, listText, sentenceCase} from "../../../src/figures/format.js";
import {figures} from "../../../src/figures/index.js";
import type {Fragment} from "../fragments.js";
import {html, type Markup} from "../html.js";
import type {Site} from "../site.js";
import {answersOf, type CriticalTest, criticalTests} from "./chartability.js";
import {type Measured, measure} from "./measure.js";

/** The parts of the page on accessibility. */
export const accessibilityFragments: Readonly<Record<string, Fragment>> = {
  "accessibility.unmet": ({site}) => unmet(measured(site)),
  "accessibility.matrix": ({site}) => matrix(measured(site)),
  "accessibility.tests": ({site}) => tests(measured(site)),
  "accessibility.keys": keys
};

const found = new WeakMap<Site, readonly Measured[]>();

/** All figures as they are drawn for this site, measured once. */
export function measured(site: Site): readonly Measured[] {
  const known = found.get(site) ?? figures.map((figure) => measure(figure, site));
  found.set(site, known);
  return known;
}

/** What is not met, before anything else: each test that fails or stays open, and for which figures. */
function unmet(all: readonly Measured[]): Markup {
  const failing = criticalTests.flatMap((test) => {
    const answers = answersOf(test, all);
    const no = answers.filter((d) => d.verdict.answer === "no");
    const open = answers.filter((d) => d.verdict.answer === "open");
    return no.length || open.length ? [{test, no, open}] : [];
  });
  const said = (list: readonly {figure: Measured}[]) =>
    list.length === all.length
      ? `all ${countText(all.length)} figures`
      : listText(list.map((d) => d.figure.name.toLowerCase()));
  return html`<p>Of the ${countText(criticalTests.length)} tests, ${countText(criticalTests.length - failing.length)} are met by every figure. These are not, or are not shown to be:</p><ul>${failing.map(
    ({test, no, open}) =>
      html`<li><a href="#${test.id}">${test.name}</a>. ${no.length ? `Not met by ${said(no)}. ` : ""}${open.length ? `Open for ${said(open)}.` : ""}</li>`
  )}</ul>`;
}

/** Figures down, tests across. */
function matrix(all: readonly Measured[]): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Answers by figure and test"><table class="audit"><caption>Every figure against every test: yes, met; no, not met; open, not tried. The numbers lead to the tests below.</caption><thead><tr><th scope="col">Figure</th>${criticalTests.map(
    (test, i) => html`<th scope="col"><a href="#${test.id}" title="${test.name}">${i + 1}</a></th>`
  )}</tr></thead><tbody>${all.map(
    (figure) =>
      html`<tr><th scope="row"><a href="/figures/${figure.id}">${figure.name}</a></th>${criticalTests.map(
        (test) => {
          const {answer, says} = test.answer(figure);
          return html`<td class="${answer}" title="${says}">${answer}</td>`;
        }
      )}</tr>`
  )}</tbody></table></div>`;
}

/** Each test: what it asks, how it was looked at, and the answer of every figure. */
function tests(all: readonly Measured[]): Markup {
  return html`${criticalTests.map((test, i) => one(test, i + 1, all))}`;
}

function one(test: CriticalTest, number: number, all: readonly Measured[]): Markup {
  const answers = answersOf(test, all);
  const counts = (["yes", "no", "open"] as const).flatMap((answer) => {
    const n = answers.filter((d) => d.verdict.answer === answer).length;
    return n ? [`${answer} for ${n === all.length ? `all ${countText(n)}` : countText(n)}`] : [];
  });
  return html`<h3 id="${test.id}">${number}. ${test.name}</h3><p class="quiet">${test.principle}. ${test.asks}</p><p>${test.how}</p><details><summary>${sentenceCase(listText(counts))}</summary><div class="scroll" tabindex="0" role="region" aria-label="${test.name}, figure by figure"><table><thead><tr><th scope="col">Figure</th><th scope="col">Answer</th><th scope="col">Found</th></tr></thead><tbody>${answers.map(
    ({figure, verdict}) =>
      html`<tr><th scope="row">${figure.name}</th><td>${verdict.answer}</td><td>${verdict.says}</td></tr>`
  )}</tbody></table></div></details>`;
}

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ["Tab", "to the picture, and on to what follows it; a picture is one stop"],
  ["Right, Left", "to the next or the last mark, through the whole picture"],
  ["Down, Up", "to the next or the last country or model, at the mark nearest across"],
  ["Home, End", "to the first or last mark of the country or model; with Ctrl, of the picture"],
  ["Enter", "opens the evidence of the mark"],
  ["Escape", "takes the note away; pressed again, leads from the mark to the picture as a whole"]
];

function keys(): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Keys of a picture"><table><thead><tr><th scope="col">Key</th><th scope="col">What it does in a picture</th></tr></thead><tbody>${KEYS.map(([name, does]) => html`<tr><th scope="row">${name}</th><td>${does}</td></tr>`)}</tbody></table></div>`;
}
