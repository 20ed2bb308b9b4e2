import {createEvidence, type Evidence} from "../evidence/evidence.js";
import {type OwnData, withOwn} from "../evidence/own.js";
import type {EvidenceTables} from "../evidence/tables.js";
import {challengeParts} from "../figures/challenge.js";
import type {AnyFigure, FigureRow} from "../figures/figure.js";
import {NOTHING_HERE, numberText} from "../figures/format.js";
import {nameDrawing} from "../figures/marks.js";
import {page} from "../figures/theme.js";
import {fromQuery, toQuery} from "../figures/view.js";
import type {Content} from "../forms/content.js";
import {type Drawing, drawings, ON_PAGE} from "../forms/drawing.js";
import {frameBody} from "../forms/frame.js";
import {namedViewOf} from "../forms/named.js";
import {sourceNote} from "../forms/note.js";
import {type State, stateOf} from "../forms/state.js";
import {bringFigure} from "./figures.js";
import {asksForOwn, isOwnKept, keptOwn, withoutOwn} from "./own/keep.js";
import {setTools} from "./tools.js";

const NO_OWN =
  "The address asks for a reader’s own data, and this browser keeps none; the published data are shown. Own data are loaded on the page “Your own coding”.";

/** What a redrawn figure tells its controls. */
export interface Drawn {
  /** The canonical query of what is shown. */
  query: string;
  /** What in the address could not be followed. */
  notes: string[];
  choices: Record<string, string | string[]>;
  countries: string[];
  /** The query for other figures of the page: the same countries under the same challenge. */
  followed: string;
}

/** What stands in the frame of a figure in any state. */
export interface FramedView {
  title: string;
  /** Markup with every text escaped. */
  body: string;
  notes: string[];
  view: string;
}

/** Draws figures in any state from the same definitions as the build; each definition is fetched when it is used. */
export interface Studio {
  /** The published evidence. */
  readonly evidence: Evidence;
  /** What the reader has brought along, when this browser keeps it. */
  readonly own: OwnData | undefined;
  /** Takes own data in the place of those kept before. */
  use(own: OwnData): void;
  /** The evidence that a query asks for: the published, or with `data=own` the reader's. */
  evidenceOf(query: string): Evidence;
  /** Replaces heading, pictures, table and address of a figure element by those of a query. */
  draw(figure: HTMLElement, query: string): Promise<Drawn>;
  /** A figure in the state of a query, with all that its files are made from but the sources of its codings. */
  state(figure: string, query: string, options: {home: string}): Promise<State>;
  /** The drawings of a state for its files. */
  drawings(content: Content, document: Document): {wide: Drawing; narrow: Drawing};
  /** What stands in the frame of a state; addresses begin at `base`. */
  frame(figure: string, query: string, options: {document: Document; base: string}): Promise<FramedView>;
}

/** What an unknown figure gives way to. */
const USUAL = "membership";

/**
 * Fetches the evidence, and beside it the figures that will be wanted, and gives a studio. Throws when the evidence
 * cannot be fetched.
 */
export async function openStudio(address: string, wanted: readonly string[] = []): Promise<Studio> {
  // One that does not arrive is asked for again when it is drawn.
  for (const id of wanted) void bringFigure(id).catch(() => undefined);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the evidence did not arrive: ${answer.status}`);
  const evidence = createEvidence((await answer.json()) as EvidenceTables);
  const release = evidence.tables.releases.at(-1);
  const edition = {evidence, version: release?.version ?? "", date: release?.date ?? ""};
  let own = isOwnKept() ? await keptOwn() : undefined;
  let ownEvidence = own && withOwn(evidence, own);
  const use = (data: OwnData) => {
    own = data;
    ownEvidence = withOwn(evidence, data);
  };
  const evidenceOf = (query: string) => (asksForOwn(query) && ownEvidence) || evidence;
  const published = evidence;
  return {
    async state(id, query, {home}) {
      const figure = await figureOr(id);
      const evidence = evidenceOf(query);
      const found = stateOf(figure, withoutOwn(query), {...edition, evidence}, {home, asked: id});
      if (evidence === published) return found;
      // Named views have files of the published data; these would not be the reader's.
      const content = {...found.content, note: ownNote(own, edition.version), terms: [], sources: []};
      return {...found, content, named: false};
    },
    drawings: (content, document) => drawings(content, {document}),
    async frame(id, query, {document, base}) {
      const {content, notes} = stateOf(await figureOr(id), query, edition, {home: base, asked: id});
      const body = frameBody(content, drawings(content, {document}), {base});
      return {title: `${content.title} – Four Models`, body, notes, view: content.id};
    },
    evidence,
    get own() {
      return own;
    },
    use,
    evidenceOf,
    async draw(element, query) {
      const figure = await bringFigure(element.dataset.figure ?? "");
      if (!figure) throw new Error(`no figure is called ${element.dataset.figure}`);
      const evidence = evidenceOf(query);
      const {view, notes} = fromQuery(withoutOwn(query), figure, evidence);
      const fromOwn = evidence !== published;
      if (asksForOwn(query) && !fromOwn) notes.push(NO_OWN);
      const shown = element.ownerDocument.querySelector<HTMLElement>("[data-release]")?.dataset.release;
      if (shown && shown !== edition.version)
        notes.push(
          `This page is of version ${shown} of the data, and the site now has version ${edition.version}, from which this is drawn: reload the page to have it all in one state.`
        );
      const rows: FigureRow[] = figure.rows(evidence, view);
      const title = figure.title(view, evidence);
      const finding = figure.finding(rows, view, evidence);
      const canonical = [fromOwn ? "data=own" : "", toQuery(view, figure, evidence)]
        .filter(Boolean)
        .join("&");
      const put = (picture: HTMLElement): void => {
        if (!rows.length) {
          picture.replaceChildren(gap(element.ownerDocument));
          return;
        }
        const kind = picture.classList.contains("narrow") ? "narrow" : "wide";
        const svg = figure.draw(rows, view, {
          document: element.ownerDocument,
          width: ON_PAGE[kind],
          theme: page,
          id: `${element.id}-${kind}`
        });
        nameDrawing(svg, element.id);
        [...svg.querySelectorAll("a")].forEach((link, i) => {
          if (i) link.setAttribute("tabindex", "-1");
          link.setAttribute("href", siteAddress(element, link.getAttribute("href") ?? ""));
        });
        picture.replaceChildren(svg);
      };
      const pictures = [...element.querySelectorAll<HTMLElement>(".picture")];
      const waiting = pictures.filter((d) => !isShown(d));
      for (const picture of pictures) if (!waiting.includes(picture)) put(picture);
      // The width that is not shown has a turn of its own, unless the figure is drawn anew before it.
      const turn = {};
      turns.set(element, turn);
      setTimeout(() => {
        if (turns.get(element) === turn) waiting.forEach(put);
      });
      const link = element.querySelector<HTMLAnchorElement>(".figure-head a");
      if (link) {
        link.textContent = title;
        link.href = siteAddress(element, `/figures/${figure.id}${canonical ? `?${canonical}` : ""}`);
        setText(element, ".here", link.href);
      }
      setText(element, ".cited", title);
      setText(element, ".finding", finding);
      const whose = fromOwn ? ` Drawn from your own file “${own?.name}”, not from the published data.` : "";
      setText(element, ":scope > .subtitle", figure.subtitle(rows, view, evidence) + whose);
      setText(element, "figcaption", fromOwn ? ownNote(own, edition.version) : sourceNote(rows, edition));
      // Named views have files of the published data; these would not be the reader's.
      const named = fromOwn ? undefined : namedViewOf(figure, canonical, evidence);
      setTools(element, {query: canonical, view: named?.id ?? ""});
      for (const head of element.querySelectorAll("[aria-sort]")) head.removeAttribute("aria-sort");
      // The table may not have come with the page.
      element.querySelector(".as-table > a.later")?.replaceWith(tableFrame(element, figure));
      element.querySelector("table tbody")?.replaceChildren(...tableRows(element, figure, rows));
      return {
        query: canonical,
        notes,
        choices: {...view.options, countries: view.countries},
        countries: view.countries,
        followed: [
          fromOwn ? "data=own" : "",
          `countries=${view.countries.join(",")}`,
          ...challengeParts(view.challenge)
        ]
          .filter(Boolean)
          .join("&")
      };
    }
  };
}

/** The last drawing of each figure. */
const turns = new WeakMap<HTMLElement, object>();

function isShown(picture: HTMLElement): boolean {
  return picture.offsetParent !== null;
}

async function figureOr(id: string): Promise<AnyFigure> {
  const figure = (await bringFigure(id)) ?? (await bringFigure(USUAL));
  if (!figure) throw new Error(`there is no figure ${USUAL}`);
  return figure;
}

function ownNote(own: OwnData | undefined, version: string): string {
  return `Source: “${own?.name ?? ""}”, a reader’s own data, worked out by the rules of Four Models ${version}.`;
}

function gap(document: Document): HTMLElement {
  const p = document.createElement("p");
  p.className = "gap";
  p.textContent = NOTHING_HERE;
  return p;
}

function setText(element: HTMLElement, selector: string, text: string): void {
  const found = element.querySelector(selector);
  if (found) found.textContent = text;
}

/** An address from the root of the site as one from where the site lives. */
function siteAddress({ownerDocument}: HTMLElement, path: string): string {
  const home = ownerDocument.querySelector<HTMLAnchorElement>("a.home")?.href ?? location.origin;
  return new URL(path.replace(/^\//, ""), home).href;
}

/** The table of a figure, still without rows. */
function tableFrame({ownerDocument: document}: HTMLElement, figure: AnyFigure): HTMLElement {
  const box = document.createElement("div");
  box.className = "scroll";
  box.setAttribute("tabindex", "0");
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Table");
  const table = document.createElement("table");
  table.dataset.sort = "";
  const head = document.createElement("thead");
  const row = document.createElement("tr");
  for (const {name, numeric} of figure.columns) {
    const cell = document.createElement("th");
    cell.setAttribute("scope", "col");
    if (numeric) cell.className = "number";
    cell.textContent = name;
    row.append(cell);
  }
  head.append(row);
  table.append(head, document.createElement("tbody"));
  box.append(table);
  return box;
}

function tableRows(
  element: HTMLElement,
  figure: AnyFigure,
  rows: readonly FigureRow[]
): HTMLTableRowElement[] {
  const document = element.ownerDocument;
  return rows.map((row) => {
    const tr = document.createElement("tr");
    figure.columns.forEach((column, i) => {
      const cell = document.createElement("td");
      const value = column.value(row);
      const text =
        value === null ? "–" : typeof value === "number" ? numberText(value, column.digits ?? 4) : value;
      if (column.numeric) cell.className = "number";
      if (i) cell.textContent = text;
      else {
        const link = document.createElement("a");
        link.href = siteAddress(element, row.href);
        link.textContent = text;
        cell.append(link);
      }
      tr.append(cell);
    });
    return tr;
  });
}
