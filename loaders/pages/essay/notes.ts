import {html, type Markup} from "../html.js";
import type {PageContext} from "../markdown.js";

/** A number, name or class in the prose, with how it was got. */
export interface Datum {
  /** What was counted or read, of what: a sentence. */
  how: string;
  /** Where its evidence is laid open, from the root of the site. */
  href: string;
}

/** What an essay has used so far, for the notes at its end. */
export interface EssayNotes {
  /** Ids of sources, in the order in which they were first cited. */
  sources: Set<string>;
  data: Datum[];
  /** Footnotes, as markup. */
  footnotes: string[];
  /** Blocks that have been opened and not closed, innermost last. */
  open: string[];
  /** How many blocks of a kind there are, for ids. */
  counts: Map<string, number>;
}

/** The notes of a page, begun when first asked for. */
export function notesOf(context: PageContext): EssayNotes {
  context.notes ??= {sources: new Set(), data: [], footnotes: [], open: [], counts: new Map()};
  return context.notes;
}

/** Whether a page is an essay: its references then lead to a bibliography of its own. */
export function isEssay({path}: PageContext): boolean {
  return /^\/essays\/./.test(path) && !/\/index$/.test(path);
}

/** The next id of a kind on this page: `steps-1`, `steps-2`. */
export function nextId(kind: string, context: PageContext): string {
  const {counts} = notesOf(context);
  const count = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, count);
  return `${kind}-${count}`;
}

/**
 * Words that the evidence gives, marked: how they were got stands in a note at the end, which the link leads to and
 * whose words are its tip; from there another link leads to the evidence.
 */
export function datum(words: string | Markup, {how, href}: Datum, context: PageContext): Markup {
  const {data} = notesOf(context);
  const same = data.findIndex((d) => d.how === how && d.href === href);
  const at = same < 0 ? data.push({how, href}) : same + 1;
  if (!isEssay(context)) return html`<a class="datum" href="${href}" data-tip="${how}">${words}</a>`;
  return html`<a class="datum" href="#datum-${at}" data-tip>${words}</a>`;
}
