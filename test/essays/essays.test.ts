import {readdirSync, readFileSync} from "node:fs";
import dictionary from "dictionary-en-gb";
import nspell from "nspell";
import {syllable} from "syllable";
import {describe, expect, it} from "vitest";
import {essays} from "../../loaders/pages/essay/essays.js";
import {expand} from "../../loaders/pages/markdown.js";
import {createSite} from "../../loaders/pages/site.js";
import {MODELS} from "../../src/analysis/idealTypes.js";
import {MICE} from "../../src/analysis/membership.js";
import {corners} from "../../src/analysis/propertySpace.js";
import {PHRASES} from "./phrases.js";
import {prose, sentences, typedNumbers, withoutPhrases, words} from "./prose.js";

const site = createSite();
const written = readdirSync("src/essays")
  .filter((d) => d.endsWith(".md") && d !== "index.md")
  .map((d) => d.replace(/\.md$/, ""));
const sourceOf = (name: string) => readFileSync(`src/essays/${name}.md`, "utf8");
const long = written.filter((d) => !d.endsWith("-teaching"));

/** A word of the field, of a name, or of British English. */
const spell = nspell({aff: Buffer.from(dictionary.aff), dic: Buffer.from(dictionary.dic)});
for (const word of readFileSync("test/essays/words.txt", "utf8").split("\n").filter(Boolean)) spell.add(word);

/** Names that the evidence knows: countries, authors and publishers of sources. */
const names = new Set(
  [
    ...site.evidence.tables.countries.map((d) => d.name),
    ...site.evidence.tables.sources.flatMap((d) => [d.authors ?? "", d.publisher ?? ""])
  ].flatMap(words)
);

function misspelt(text: string): string[] {
  return [...new Set(words(text.replaceAll("’", "'")))].filter((word) => {
    const bare = word.replace(/'s$|'$/, "");
    const parts = bare.split("-").filter(Boolean);
    return (
      !names.has(bare) &&
      !spell.correct(word) &&
      !spell.correct(bare) &&
      !parts.every((d) => spell.correct(d))
    );
  });
}

/** The grade of Flesch and Kincaid: years of school that a reader of the text has had. */
function grade(text: string): number {
  const all = sentences(text);
  const spoken = words(all.join(" "));
  const syllables = spoken.reduce((sum, word) => sum + syllable(word), 0);
  return 0.39 * (spoken.length / all.length) + 11.8 * (syllables / spoken.length) - 15.59;
}

describe.each(written)("%s", (name) => {
  const source = sourceOf(name);

  it("says nothing that the evidence does not have: every reference, number and claim is found", () => {
    expect(() => expand(source, {path: `/essays/${name}`}, site)).not.toThrow();
  });

  it("types in no number", () => {
    expect(typedNumbers(withoutPhrases(prose(source, {marked: "drop"}), PHRASES))).toEqual([]);
  });

  it("is spelt in British English", () => {
    expect(misspelt(prose(source, {marked: "keep"}))).toEqual([]);
  });

  it("ends with its notes", () => {
    expect(source).toContain("{{essay.head}}");
    expect(source.trimEnd()).toMatch(/\{\{essay\.end\}\}$/);
  });
});

describe.each(long)("%s as an essay", (name) => {
  const source = sourceOf(name);

  it("is listed, and has a page for teachers", () => {
    expect(essays.map((d) => d.slug)).toContain(name);
    expect(written).toContain(`${name}-teaching`);
  });

  it("has the title it is listed under", () => {
    expect(/^# (.*)$/m.exec(source)?.[1]).toBe(essays.find((d) => d.slug === name)?.title);
  });

  it("is neither a note nor a book", () => {
    const count = words(prose(source, {marked: "keep"})).length;
    expect(count).toBeGreaterThanOrEqual(1200);
    expect(count).toBeLessThanOrEqual(2500);
  });

  it("has four live figures or more, a prediction, a claim and questions", () => {
    expect(source.match(/^```figure$/gm)?.length ?? 0).toBeGreaterThanOrEqual(4);
    for (const block of [/^```ask$/m, /^```claim$/m, /^::: question /m]) expect(source).toMatch(block);
  });

  it("can be read by a student in a second year", () => {
    expect(grade(prose(source, {marked: "keep"}))).toBeLessThan(11);
  });
});

describe.each(written.filter((d) => d.endsWith("-teaching")))("%s for teachers", (name) => {
  it("has aims, exercises that use the site, and a reading list", () => {
    const source = sourceOf(name);
    for (const head of ["What students should be able to do", "Three exercises", "Reading"])
      expect(source).toContain(`## ${head}`);
    const exercises = /## Three exercises\n([\s\S]*?)\n## /.exec(source)?.[1] ?? "";
    const each = exercises.split(/^\d\. /m).slice(1);
    expect(each).toHaveLength(3);
    for (const exercise of each) expect(exercise).toMatch(/\{\{see |\]\(\//);
  });
});

describe("the checks of prose", () => {
  it("find a number that was typed in, as figures or as a word", () => {
    const text = prose(
      "In 1987 there were seven, {{number class=PM}} and {{from a | 530 things}} [@a2001].",
      {
        marked: "drop"
      }
    );
    expect(typedNumbers(text).map((d) => /«(.*)»/.exec(d)?.[1])).toEqual(["1987", "seven"]);
  });

  it("find American spelling and a slip", () => {
    expect(misspelt("The colour of the center is recieved")).toEqual(["center", "recieved"]);
  });

  it("read the words of claims and questions, and not their settings", () => {
    const source =
      "```claim\nid: a-42\nif: count class=PG = 0\nthen: Words.\n```\n```figure\nid: space\n```\n";
    expect(prose(source, {marked: "drop"}).trim()).toBe("Words.");
  });

  it("tell plain words from learned ones", () => {
    expect(grade("The cat sat on the mat. It was glad.")).toBeLessThan(3);
    expect(
      grade("Institutionalised accountability necessitates comprehensive organisational reconfiguration.")
    ).toBeGreaterThan(15);
  });
});

describe("phrases that hold a number", () => {
  it("count what there is", () => {
    expect(MODELS).toHaveLength(5);
    expect(MICE).toHaveLength(4);
    expect(corners()).toHaveLength(16);
    expect(site.evidence.tables.coders.filter((d) => d.coder !== "settled")).toHaveLength(2);
    expect(site.evidence.tables.glossary.filter((d) => d.slug.startsWith("co-"))).toHaveLength(4);
    expect(site.evidence.tables.models.filter((d) => d.model !== "PRE")).toHaveLength(4);
  });

  it("have a reason each", () => {
    for (const {reason} of PHRASES) expect(reason.length).toBeGreaterThan(8);
  });
});
