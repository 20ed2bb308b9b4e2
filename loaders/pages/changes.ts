import {numberText, sentenceCase} from "../../src/figures/format.js";
import {type Difference, totals} from "../release/diff/diff.js";
import {changesName, history} from "../release/diff/history.js";
import type {TableChange} from "../release/diff/tables.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";

/** The parts of the page on what changed between releases, by name. */
export const changeFragments: Readonly<Record<string, Fragment>> = {
  "data.changes": changes
};

/** Lines shown of one table; the file has them all. */
const SHOWN = 40;

function changes({site}: FragmentOptions): Markup {
  const steps = history(site);
  if (!steps.length) return html`<p>This is the first release.</p>`;
  return html`${steps.map(({difference, archive}) => step(difference, archive, site.noncommercial))}`;
}

function step(difference: Difference, archive: string, whole: boolean): Markup {
  const {before, after, tables, moves} = difference;
  const {added, removed, changed} = totals(difference);
  const same = before.version === after.version;
  return html`<h2 id="${changesName(difference)}">From ${before.version} to ${same ? "the data as they stand now" : after.version}</h2><p>${before.date}${same ? "" : html` to ${after.date}`}: ${numberText(added, 0)} rows added, ${numberText(removed, 0)} removed, ${numberText(changed, 0)} cells changed; ${moves.length ? html`${moves.length} ${moves.length === 1 ? "class" : "classes"} moved` : "no class moved"}. <a href="/data/changes/${changesName(difference)}.csv">Every change as CSV</a>${whole ? html`; <a href="/data/releases/${archive}">the package as it was</a>` : ""}.</p>${
    moves.length
      ? html`<div class="scroll" tabindex="0" role="region" aria-label="Classes that moved"><table data-sort><thead><tr><th scope="col">Country</th><th scope="col">Where</th><th scope="col">Before</th><th scope="col">Now</th></tr></thead><tbody>${moves.map(
          (d) =>
            html`<tr><th scope="row">${d.country}</th><td>${d.where}</td><td>${sentenceCase(d.before ?? "none")}</td><td>${sentenceCase(d.after ?? "none")}</td></tr>`
        )}</tbody></table></div>`
      : ""
  }${tables.map(tableChange)}`;
}

function tableChange(d: TableChange): Markup {
  const count = d.added.length + d.removed.length + d.changed.length;
  const parts = [
    d.table === "kept" ? "" : `table ${d.table}`,
    d.columnsAdded.length ? `columns added: ${d.columnsAdded.join(", ")}` : "",
    d.columnsRemoved.length ? `columns removed: ${d.columnsRemoved.join(", ")}` : "",
    d.added.length ? `${d.added.length} added` : "",
    d.removed.length ? `${d.removed.length} removed` : "",
    d.changed.length ? `${d.changed.length} cells changed` : ""
  ].filter(Boolean);
  const lines = [
    ...d.added.map((key) => html`<li>added: <code>${key}</code></li>`),
    ...d.removed.map((key) => html`<li>removed: <code>${key}</code></li>`),
    ...d.changed.map(
      (c) =>
        html`<li><code>${c.key}</code>, ${c.column}: ${c.before ? html`<del>${c.before}</del>` : "nothing"} became ${c.after ? html`<ins>${c.after}</ins>` : "nothing"}</li>`
    )
  ];
  return html`<details class="more"><summary>${d.title}: ${parts.join("; ")}</summary><ul>${lines.slice(0, SHOWN)}${count > SHOWN ? html`<li>and ${count - SHOWN} more, in the file</li>` : ""}</ul></details>`;
}
