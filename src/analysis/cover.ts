/**
 * The smallest sets of columns that together cover every row of a chart: the set covering problem that ends
 * Quine-McCluskey. Solved exactly, by branch and bound with reductions and a Lagrangian lower bound. It knows
 * nothing of truth tables.
 */

import {type Bound, flatten, greedyCover, type Lists, lowerBound, SLACK} from "./coverBound.js";

/** Columns as lists of the rows they cover. */
export interface Chart {
  readonly rows: number;
  readonly columns: readonly (readonly number[])[];
}

/** The smallest covers, each as column indices in rising order. */
export interface Covers {
  readonly covers: readonly (readonly number[])[];
  /** Columns in each cover. */
  readonly size: number;
  /** Columns that are in every cover because some row has no other. */
  readonly essential: readonly number[];
  /** False if the search for more was stopped, at `limit` or because it took too long. */
  readonly complete: boolean;
}

/**
 * Finds the smallest covers, up to `limit` of them. The size is exact; `complete` tells whether the list is.
 * Throws RangeError if a row has no column.
 */
export function smallestCovers({rows, columns}: Chart, {limit = 100}: {limit?: number} = {}): Covers {
  const byRow: number[][] = Array.from({length: rows}, () => []);
  columns.forEach((covered, c) => {
    for (const r of covered) byRow[r]!.push(c);
  });
  const bare = byRow.findIndex((list) => !list.length);
  if (bare >= 0) throw new RangeError(`row ${bare} of the chart has no column`);
  const search = new Search(columns, byRow);
  const first = search.smallest();
  const {covers, complete} = search.all(first.length, {wanted: limit + 1, nodes: STEPS_PER_COVER * limit});
  if (!covers.some((cover) => lexical(cover, first) === 0)) covers.unshift([...first]);
  const essential = [...new Set(byRow.flatMap((list) => (list.length === 1 ? list : [])))].sort(ascending);
  return {covers: covers.slice(0, limit).sort(lexical), size: first.length, essential, complete};
}

// The smallest size is always proven; listing all covers of that size can take for ever in charts that are
// pure noise, and is stopped after so many steps of the search for each cover asked for.
const STEPS_PER_COVER = 10;

const ascending = (a: number, b: number) => a - b;

function lexical(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((c, j) => c !== b[j]);
  return i < 0 ? 0 : a[i]! - b[i]!;
}

/** What is left to cover, and with what: 1 for each row and column still in play. */
interface Node {
  readonly rows: Uint8Array;
  readonly columns: Uint8Array;
}

interface How {
  /** True while looking for a smaller cover, false while listing all of the smallest size. */
  readonly improving: boolean;
  /** Prices of the rows to start the bound from. */
  readonly prices: Float64Array;
  readonly rounds: number;
}

class Search {
  private readonly byRow: Lists;
  private readonly byColumn: Lists;
  private readonly matrix: Uint8Array;
  private readonly rowCount: number;
  private readonly columnCount: number;
  /** Columns still in play in each row, and rows in each column. */
  private readonly inRow: Int32Array;
  private readonly inColumn: Int32Array;
  /** Covers of this size or less are wanted, this many of them, in this many steps. */
  private most = 0;
  private wanted = 0;
  private nodes = 0;
  private best: readonly number[] = [];
  private found: number[][] = [];

  constructor(columns: readonly (readonly number[])[], byRow: readonly (readonly number[])[]) {
    this.byRow = flatten(byRow);
    this.byColumn = flatten(columns);
    this.rowCount = byRow.length;
    this.columnCount = columns.length;
    this.inRow = new Int32Array(byRow.length);
    this.inColumn = new Int32Array(columns.length);
    this.matrix = new Uint8Array(byRow.length * columns.length);
    columns.forEach((covered, c) => {
      for (const r of covered) this.matrix[r * columns.length + c] = 1;
    });
  }

  /** A smallest cover. */
  smallest(): readonly number[] {
    this.most = this.rowCount;
    this.nodes = Infinity;
    this.run(true);
    return [...this.best].sort(ascending);
  }

  /** Covers of that size, the smallest one, and whether these are all. */
  all(
    size: number,
    {wanted, nodes}: {wanted: number; nodes: number}
  ): {covers: number[][]; complete: boolean} {
    this.most = size;
    this.wanted = wanted;
    this.nodes = nodes;
    this.run(false);
    return {covers: this.found, complete: this.nodes > 0 && this.found.length < wanted};
  }

  private run(improving: boolean): void {
    this.found = [];
    const node = {
      rows: new Uint8Array(this.rowCount).fill(1),
      columns: new Uint8Array(this.columnCount).fill(1)
    };
    const prices = new Float64Array(this.rowCount).fill(Infinity);
    for (let c = 0; c < this.columnCount; c++) {
      const [from, to] = [this.byColumn.starts[c]!, this.byColumn.starts[c + 1]!];
      for (let i = from; i < to; i++) {
        const r = this.byColumn.items[i]!;
        prices[r] = Math.min(prices[r]!, 1 / (to - from));
      }
    }
    this.descend(node, [], {improving, prices, rounds: 300});
  }

  private descend(node: Node, chosen: readonly number[], {improving, prices, rounds}: How): void {
    const taken = [...chosen];
    if (!this.reduce(node, taken, improving)) return;
    const rows = active(node.rows);
    if (!rows.length) {
      if (taken.length > this.most) return;
      if (improving) this.improve(taken);
      else this.found.push(taken.sort(ascending));
      return;
    }
    if (taken.length >= this.most) return;
    const columns = active(node.columns);
    const part = this.part(node, rows, columns);
    const start = Float64Array.from(rows, (r) => prices[r]!);
    const bound = lowerBound(part, start, {limit: this.most - taken.length, rounds});
    if (improving) this.tryGreedy(part, bound, {taken, columns});
    const limit = this.most - taken.length;
    if (Math.ceil(bound.value - SLACK) > limit) return;
    const cost = new Float64Array(this.columnCount);
    columns.forEach((c, j) => {
      cost[c] = bound.reduced[j]!;
      if (bound.value + Math.max(0, cost[c]!) > limit + SLACK) node.columns[c] = 0;
    });
    const next = prices.slice();
    rows.forEach((r, i) => {
      next[r] = bound.prices[i]!;
    });
    for (const c of this.branches(node, rows).sort((a, b) => cost[a]! - cost[b]! || a - b)) {
      if (--this.nodes <= 0 || (!improving && this.found.length >= this.wanted)) return;
      node.columns[c] = 0;
      const child = {rows: node.rows.slice(), columns: node.columns.slice()};
      this.take(child, c);
      this.descend(child, [...taken, c], {improving, prices: next, rounds: 90});
    }
  }

  private improve(cover: readonly number[]): void {
    this.best = cover;
    this.most = cover.length - 1;
  }

  private tryGreedy(
    part: Lists,
    {prices, reduced}: Bound,
    {taken, columns}: Record<"taken" | "columns", readonly number[]>
  ): void {
    for (const weight of [1, 3, 10]) {
      const cover = greedyCover(part, reduced, {rows: prices.length, weight});
      if (taken.length + cover.length <= this.most)
        this.improve([...taken, ...cover.map((j) => columns[j]!)]);
    }
  }

  /** The columns of the row that has the fewest. */
  private branches({columns}: Node, rows: readonly number[]): number[] {
    const {starts, items} = this.byRow;
    let fewest: number[] | undefined;
    for (const r of rows) {
      const own: number[] = [];
      for (let i = starts[r]!; i < starts[r + 1]!; i++) if (columns[items[i]!]) own.push(items[i]!);
      if (!fewest || own.length < fewest.length) fewest = own;
    }
    return fewest ?? [];
  }

  private take({rows, columns}: Node, column: number): void {
    const {starts, items} = this.byColumn;
    columns[column] = 0;
    for (let i = starts[column]!; i < starts[column + 1]!; i++) rows[items[i]!] = 0;
  }

  /** The columns in play with their rows in play, renumbered. */
  private part(node: Node, rows: readonly number[], columns: readonly number[]): Lists {
    const index = new Int32Array(this.rowCount);
    rows.forEach((r, i) => {
      index[r] = i;
    });
    const starts = new Int32Array(columns.length + 1);
    const items: number[] = [];
    columns.forEach((c, j) => {
      for (let i = this.byColumn.starts[c]!; i < this.byColumn.starts[c + 1]!; i++) {
        const r = this.byColumn.items[i]!;
        if (node.rows[r]) items.push(index[r]!);
      }
      starts[j + 1] = items.length;
    });
    return {starts, items: Int32Array.from(items)};
  }

  /** Takes what must be taken and drops what cannot help. False if a row is left without a column. */
  private reduce(node: Node, taken: number[], improving: boolean): boolean {
    do {
      for (let r = 0; r < this.rowCount; r++) {
        if (!node.rows[r]) continue;
        const only = this.onlyColumn(node, r);
        if (only === NONE) return false;
        if (only === SEVERAL) continue;
        taken.push(only);
        this.take(node, only);
      }
      this.count(node);
      // A useless column may stand in some of the smallest covers, so it stays when all are listed.
    } while (this.dropRows(node) || (improving && this.dropColumns(node)));
    return true;
  }

  private onlyColumn({columns}: Node, row: number): number {
    const {starts, items} = this.byRow;
    let only = NONE;
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      if (!columns[items[i]!]) continue;
      if (only !== NONE) return SEVERAL;
      only = items[i]!;
    }
    return only;
  }

  private count({rows, columns}: Node): void {
    this.inRow.fill(0);
    this.inColumn.fill(0);
    for (let c = 0; c < this.columnCount; c++) {
      if (!columns[c]) continue;
      for (let i = this.byColumn.starts[c]!; i < this.byColumn.starts[c + 1]!; i++) {
        const r = this.byColumn.items[i]!;
        if (!rows[r]) continue;
        this.inRow[r]!++;
        this.inColumn[c]!++;
      }
      if (this.inColumn[c] === 0) columns[c] = 0;
    }
  }

  /** Drops every row that is covered for free, because each column of another row covers it. */
  private dropRows({rows, columns}: Node): boolean {
    const {byRow, byColumn, inRow, matrix, columnCount} = this;
    let dropped = false;
    for (let b = 0; b < this.rowCount; b++) {
      if (!rows[b]) continue;
      let first = byRow.starts[b]!;
      while (!columns[byRow.items[first]!]) first++;
      const c = byRow.items[first]!;
      for (let i = byColumn.starts[c]!; i < byColumn.starts[c + 1]!; i++) {
        const a = byColumn.items[i]!;
        if (a === b || !rows[a] || inRow[a]! < inRow[b]!) continue;
        let free = true;
        for (let j = first + 1; j < byRow.starts[b + 1]! && free; j++) {
          const other = byRow.items[j]!;
          free = !columns[other] || matrix[a * columnCount + other] === 1;
        }
        if (!free) continue;
        rows[a] = 0;
        dropped = true;
      }
    }
    if (dropped) this.count({rows, columns});
    return dropped;
  }

  /** Drops every column that is useless, because another covers all of its rows. */
  private dropColumns({rows, columns}: Node): boolean {
    const {byRow, byColumn, inColumn, matrix, columnCount} = this;
    let dropped = false;
    for (let a = 0; a < columnCount; a++) {
      if (!columns[a]) continue;
      let first = byColumn.starts[a]!;
      while (!rows[byColumn.items[first]!]) first++;
      const r = byColumn.items[first]!;
      for (let i = byRow.starts[r]!; i < byRow.starts[r + 1]!; i++) {
        const b = byRow.items[i]!;
        if (b === a || !columns[b] || inColumn[b]! < inColumn[a]!) continue;
        let useless = true;
        for (let j = first + 1; j < byColumn.starts[a + 1]! && useless; j++) {
          const other = byColumn.items[j]!;
          useless = !rows[other] || matrix[other * columnCount + b] === 1;
        }
        if (!useless) continue;
        columns[a] = 0;
        dropped = true;
        break;
      }
    }
    return dropped;
  }
}

const NONE = -1;
const SEVERAL = -2;

function active(mask: Uint8Array): number[] {
  const indices: number[] = [];
  for (let i = 0; i < mask.length; i++) if (mask[i]) indices.push(i);
  return indices;
}
