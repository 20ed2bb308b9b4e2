import type {Evidence} from "../evidence/evidence.js";
import type {FigureRow} from "../figures/figure.js";
import {figureById, figures, optionsOf} from "../figures/index.js";
import {page} from "../figures/theme.js";
import {fromQuery, toQuery} from "../figures/view.js";

/** Choices of a figure: countries as codes, and its options by name. */
export type Choices = Record<string, string | readonly string[]>;

/** The figures of the site, as a notebook has them: `figures.draw("membership", {countries: ["AUS", "CAN"]})`. */
export interface NotebookFigures {
  /** What there is: id, question and choices of each figure. */
  list(): {id: string; question: string; choices: Record<string, string[]>}[];
  /** What a figure draws, tidy, each row with the ids of its evidence. */
  rows(id: string, choices?: Choices): FigureRow[];
  /** One sentence: what it shows. */
  finding(id: string, choices?: Choices): string;
  /** The picture. */
  draw(id: string, choices?: Choices, options?: {width?: number}): SVGSVGElement;
  /** Its address on the site, from the root. */
  address(id: string, choices?: Choices): string;
}

/** The figures on some evidence. Its functions throw for a figure, a choice or a country that does not exist. */
export function figuresOf(evidence: Evidence): NotebookFigures {
  let drawn = 0;
  const open = (id: string, choices: Choices = {}) => {
    const figure = figureById(id);
    if (!figure)
      throw new Error(`no figure is called “${id}”; there are ${figures.map((d) => d.id).join(", ")}`);
    const query = new URLSearchParams(Object.entries(choices).map(([name, value]) => [name, String(value)]));
    const {view, notes} = fromQuery(query.toString(), figure, evidence);
    if (notes.length) throw new Error(notes.join(" "));
    return {figure, view, rows: figure.rows(evidence, view) as FigureRow[]};
  };
  return {
    list: () =>
      figures.map((figure) => ({
        id: figure.id,
        question: figure.question,
        choices: Object.fromEntries(
          optionsOf(figure, evidence).map(({name, values}) => [name, values.map((d) => d.value)])
        )
      })),
    rows: (id, choices) => open(id, choices).rows,
    finding(id, choices) {
      const {figure, view, rows} = open(id, choices);
      return figure.finding(rows, view, evidence);
    },
    draw(id, choices, {width = 640} = {}) {
      const {figure, view, rows} = open(id, choices);
      drawn += 1;
      const svg = figure.draw(rows, view, {
        document,
        width: Math.max(280, width),
        theme: page,
        id: `figure-${drawn}`
      });
      svg.setAttribute(
        "aria-label",
        `${figure.title(view, evidence)}. ${figure.finding(rows, view, evidence)}`
      );
      // Marks lead to pages of the site, which the frame of a notebook cannot open.
      for (const link of svg.querySelectorAll("a")) link.replaceWith(...link.childNodes);
      return svg;
    },
    address(id, choices) {
      const {figure, view} = open(id, choices);
      const query = toQuery(view, figure, evidence);
      return `/figures/${id}${query ? `?${query}` : ""}`;
    }
  };
}
