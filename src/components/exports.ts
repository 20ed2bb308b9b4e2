/**
 * The files of a figure in any state, made in the browser by the code that makes those of the build. Loaded when a file
 * is asked for that was not built.
 */
import {createEvidence} from "../evidence/evidence.js";
import type {EvidenceTables} from "../evidence/tables.js";
import {bibliography, citationStore} from "../forms/citations.js";
import {type Content, sourcesOf} from "../forms/content.js";
import type {Drawing} from "../forms/drawing.js";
import {PAINTS, paint, paintOf} from "../forms/paint.js";
import {picture} from "../forms/picture.js";
import {csv, json} from "../forms/table.js";

/** The forms that can be made here, with the type of their file. */
const TYPES: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  "dark.svg": "image/svg+xml",
  png: "image/png",
  "dark.png": "image/png",
  csv: "text/csv",
  json: "application/json",
  bib: "application/x-bibtex",
  ris: "application/x-research-info-systems",
  "csl.json": "application/vnd.citationstyles.csl+json"
};

/**
 * A form of a view as a file. `bases` is the address of what findings, events and codings rest on. Throws for a form
 * that is not known, and when the sources cannot be fetched.
 */
export async function fileOf(
  form: string,
  content: Content,
  drawing: Drawing,
  {document, bases}: {document: Document; bases: string}
): Promise<Blob> {
  const type = TYPES[form];
  if (!type) throw new Error(`no form is called ${form}`);
  if (form.endsWith("svg") || form.endsWith("png")) {
    const colours = paintOf(form.startsWith("dark") ? PAINTS.dark : PAINTS.light);
    const {svg, width, height} = picture(content, drawing);
    const painted = paint(svg, colours);
    return form.endsWith("svg") ? new Blob([painted], {type}) : pixels(painted, {width, height, document});
  }
  if (form === "csv") return new Blob([csv(content)], {type});
  // A reader's own data rest on no source of ours; they come without terms.
  const sources = content.terms.length ? await sourcesFrom(bases, content) : content.sources;
  const whole = {...content, sources};
  if (form === "json") return new Blob([json(whole)], {type});
  const {bib, ris, csl} = bibliography(whole, citationStore());
  return new Blob([form === "bib" ? bib : form === "ris" ? ris : csl], {type});
}

/** What the rows rest on: the evidence of the studio leaves it out. */
async function sourcesFrom(bases: string, {rows}: Content): Promise<Content["sources"]> {
  const answer = await fetch(bases);
  if (!answer.ok) throw new Error(`the sources did not arrive: ${answer.status}`);
  const evidence = createEvidence((await answer.json()) as EvidenceTables);
  return sourcesOf(
    rows.flatMap((row) => row.evidence),
    evidence
  );
}

/** An SVG as a PNG with two pixels for each of its own. */
async function pixels(
  svg: string,
  {width, height, document}: {width: number; height: number; document: Document}
): Promise<Blob> {
  const image = document.createElement("img");
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture came of it"))), "image/png")
  );
}
