import {MICE} from "../../analysis/membership.js";
import {caseStandings, indicatorStandings, periodYears, type Standing} from "../../analysis/standing.js";
import {type Evidence, READINGS} from "../../evidence/evidence.js";
import {type OwnData, withOwn} from "../../evidence/own.js";
import {countText, numberText, sentenceCase} from "../../figures/format.js";
import {classWords} from "../../figures/standings.js";
import {table} from "../dom.js";
import {siteFile} from "../load.js";
import type {Studio} from "../studio.js";
import {agreement} from "./agreement.js";
import {FIELDS, type Kind, type Layout, type Mapping} from "./columns.js";
import {dropOwn, keepOwn} from "./keep.js";
import {type Known, type Message, MOST_MESSAGES, type Outcome} from "./read.js";
import type {Asked, Told} from "./worker.js";

/** Brings the page of own data to life. */
export function openOwn(bench: HTMLElement, studio: Studio): void {
  const document = bench.ownerDocument;
  const part = <T extends HTMLElement>(name: string): T => {
    const found = bench.querySelector<T>(`[data-${name}]`);
    if (!found) throw new Error(`the page has no ${name}`);
    return found;
  };
  const input = part<HTMLInputElement>("file");
  const bar = part<HTMLProgressElement>("bar");
  const known = knownOf(studio.evidence);
  let worker: Worker | undefined;
  let name = "";

  const ask = (asked: Omit<Asked, "known">) => {
    part("progress").hidden = false;
    bar.value = 0;
    worker?.postMessage({...asked, known} satisfies Asked);
  };
  const stop = () => {
    worker?.terminate();
    worker = undefined;
    part("progress").hidden = true;
  };
  const take = (file: File) => {
    stop();
    for (const place of ["layout", "messages", "outcome"]) part(place).replaceChildren();
    name = file.name;
    worker = new Worker(siteFile(document, "reader.js"), {type: "module"});
    worker.addEventListener("message", ({data}: MessageEvent<Told>) => {
      if ("progress" in data) bar.value = data.progress;
      else if ("layout" in data) {
        part("layout").replaceChildren(layoutForm(document, data, (kind, mapping) => ask({kind, mapping})));
        if (data.layout.lacks.length) part("progress").hidden = true;
      } else if ("problem" in data) {
        stop();
        say(data.problem + still());
      } else {
        part("progress").hidden = true;
        finish(data.outcome);
      }
    });
    worker.addEventListener("error", (event) => {
      stop();
      say(`The file could not be read (${event.message || "the reader did not start"}).`);
    });
    say("");
    ask({file});
  };
  const say = (words: string) => {
    const p = document.createElement("p");
    p.textContent = words;
    part("notes").replaceChildren(...(words ? [p] : []));
  };
  /** What a file that cannot be read leaves in the pictures. */
  const still = () => (studio.own ? ` The figures still show ${studio.own.name}.` : "");
  const finish = (outcome: Outcome) => {
    part("messages").replaceChildren(...messageTable(document, outcome));
    const {own} = outcome;
    if (!own.codings.length && !own.values.length) {
      say(
        `Nothing in ${name} could be used: ${outcome.rows ? "no row holds a level or a value that can be read" : "it has no row below its head"}.${still()}`
      );
      return;
    }
    void keepOwn(own).catch(() =>
      say(
        "This browser keeps nothing, so your data are there for this page alone and other pages cannot show them."
      )
    );
    show(own);
  };
  const show = (own: OwnData) => {
    studio.use(own);
    const evidence = withOwn(studio.evidence, own);
    part("outcome").replaceChildren(...results(document, own, evidence, studio.evidence));
    part("drop").hidden = false;
    const countries = countriesOf(own).slice(0, 42);
    const query = `data=own&countries=${countries.join(",")}&instrument=${own.codings.length ? "case" : "indicator"}${own.codings.length ? "&when=all" : ""}`;
    // Each picture has a turn of its own, so that the page answers in between.
    for (const figure of document.querySelectorAll<HTMLElement>("figure[data-figure]"))
      setTimeout(() => {
        if (studio.own === own) studio.draw(figure, query);
      });
  };

  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) take(file);
    input.value = "";
  });
  bench.addEventListener("dragover", (event) => event.preventDefault());
  bench.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) take(file);
  });
  part("cancel").addEventListener("click", () => {
    stop();
    say("Reading was stopped.");
  });
  part("drop").addEventListener("click", () => {
    void dropOwn().then(() => location.reload());
  });
  const [early] = input.files ?? [];
  if (early) take(early);
  else if (studio.own) {
    say(`This browser keeps data of yours from ${studio.own.name}. Another file takes their place.`);
    show(studio.own);
  }
}

function knownOf({tables}: Evidence): Known {
  return {
    countries: tables.countries.map(({iso3, iso2, name}) => ({iso3, iso2, name})),
    periods: tables.periods.map(({period_id, iso3, start, end}) => ({periodId: period_id, iso3, start, end})),
    indicators: tables.indicators.map((d) => ({id: d.indicator_id, year: d.year, used: d.set !== null}))
  };
}

function countriesOf({codings, values}: OwnData): string[] {
  return [...new Set([...codings, ...values].map((d) => d.iso3))];
}

/** How the file was understood, with a choice of column for every field. */
function layoutForm(
  document: Document,
  {
    layout,
    columns,
    encoding,
    delimiter
  }: {layout: Layout; columns: string[]; encoding: string; delimiter: string},
  again: (kind: Kind, mapping: Mapping) => void
): HTMLElement {
  const details = document.createElement("details");
  details.open = layout.lacks.length > 0;
  const summary = document.createElement("summary");
  const parted = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[delimiter] ?? `“${delimiter}”`;
  summary.textContent = layout.lacks.length
    ? `The file lacks ${layout.lacks.join(", and ")}. Say which columns hold what.`
    : `Read as ${layout.kind === "codings" ? "codings" : "values of indicators"}, ${encoding.toUpperCase()}, parted by ${parted}. Change how`;
  const form = document.createElement("form");
  form.className = "mapping";
  const kind = choice(
    document,
    "What the file holds",
    [
      ["codings", "codings"],
      ["values", "values of indicators"]
    ],
    layout.kind
  );
  form.append(kind.label);
  const picks = FIELDS.filter((d) => d.kinds.includes(layout.kind)).map((field) => {
    const options: [string, string][] = [
      ["", "not in the file"],
      ...columns.map((d): [string, string] => [d, d || "(no name)"])
    ];
    const {label, select} = choice(document, field.label, options, layout.mapping[field.name] ?? "");
    select.name = field.name;
    form.append(label);
    return {field, select};
  });
  const button = document.createElement("button");
  button.textContent = "Read it so";
  form.append(button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // “Not in the file” is an answer too: it keeps the guess from coming back.
    const mapping = Object.fromEntries(picks.map(({field, select}) => [field.name, select.value]));
    again(kind.select.value as Kind, kind.select.value === layout.kind ? mapping : {});
  });
  details.append(summary, form);
  return details;
}

function choice(document: Document, words: string, options: readonly [string, string][], value: string) {
  const label = document.createElement("label");
  const select = document.createElement("select");
  for (const [key, text] of options) {
    const option = document.createElement("option");
    option.value = key;
    option.textContent = text;
    option.selected = key === value;
    select.append(option);
  }
  label.append(`${words} `, select);
  return {label, select};
}

function messageTable(document: Document, {messages, said, rows, blank}: Outcome): HTMLElement[] {
  const p = document.createElement("p");
  p.textContent = `${numberText(rows, 0)} ${rows === 1 ? "row was" : "rows were"} read${blank ? `, ${numberText(blank, 0)} cells in them blank` : ""}. ${said ? `${sentenceCase(countText(said))} cell${said > 1 ? "s need" : " needs"} a look${said > MOST_MESSAGES ? `; the first ${MOST_MESSAGES} are listed` : ""}.` : "Every cell could be read."}`;
  if (!messages.length) return [p];
  const body = messages.map((d: Message) => [
    String(d.row),
    d.column,
    d.value || "(blank)",
    d.expected,
    d.nearest || "–",
    d.lost ? "left out" : "used"
  ]);
  return [
    p,
    table(
      document,
      "Cells to look at",
      ["Row", "Column", "Value", "Expected", "Nearest", "Row or value"],
      body
    )
  ];
}

function results(document: Document, own: OwnData, evidence: Evidence, published: Evidence): HTMLElement[] {
  const heading = (words: string) => {
    const h = document.createElement("h2");
    h.textContent = words;
    return h;
  };
  const links = document.createElement("p");
  const home = siteFile(document, "");
  const chosen = countriesOf(own);
  const at: readonly [string, string][] = [
    ["Compare them", `compare?data=own&countries=${chosen.slice(0, 6).join(",")}`],
    ["challenge them", "challenge?data=own"],
    ["sets", `figures/sets?data=own&countries=${chosen.slice(0, 42).join(",")}`],
    ["property space", "figures/space?data=own"]
  ];
  links.append("Every figure of the site can be drawn from your data: ");
  at.forEach(([words, path], i) => {
    const link = document.createElement("a");
    link.href = home + path;
    link.textContent = words;
    links.append(...(i ? [", "] : []), link);
  });
  links.append(". Addresses with data=own show them in this browser alone.");
  const parts: HTMLElement[] = [
    heading("The classes that follow"),
    classTable(document, own, evidence, published),
    links
  ];
  if (own.codings.length)
    parts.push(heading("Agreement with the codings here"), ...agreement(document, own.codings, published));
  return parts;
}

function classTable(document: Document, own: OwnData, evidence: Evidence, published: Evidence): HTMLElement {
  const chosen = new Set(countriesOf(own));
  const standings = (from: Evidence): Standing[] =>
    own.codings.length
      ? READINGS.flatMap((reading) => caseStandings(from, {reading}))
      : indicatorStandings(from);
  const before = new Map(standings(published).map((d) => [d.key, d]));
  const rows = standings(evidence)
    .filter((d) => chosen.has(d.iso3) && MICE.some((set) => d.sets[set].n > 0))
    .map((d) => {
      const other = before.get(d.key);
      return [
        evidence.country(d.iso3)?.name ?? d.iso3,
        d.period ? periodYears(d.period) : "latest wave",
        d.reading ?? "indicators",
        sentenceCase(classWords(d.class)),
        other ? sentenceCase(classWords(other.class)) : "–"
      ];
    });
  return table(
    document,
    "Classes from your data",
    ["Country", "Period", "Reading", "Yours", "Published"],
    rows
  );
}
