import type {ClassShares} from "../../analysis/monteCarlo.js";
import type {Evidence} from "../../evidence/evidence.js";
import {codingDistances, type Distance, indicatorDistances} from "../../figures/distance.js";
import {sentenceCase} from "../../figures/format.js";
import {codingSureness, surenessOf} from "../../figures/sureness.js";

/** The tables of how far each country is from moving. */
export interface DistanceTables {
  /** Fills them for changed evidence; without runs nothing is known of how sure the classes by indicators are. */
  show(now: Evidence, published: Evidence, runs?: readonly ClassShares[]): void;
}

/** Takes over the tables that the page came with, which show the published analysis. */
export function distanceTables(document: Document): DistanceTables {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>("table.distances tr[data-key]")];
  const baked = new Map(rows.map((row) => [row, [...row.cells].map((cell) => [...cell.childNodes])]));
  return {
    show(now, published, runs) {
      const same = now === published;
      const found = new Map<string, Distance>();
      if (!same) {
        const all = [
          ...indicatorDistances(now),
          ...codingDistances(now),
          ...codingDistances(now, {reading: "official"})
        ];
        for (const d of all) found.set(d.standing.key, d);
      }
      const drawn = new Map(runs?.map((d) => [d.id, surenessOf(d, "indicator")]));
      for (const row of rows) {
        const d = found.get(row.dataset.key ?? "");
        const before = baked.get(row) ?? [];
        const cells = [...row.cells];
        row.classList.remove("moved");
        for (const [i, cell] of cells.entries()) cell.replaceChildren(...(before[i] ?? []));
        if (!d) continue;
        const indicator = d.standing.instrument === "indicator";
        const sure = indicator ? drawn.get(d.standing.iso3) : codingSureness(d.standing, now);
        const untouched =
          indicator &&
          !runs &&
          now.tables.indicators === published.tables.indicators &&
          now.scheme === published.scheme;
        tell(cells[1], sentenceCase(d.className), row);
        if (!untouched) tell(cells[2], sure?.short ?? (indicator && !runs ? "not drawn yet" : "–"), row);
        tell(cells[3], sentenceCase(d.words), row);
      }
    }
  };
}

/** Puts words in a cell, with what stood there before struck out when they differ; a class that moves marks the row. */
function tell(cell: HTMLTableCellElement | undefined, words: string, row: HTMLTableRowElement): void {
  if (!cell) return;
  const before = (cell.textContent ?? "").trim();
  if (before === words) return;
  if (cell.cellIndex > 1) {
    cell.replaceChildren(words);
    return;
  }
  row.classList.add("moved");
  const old = cell.ownerDocument.createElement("s");
  old.append(...cell.childNodes);
  const to = cell.ownerDocument.createElement("span");
  to.className = "to";
  to.textContent = words;
  cell.replaceChildren(old, " → ", to);
}
