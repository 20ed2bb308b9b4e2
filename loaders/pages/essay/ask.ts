import {MICE} from "../../../src/analysis/membership.js";
import {select, universe} from "../../../src/analysis/selection.js";
import {periodYears} from "../../../src/analysis/standing.js";
import {numberText} from "../../../src/figures/format.js";
import type {FragmentOptions} from "../fragments.js";
import {html, type Markup, plainText, raw} from "../html.js";
import {nextId} from "./notes.js";
import {basisOf, conditionWords, selectionOf} from "./numbers.js";
import {asksSeries, seriesOf} from "./series.js";
import {readSettings} from "./settings.js";

/** What an `ask` block shares with the rest of the page: how words are expanded. */
export interface AskOptions extends FragmentOptions {
  expand(text: string): string;
}

/**
 * A question that a reader answers before seeing the evidence. `kind: number` asks for a count, `kind: choice` for one
 * of some words, `kind: line` for a value at each of several times. The answer is computed; what follows the block is
 * shown with it. Throws when the answer is none of the choices.
 */
export function askBlock(text: string, o: AskOptions): Markup {
  const settings = readSettings(text, {
    block: "ask",
    path: o.context.path,
    needs: ["question", "kind", "answer"],
    may: ["from", "to", "unit", "options"]
  });
  const get = (key: string) => settings.get(key) ?? "";
  const id = nextId("ask", o.context);
  const {fields, answer, says} = kindOf(get, id, o);
  return html`<p class="ask-question" id="${id}">${raw(o.expand(get("question")))}</p>
<form class="ask" data-kind="${get("kind")}" data-answer="${answer}" data-unit="${get("unit")}"><div class="fields" role="group" aria-labelledby="${id}">${fields}</div><button type="submit">Compare with the evidence</button></form>
<details class="answer"><summary>What the evidence says</summary>
<p class="verdict"><span class="yours" role="status"></span> ${says}</p>`;
}

interface Kind {
  fields: Markup;
  /** What the reader's answer is compared with. */
  answer: string;
  /** The answer as a sentence. */
  says: Markup;
}

function kindOf(get: (key: string) => string, id: string, o: AskOptions): Kind {
  const kind = get("kind");
  if (kind === "number") return numberKind(get, id, o);
  if (kind === "choice") return choiceKind(get, id, o);
  if (kind === "line") return lineKind(get, id, o);
  throw new Error(`${o.context.path}: an ask block has no kind ${kind}; expected number, choice or line`);
}

function numberKind(get: (key: string) => string, id: string, o: AskOptions): Kind {
  const {count, of, condition, basis} = counted(get("answer"), o);
  const from = Number(get("from") || 0);
  const to = Number(get("to") || of);
  const middle = Math.round((from + to) / 2);
  return {
    answer: String(count),
    fields: html`<label>Your answer <input type="range" name="value" min="${from}" max="${to}" value="${middle}" aria-describedby="${id}"> <output>${middle}</output></label>`,
    says: html`The evidence: <b>${numberText(count, 0)}</b> ${condition}. <span class="source">${basis}.</span>`
  };
}

/** What a number is asked of: standings, or the values of a series. */
function counted(
  answer: string,
  o: AskOptions
): {count: number; of: number; condition: string; basis: string} {
  if (asksSeries(answer)) {
    const {found, all, condition, basis} = seriesOf(answer, o);
    return {count: found.length, of: all.length, condition, basis};
  }
  const {evidence} = o.site;
  const selection = selectionOf(answer, o);
  const all = universe(evidence, selection);
  return {
    count: select(evidence, selection).length,
    of: all.length,
    condition: conditionWords(selection),
    basis: basisOf(selection)
  };
}

function choiceKind(get: (key: string) => string, id: string, o: AskOptions): Kind {
  const options = get("options")
    .split(";")
    .map((d) => d.trim())
    .filter(Boolean);
  const answer = plainText(o.expand(get("answer")));
  if (!options.includes(answer))
    throw new Error(`${o.context.path}: “${answer}” is the answer by the evidence, and none of the options`);
  return {
    answer,
    fields: html`${options.map((d) => html`<label><input type="radio" name="value" value="${d}" aria-describedby="${id}"> ${d}</label>`)}`,
    says: html`The evidence: <b>${answer}</b>.`
  };
}

/** Points of a line: what is asked for at each time, and the answer. */
function pointsOf(words: string, o: AskOptions): {label: string; value: number}[] {
  const {evidence} = o.site;
  const [what = "", code = "", ...rest] = words.split(/\s+/);
  if (what === "sets") {
    const selection = selectionOf(`countries=${code} when=all ${rest.join(" ")}`, o);
    return universe(evidence, selection).flatMap((d) =>
      d.class.corner === undefined || !d.period
        ? []
        : [{label: periodYears(d.period), value: MICE.filter((_, i) => d.class.corner?.[i] === "1").length}]
    );
  }
  if (what === "series") {
    return evidence
      .observationsOf(rest[0] ?? "")
      .filter((d) => d.iso3 === code && d.value !== null)
      .sort((a, b) => a.year - b.year)
      .map((d) => ({label: String(d.year), value: d.value ?? 0}));
  }
  throw new Error(`${o.context.path}: a line is asked of “sets ISO3” or “series ISO3 id”, not of “${words}”`);
}

function lineKind(get: (key: string) => string, id: string, o: AskOptions): Kind {
  const points = pointsOf(get("answer"), o);
  if (points.length < 2) throw new Error(`${o.context.path}: ${get("answer")} has fewer than two points`);
  const from = Number(get("from") || 0);
  const to = Number(get("to") || 4);
  return {
    answer: points.map((d) => d.value).join(","),
    fields: html`<div class="line">${points.map((d) => html`<label>${d.label} <input type="range" name="value" min="${from}" max="${to}" value="${from}" aria-describedby="${id}"> <output>${from}</output></label>`)}</div>`,
    says: html`The evidence: ${points.map((d, i) => html`${i ? ", " : ""}${d.label} <b>${numberText(d.value)}</b>`)}.`
  };
}
