import {askBlock} from "./essay/ask.js";
import {checkClosed, expandBlocks} from "./essay/blocks.js";
import {claimBlock} from "./essay/claim.js";
import {type EssayNotes, notesOf} from "./essay/notes.js";
import {placeBlock} from "./essay/place.js";
import {figureBlock} from "./figure.js";
import {fragments} from "./fragments.js";
import {Markup} from "./html.js";
import {type Parking, passThrough} from "./parking.js";
import {citation, term} from "./references.js";
import type {Site} from "./site.js";

/** The little of markdown-it that is used here; Framework brings the library and its types stay inside it. */
interface Markdown {
  core: {ruler: {before(next: string, name: string, rule: (state: State) => void): void}};
  renderer: {rules: Record<string, Renderer | undefined>};
}
interface State {
  src: string;
  env: PageContext;
}
interface Token {
  info: string;
  content: string;
}
// biome-ignore lint/suspicious/noExplicitAny: options and renderer are passed on untouched.
type Renderer = (tokens: Token[], index: number, options: any, env: PageContext, self: any) => string;

/** Which page is being made: its path, and the parameters of its route. */
export interface PageContext {
  path: string;
  params?: Record<string, string>;
  /** Figures drawn so far on this page, for ids that are unique on it. */
  figures?: number;
  /** What the prose has used so far, for the notes at the end of an essay. */
  notes?: EssayNotes;
}

/**
 * A markdown-it plug-in that lets prose ask for evidence. In a page one writes
 * `{{name words}}` for a fragment, ` ```figure ` for a figure, `[@source]` for a reference, `[[term]]` or
 * `[[term|words]]` for a term. Everything is drawn in the build's own process, so a further page costs no further one.
 * Throws when a page asks for what does not exist.
 */
export function evidencePages(
  site: Site,
  {parking = passThrough}: {parking?: Parking} = {}
): <M>(md: M) => M {
  return (md) => {
    const {core, renderer} = md as unknown as Markdown;
    core.ruler.before("normalize", "evidence", (state) => {
      state.src = expand(state.src, state.env, site, {parking});
    });
    const fence = renderer.rules.fence;
    renderer.rules.fence = (tokens, index, options, env, self) => {
      const token = tokens[index];
      if (token?.info.trim() === "figure") return parking.park(figureBlock(token.content, env, site));
      return fence?.(tokens, index, options, env, self) ?? "";
    };
    return md;
  };
}

/**
 * Puts fragments, references, terms, notes and the blocks of essays into the text of a page; code between back-ticks is
 * left alone, and so are figures, which are drawn when the page is.
 */
export function expand(
  source: string,
  context: PageContext,
  site: Site,
  {parking = passThrough}: {parking?: Parking} = {}
): string {
  const whole = forLicence(source, site)
    .split(/(^```[\s\S]*?^```$|`[^`\n]+`)/m)
    .map((part, i) =>
      i % 2 ? expandFence(part, context, site, parking) : expandText(part, context, site, parking)
    )
    .join("");
  checkClosed(context);
  return whole;
}

/**
 * Keeps what stands between `<!-- noncommercial -->` and `<!-- end -->` in a build that holds the data for
 * non-commercial use, and what stands after `<!-- otherwise -->` in one that does not.
 */
function forLicence(source: string, {noncommercial}: Site): string {
  return source.replace(
    /^<!-- noncommercial -->\n([\s\S]*?)(?:^<!-- otherwise -->\n([\s\S]*?))?^<!-- end -->\n/gm,
    (_, held: string, otherwise = "") => (noncommercial ? held : otherwise)
  );
}

/** Blocks that are read here, since what stands in them is Markdown or speaks to the notes of the page. */
function expandFence(part: string, context: PageContext, site: Site, parking: Parking): string {
  const [, name = "", text = ""] = /^```(\w+)\n([\s\S]*?)^```$/m.exec(part) ?? [];
  const o = {site, context, words: "", expand: (words: string) => expandText(words, context, site, parking)};
  if (name === "ask") return `\n${askBlock(text, o)}\n`;
  if (name === "claim") return `\n${claimBlock(text, o)}\n`;
  if (name === "place") return `\n${parking.park(placeBlock(o))}\n`;
  return part;
}

/** Fragments longer than this wait outside the page while Framework parses it. */
const LONG = 2000;

/** A fragment, a footnote, a reference or a term, whichever comes next: what they add to the notes keeps their order. */
const PIECE =
  /\{\{(?<name>[\w.]+)(?<words>[^}]*)\}\}|\^\[(?<note>(?:[^[\]]|\[\[[^\]]*\]\]|\[[^\]]*\])*)\]|\[@(?<id>[\w.:-]+)\]|\[\[(?<slug>[\w-]+)(?:\|(?<as>[^\]]+))?\]\]/g;

/** The end of a reference and the beginning of the next: they share their brackets. */
const NEIGHBOURS = /\)<\/a> (<a class="cite"[^>]*>)\(/g;

function expandText(text: string, context: PageContext, site: Site, parking: Parking): string {
  return expandBlocks(text, context)
    .replace(PIECE, (...found) => {
      const {name, words = "", note, id, slug = "", as} = found.at(-1) as Record<string, string | undefined>;
      if (note !== undefined) return footnote(expandText(note, context, site, parking), context);
      if (id) return String(citation(id, context, site));
      if (!name) return String(term(slug, as, context, site));
      const fragment = fragments[name];
      if (!fragment) throw new Error(`${context.path}: no fragment is called ${name}`);
      const made = fragment({
        site,
        context,
        words: words.trim(),
        expand: (text, place) => expandText(text, place, site, passThrough)
      });
      return made instanceof Markup && made.text.length > LONG ? parking.park(made) : String(made);
    })
    .replace(NEIGHBOURS, "</a>; $1");
}

/** The sign of a footnote; its words wait for the end of the page. */
function footnote(words: string, context: PageContext): string {
  const {footnotes} = notesOf(context);
  const n = footnotes.push(words);
  return `<sup class="footnote"><a href="#note-${n}" id="note-${n}-at" data-tip>${n}</a></sup>`;
}
