import {type Challenge, type CodingOverride, challenged, PUBLISHED} from "../../analysis/challenge.js";
import {MICE} from "../../analysis/membership.js";
import {AGGREGATIONS} from "../../analysis/sets.js";
import {anchorsOf, periodYears} from "../../analysis/standing.js";
import {type Evidence, READINGS} from "../../evidence/evidence.js";
import type {CoderKey, Level} from "../../evidence/tables.js";
import {
  anchorProblem,
  coderNames,
  isPublishedAnchors,
  isPublishedLevel,
  LEVELS,
  levelText
} from "../../figures/challenge.js";
import {listText, numberText} from "../../figures/format.js";
import {setNames} from "../../figures/standings.js";

/** The challenge that a form of levers stands for; codings come from outside, as the form shows those of one country. */
export function readLevers(
  form: HTMLFormElement,
  evidence: Evidence,
  {codings, name}: Pick<Challenge, "codings" | "name">
): Challenge {
  const value = (key: string) => (form.elements.namedItem(key) as HTMLInputElement | null)?.value ?? "";
  const coder = (Object.keys(coderNames) as CoderKey[]).find((d) => d === value("coder")) ?? "settled";
  const levers = [...form.querySelectorAll<HTMLElement>("[data-indicator]")];
  return {
    name,
    coder,
    codings: codings.filter((d) => !isPublishedLevel(d, evidence, {coder})),
    aggregation: AGGREGATIONS.find((d) => d === value("rule")) ?? PUBLISHED.aggregation,
    logOdds: Number(value("odds")) || PUBLISHED.logOdds,
    anchors: levers.flatMap((lever) => readAnchors(lever, evidence)),
    indicators: levers
      .filter((lever) => !lever.querySelector<HTMLInputElement>("[name=used]")?.checked)
      .map((lever) => lever.dataset.indicator ?? ""),
    sources: [...form.querySelectorAll<HTMLInputElement>("[name=source]:checked")].map((d) => d.value)
  };
}

/** The anchors of a lever when they are moved and can stand; what is wrong with them is said beside it. */
function readAnchors(lever: HTMLElement, evidence: Evidence): Challenge["anchors"] {
  const indicatorId = lever.dataset.indicator ?? "";
  const indicator = evidence.indicator(indicatorId);
  const published = indicator && anchorsOf(indicator);
  const told = lever.querySelector(".problem");
  if (!published) return [];
  const number = (name: string) =>
    lever.querySelector<HTMLInputElement>(`[name=${name}]`)?.valueAsNumber ?? Number.NaN;
  const moved = {
    indicatorId,
    exclusion: number("exclusion"),
    crossover: number("crossover"),
    inclusion: number("inclusion")
  };
  const problem = anchorProblem(moved, published);
  if (told) told.textContent = problem ? `Not used: ${problem}.` : "";
  lever.classList.toggle("moved", !problem && !isPublishedAnchors(moved, evidence));
  return problem || isPublishedAnchors(moved, evidence) ? [] : [moved];
}

/** Puts a form of levers into the state of a challenge. */
export function setLevers(form: HTMLFormElement, challenge: Challenge, evidence: Evidence): void {
  const put = (key: string, value: string) => {
    const element = form.elements.namedItem(key);
    if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) element.value = value;
  };
  put("coder", challenge.coder);
  put("rule", challenge.aggregation);
  put("odds", String(challenge.logOdds));
  const moved = new Map(challenge.anchors.map((d) => [d.indicatorId, d]));
  for (const lever of form.querySelectorAll<HTMLElement>("[data-indicator]")) {
    const id = lever.dataset.indicator ?? "";
    const indicator = evidence.indicator(id);
    const anchors = moved.get(id) ?? (indicator && anchorsOf(indicator));
    const used = lever.querySelector<HTMLInputElement>("[name=used]");
    if (used) used.checked = !challenge.indicators.includes(id);
    if (!anchors) continue;
    for (const key of ["exclusion", "crossover", "inclusion"] as const) {
      const input = lever.querySelector<HTMLInputElement>(`[name=${key}]`);
      if (input) input.value = String(anchors[key]);
    }
    followSlide(lever);
    if (moved.has(id) || challenge.indicators.includes(id))
      lever.closest("details")?.setAttribute("open", "");
  }
  for (const box of form.querySelectorAll<HTMLInputElement>("[name=source]")) {
    box.checked = challenge.sources.includes(box.value);
    if (box.checked) box.closest("details")?.setAttribute("open", "");
  }
}

/** The slide of a lever stands where its crossover is. */
export function followSlide(lever: HTMLElement): void {
  const slide = lever.querySelector<HTMLInputElement>("[name=slide]");
  const crossover = lever.querySelector<HTMLInputElement>("[name=crossover]");
  if (slide && crossover) slide.value = crossover.value;
}

/** The crossover of a lever is what its slide says, in no more digits than the slide has steps. */
export function followCrossover(lever: HTMLElement): void {
  const slide = lever.querySelector<HTMLInputElement>("[name=slide]");
  const crossover = lever.querySelector<HTMLInputElement>("[name=crossover]");
  if (slide && crossover) crossover.value = String(Number(slide.valueAsNumber.toPrecision(4)));
}

/**
 * The codings of one country as levers: a table for each period, both readings by the four sets, each with its level
 * and a link to the published coding.
 */
export function codingLevers(
  document: Document,
  iso3: string,
  {evidence, challenge, home}: {evidence: Evidence; challenge: Challenge; home: string}
): HTMLElement[] {
  const now = challenged(evidence, challenge);
  const slug = evidence.country(iso3)?.slug ?? "";
  return [...evidence.periodsOf(iso3)].reverse().map((period) => {
    const table = document.createElement("table");
    const caption = table.createCaption();
    caption.textContent = `${periodYears(period)}: ${period.label}`;
    const head = table.createTHead().insertRow();
    for (const words of ["", ...MICE]) {
      const cell: HTMLTableCellElement = document.createElement(words ? "th" : "td");
      cell.textContent = words;
      if (words) {
        cell.scope = "col";
        cell.title = setNames[words as (typeof MICE)[number]];
      }
      head.append(cell);
    }
    const body = table.createTBody();
    for (const reading of READINGS) {
      const row = body.insertRow();
      const name = document.createElement("th");
      name.scope = "row";
      name.textContent = reading === "official" ? "On paper" : "In practice";
      row.append(name);
      for (const set of MICE) {
        const key = {periodId: period.period_id, reading, set};
        const level = now.codingOf(key)?.level ?? null;
        const published = evidence.codingOf(key)?.level ?? null;
        const cell = row.insertCell();
        cell.classList.toggle("moved", level !== published);
        const select = document.createElement("select");
        select.dataset.coding = `${period.period_id}:${reading}:${set}`;
        select.setAttribute(
          "aria-label",
          `${set} ${setNames[set].toLowerCase()}, ${name.textContent?.toLowerCase()}, ${periodYears(period)}`
        );
        for (const d of [null, ...LEVELS]) {
          const option = document.createElement("option");
          option.value = d === null ? "" : String(d);
          option.textContent = d === null ? "–" : levelText(d);
          option.selected = d === level;
          select.append(option);
        }
        const link = document.createElement("a");
        link.href = `${home}countries/${slug}#${period.period_id}-${reading}`;
        link.textContent = "why";
        link.title = `The published coding, ${levelText(published)}, with its rule and evidence`;
        cell.append(select, link);
      }
    }
    return table;
  });
}

/** The change that a coding's lever stands for. */
export function codingOf(select: HTMLSelectElement): CodingOverride | undefined {
  const [periodId = "", reading, set] = (select.dataset.coding ?? "").split(":");
  const level = select.value === "" ? null : LEVELS.find((d) => String(d) === select.value);
  const known = MICE.find((d) => d === set);
  if (level === undefined || !known || (reading !== "official" && reading !== "practice")) return undefined;
  return {periodId, reading, set: known, level: level as Level | null};
}

/** What the slide of the log odds says beside it. */
export function oddsText(odds: number): string {
  const membership = 1 / (1 + Math.exp(-odds));
  return `${numberText(odds, 1)}: the outer anchors stand for ${listText([(1 - membership).toFixed(2), membership.toFixed(2)])}`;
}
