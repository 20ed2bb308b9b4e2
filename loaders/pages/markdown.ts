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

/** Puts fragments, references and terms into the text of a page; code between back-ticks is left alone. */
export function expand(
  source: string,
  context: PageContext,
  site: Site,
  {parking = passThrough}: {parking?: Parking} = {}
): string {
  return source
    .split(/(^```[\s\S]*?^```$|`[^`\n]+`)/m)
    .map((part, i) => (i % 2 ? part : expandText(part, context, site, parking)))
    .join("");
}

/** Fragments longer than this wait outside the page while Framework parses it. */
const LONG = 2000;

function expandText(text: string, context: PageContext, site: Site, parking: Parking): string {
  return text
    .replace(/\{\{([\w.]+)([^}]*)\}\}/g, (_, name: string, words: string) => {
      const fragment = fragments[name];
      if (!fragment) throw new Error(`${context.path}: no fragment is called ${name}`);
      const made = fragment({site, context, words: words.trim()});
      return made instanceof Markup && made.text.length > LONG ? parking.park(made) : String(made);
    })
    .replace(/\[@([\w.-]+)\]/g, (_, id: string) => String(citation(id, context, site)))
    .replace(/\[\[([\w-]+)(?:\|([^\]]+))?\]\]/g, (_, slug: string, words?: string) =>
      String(term(slug, words, context, site))
    );
}
