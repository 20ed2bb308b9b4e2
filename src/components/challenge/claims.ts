import {type Claim, readClaim, type Weighed, weighBy} from "../../analysis/claim.js";
import {type Sign, universe} from "../../analysis/selection.js";
import type {Standing} from "../../analysis/standing.js";
import type {Evidence} from "../../evidence/evidence.js";
import {countText, numberText} from "../../figures/format.js";

/** Shows which claims of the essays fall under changed evidence; the list came with the page, hidden. */
export function showClaims(place: HTMLElement, now: Evidence, published: Evidence): void {
  const items = [...place.querySelectorAll<HTMLElement>("[data-claim]")];
  const heading = place.querySelector<HTMLElement>("[data-claims-told]");
  if (!items.length || !heading) return;
  const same = now === published;
  let fallen = 0;
  const [before, after] = [weigher(published), weigher(now)];
  for (const item of items) {
    const words = item.dataset.claim ?? "";
    const [then, since] = same ? [] : [before(words), after(words)];
    const falls = then?.holds === true && since?.holds === false;
    if (falls) fallen += 1;
    item.hidden = !falls;
    const why = item.querySelector(".why");
    if (why && then && since)
      why.textContent = falls ? whyWords(readClaim(words, published), then, since) : "";
  }
  place.hidden = same;
  heading.textContent = fallen
    ? `Claims of the essays: ${countText(fallen)} of ${countText(items.length)} ${fallen === 1 ? "falls" : "fall"}`
    : `Claims of the essays: all ${countText(items.length)} stand`;
}

const SIGN_WORDS: Readonly<Record<Sign, string>> = {
  "=": "exactly",
  ">=": "at least",
  "<=": "at most",
  ">": "more than",
  "<": "less than"
};

/** Why a claim falls: a number that must keep to a bound, or two that are held against each other. */
function whyWords({sign, right}: Claim, then: Weighed, since: Weighed): string {
  return right.kind === "number"
    ? `The number it rests on must be ${SIGN_WORDS[sign]} ${numberText(right.value)}: it was ${numberText(then.left ?? Number.NaN)}, and is ${since.left === undefined ? "undefined" : numberText(since.left)} with your changes.`
    : `It rests on ${sides(then)}; with your changes ${sides(since)}.`;
}

function sides({left, right}: Weighed): string {
  const text = (value: number | undefined) =>
    value === undefined ? "nothing that is defined" : numberText(value);
  return `${text(left)} against ${text(right)}`;
}

/** Weighs claims by one evidence; standings that several claims look at are worked out once. */
function weigher(evidence: Evidence): (words: string) => Weighed {
  const known = new Map<string, readonly Standing[]>();
  return (words) =>
    weighBy(readClaim(words, evidence), (selection) => {
      const {instrument, reading, when, countries} = selection;
      const key = JSON.stringify([instrument, reading, when, countries]);
      const found = known.get(key) ?? universe(evidence, selection);
      known.set(key, found);
      return found;
    });
}
