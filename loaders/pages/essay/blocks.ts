import {html, type Markup} from "../html.js";
import type {PageContext} from "../markdown.js";
import {nextId, notesOf} from "./notes.js";

/** A block that stands between `::: name words` and `:::`: the markup it begins and ends with. */
interface Block {
  /** The block it may only stand in. */
  within?: string;
  open(words: string, context: PageContext): Markup;
  close: Markup;
}

/** Blocks of essays. What stands in them is Markdown like the rest of the page. */
const blocks: Readonly<Record<string, Block>> = {
  /** A series of pictures with the words for each; `::: step` inside. */
  steps: {
    open(words, context) {
      return html`<section class="steps" id="${nextId("steps", context)}" aria-label="${words || "In steps"}">`;
    },
    close: html`</section>`
  },
  step: {
    within: "steps",
    open: (_, context) => html`<div class="step" id="${nextId("step", context)}">`,
    close: html`</div>`
  },
  /** A question to be answered before the evidence is seen: an `ask` block, then the answer. */
  predict: {
    open: (_, context) => html`<section class="predict" id="${nextId("predict", context)}">`,
    close: html`</details></section>`
  },
  /** A question at the end; the words are the question, what stands in the block is the answer. */
  question: {
    open(words, context) {
      if (!words) throw new Error(`${context.path}: a question has no words`);
      return html`<details class="question"><summary>${words}</summary>`;
    },
    close: html`</details>`
  },
  /** A remark beside the text: on method, or on a doubt. */
  aside: {
    open: (words) => html`<aside class="aside"${words ? html` aria-label="${words}"` : ""}>`,
    close: html`</aside>`
  }
};

/**
 * Turns `::: name words` and `:::` into the markup of their blocks, with blank lines round it so that Markdown reads
 * what stands between. Throws for a block that is unknown, out of place or closed without having been opened.
 */
export function expandBlocks(text: string, context: PageContext): string {
  return text.replace(/^:::[ \t]*(\w*)[ \t]*(.*)$/gm, (_, name: string, words: string) => {
    const {open} = notesOf(context);
    if (name) {
      const block = blocks[name];
      if (!block) throw new Error(`${context.path}: no block is called ${name}`);
      if (block.within && open.at(-1) !== block.within)
        throw new Error(`${context.path}: ${name} stands outside ${block.within}`);
      open.push(name);
      return `\n${block.open(words.trim(), context)}\n`;
    }
    const closed = blocks[open.pop() ?? ""];
    if (!closed) throw new Error(`${context.path}: ::: closes a block that was not opened`);
    return `\n${closed.close}\n`;
  });
}

/** Throws with the page when a block was opened and not closed. */
export function checkClosed(context: PageContext): void {
  const open = context.notes?.open ?? [];
  if (open.length) throw new Error(`${context.path}: ${open.join(", ")} opened and not closed`);
}
