import {CARD} from "../../src/forms/card.js";
import {escapeText} from "../../src/forms/text.js";
import {plainText} from "../pages/html.js";

/** The view whose card stands for pages without a figure of their own. */
const USUAL = "trajectory/six";

/**
 * What a page tells hosts that show links: title, description, the card of its first figure, and the oEmbed answer of
 * that figure. Cards and addresses must be written in full, so that they are left out where the address of the site
 * (`home`) is not known; the oEmbed answer is then named by its way from the page, `up`.
 */
export function socialTags(page: string, {path, up, home}: {path: string; up: string; home: string}): string {
  const title = plainText(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page)?.[1] ?? "Four Models");
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(page)?.[1] ?? "";
  const words = /<p(?: class="(?:lead|finding)")?>([\s\S]*?)<\/p>/.exec(main)?.[1] ?? "";
  const description = shortened(plainText(words), 200);
  const view = /<figure class="figure"[^>]* data-view="([\w/-]+)"/.exec(main)?.[1];
  const meta = (name: string, content: string) =>
    `<meta ${name.startsWith("og:") ? "property" : "name"}="${name}" content="${escapeText(content)}">`;
  const tags = [
    meta("og:site_name", "Four Models"),
    meta("og:type", path === "/" ? "website" : "article"),
    meta("og:title", title),
    ...(description ? [meta("og:description", description)] : []),
    meta("twitter:card", "summary_large_image")
  ];
  if (home) {
    const card = `${home}/view/${view ?? USUAL}.card.png`;
    tags.push(
      meta("og:url", home + path),
      meta("og:image", card),
      meta("og:image:width", String(CARD.width)),
      meta("og:image:height", String(CARD.height)),
      meta("og:image:alt", description || title),
      meta("twitter:image", card)
    );
  }
  if (view)
    tags.push(
      `<link rel="alternate" type="application/json+oembed" href="${escapeText(`${home || up}/view/${view}.oembed.json`)}" title="${escapeText(title)}">`
    );
  return tags.join("");
}

/** The text, cut between words where it is longer than so many characters. */
function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$/, "")}…`;
}
