import {readFileSync} from "node:fs";
import {
  compositeComparison,
  krippendorffAlpha,
  ladderTest,
  percentAgreement
} from "../../src/analysis/index.js";
import {MICE} from "../../src/analysis/membership.js";
import {caseStandings, indicatorStandings, type Standing} from "../../src/analysis/standing.js";
import {isSurveyItem} from "../../src/evidence/surveys.js";
import type {CoderKey, Coding, Reading} from "../../src/evidence/tables.js";
import {listText, numberText, thirdsText} from "../../src/figures/format.js";
import {classWords, cornerWords, latestOf, setNames} from "../../src/figures/standings.js";
import type {Fragment, FragmentOptions} from "./fragments.js";
import {html, type Markup} from "./html.js";
import {linkCodedIds, linkIds} from "./ids.js";
import {sourceLine} from "./references.js";
import {yearsText} from "./years.js";

/** The fragments of the method page, by name. */
export const methodFragments: Readonly<Record<string, Fragment>> = {
  "method.codebook": ({site: {evidence}}) =>
    linkCodedIds(readFileSync("data/codebook.md", "utf8"), evidence)
      .replace(/^# .*$/m, "")
      .replace(/^## /gm, "### "),
  "method.rules": ruleTable,
  "method.coders": coderList,
  "method.reliability": reliabilityTable,
  "method.differences": differenceSummary,
  "method.indicators": indicatorTable,
  "method.coverage": coverage,
  "method.ladder": ladder,
  "method.composite": composite,
  "method.literature": literature
};

function ruleTable({site: {evidence}}: FragmentOptions): Markup {
  return html`${MICE.map(
    (set) => html`<h4>${set} ${setNames[set].toLowerCase()}</h4>
<div class="scroll" tabindex="0" role="region" aria-label="Rules for ${set}"><table class="rules"><thead><tr><th scope="col">Level</th><th scope="col">What must be found</th><th scope="col">Against its neighbour</th></tr></thead><tbody>${evidence.tables.rules
      .filter((d) => d.set === set)
      .map(
        (d) =>
          html`<tr id="${d.rule_id}"><th scope="row">${thirdsText(d.level)}<br><span class="id quiet">${d.rule_id}</span></th><td><b>${d.title}.</b> ${d.must_be_found}${d.examples ? html` <span class="source">Example of a statement: ${linkIds(quoted(d.examples), evidence)}</span>` : null}</td><td>${linkIds(d.boundary ?? "", evidence)}</td></tr>`
      )}</tbody></table></div>`
  )}`;
}

/** Words in straight marks, set in single quotation marks. */
function quoted(text: string): string {
  return text.replace(/(^|[\s(])'/g, "$1‘").replace(/'/g, "’");
}

function coderList({site: {evidence}}: FragmentOptions): Markup {
  return html`<dl class="coders">${evidence.tables.coders.map((d) => html`<dt>${d.name}</dt><dd>${d.description}</dd>`)}</dl>`;
}

/** Codings of the two readers over the same units, in one order; what is missing stays `undefined`. */
function readersOver(o: FragmentOptions, keep: (d: Coding) => boolean): (number | undefined)[][] {
  const {evidence} = o.site;
  const units = evidence.tables.codings.filter((d) => d.coder === "settled" && keep(d));
  return (["reader-a", "reader-b"] as const satisfies readonly CoderKey[]).map((coder) =>
    units.map(
      (d) =>
        evidence.codingOf({coder, periodId: d.period_id, reading: d.reading, set: d.set})?.level ?? undefined
    )
  );
}

function reliabilityTable(o: FragmentOptions): Markup {
  const groups: [string, (d: Coding) => boolean][] = [
    ["All codings", () => true],
    ...(["practice", "official"] as const).map((r): [string, (d: Coding) => boolean] => [
      r === "practice" ? "Practice" : "Official model",
      (d) => d.reading === r
    ]),
    ...MICE.map((set): [string, (d: Coding) => boolean] => [
      `${set} ${setNames[set].toLowerCase()}`,
      (d) => d.set === set
    ])
  ];
  const six = new Set(o.site.evidence.tables.countries.filter((d) => d.book_six).map((d) => d.iso3));
  groups.push(
    ["The six countries of the book", (d) => six.has(d.iso3)],
    ["All other countries", (d) => !six.has(d.iso3)]
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Agreement of the two readers"><table><thead><tr><th scope="col">Codings</th><th scope="col" class="number">Units</th><th scope="col" class="number">Both gave a level</th><th scope="col" class="number">Same level</th><th scope="col" class="number">Alpha, ordinal</th></tr></thead><tbody>${groups.map(
    ([name, keep]) => {
      const coders = readersOver(o, keep);
      const [a = [], b = []] = coders;
      const both = a.filter((v, i) => v !== undefined && b[i] !== undefined).length;
      const alpha = krippendorffAlpha(coders, {level: "ordinal"});
      const agreement = percentAgreement(coders);
      return html`<tr><th scope="row">${name}</th><td class="number">${a.length}</td><td class="number">${both}</td><td class="number">${agreement.value === undefined ? agreement.reason : `${Math.round(agreement.value * 100)} %`}</td><td class="number">${alpha.value === undefined ? alpha.reason : numberText(alpha.value, 2)}</td></tr>`;
    }
  )}</tbody></table></div>`;
}

function differenceSummary(o: FragmentOptions): Markup {
  const {evidence} = o.site;
  const settled = evidence.tables.codings.filter((d) => d.coder === "settled");
  const other = (coder: CoderKey, d: Coding) =>
    evidence.codingOf({coder, periodId: d.period_id, reading: d.reading, set: d.set});
  const same = (a: Coding | undefined, b: Coding | undefined) =>
    a?.level === b?.level && a?.missing === b?.missing;
  const differ = settled.filter((d) => !same(other("reader-a", d), other("reader-b", d)));
  const a = differ.filter((d) => same(d, other("reader-a", d))).length;
  const b = differ.filter((d) => same(d, other("reader-b", d))).length;
  const gaps = differ.filter(
    (d) => (other("reader-a", d)?.level === null) !== (other("reader-b", d)?.level === null)
  ).length;
  return html`<p>The readers differ on ${differ.length} of ${settled.length} codings; in ${gaps} of these one of them gave a level where the other found the sources silent or in conflict. The settled value follows reader A in ${a}, reader B in ${b} and neither in ${differ.length - a - b}. Each has its reason, on the country’s page and in <a href="/evidence/codings">the table of codings</a>.</p>`;
}

function indicatorTable(o: FragmentOptions): Markup {
  const {evidence} = o.site;
  const groups = [...MICE, null] as const;
  return html`${groups.map((set) => {
    const own = evidence.tables.indicators.filter((d) => d.set === set && !isSurveyItem(d));
    if (!own.length) return null;
    return html`<h3>${set ? `${set} ${setNames[set].toLowerCase()}` : "Shown, not used"}</h3>${own.map(
      (
        d
      ) => html`<details class="indicator" id="${d.indicator_id}"><summary>${d.name} <span class="quiet">${d.year}, ${d.coverage} members</span></summary>
<p>${d.description} Unit: ${d.unit}. ${sourceLine({source_id: d.source_id, locator: `series ${d.indicator_id}`}, o.site)}.</p>
${d.exclusion === null ? null : html`<dl class="anchors"><dt>Out, ${numberText(d.exclusion, 3)}</dt><dd>${d.exclusion_reason}</dd><dt>Crossover, ${numberText(d.crossover ?? 0, 3)}</dt><dd>${d.crossover_reason}</dd><dt>In, ${numberText(d.inclusion ?? 0, 3)}</dt><dd>${d.inclusion_reason}</dd></dl>`}
${d.caution ? html`<p class="caution">${d.caution}</p>` : null}</details>`
    )}`;
  })}`;
}

function coverage({site: {evidence}}: FragmentOptions): Markup {
  const standings = indicatorStandings(evidence);
  const whole = standings.filter((d) => d.class.missing.length === 0);
  const thin = standings.filter((d) => d.class.missing.length > 0);
  return html`<p>${evidence.tables.indicators.filter((d) => d.set).length} indicators are used; ${whole.length} countries have at least one in each of the four sets and so can be classed. ${thin.length ? `${listText(thin.map((d) => evidence.country(d.iso3)?.name ?? d.iso3))} cannot: at least one set has no value.` : ""}</p>`;
}

function cases(evidence: FragmentOptions["site"]["evidence"]): {name: string; standings: Standing[]}[] {
  const reading = (r: Reading) => caseStandings(evidence, {reading: r});
  return [
    {name: "Practice, all periods", standings: reading("practice")},
    {name: "Official model, all periods", standings: reading("official")},
    {name: "Indicators, latest wave", standings: indicatorStandings(evidence)}
  ];
}

function memberships(d: Standing): {
  M?: number | undefined;
  I?: number | undefined;
  C?: number | undefined;
  E?: number | undefined;
} {
  return Object.fromEntries(MICE.map((set) => [set, d.sets[set].value]));
}

function ladder({site: {evidence}}: FragmentOptions): Markup {
  const name = (key: string) => evidence.country(key.slice(0, 3).toUpperCase())?.name ?? key;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="The ladder test"><table><thead><tr><th scope="col">Standings</th><th scope="col">Step</th><th scope="col" class="number">Cases</th><th scope="col" class="number">Consistency</th><th scope="col" class="number">Relevance</th><th scope="col">Contradicted in kind by</th></tr></thead><tbody>${cases(
    evidence
  ).map(({name: group, standings}) =>
    ladderTest(standings.map((d) => ({id: d.key, memberships: memberships(d)}))).map((step) => {
      const kind = [...new Set(step.contradictions.filter((d) => d.by === "kind").map((d) => name(d.id)))];
      return html`<tr><th scope="row">${group}</th><td class="whole">${step.condition} before ${step.outcome}</td><td class="number">${step.fit.n}</td><td class="number">${step.fit.inclN.value === undefined ? step.fit.inclN.reason : step.fit.inclN.value.toFixed(2)}</td><td class="number">${step.fit.RoN.value === undefined ? step.fit.RoN.reason : step.fit.RoN.value.toFixed(2)}</td><td>${kind.length ? listText(kind) : "no case"}</td></tr>`;
    })
  )}</tbody></table></div>`;
}

function composite({site: {evidence}}: FragmentOptions): Markup {
  const standings = indicatorStandings(evidence);
  const {pairs} = compositeComparison(standings.map((d) => ({id: d.iso3, memberships: memberships(d)})));
  const shown = [...pairs]
    .sort((a, b) => b.setsApart - a.setsApart || a.difference - b.difference)
    .slice(0, 5);
  const name = (iso3: string) => evidence.country(iso3)?.name ?? iso3;
  const class_ = (iso3: string) => {
    const d = standings.find((s) => s.iso3 === iso3);
    return d ? `${classWords(d.class)}, in ${d.class.corner ? cornerWords(d.class.corner) : "–"}` : "";
  };
  if (!shown.length)
    return html`<p>No two countries with nearly the same mean of the four sets stand in different corners.</p>`;
  return html`<p>On the indicators ${pairs.length} pairs of countries have means within .02 of each other and yet stand in different corners: a ranking would call them equal. The furthest apart:</p><ul>${shown.map((d) => html`<li>${name(d.a)} (${class_(d.a)}) and ${name(d.b)} (${class_(d.b)}): means differ by ${d.difference.toFixed(3)}. <a href="/compare?countries=${d.a},${d.b}">Compare</a></li>`)}</ul>`;
}

function literature({site: {evidence}}: FragmentOptions): Markup {
  const strong = evidence.tables.placements.filter((d) => d.strength === "strong" || d.strength === "medium");
  const rows = strong.flatMap((d) => {
    const country = evidence.country(d.iso3);
    if (!country) return [];
    const words = (reading: Reading) => {
      const [standing] = latestOf(caseStandings(evidence, {reading, countries: [d.iso3]}));
      return standing ? classWords(standing.class) : "not coded";
    };
    return [
      html`<tr><th scope="row"><a href="/countries/${country.slug}#${d.placement_id}">${country.name}</a></th><td>${d.model}</td><td>${yearsText(d.period)}</td><td>${d.placed_by}</td><td>${d.strength}</td><td>${words("official")}</td><td>${words("practice")}</td></tr>`
    ];
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Placements in the literature"><table class="records of-literature" data-sort><colgroup>${[12, 16, 14, 17, 11, 15, 15].map((d) => html`<col style="width:${d}%">`)}</colgroup><thead><tr><th scope="col">Country</th><th scope="col">Placed as</th><th scope="col">For</th><th scope="col">By</th><th scope="col">Strength</th><th scope="col">Ours, official</th><th scope="col">Ours, practice</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
