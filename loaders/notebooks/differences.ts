import type {Results, Width} from "./files.js";

/** Where two runs of a notebook differ, a line each: the cell, and both texts from where they part. */
export function differences(name: string, kept: Results, made: Results): string[] {
  const lines: string[] = [];
  for (const id of new Set([...kept.cells.keys(), ...made.cells.keys()])) {
    const [before, after] = [kept.cells.get(id), made.cells.get(id)];
    if (!before || !after) lines.push(`${name}: cell ${id} is ${before ? "no longer there" : "new"}`);
    else
      for (const width of ["wide", "narrow"] as const satisfies Width[])
        if (before[width] !== after[width]) {
          lines.push(
            `${name}: cell ${id} (${width}) shows something else: ${parting(before[width], after[width])}`
          );
          break;
        }
  }
  return lines;
}

function parting(before: string, after: string): string {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const from = Math.max(0, at - 20);
  return `kept “${before.slice(from, at + 60)}”, now “${after.slice(from, at + 60)}”`;
}
