/** The fenced blocks whose settings are prose, and which settings those are. */
const SPOKEN: Readonly<Record<string, RegExp>> = {
  ask: /^(?:question|options):\s*(.*)$/gm,
  claim: /^(?:then|else):\s*(.*)$/gm
};

/** How words that a fragment marks are treated: `drop` them with it, or `keep` what is written by hand. */
export interface ProseOptions {
  marked: "drop" | "keep";
}

/**
 * The words of an essay that are written by hand: no settings, no figures, no references, no markup. Words inside
 * `{{from … | words}}` and the like are written by hand too, but tied to the evidence: they are kept or dropped.
 */
export function prose(source: string, {marked}: ProseOptions): string {
  return (
    source
      .replace(/^---\n[\s\S]*?\n---\n/, "")
      .replace(/^```(\w+)\n([\s\S]*?)^```$/gm, (_, name: string, text: string) => {
        const lines = text.replace(/\n +/g, " ");
        return [...lines.matchAll(SPOKEN[name] ?? /(?!)/g)].map((d) => d[1]).join("\n\n");
      })
      .replace(/^:::[ \t]*\w*/gm, "")
      // The numbers of a list are those of its items.
      .replace(/^\d+\. /gm, "")
      .replace(/\[@[\w.:-]+\]/g, "")
      .replace(/\{\{[\w.]+([^}]*)\}\}/g, (_, words: string) =>
        marked === "keep" && words.includes("|") ? (words.split("|").at(1) ?? "") : " … "
      )
      .replace(/\[\[[\w-]+\|([^\]]+)\]\]/g, "$1")
      .replace(/\[\[([\w-]+)\]\]/g, (_, slug: string) => slug.replaceAll("-", " "))
      .replace(/\]\([^)]*\)/g, "]")
      .replace(/<[^>]*>/g, "")
      .replace(/\^\[/g, " ")
      .replace(/[[\]*#`]/g, "")
  );
}

const CARDINALS =
  // One counts only before what the evidence can count; elsewhere it is a pronoun or points at a single thing.
  "one(?= (?:countr|government|coding|finding|event|audit|agenc|department|ministr|goal|target|indicator|result|percent|per cent|of (?:two|three|four|five|six|seven|eight|nine|ten)))|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|twice|percent";

/** Every number that is typed in, as digits or as a word, with the words round it. */
export function typedNumbers(text: string): string[] {
  const found = text.matchAll(new RegExp(`\\b(?:${CARDINALS})\\b|\\d+(?:[.,]\\d+)*|[⅓⅔½¼¾]`, "gi"));
  return [...found].map(({0: number, index}) => {
    const before = text.slice(Math.max(0, index - 24), index);
    const after = text.slice(index + number.length, index + number.length + 24);
    return `${before}«${number}»${after}`.replace(/\s+/g, " ");
  });
}

/** The text without phrases that hold a number word and say nothing that the evidence could gainsay. */
export function withoutPhrases(text: string, phrases: readonly {phrase: RegExp}[]): string {
  return phrases.reduce((rest, {phrase}) => rest.replace(phrase, "…"), text.replace(/\s+/g, " "));
}

/** The sentences of running text; headings and lines without an end count as one each. */
export function sentences(text: string): string[] {
  return text
    .split(/\n\s*\n|(?<=[.!?][”")]?)\s+(?=[A-Z“…])/)
    .map((d) => d.trim())
    .filter((d) => /[a-z]/.test(d));
}

/** The words of a text, without punctuation. */
export function words(text: string): string[] {
  return text.match(/\p{L}[\p{L}’'-]*/gu) ?? [];
}
