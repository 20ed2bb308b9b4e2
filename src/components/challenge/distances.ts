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
    baked: new Map<string, BakedRow>()
  }));
  for (const {body, baked} of tables) {
    for (const row of body?.rows ?? []) {
      const cells = [...row.cells].map((cell) => [...cell.childNodes]);
      baked.set(row.dataset.key ?? "", {row, cells, told: ""});
    }
  }
  return {
    show(now, runs) {
      const drawn = new Map(runs?.map((d) => [d.id, surenessOf(d, "indicator")]));
      for (const {id, body, baked} of tables) {
        const byIndicators = id === "indicators";
        const same = byIndicators ? sameIndicators(now, published) : sameCodings(now, published);
        for (const row of [...(body?.rows ?? [])]) if (!baked.has(row.dataset.key ?? "")) row.remove();
        if (same && !(byIndicators && runs)) {
          for (const known of baked.values()) {
            restore(known);
            known.row.hidden = false;
          }
          continue;
        }
        const left = new Map(baked);
        const found = byIndicators
          ? indicatorDistances(now)
          : codingDistances(now, {reading: id === "official" ? "official" : "practice"});
        for (const d of found) {
          const known = baked.get(d.standing.key);
          const row = known?.row ?? newRow(document, d);
          const sure = byIndicators ? drawn.get(d.standing.iso3) : codingSureness(d.standing, now);
          const words = [
            sentenceCase(d.className),
            sure?.short ?? (byIndicators && !runs ? "not drawn yet" : "–"),
            sentenceCase(d.words)
          ];
          if (known) {
            left.delete(d.standing.key);
            row.hidden = false;
            // Most rows say what they said before, and a table is slow to lay out.
            const told = words.join("\n");
            if (known.told === told) continue;
            restore(known);
            known.told = told;
          } else body?.append(row);
          for (const [i, text] of words.entries()) tell(row.cells[i + 1], text, row);
        }
        for (const {row} of left.values()) row.hidden = true;
      }
    }
  };
}

/** A row that the page came with. */
interface BakedRow {
  row: HTMLTableRowElement;
  /** What its cells held then. */
  cells: Node[][];
  /** What it was told since; empty while it says what it came with. */
  told: string;
}

/** Lets a row say again what it came with. */
function restore(baked: BakedRow): void {
  if (!baked.told) return;
  baked.told = "";
  baked.row.classList.remove("moved");
  for (const [i, cell] of [...baked.row.cells].entries()) cell.replaceChildren(...(baked.cells[i] ?? []));
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
