import {type Indicator, membershipsOf} from "../analysis/chain.js";
import {modelOf} from "../analysis/idealTypes.js";
import {type AnchorMove, anchorMoves, type CodingMove, codingMoves} from "../analysis/moves.js";
import {anchorsOf, caseStandings, indicatorStandings, type Standing} from "../analysis/standing.js";
import type {Evidence} from "../evidence/evidence.js";
import type {Reading} from "../evidence/tables.js";
import {listText, numberText, thirdsText} from "./format.js";
import {classWords, latestOf, standingRow} from "./standings.js";

/** How far a standing is from another class: the least change that moves it, in words. */
export interface Distance {
  standing: Standing;
  country: string;
  href: string;
  className: string;
  /** `leaves performance management if …`; why there is no such thing for a standing without a class. */
  words: string;
  /** What orders standings from the nearest to the farthest; infinite without a class. */
  size: number;
}

/** The distance of every country's latest practice or official model, in the order of the countries. */
export function codingDistances(
  evidence: Evidence,
  {reading = "practice"}: {reading?: Reading} = {}
): Distance[] {
  return latestOf(caseStandings(evidence, {reading})).map((standing) => {
    const moves = codingMoves(membershipsOf(standing.sets));
    const size = moves[0]?.steps ?? Number.POSITIVE_INFINITY;
    return {...named(standing, evidence), words: codingWords(standing, moves), size};
  });
}

/** The distance of every country on the indicators, in the order of the countries. */
export function indicatorDistances(evidence: Evidence): Distance[] {
  const indicators = evidence.tables.indicators.flatMap((d): (Indicator & {year: number})[] => {
    const anchors = anchorsOf(d);
    return d.set && anchors ? [{id: d.indicator_id, set: d.set, anchors, year: d.year}] : [];
  });
  return indicatorStandings(evidence).map((standing) => {
    const values = Object.fromEntries(
      indicators.map(({id, year}) => [id, evidence.observation(standing.iso3, id, year)?.value])
    );
    const moves = anchorMoves({id: standing.iso3, values}, indicators, evidence.scheme);
    const size = moves[0]?.share ?? (standing.class.corner === undefined ? Number.POSITIVE_INFINITY : 1);
    return {...named(standing, evidence), words: anchorWords(standing, moves, evidence), size};
  });
}

function named(
  standing: Standing,
  evidence: Evidence
): Pick<Distance, "standing" | "country" | "href" | "className"> {
  const {country, href, className} = standingRow(standing, evidence);
  return {standing, country, href, className};
}

/** `leaves performance management if M or C falls to ⅓, or E rises to ⅔`. */
function codingWords({class: c, sets}: Standing, moves: readonly CodingMove[]): string {
  const [first] = moves;
  if (!first || c.corner === undefined) return whyNot(c.missing);
  const nearest = moves.filter((d) => d.steps === first.steps);
  const falls = nearest.filter((d) => d.to < d.from);
  const rises = nearest.filter((d) => d.to > d.from);
  const part = (list: readonly CodingMove[], verb: string) =>
    list.length
      ? [
          `${orText(list.map((d) => d.set))} ${verb} from ${thirdsText(sets[list[0]?.set ?? "M"].value ?? 0)} to ${thirdsText(list[0]?.to ?? 0)}`
        ]
      : [];
  return `leaves ${classAt(c.corner)} if ${[...part(falls, "falls"), ...part(rises, "rises")].join(", or ")}`;
}

/** `leaves performance governance if the crossover of “Data” goes above .42 (.4 now)`. */
function anchorWords({class: c}: Standing, moves: readonly AnchorMove[], evidence: Evidence): string {
  if (c.corner === undefined) return whyNot(c.missing);
  const [move] = moves;
  if (!move) return `no single anchor moves it out of ${classAt(c.corner)}`;
  const {anchor, indicator, from, to, share, corner} = move;
  const names = {exclusion: "the anchor for out", crossover: "the crossover", inclusion: "the anchor for in"};
  const digits = Math.max(2, Math.ceil(-Math.log10(Math.abs(to - from))) + 1);
  return `leaves ${classAt(c.corner)} for ${classAt(corner)} if ${names[anchor]} of “${evidence.indicator(indicator)?.name ?? indicator}” goes ${to > from ? "above" : "below"} ${numberText(to, digits)}, from ${numberText(from, 3)}: ${shareText(share)} of the way to the next anchor`;
}

function whyNot(missing: readonly string[]): string {
  return missing.length
    ? `has no class to leave, for want of ${listText(missing)}`
    : "has no class to leave, with a set right at the middle";
}

function shareText(share: number): string {
  return share < 0.01 ? "less than 1\u00a0%" : `${Math.round(share * 100)}\u00a0%`;
}

function orText(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
}

/** The class of a corner as it stands in a sentence: `performance management`, `hybrid M·C`. */
function classAt(corner: string): string {
  return classWords({corner, model: modelOf(corner), status: "classified"});
}
