import {notebookFragments} from "../notebooks/page.js";
import {accessibilityFragments} from "./accessibility/page.js";
import {challengeFragments} from "./challenge.js";
import {changeFragments} from "./changes.js";
import {countryFragments} from "./country.js";
import {dataFragments} from "./data.js";
import {embedFragments} from "./embed.js";
import {essaysAbout} from "./essay/about.js";
import {essayFragments} from "./essay/essays.js";
import {numberFragments} from "./essay/numbers.js";
import {seeOf} from "./essay/see.js";
import {evidenceFragments} from "./evidence.js";
import {generalFragments} from "./general.js";
import {houseFragments} from "./house.js";
import type {Markup} from "./html.js";
import {libraryFragments} from "./library.js";
import type {PageContext} from "./markdown.js";
import {methodFragments} from "./method.js";
import {ownFragments} from "./own.js";
import type {Site} from "./site.js";
import {surveyFragments} from "./surveys.js";

/** What a fragment is given: the site, the page it stands on, and the words after its name. */
export interface FragmentOptions {
  site: Site;
  context: PageContext;
  words: string;
  /** Text of another place as it comes out, its fragments, references and terms made; there for what stands in a page. */
  expand?(text: string, context: PageContext): string;
}

/** A piece of a page made from the evidence: markup, or text for Markdown to read. */
export type Fragment = (options: FragmentOptions) => Markup | string;

/** All fragments by the name under which pages ask for them. */
export const fragments: Readonly<Record<string, Fragment>> = {
  ...generalFragments,
  ...accessibilityFragments,
  ...countryFragments,
  ...embedFragments,
  ...evidenceFragments,
  ...methodFragments,
  ...libraryFragments,
  ...dataFragments,
  ...changeFragments,
  ...houseFragments,
  ...surveyFragments,
  ...notebookFragments,
  ...essayFragments,
  ...numberFragments,
  "country.essays": essaysAbout,
  see: seeOf,
  ...challengeFragments,
  ...ownFragments
};
