import {describe, expect, it} from "vitest";
import {citedWords, numbersIn} from "../../../../loaders/pages/essay/records.js";
import {readSettings} from "../../../../loaders/pages/essay/settings.js";
import {plainText} from "../../../../loaders/pages/html.js";
import {expand} from "../../../../loaders/pages/markdown.js";
import {createSite} from "../../../../loaders/pages/site.js";

const site = createSite();
const page = (text: string) => expand(text, {path: "/essays/four-ways"}, site);

describe("words tied to a record", () => {
  it("may hold the numbers it gives, and no other", () => {
    const record = {
      id: "a",
      iso3: undefined,
      years: "1999–2002",
      text: "Some 1,015 ideas, seven projects",
      sourceId: "",
      locator: "p. 4"
    };
    expect(citedWords("7 of 1015 ideas in 2002", record)).toEqual([]);
    expect(citedWords("eight of 1,016", record)).toEqual(["8", "1016"]);
  });

  it("reads numbers however they are written", () => {
    expect(numbersIn("Twelve, 12, 12.0, 1\u2009234 and a thousand")).toEqual([
      "12",
      "12",
      "12",
      "1234",
      "1000"
    ]);
  });

  it("stop the page when a number is not there", () => {
    expect(page("{{from prt-2004-02 | the law of 2004}}")).toContain("the law of 2004");
    expect(() => page("{{from prt-2004-02 | the law of 2005}}")).toThrow(
      "/essays/four-ways: prt-2004-02 does not say 2005"
    );
  });
});

describe("a changed coding", () => {
  it("changes the sentence", () => {
    const before = plainText(page("{{number class=PG | country is | countries are}}"));
    expect(before).toBe("no countries are");
    const {evidence} = site;
    const changed = {
      ...site,
      evidence: {
        ...evidence,
        codingOf: (key: Parameters<typeof evidence.codingOf>[0]) => {
          const coding = evidence.codingOf(key);
          const moved = key.periodId === "swe-2016" && key.reading === "practice" && key.set === "I";
          return coding && moved ? {...coding, level: 0.666667 as const} : coding;
        }
      }
    };
    const text = "{{number class=PG | country is | countries are}}: {{names class=PG}}";
    expect(plainText(expand(text, {path: "/essays/four-ways"}, changed))).toBe("one country is: Sweden");
  });
});

describe("a reader's codings alone", () => {
  it("are counted, named, classed and led to when they are asked for", () => {
    const by = (coder: string) =>
      plainText(page(`{{number class=MOP when=all ${coder}}}: {{names class=MOP when=all ${coder}}}`));
    expect(by("")).toBe("one: the United Kingdom");
    expect(by("coder=reader-a")).toBe("three: Canada, Sweden and the United Kingdom");
    expect(by("coder=reader-b")).toBe("three: the United Kingdom and the United States");
    expect(plainText(page("{{class swe-2001}}"))).toBe("performance administration");
    expect(plainText(page("{{class swe-2001 coder=reader-a}}"))).toBe("managements of performances");
    expect(() => page("{{number class=MOP coder=reader-c}}")).toThrow("/essays/four-ways: ");
  });
});

describe("a claim", () => {
  const claim = (condition: string, otherwise = "") =>
    page(`\`\`\`claim\nid: a\nif: ${condition}\nthen: So it is.\n${otherwise}\`\`\`\n`);

  it("says what holds, and what would have to change", () => {
    const text = plainText(claim("count class=PG = 0"));
    expect(text).toContain("So it is.");
    expect(text).toMatch(/Any of \w+ codings, changed by one step of a third, would make it fall/);
  });

  it("says the other thing when it does not hold, and stops the page when there is none", () => {
    expect(plainText(claim("count class=PG > 0", "else: So it is not.\n"))).toContain("So it is not.");
    expect(() => claim("count class=PG > 0")).toThrow("the evidence does not give the claim a");
  });
});

describe("blocks", () => {
  it("must be closed, known and in place", () => {
    expect(() => page("::: steps A\n::: step\nWords.\n:::\n")).toThrow("steps opened and not closed");
    expect(() => page("::: step\n:::\n")).toThrow("step stands outside steps");
    expect(() => page("::: nothing\n:::\n")).toThrow("no block is called nothing");
    expect(() => page(":::\n")).toThrow("closes a block that was not opened");
  });

  it("hold Markdown", () => {
    expect(page("::: question Why?\nBecause.\n:::\n")).toContain("<summary>Why?</summary>\n\nBecause.");
  });

  it("name the setting that is wrong", () => {
    const read = (text: string) =>
      readSettings(text, {block: "ask", path: "/a", needs: ["kind"], may: ["from"]});
    expect(() => read("kind: x\nto: 3")).toThrow("/a: a block of ask has no setting “to”");
    expect(() => read("from: 1")).toThrow("/a: a block of ask needs kind");
    expect(read("kind: a\n  b").get("kind")).toBe("a b");
  });

  it("refuse an answer that is none of the options", () => {
    const ask = "```ask\nquestion: Which?\nkind: choice\noptions: a; b\nanswer: c\n```\n";
    expect(() => page(`::: predict\n${ask}\n:::\n`)).toThrow("none of the options");
  });
});

describe("notes", () => {
  it("come in the order of the text, with a way back, and sources list themselves", () => {
    const text = page("A.^[First [@KAM0].] B.^[Second.] [@KAM1]\n\n{{essay.end}}\n");
    expect(text).toMatch(/id="note-1-at"[\s\S]*id="note-2-at"/);
    expect(text).toMatch(/<li id="note-1">First [\s\S]*<li id="note-2">Second\./);
    expect(text).toMatch(/id="ref-KAM0"[\s\S]*id="ref-KAM1"/);
  });
});
