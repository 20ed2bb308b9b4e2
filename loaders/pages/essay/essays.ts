import {existsSync} from "node:fs";
import type {Fragment, FragmentOptions} from "../fragments.js";
import {html, type Markup} from "../html.js";
import {fullReference} from "../references.js";
import {notesOf} from "./notes.js";

/** One essay: its address below `/essays/`, its title and what it is about. */
export interface Essay {
  slug: string;
  title: string;
  line: string;
}

/** The essays in the order in which they are best read. */
export const essays: readonly Essay[] = [
  {
    slug: "four-ways",
    title: "Four ways to manage performance",
    line: "What a government can do with the figures it collects, and how two scholars made four pure pictures of it. Place a government of your own first."
  },
  {
    slug: "measuring-and-managing",
    title: "Performance administration and the managements of performances",
    line: "Measuring because the rules ask for it, and functions that each look after their own."
  },
  {
    slug: "performance-management",
    title: "The performance management framework",
    line: "The third model in full: one system, its outside frameworks, its audit and its three dynamics."
  },
  {
    slug: "australia-and-canada",
    title: "Australia and Canada",
    line: "How the two that came closest got there, reform by reform, and what their auditors found."
  },
  {
    slug: "performance-governance",
    title: "Performance governance: the model nobody had",
    line: "Open government, participation, and why an empty cell is a finding."
  },
  {
    slug: "ladder",
    title: "Is it a ladder?",
    line: "The criticisms of the four models, put to the test by the reader."
  }
];

/** What an essay puts at its beginning and end, and the list of essays. */
export const essayFragments: Readonly<Record<string, Fragment>> = {
  "essay.list": essayList,
  "essay.head": headOf,
  "essay.end": endOf
};

/** Whether the page of an essay, or of its teachers, has been written. */
function isWritten(slug: string): boolean {
  return existsSync(`src/essays/${slug}.md`);
}

function essayList(): Markup {
  return html`<ol class="doors">${essays
    .filter((d) => isWritten(d.slug))
    .map(
      (d) => html`<li><a href="/essays/${d.slug}">${d.title}</a> <span class="quiet">${d.line}</span></li>`
    )}</ol>`;
}

/** Which essay a page belongs to: itself, or the one its teachers’ page is for. Throws for a page that is none. */
function essayOf({context}: FragmentOptions): Essay {
  const slug = context.path.replace(/^\/essays\//, "").replace(/-teaching$/, "");
  const essay = essays.find((d) => d.slug === slug);
  if (!essay) throw new Error(`${context.path}: is not the page of an essay`);
  return essay;
}

function headOf(o: FragmentOptions): Markup {
  const {slug, title} = essayOf(o);
  if (o.context.path.endsWith("-teaching"))
    return html`<p class="essay-head">For teachers of <a href="/essays/${slug}">${title}</a></p>`;
  return html`<p class="essay-head"><a href="/essays/">Essays</a>${isWritten(`${slug}-teaching`) ? html` · <a href="/essays/${slug}-teaching">For teachers</a>` : null} · <a href="/essays/offline/${slug}.html">This essay as one file</a></p>`;
}

/** Notes, the evidence behind the numbers, the bibliography, and the way on; of what stands above it on the page. */
function endOf(o: FragmentOptions): string {
  const {evidence, references} = o.site;
  const {footnotes, data, sources} = notesOf(o.context);
  const listed = [...sources]
    .flatMap((id) => evidence.source(id) ?? [])
    .sort((a, b) => (references.get(a.source_id) ?? "").localeCompare(references.get(b.source_id) ?? ""));
  const parts: string[] = [];
  if (footnotes.length)
    parts.push(
      "## Notes",
      `<ol class="footnotes">${footnotes.map((text, i) => `<li id="note-${i + 1}">${text} <a href="#note-${i + 1}-at" aria-label="Back to the text">↑</a></li>`).join("\n")}</ol>`
    );
  if (data.length)
    parts.push(
      "## Where the numbers come from",
      "Every number, name and class in the text that has a thin line under it was computed from the evidence when this page was made.",
      html`<details class="more"><summary>All of them, in the order of the text</summary><ol class="data">${data.map(({how, href}, i) => html`<li id="datum-${i + 1}"><span class="tip-text">${how}</span> <a href="${href}">Evidence</a></li>`)}</ol></details>`
        .text
    );
  if (listed.length)
    parts.push(
      "## Sources",
      html`<ul class="bibliography">${listed.map((d) => html`<li id="ref-${d.source_id}">${fullReference(d, references.get(d.source_id))}</li>`)}</ul>`
        .text
    );
  return `\n\n${parts.join("\n\n")}\n\n${nextEssay(o)}\n`;
}

function nextEssay(o: FragmentOptions): Markup {
  const written = essays.filter((d) => isWritten(d.slug));
  const next = written[written.indexOf(essayOf(o)) + 1];
  return next
    ? html`<p class="next">Next: <a href="/essays/${next.slug}">${next.title}</a></p>`
    : html`<p class="next"><a href="/essays/">All essays</a></p>`;
}
