import type {ClassShares} from "../../analysis/monteCarlo.js";
import type {Evidence} from "../../evidence/evidence.js";
import {codingDistances, type Distance, indicatorDistances} from "../../figures/distance.js";
import {sentenceCase} from "../../figures/format.js";
import {codingSureness, surenessOf} from "../../figures/sureness.js";

/** The tables of how far each country is from moving. */
export interface DistanceTables {
  /** Fills them for changed evidence; without runs nothing is known of how sure the classes by indicators are. */
  show(now: Evidence, runs?: readonly ClassShares[]): void;
}

/** Takes over the tables that the page came with, which show the `published` analysis. */
export function distanceTables(document: Document, published: Evidence): DistanceTables {
  const tables = ["indicators", "practice", "official"].map((id) => ({
    id,
    body: document.querySelector<HTMLTableElement>(`#distances-${id}`)?.tBodies[0],
    baked: new Map<string, {row: HTMLTableRowElement; cells: Node[][]}>()
  }));
  for (const {body, baked} of tables) {
    for (const row of body?.rows ?? [])
      baked.set(row.dataset.key ?? "", {row, cells: [...row.cells].map((cell) => [...cell.childNodes])});
  }
  return {
    show(now, runs) {
      const drawn = new Map(runs?.map((d) => [d.id, surenessOf(d, "indicator")]));
      for (const {id, body, baked} of tables) {
        const byIndicators = id === "indicators";
        const same = byIndicators ? sameIndicators(now, published) : sameCodings(now, published);
        for (const row of [...(body?.rows ?? [])]) if (!baked.has(row.dataset.key ?? "")) row.remove();
        for (const {row, cells} of baked.values()) {
          row.hidden = !same;
          row.classList.remove("moved");
          for (const [i, cell] of [...row.cells].entries()) cell.replaceChildren(...(cells[i] ?? []));
        }
        if (same && !(byIndicators && runs)) continue;
        const found = byIndicators
          ? indicatorDistances(now)
          : codingDistances(now, {reading: id === "official" ? "official" : "practice"});
        for (const d of found) {
          const known = baked.get(d.standing.key)?.row;
          const row = known ?? newRow(document, d);
          if (!known) body?.append(row);
          row.hidden = false;
          const sure = byIndicators ? drawn.get(d.standing.iso3) : codingSureness(d.standing, now);
          tell(row.cells[1], sentenceCase(d.className), row);
          tell(row.cells[2], sure?.short ?? (byIndicators && !runs ? "not drawn yet" : "–"), row);
          tell(row.cells[3], sentenceCase(d.words), row);
        }
      }
    }
  };
}

/** Whether the codings are those of the other evidence: what a challenge leaves alone it hands on. */
export function sameCodings({tables: a}: Evidence, {tables: b}: Evidence): boolean {
  return a.codings === b.codings && a.periods === b.periods;
}

/** Whether indicators, their values and the scheme are those of the other evidence. */
export function sameIndicators(a: Evidence, b: Evidence): boolean {
  return (
    a.scheme === b.scheme &&
    a.tables.indicators === b.tables.indicators &&
    a.tables.observations === b.tables.observations
  );
}

/** A row for a standing that the published tables do not have, as own data bring it. */
function newRow(document: Document, {standing, country}: Distance): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.dataset.key = standing.key;
  const name = document.createElement("th");
  name.scope = "row";
  name.textContent = country;
  row.append(name);
  for (let i = 0; i < 3; i++) row.insertCell();
  return row;
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
  if (!before) {
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
