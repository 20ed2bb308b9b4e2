import {type AnchorFall, leastAnchorFall} from "../../../src/analysis/anchorFall.js";
import {type Challenge, challenged, PUBLISHED} from "../../../src/analysis/challenge.js";
import {type Claim, type Measure, readClaim, type Weighed, weigh} from "../../../src/analysis/claim.js";
import {type Fall, type LeastFall, leastFall} from "../../../src/analysis/fall.js";
import type {Evidence} from "../../../src/evidence/evidence.js";
import {challengeWords} from "../../../src/figures/challenge.js";
import {countText, listText, numberText} from "../../../src/figures/format.js";
import {figureById} from "../../../src/figures/index.js";
import {defaultView, toQuery} from "../../../src/figures/view.js";
import type {FragmentOptions} from "../fragments.js";
import {html, type Markup} from "../html.js";
import {notesOf} from "./notes.js";
import {basisOf} from "./numbers.js";
import {readSettings} from "./settings.js";

/** What is known of a claim by the evidence alone. */
interface Tested {
  claim: Claim;
  weighed: Weighed;
  fall: LeastFall | undefined;
  anchorFall: AnchorFall | undefined;
  /** Whether it would hold by the codings of each reader alone. */
  readers: readonly {name: string; holds: boolean}[];
}

/** Framework parses a page several times; a claim is tested once. */
const tests = new WeakMap<Evidence, Map<string, Tested>>();

/**
 * A claim that depends on a coding or an anchor: `if` says when it holds, `then` what is said in that case, `else` what
 * is said otherwise. Under it stands what would have to change for it to fall. Throws when it does not hold and has no
 * `else`: a page must not say what its evidence does not.
 */
export function claimBlock(text: string, o: FragmentOptions & {expand(text: string): string}): string {
  const {path} = o.context;
  const settings = readSettings(text, {block: "claim", path, needs: ["id", "if", "then"], may: ["else"]});
  const id = `claim-${settings.get("id")}`;
  const {counts} = notesOf(o.context);
  if (counts.has(id)) throw new Error(`${path}: two claims are called ${settings.get("id")}`);
  counts.set(id, 1);
  const tested = testOf(settings.get("if") ?? "", o);
  const {holds, left, right} = tested.weighed;
  const values = `${left ?? "nothing"} and ${right ?? "nothing"}`;
  let said = settings.get(holds ? "then" : "else");
  if (!said) {
    if (o.site.folder === "data")
      throw new Error(`${path}: the evidence does not give the claim ${settings.get("id")} (${values})`);
    said = `**On the evidence of this build this does not hold** (${values}): ${settings.get("then")}`;
  }
  const summary = tested.anchorFall || !tested.fall ? "What this depends on" : "What would have to change";
  const rest = html`<details class="claim-test"><summary>${summary}</summary>${testWords(tested, o)}</details>`;
  return `<div class="claim" id="${id}">\n\n${o.expand(said)}\n\n${rest}\n</div>`;
}

function testOf(words: string, {site: {evidence}, context}: FragmentOptions): Tested {
  const known = tests.get(evidence) ?? new Map<string, Tested>();
  tests.set(evidence, known);
  const found = known.get(words);
  if (found) return found;
  let claim: Claim;
  try {
    claim = readClaim(words, evidence);
  } catch (error) {
    throw new Error(`${context.path}: ${error instanceof Error ? error.message : error}`);
  }
  const weighed = weigh(evidence, claim);
  const tested = {
    claim,
    weighed,
    fall: leastFall(evidence, claim),
    anchorFall: leastAnchorFall(evidence, claim),
    readers: isCase(claim)
      ? (["reader-a", "reader-b"] as const).map((coder) => ({
          name: evidence.coder(coder)?.name.replace(/^R/, "r") ?? coder,
          holds: weigh(challenged(evidence, {...PUBLISHED, coder}), claim).holds
        }))
      : []
  };
  known.set(words, tested);
  return tested;
}

function isCase({left, right}: Claim): boolean {
  return [left, right].some((d) => d.kind !== "number" && d.selection.instrument === "case");
}

function usesIndicators({left, right}: Claim): boolean {
  return [left, right].some((d) => d.kind !== "number" && d.selection.instrument === "indicator");
}

function testWords(t: Tested, o: FragmentOptions): Markup {
  const bases = [t.claim.left, t.claim.right].flatMap((d: Measure) =>
    d.kind === "number" ? [] : [basisOf(d.selection)]
  );
  return html`<p>It rests on: ${[...new Set(bases)].join("; ")}. ${readerWords(t)}</p>${isCase(t.claim) && t.weighed.holds ? codingWords(t, o) : null}${usesIndicators(t.claim) && t.weighed.holds ? anchorWords(t, o) : null}`;
}

function readerWords({readers, weighed}: Tested): string {
  if (!readers.length || !weighed.holds) return "";
  const yes = readers.filter((d) => d.holds).map((d) => d.name);
  const no = readers.filter((d) => !d.holds).map((d) => d.name);
  if (!no.length) return `It holds by the codings of either reader alone.`;
  if (!yes.length)
    return `By the codings of either reader alone it would fall: it rests on how their differences were settled.`;
  return `It holds by the codings of ${listText(yes)} alone, and falls by those of ${listText(no)}.`;
}

/** Ways shown at most; the rest are counted. */
const SHOWN = 8;

function codingWords({fall}: Tested, o: FragmentOptions): Markup {
  if (!fall) return html`<p>No change of up to twelve country-periods makes it fall.</p>`;
  const {falls, exact} = fall;
  const [first] = falls;
  if (!first) return html``;
  const steps = `${countText(first.steps)} ${first.steps === 1 ? "step" : "steps"} of a third`;
  if (first.codings.length > 1 || !exact)
    return html`<p>For it to fall, ${exact ? "" : "by the shortest way found, "}${countText(first.codings.length)} codings would have to change, ${steps} in all: ${listOf(first, o)}. ${seeFall(first, o, "See it")}</p>`;
  const shown = falls.slice(0, SHOWN);
  const rest = falls.length - shown.length;
  return html`<p>${falls.length === 1 ? "One coding, changed by " : `Any of ${countText(falls.length)} codings, changed by `}${steps}, would make it fall:</p><ul>${shown.map((d) => html`<li>${seeFall(d, o, listOf(d, o))}</li>`)}${rest ? html`<li>and ${countText(rest)} more</li>` : null}</ul>`;
}

function challengeOf({codings}: Pick<Fall, "codings">): Challenge {
  return {...PUBLISHED, codings};
}

function listOf(fall: Fall, {site: {evidence}}: FragmentOptions): string {
  return challengeWords(challengeOf(fall), evidence).join("; ");
}

/** A link to a figure in which the changes are made. */
function seeFall(fall: Fall, {site: {evidence}}: FragmentOptions, words: string): Markup {
  const periods = fall.codings.map((d) => evidence.period(d.periodId));
  const figure = figureById("sets");
  if (!figure) return html`${words}`;
  const view = defaultView(figure, evidence);
  const countries = [...new Set(periods.flatMap((d) => d?.iso3 ?? []))].slice(0, figure.limits.max);
  const reading = fall.codings[0]?.reading ?? "practice";
  const query = toQuery(
    {...view, countries, options: {...view.options, reading, when: "all"}, challenge: challengeOf(fall)},
    figure,
    evidence
  );
  return html`<a href="/figures/sets?${query}">${words}</a>`;
}

function anchorWords({anchorFall}: Tested, {site: {evidence}}: FragmentOptions): Markup {
  if (!anchorFall) return html`<p>No single anchor, moved as far as its neighbour, makes it fall.</p>`;
  const {anchors, share} = anchorFall;
  const figure = figureById("membership");
  const words = challengeWords({...PUBLISHED, anchors: [anchors]}, evidence).join("; ");
  const said = html`The smallest move of one anchor that makes it fall: ${words}, ${numberText(share * 100, 0)} % of the way to its neighbour.`;
  if (!figure) return html`<p>${said}</p>`;
  const view = defaultView(figure, evidence);
  const rounded = {
    ...anchors,
    exclusion: Number(anchors.exclusion.toPrecision(6)),
    crossover: Number(anchors.crossover.toPrecision(6)),
    inclusion: Number(anchors.inclusion.toPrecision(6))
  };
  const query = toQuery(
    {
      ...view,
      countries: evidence.tables.countries
        .filter((d) => d.oecd_since)
        .map((d) => d.iso3)
        .slice(0, figure.limits.max),
      options: {...view.options, instrument: "indicator"},
      challenge: {...PUBLISHED, anchors: [rounded]}
    },
    figure,
    evidence
  );
  return html`<p>${said} <a href="/figures/membership?${query}">See it</a></p>`;
}
