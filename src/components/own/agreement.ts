import {codingAgreement, type GivenLevel} from "../../analysis/codingAgreement.js";
import {periodYears} from "../../analysis/standing.js";
import type {Evidence} from "../../evidence/evidence.js";
import {levelText} from "../../figures/challenge.js";
import {numberText} from "../../figures/format.js";
import {setNames} from "../../figures/standings.js";
import {cells, table} from "../dom.js";
import {siteFile} from "../load.js";

/** Two tables: how far given codings agree with the settled ones and with each reader, and where they differ. */
export function agreement(
  document: Document,
  given: readonly GivenLevel[],
  published: Evidence
): HTMLElement[] {
  const coders = [
    ["settled", "the settled codings"],
    ["reader-a", "reader A"],
    ["reader-b", "reader B"]
  ] as const;
  const {differences, rows: settled} = codingAgreement(published, given);
  if (!settled[0]?.units) {
    const p = document.createElement("p");
    p.textContent =
      "None of your codings is of a country and period that is coded here, so there is nothing to compare.";
    return [p];
  }
  const found = coders.flatMap(([coder, words]) =>
    codingAgreement(published, given, {coder}).rows.map((d) => ({words, ...d}))
  );
  const rows = found.map(({words, set, units, both, same, alpha}) => [
    words,
    set ? `${set} ${setNames[set].toLowerCase()}` : "all sets",
    String(units),
    String(both),
    same.value === undefined ? "–" : `${Math.round(same.value * 100)} %`,
    alpha.value === undefined ? "–" : numberText(alpha.value, 2)
  ]);
  const reasons = new Set(
    found.flatMap((d) => [d.same.reason, d.alpha.reason]).filter((d) => d !== undefined)
  );
  const told = differences.map((d) => {
    const period = published.period(d.periodId);
    return cells(
      published.country(period?.iso3 ?? "")?.name ?? d.periodId,
      period ? periodYears(period) : "",
      d.reading,
      d.set,
      levelText(d.level),
      {
        text: levelText(d.other),
        href: `${siteFile(document, "")}countries/${published.country(period?.iso3 ?? "")?.slug ?? ""}#${d.periodId}-${d.reading}`
      }
    );
  });
  const parts = [
    table(
      document,
      "Agreement",
      ["With", "Set", "Codings", "Both gave a level", "Same level", "Alpha, ordinal"],
      rows,
      {numeric: [2, 3, 4, 5]}
    )
  ];
  if (reasons.size) {
    const p = document.createElement("p");
    p.className = "note";
    p.textContent = `A dash stands where a figure has no value: ${[...reasons].join("; ")}.`;
    parts.push(p);
  }
  if (told.length)
    parts.push(
      table(
        document,
        `Differences: ${told.length}`,
        ["Country", "Period", "Reading", "Set", "Yours", "Published"],
        told
      )
    );
  return parts;
}
