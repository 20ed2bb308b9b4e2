import {challenged} from "../../../src/analysis/challenge.js";
import {challengeLine, challengeQuery, readChallenge} from "../../../src/figures/challenge.js";
import type {FragmentOptions} from "../fragments.js";
import type {Site} from "../site.js";

/** What a fragment asks, and the site it asks. */
export interface Asked {
  /** The words without what they change. */
  words: string;
  site: Site;
  /** What is changed, as a sentence with a space after it; empty when nothing is. */
  said: string;
  /** The changes as addresses write them. */
  query: string;
}

/** Sites as they would be, by what is changed: Framework parses a page several times. */
const sites = new WeakMap<Site, Map<string, Omit<Asked, "words">>>();

/**
 * `class=PG coder=reader-a`, `can-1995 code=can-1995:practice:E:1`: what is asked of a site with other codings, as
 * addresses write them. Throws with the page for a change that does not fit.
 */
export function changedSite({words, site, context}: FragmentOptions): Asked {
  const changes = words.match(/\b(?:code|coder)=\S+/g) ?? [];
  if (!changes.length) return {words, site, said: "", query: ""};
  const text = changes.join("&");
  const known = sites.get(site) ?? new Map<string, Omit<Asked, "words">>();
  sites.set(site, known);
  let changed = known.get(text);
  if (!changed) {
    const notes: string[] = [];
    const challenge = readChallenge(new URLSearchParams(text), site.evidence, notes);
    if (notes.length) throw new Error(`${context.path}: ${notes.join(" ")}`);
    changed = {
      site: {...site, evidence: challenged(site.evidence, challenge)},
      said: `${challengeLine(challenge, site.evidence).trim()} `,
      query: challengeQuery(challenge)
    };
    known.set(text, changed);
  }
  const rest = changes.reduce((left, change) => left.replace(change, ""), words);
  return {words: rest.replace(/ +/g, " ").trim(), ...changed};
}
