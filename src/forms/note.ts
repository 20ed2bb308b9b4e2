import type {Evidence} from "../evidence/evidence.js";
import type {FigureRow} from "../figures/figure.js";

/** Who made the values behind the rows, when, and under which licence: our codings, or the producers of observations. */
export function sourceNote(
  rows: readonly FigureRow[],
  {evidence, date}: {evidence: Evidence; date: string}
): string {
  const producers = new Set<string>();
  let codings = false;
  let material = false;
  for (const id of new Set(rows.flatMap((row) => row.evidence))) {
    if (evidence.coding(id)) codings = true;
    else if (evidence.finding(id) || evidence.event(id)) material = true;
    else if (id.includes(":")) producers.add(evidence.series(id.split(":")[1] ?? "")?.producer ?? "");
  }
  const parts = [
    codings ? "codings of Four Models from the findings on each country’s page" : "",
    material ? "case material of Four Models, each row with its source" : "",
    producers.size ? `${[...producers].filter(Boolean).sort().join("; ")}; calibration by Four Models` : ""
  ].filter(Boolean);
  return `Source: ${parts.join("; ") || "the framework of Bouckaert and Halligan, as reported in the sources of each statement"}. ${date}. CC BY 4.0${producers.size ? " for what is ours" : ""}.`;
}
