import {type Challenge, PUBLISHED} from "../analysis/challenge.js";
import type {Evidence} from "../evidence/evidence.js";
import {CHALLENGE_NAMES, challengeParts, readChallenge} from "./challenge.js";
import type {AnyFigure, Option} from "./figure.js";
import {shortText} from "./format.js";

/** One state of a figure: what is asked, of whom, and with which changes. */
export interface View {
  figure: string;
  /** ISO 3166-1 alpha-3 codes in the order chosen. */
  countries: string[];
  /** One value for each option of the figure. */
  options: Record<string, string>;
  /** What a reader has changed in the published analysis. */
  challenge: Challenge;
}

/** The version of addresses written by `toQuery`. Older ones go through `migrations`. */
export const VIEW_VERSION = 1;

/** An address has at most this many characters; the rest of a longer one is not read. */
export const MAX_QUERY = 4000;

/** Steps from one version of addresses to the next: the one at index n turns version n into n + 1. */
const migrations: readonly ((params: URLSearchParams) => URLSearchParams)[] = [
  // Version 0: the first drafts wrote `c` for countries.
  (params) => {
    const next = new URLSearchParams(params);
    if (next.has("c") && !next.has("countries")) next.set("countries", next.get("c") ?? "");
    next.delete("c");
    return next;
  }
];

/** The choices of a figure, whether they stand fixed or follow from the evidence. */
export function optionsOf({options}: AnyFigure, evidence: Evidence): readonly Option[] {
  return typeof options === "function" ? options(evidence) : options;
}

/** The view a figure shows when nothing is chosen. */
export function defaultView(figure: AnyFigure, evidence: Evidence): View {
  return {
    figure: figure.id,
    countries: figure.countries(evidence),
    options: Object.fromEntries(optionsOf(figure, evidence).map((o) => [o.name, firstValue(o.values)])),
    challenge: PUBLISHED
  };
}

/**
 * The canonical query of a view, without `?`: only what differs from the default, in a fixed order,
 * so that one state has one address. The default itself gives the empty string.
 */
export function toQuery(view: View, figure: AnyFigure, evidence: Evidence): string {
  const usual = defaultView(figure, evidence);
  const parts: string[] = [];
  if (view.countries.join() !== usual.countries.join()) parts.push(`countries=${view.countries.join(",")}`);
  for (const {name} of optionsOf(figure, evidence)) {
    const value = view.options[name];
    if (value !== undefined && value !== usual.options[name])
      parts.push(`${name}=${encodeURIComponent(value)}`);
  }
  parts.push(...challengeParts(view.challenge));
  if (parts.length) parts.push(`v=${VIEW_VERSION}`);
  return parts.join("&");
}

/**
 * Reads a query into a view. What is unknown or malformed falls back to the default, and a note says so in plain
 * words; nothing in an address throws. Notes repeat at most 40 characters of what they complain about, as text.
 */
export function fromQuery(
  query: string,
  figure: AnyFigure,
  evidence: Evidence
): {view: View; notes: string[]} {
  const notes: string[] = [];
  if (query.length > MAX_QUERY)
    notes.push("The address is too long; the part beyond 4,000 characters was not read.");
  const params = migrate(new URLSearchParams(query.slice(0, MAX_QUERY)), notes);
  const view = defaultView(figure, evidence);
  const options = optionsOf(figure, evidence);
  const known = new Set(["countries", "v", ...CHALLENGE_NAMES, ...options.map((o) => o.name)]);
  for (const name of new Set(params.keys())) {
    if (!known.has(name)) notes.push(`This figure has no choice called “${shortText(name)}”.`);
  }
  if (params.has("countries"))
    view.countries = readCountries(params.get("countries") ?? "", view, figure, evidence, notes);
  for (const option of options) {
    const value = params.get(option.name);
    if (value === null) continue;
    if (option.values.some((v) => v.value === value)) view.options[option.name] = value;
    else
      notes.push(
        `“${shortText(value)}” is not a choice for ${option.label.toLowerCase()}; the usual one is shown.`
      );
  }
  view.challenge = readChallenge(params, evidence, notes);
  return {view, notes};
}

function migrate(params: URLSearchParams, notes: string[]): URLSearchParams {
  const version = params.has("v") ? Number(params.get("v")) : params.has("c") ? 0 : VIEW_VERSION;
  if (!Number.isInteger(version) || version < 0 || version > VIEW_VERSION) {
    notes.push(
      `The address has an unknown version “${shortText(params.get("v") ?? "")}”; it is read as the present one.`
    );
    return params;
  }
  return migrations.slice(version).reduce((p, step) => step(p), params);
}

function readCountries(
  list: string,
  view: View,
  figure: AnyFigure,
  evidence: Evidence,
  notes: string[]
): string[] {
  const codes = [
    ...new Set(
      list
        .split(",")
        .map((c) => c.trim().toUpperCase())
        .filter(Boolean)
    )
  ];
  const known = codes.filter((code) => evidence.country(code));
  const unknown = codes.filter((code) => !evidence.country(code));
  if (unknown.length)
    notes.push(
      `No country here has the code ${unknown
        .slice(0, 6)
        .map((c) => `“${shortText(c)}”`)
        .join(", ")}.`
    );
  const {min, max} = figure.limits;
  if (max === 0) {
    if (codes.length) notes.push("This figure has no choice of countries.");
    return view.countries;
  }
  if (known.length > max) notes.push(`At most ${max} countries fit; the first ${max} are shown.`);
  if (known.length < min) {
    if (codes.length)
      notes.push("The countries in the address are too few for this figure; the usual ones are shown.");
    return view.countries;
  }
  return known.slice(0, max);
}

function firstValue(values: readonly {value: string}[]): string {
  return values[0]?.value ?? "";
}
