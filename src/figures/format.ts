/** A coded level as it is written: 0, ⅓, ⅔, 1. Other numbers are given two decimals. */
export function thirdsText(value: number): string {
  const third = Math.round(value * 3);
  return Math.abs(value - third / 3) < 1e-4
    ? (["0", "⅓", "⅔", "1"][third] ?? String(value))
    : value.toFixed(2);
}

/** A number with a true minus sign and thin spaces between thousands; `digits` decimals at most. */
export function numberText(value: number, digits = 2): string {
  const [whole = "0", decimals] = Math.abs(Number(value.toFixed(digits)))
    .toString()
    .split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u2009") : whole;
  return `${value < 0 && Number(value.toFixed(digits)) !== 0 ? "−" : ""}${grouped}${decimals ? `.${decimals}` : ""}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

/** What stands in the place of a picture that has no rows. */
export const NOTHING_HERE = "No evidence here for these countries.";

const NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve"
];

/** Counts up to twelve in words, as in running text; above that in figures. */
export function countText(count: number): string {
  return NUMBERS[count] ?? numberText(count, 0);
}

/** Like {@link countText}, for a count without its noun: `none of seven`. */
export function noneText(count: number): string {
  return count ? countText(count) : "none";
}

/** How many of some countries: `both countries`, `neither country`, `none of seven countries`, `all six countries`. */
export function ofCountries(count: number, of: number): string {
  if (of === 2) return count === 2 ? "both countries" : count ? "one of two countries" : "neither country";
  return count === of && of > 1
    ? `all ${countText(of)} countries`
    : `${noneText(count)} of ${countText(of)} ${of === 1 ? "country" : "countries"}`;
}

/** The text with a capital at its start. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A country's name inside a sentence, with the article where English wants one. */
export function theCountry(name: string): string {
  return /^(United|Netherlands$|Czech Republic$)/.test(name) ? `the ${name}` : name;
}

/** Widths of characters in parts of the font size; letters, capitals and figures that are not named have the usual one. */
const NARROW: readonly [string, number][] = [
  ["ijlI'’", 0.26],
  [" \u00a0.,·:;|!", 0.29],
  ["ftr()[]/-⅓", 0.38],
  ["cszJvxky–", 0.56],
  ["mMWw@%—", 0.92]
];
const NAMED = new Map(NARROW.flatMap(([letters, width]) => [...letters].map((c) => [c, width] as const)));
const WIDTHS = Float64Array.from({length: 0x2100}, (_, code) => widthOf(String.fromCharCode(code)));

function widthOf(c: string): number {
  return NAMED.get(c) ?? (/[A-Z+=<>~]/.test(c) ? 0.7 : 0.61);
}

/**
 * The width of a text in pixels, in the widest of the fonts that `figureFont` names (Inter): an upper bound, so that
 * what is placed by it overlaps on no system.
 */
export function textWidth(
  text: string,
  {size = 12, bold = false}: {size?: number; bold?: boolean} = {}
): number {
  let ems = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    // The second half of a pair is part of the character before.
    if (code < 0xdc00 || code > 0xdfff) ems += WIDTHS[code] ?? widthOf(text.charAt(i));
  }
  return ems * size * (bold ? 1.06 : 1);
}

/** Breaks text into lines no wider than `width` pixels, never inside a word; a longer word has a line of its own. */
export function wrapWidth(text: string, width: number, font: {size?: number; bold?: boolean} = {}): string[] {
  const lines: string[] = [];
  // A thin space holds the groups of a number together.
  for (const word of text.split(/[ \t\r\n]+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, font) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Like {@link wrapWidth}, in as few lines, but of about the same length: no single word left over. */
export function wrapEvenly(
  text: string,
  width: number,
  font: {size?: number; bold?: boolean} = {}
): string[] {
  const lines = wrapWidth(text, width, font);
  for (let room = width - 6; room > width / 3; room -= 6) {
    const tighter = wrapWidth(text, room, font);
    if (tighter.length > lines.length || tighter.some((line) => textWidth(line, font) > room)) break;
    lines.splice(0, lines.length, ...tighter);
  }
  return lines;
}

/** At most 40 characters of a text that somebody else wrote, for repeating it in a note. */
export function shortText(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
