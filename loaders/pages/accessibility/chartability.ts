import {numberText} from "../../../src/figures/format.js";
import {DRAWN} from "../../../src/forms/drawing.js";
import {MARGIN} from "../../../src/forms/picture.js";
import type {Measured} from "./measure.js";

/** What is answered: met; not met; or open, since nobody has tried it. Chartability counts an open one as a failure. */
export type Answer = "yes" | "no" | "open";

/** The answer for one figure, with what it rests on. */
export interface Verdict {
  answer: Answer;
  says: string;
}

/** One of the fourteen critical tests of Chartability. */
export interface CriticalTest {
  id: string;
  /** Under which of its seven principles it stands. */
  principle: string;
  /** Its name, which names the failure. */
  name: string;
  /** What it asks for, in our words. */
  asks: string;
  /** How it was looked at here, and what holds for all figures. */
  how: string;
  answer(figure: Measured): Verdict;
}

/** Grade of school up to which a text may ask, and how many keys may lie between two marks. */
const LIMITS = {grade: 9, presses: 20, text: 4.5, mark: 3, size: 12} as const;

/**
 * Figures whose marks compete for room in their usual state, and what helps; looked at by eye. For the others the number
 * of marks is said.
 */
export const CROWDED: Readonly<Record<string, string>> = {
  timeline: "years with many events pile them up; fewer countries, or one, thin it out",
  trend: "the grey lines of other countries cross; the chosen ones stand out and are named",
  robustness: "the smallest shares are a few pixels wide; the table has each as a number"
};

/** Figures in whose wide picture words run into each other at the text spacing of WCAG 1.4.12. */
export const SPACED_OUT: Readonly<Record<string, string>> = {
  models: "names of models run into each other when letters are spaced",
  map: "the key runs together when letters are spaced",
  membership: "heads of columns run into each other when letters are spaced",
  trend: "a name runs into its value when letters are spaced",
  agreement: "heads of columns run into each other when letters are spaced"
};

const verdict = (met: boolean, says: string): Verdict => ({answer: met ? "yes" : "no", says});
const ratio = (value: number) => `${numberText(Math.floor(value * 10) / 10, 1)}:1`;

/** The critical tests in the order of Chartability’s workbook, with the answer of each figure. */
export const criticalTests: readonly CriticalTest[] = [
  {
    id: "contrast",
    principle: "Perceivable",
    name: "Low contrast",
    asks: "Marks and large text stand out from what is behind them by 3:1 or more, other text by 4.5:1.",
    how: "Computed for every mark and every word of the pictures at both widths, in light and dark. A mark counts by its fill or its edge, whichever is stronger.",
    answer: ({text, mark}) =>
      verdict(
        text >= LIMITS.text && mark >= LIMITS.mark,
        Number.isFinite(mark) ? `text ${ratio(text)}, marks ${ratio(mark)}` : `text ${ratio(text)}`
      )
  },
  {
    id: "visual",
    principle: "Perceivable",
    name: "Content is only visual",
    asks: "All that the picture says can be had without seeing it, and this was tried with JAWS, NVDA and VoiceOver.",
    how: "Each picture has a name, its finding as a description, and a sentence for every mark; the table holds the same rows. What Chromium hands to a screen reader is kept as text for every figure, and a test compares it. No real screen reader was at hand, so the answer stays open.",
    answer: ({marks, unnamed}) =>
      unnamed
        ? verdict(false, `${unnamed} of ${marks} marks have no sentence`)
        : {answer: "open", says: `${marks} marks, each with a sentence`}
  },
  {
    id: "size",
    principle: "Perceivable",
    name: "Small text size",
    asks: "No text is smaller than 12 pixels.",
    how: `Text is drawn at 12 pixels or more, and a picture is shown in its own size or larger: on pages in windows from 320 pixels up, which is also what a zoom of 400 percent leaves of a common screen, and in frames on other sites from ${DRAWN.narrow} up. Tests measure both. What can still shrink is a picture file in a post: the one for phones in a column below ${DRAWN.narrow + 2 * MARGIN.narrow} pixels, the other below ${DRAWN.wide + 2 * MARGIN.wide}, as beside a sidebar. Hosts that take one picture for all screens, by our markup for strict hosts or pasted, show the latter on phones too, where its words are too small; its table stands below it, but is not always kept.`,
    answer: ({smallest}) => verdict(smallest >= LIMITS.size, `${numberText(smallest, 1)} px`)
  },
  {
    id: "seizure",
    principle: "Perceivable",
    name: "Visual presents seizure risk",
    asks: "Nothing flashes, and no large part is a strong red.",
    how: "No picture moves by itself, and what changes under the pointer changes once. Every colour was held against the definition of a saturated red in WCAG: the accent of chosen countries on white meets it. It fills dots, lines and narrow bars, no area.",
    answer: ({reds, moving}) =>
      verdict(
        !moving,
        moving
          ? `${moving} moving parts`
          : reds.length
            ? "still; the accent counts as red"
            : "still, no saturated red"
      )
  },
  {
    id: "input",
    principle: "Operable",
    name: "Interaction modality only has one input type",
    asks: "What answers to a mouse also answers to keys, touch and a screen reader.",
    how: "Tests walk each figure with the pointer and with the keys: the focus shows what a pointer over the mark shows, and Enter does what a click does. Touch was tried with the events of a browser alone, not on a device with its screen reader, so the answer stays open.",
    answer: () => ({answer: "open", says: "pointer, keys and touch in Chromium"})
  },
  {
    id: "instructions",
    principle: "Operable",
    name: "No interaction cues or instructions",
    asks: "What can be done with a picture is explained, keys included.",
    how: "Below each figure the word Keys leads to the explanation on this page. Marks that can be opened change under the pointer.",
    answer: () => verdict(true, "Keys, below the figure")
  },
  {
    id: "override",
    principle: "Operable",
    name: "Controls override AT controls",
    asks: "Keys of the picture do not take those of assistive technology, and hold only while the picture has the focus.",
    how: "Arrow keys, Home, End and Enter are taken only while a mark has the focus; Tab never is, and no letter or digit is. Escape closes what is open and leads out.",
    answer: () => verdict(true, "only with the focus in the picture")
  },
  {
    id: "explanation",
    principle: "Understandable",
    name: "No explanation for purpose or for how to read",
    asks: "The figure says what it is for and how to read it.",
    how: "The page of a figure begins with the question it answers. Below every picture stands what is drawn and what the marks mean.",
    answer: ({question, subtitle}) =>
      verdict(Boolean(question && subtitle), question && subtitle ? "question and key" : "no key")
  },
  {
    id: "title",
    principle: "Understandable",
    name: "No title, summary, or caption",
    asks: "There is a title, summary, context or caption.",
    how: "Each figure has a title, its finding in a sentence reckoned from the rows, and a caption with source and date.",
    answer: ({title, finding}) =>
      verdict(Boolean(title && finding), title && finding ? "title, finding, caption" : "missing")
  },
  {
    id: "level",
    principle: "Understandable",
    name: "Reading level inappropriate",
    asks: "All text asks for no more than nine years of school.",
    how: "Title, question, finding and key of each figure, by the Automated Readability Index, which the tool that Chartability names uses too. The names of the four models alone are long words. The glossary explains them.",
    answer: ({grade}) => verdict(Math.round(grade) <= LIMITS.grade, `grade ${Math.round(grade)}`)
  },
  {
    id: "table",
    principle: "Compromising",
    name: "No table",
    asks: "The data of the picture is there as a table that people can read.",
    how: "Below each picture, with scripts on or off, and to sort and to take away as CSV. Frames and the markup for strict hosts hold it too; a bare picture file does not.",
    answer: ({rows, columns}) => verdict(rows > 0 && columns > 1, `${rows} rows, ${columns} columns`)
  },
  {
    id: "density",
    principle: "Assistive",
    name: "Data density is inappropriate",
    asks: "Not too much competes for the same space, or it is grouped and explained.",
    how: "Looked at by eye in the usual state, with the number of marks counted. Every figure that shows countries can be asked for fewer of them. No words lie on words down to 320 pixels; a test holds that.",
    answer: ({id, marks}) =>
      CROWDED[id]
        ? {answer: "no", says: `${marks} marks: ${CROWDED[id]}`}
        : {answer: "yes", says: `${marks} marks`}
  },
  {
    id: "tedious",
    principle: "Assistive",
    name: "Navigation and interaction is tedious",
    asks: "Long runs of marks can be skipped, and the labour is counted for each way in.",
    how: `A picture is one stop for the Tab key. From its first mark to any other it takes at most so many keys; with a pointer it takes one move. Above ${LIMITS.presses} keys the answer is no. The table is reached with one further stop.`,
    answer: ({presses}) =>
      verdict(presses <= LIMITS.presses, `at most ${presses} ${presses === 1 ? "key" : "keys"}`)
  },
  {
    id: "style",
    principle: "Flexible",
    name: "User style change not respected",
    asks: "Styles that a reader sets hold for the picture too.",
    how: "Colours are set so weakly that any style sheet of a reader’s own wins; a test does it. The dark of the system is followed. Under forced colours words take the reader’s colours and marks keep theirs, since a colour is what says the model. Letters spaced as in WCAG 1.4.12 make words in pictures longer; where they then run into each other, the answer is no.",
    answer: ({id}) =>
      SPACED_OUT[id]
        ? verdict(false, SPACED_OUT[id] ?? "")
        : verdict(true, "colours, spacing, dark, forced colours")
  }
];

/** The answers of one test, a figure each. */
export function answersOf(
  test: CriticalTest,
  figures: readonly Measured[]
): {figure: Measured; verdict: Verdict}[] {
  return figures.map((figure) => ({figure, verdict: test.answer(figure)}));
}
