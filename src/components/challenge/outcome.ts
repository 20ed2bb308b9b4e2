import {type Moved, movedBetween} from "../../analysis/moved.js";
import type {Standing} from "../../analysis/standing.js";
import type {Evidence} from "../../evidence/evidence.js";
import {countText, sentenceCase} from "../../figures/format.js";
import {anchorOf, classWords, periodWords} from "../../figures/standings.js";

/** The three groups of standings, which are never mixed. */
const GROUPS: readonly {name: string; has: (d: Standing) => boolean}[] = [
  {name: "In practice", has: (d) => d.reading === "practice"},
  {name: "On paper", has: (d) => d.reading === "official"},
  {name: "By indicators", has: (d) => d.instrument === "indicator"}
];

interface Where {
  evidence: Evidence;
  /** Whether anything is changed at all. */
  changed: boolean;
  /** The address of the site. */
  home: string;
}

/** What a challenge does to the classes: a sentence, and a list of who moves from where to where. */
export function movesOf(
  document: Document,
  before: readonly Standing[],
  after: readonly Standing[],
  {evidence, changed, home}: Where
): {lead: HTMLElement; list: HTMLElement[]} {
  const moved = movedBetween(before, after);
  const lead = document.createElement("p");
  lead.className = "lead";
  lead.textContent = leadWords(moved, changed);
  const list = GROUPS.flatMap(({name, has}) => {
    const own = moved.filter((d) => has(d.before));
    if (!own.length) return [];
    const heading = document.createElement("h2");
    heading.textContent = `${name}: ${countText(own.length)} of ${before.filter(has).length}`;
    const items = document.createElement("ul");
    items.className = "moves";
    items.append(...own.map((d) => moveItem(document, d, evidence, home)));
    return [heading, items];
  });
  return {lead, list};
}

function leadWords(moved: readonly Moved[], changed: boolean): string {
  if (!changed) return "Nothing is changed: this is the published analysis.";
  if (!moved.length) return "With your changes no country moves: every class stands.";
  const countries = new Set(moved.map((d) => d.before.iso3)).size;
  const who = countries === 1 ? "one country gets" : `${countText(countries)} countries get`;
  const more = moved.length > countries ? ` (${countText(moved.length)} classes in all)` : "";
  return `With your changes ${who} another class${more}.`;
}

function moveItem(document: Document, {before, after}: Moved, evidence: Evidence, home: string): HTMLElement {
  const item = document.createElement("li");
  const country = evidence.country(before.iso3);
  const link = document.createElement("a");
  link.href = `${home}countries/${country?.slug ?? ""}#${anchorOf(before)}`;
  link.textContent = country?.name ?? before.iso3;
  const when = document.createElement("span");
  when.className = "quiet";
  when.textContent = before.period ? ` ${periodWords(before)}` : "";
  const from = document.createElement("s");
  from.textContent = sentenceCase(classWords(before.class));
  const to = document.createElement("span");
  to.className = "to";
  to.textContent = sentenceCase(classWords(after.class));
  item.append(link, when, document.createElement("br"), from, " → ", to);
  return item;
}
