import {escapeText as escapeMarkup} from "../../src/forms/text.js";

/** Markup that has been made here and needs no escaping. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Content = string | number | null | undefined | false | Markup | readonly Content[];

/**
 * Template tag for markup: what is put in is escaped, unless it is `Markup` itself; arrays are joined, and `null`,
 * `undefined` and `false` vanish. Blank lines go, since Markdown would end a block there, and `${` is broken up, since
 * Framework would run it as code.
 */
export function html(strings: TemplateStringsArray, ...contents: Content[]): Markup {
  const text = strings.reduce(
    (all, string, i) => all + string + (i < contents.length ? show(contents[i]) : ""),
    ""
  );
  return new Markup(text.replace(/\n\s*\n/g, "\n"));
}

/** Text as the content of an element or of a quoted attribute. */
export function escapeText(text: string): string {
  return escapeMarkup(text).replace(/\$\{/g, "$$&#123;");
}

/** What a reader sees of markup: its text without tags, on one line. */
export function plainText(markup: string): string {
  return markup
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** Markup made elsewhere, such as a drawing, put in as it is. */
export function raw(text: string): Markup {
  return new Markup(text.replace(/\n\s*\n/g, "\n").replace(/\$\{/g, "$$&#123;"));
}

function show(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(show).join("");
  return escapeText(String(content));
}
