import {challenged} from "../analysis/challenge.js";
import {challengeLine} from "./challenge.js";
import type {AnyFigure} from "./figure.js";

/**
 * The figure, computed from the evidence as the challenge of the view would have it, with a line that says so. Here
 * once for all: a figure itself knows nothing of challenges.
 */
export function challengeable(figure: AnyFigure): AnyFigure {
  return {
    ...figure,
    rows: (evidence, view) => figure.rows(challenged(evidence, view.challenge), view),
    title: (view, evidence) => figure.title(view, challenged(evidence, view.challenge)),
    finding: (rows, view, evidence) => figure.finding(rows, view, challenged(evidence, view.challenge)),
    subtitle: (rows, view, evidence) =>
      figure.subtitle(rows, view, challenged(evidence, view.challenge)) +
      challengeLine(view.challenge, evidence)
  };
}
