import {periodYears} from "../../analysis/standing.js";
import type {Evidence} from "../../evidence/evidence.js";
import type {Confidence, MissingKind} from "../../evidence/tables.js";
import {LEVELS, levelText} from "../../figures/challenge.js";
import {countText, sentenceCase} from "../../figures/format.js";
import {setNames} from "../../figures/standings.js";
import {save} from "../challenge/bench.js";
import {siteFile} from "../load.js";
import {agreement} from "../own/agreement.js";
import type {Studio} from "../studio.js";
import {
  type Given,
  givenLevels,
  isDone,
  mergedRecord,
  newRecord,
  placeOf,
  type Recoding,
  readRecord,
  recordText,
  type Step,
  stepsOf
} from "./record.js";

/** Brings the page of blind re-coding to life. */
export function openRecode(bench: HTMLElement, studio: Studio): void {
  new Recode(bench, studio.evidence).follow();
}

const BLANK: Given = {level: null, missing: null, confidence: "", note: "", ids: [], verdict: ""};

/** What the browser keeps of a country; a browser that keeps nothing, or lets nobody look, has nothing. */
function keptText(iso3: string): string | null {
  try {
    return localStorage.getItem(placeOf(iso3));
  } catch {
    return null;
  }
}

class Recode {
  #record: Recoding | undefined;
  #steps: Step[] = [];
  #at = 0;
  /** Codings changed on this page: another tab may have changed others. */
  #touched = new Set<string>();
  /** The page of the country, from which findings and, later, the published codings are shown. */
  #page: Document | undefined;
  #rules: Document | undefined;

  constructor(
    readonly bench: HTMLElement,
    readonly evidence: Evidence
  ) {}

  follow(): void {
    const select = this.#part<HTMLSelectElement>("country");
    select.addEventListener("change", () => void this.#choose(select.value));
    this.#part("form").addEventListener("input", () => this.#take());
    this.#part("findings").addEventListener("change", () => this.#take());
    this.#part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#go(this.#at + 1);
    });
    this.#part("back").addEventListener("click", () => this.#go(this.#at - 1));
    this.#part("compare").addEventListener("click", () => {
      this.#compare();
      this.#part("result").querySelector<HTMLElement>("h2")?.focus();
    });
    this.#part("save").addEventListener("click", () => this.#save());
    this.#part("again").addEventListener("click", () => this.#forget());
    addEventListener("storage", ({key, newValue}) => {
      if (this.#record && key === placeOf(this.#record.iso3)) this.#follow(newValue);
    });
    const asked = new URLSearchParams(location.search).get("country") ?? "";
    const kept =
      [...select.options].find((d) => asked && d.value === asked) ??
      [...select.options].find((d) => d.value && keptText(d.value));
    if (select.value) void this.#choose(select.value);
    else if (kept) {
      select.value = kept.value;
      void this.#choose(kept.value);
    }
  }

  #part<T extends HTMLElement>(name: string): T {
    const found = this.bench.querySelector<T>(`[data-${name}]`);
    if (!found) throw new Error(`the page has no ${name}`);
    return found;
  }

  get #document(): Document {
    return this.bench.ownerDocument;
  }

  async #choose(iso3: string): Promise<void> {
    const country = this.evidence.country(iso3);
    this.#part("work").hidden = !country;
    this.#part("result").replaceChildren();
    this.#say("");
    if (!country) return;
    try {
      this.#page = await this.#fetch(`countries/${country.slug}`);
      this.#rules ??= await this.#fetch("method");
    } catch (error) {
      this.#part("work").hidden = true;
      this.#say(
        `The findings cannot be shown just now (${error instanceof Error ? error.message : error}). What you have coded is kept.`
      );
      return;
    }
    this.#steps = stepsOf(this.evidence, iso3);
    const version = this.evidence.tables.releases.at(-1)?.version ?? "";
    const kept = readRecord(keptText(iso3));
    this.#touched = new Set();
    this.#record = kept ?? newRecord(iso3, {version, now: new Date().toISOString()});
    if (kept && kept.version !== version)
      this.#say(
        `Your coding was begun with version ${kept.version || "unknown"} of the data; this is ${version}. ${this.#lost(kept)}`
      );
    this.#showFindings();
    const open = this.#steps.findIndex((d) => !isDone(this.#record?.codings[d.key]));
    this.#go(open < 0 ? 0 : open);
    if (this.#record.seen) this.#compare();
  }

  /** Which kept codings have no place in this version. */
  #lost(record: Recoding): string {
    const keys = new Set(this.#steps.map((d) => d.key));
    const lost = Object.keys(record.codings).filter((key) => !keys.has(key));
    return lost.length
      ? `${sentenceCase(countText(lost.length))} of your codings no longer fit: ${lost.slice(0, 8).join(", ")}. They stay in the record and are not compared.`
      : "All of your codings still fit.";
  }

  async #fetch(path: string): Promise<Document> {
    const answer = await fetch(siteFile(this.#document, path));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  /** A copy of a piece of another page of the site, without ids. */
  #copy(page: Document | undefined, id: string): HTMLElement | undefined {
    const piece = page?.getElementById(id);
    if (!piece) return undefined;
    const copy = this.#document.importNode(piece, true);
    for (const inner of [copy, ...copy.querySelectorAll("[id]")]) inner.removeAttribute("id");
    for (const link of copy.querySelectorAll("a[href]")) {
      // The examples of rules lead to pages of countries, where the codings are: who codes blind must not be led there.
      if (page === this.#rules) link.replaceWith(this.#whole(link.textContent ?? ""));
      else
        link.setAttribute(
          "href",
          new URL(link.getAttribute("href") ?? "", siteFile(this.#document, "countries/x")).href
        );
    }
    return copy;
  }

  /** Words that do not break at a hyphen. */
  #whole(words: string): HTMLElement {
    const span = this.#document.createElement("span");
    span.className = "whole";
    span.textContent = words;
    return span;
  }

  #showFindings(): void {
    const lists = [...(this.#page?.querySelectorAll(".findings li[id], .events li[id]") ?? [])];
    const own = lists.filter((d) => this.evidence.finding(d.id) || this.evidence.event(d.id));
    this.#part("findings").replaceChildren(
      ...own.map((d) => {
        const item = this.#document.createElement("li");
        const label = this.#document.createElement("label");
        const box = this.#document.createElement("input");
        box.type = "checkbox";
        box.name = "id";
        box.value = d.id;
        const copy = this.#copy(this.#page, d.id);
        label.append(box, " ", ...(copy?.childNodes ?? []));
        item.append(label);
        return item;
      })
    );
  }

  #go(to: number): void {
    this.#at = Math.min(Math.max(0, to), this.#steps.length - 1);
    const step = this.#steps[this.#at];
    const record = this.#record;
    if (!step || !record) return;
    const period = this.evidence.period(step.periodId);
    const given = record.codings[step.key];
    this.#part("step").textContent =
      `${setNames[step.set]} (${step.set}), ${step.reading === "official" ? "official model" : "practice"}, ${period ? `${periodYears(period).replace("–", "\u2060–\u2060")}: ${period.label}` : step.periodId}`;
    this.#part("question").textContent = this.evidence.set(step.set).question;
    for (const [i, choice] of this.bench.querySelectorAll(".choice").entries())
      this.#showRule(choice, `${step.set}-${i}`);
    const form = this.#part<HTMLFormElement>("form");
    const value = given ? (given.level === null ? (given.missing ?? "") : String(given.level)) : "";
    for (const radio of form.querySelectorAll<HTMLInputElement>("[name=level]"))
      radio.checked = value !== "" && radio.value === value;
    this.#field("confidence").value = given?.confidence ?? "";
    this.#field("note").value = given?.note ?? "";
    for (const box of this.#part("findings").querySelectorAll<HTMLInputElement>("[name=id]"))
      box.checked = given?.ids.includes(box.value) ?? false;
    this.#progress();
  }

  /** A level with the rule for it: its title beside the level, below it what must be found and where the next one begins. */
  #showRule(choice: Element, ruleId: string): void {
    const [, found, boundary] = this.#copy(this.#rules, ruleId)?.querySelectorAll("th, td") ?? [];
    const title = found?.querySelector("b");
    choice.querySelector("[data-title]")?.replaceChildren(title?.textContent?.replace(/\.$/, "") ?? ruleId);
    title?.remove();
    choice.querySelector("[data-rule]")?.replaceChildren(
      ...[found, boundary].flatMap((cell) => {
        const p = this.#document.createElement("p");
        p.append(...(cell?.childNodes ?? []));
        return cell ? [p] : [];
      })
    );
  }

  #field(name: string): HTMLInputElement {
    return this.#part<HTMLFormElement>("form").elements.namedItem(name) as HTMLInputElement;
  }

  /** Takes what the form says and keeps it at once, so that a closed tab loses nothing. */
  #take(): void {
    const step = this.#steps[this.#at];
    const form = this.#part<HTMLFormElement>("form");
    const chosen = form.querySelector<HTMLInputElement>("[name=level]:checked");
    if (!step || !this.#record) return;
    this.#touched.add(step.key);
    const level = LEVELS.find((d) => String(d) === chosen?.value) ?? null;
    const ids = [...this.#part("findings").querySelectorAll<HTMLInputElement>("[name=id]:checked")].map(
      (d) => d.value
    );
    this.#record.codings[step.key] = {
      ...(this.#record.codings[step.key] ?? BLANK),
      level,
      missing: level === null && chosen ? (chosen.value as MissingKind) : null,
      confidence: this.#field("confidence").value as Confidence | "",
      note: this.#field("note").value,
      ids
    };
    this.#keep();
  }

  #keep(): void {
    if (!this.#record) return;
    this.#record = mergedRecord(this.#record, readRecord(keptText(this.#record.iso3)), this.#touched);
    try {
      localStorage.setItem(placeOf(this.#record.iso3), JSON.stringify(this.#record));
      this.#progress();
    } catch {
      this.#say("This browser keeps nothing: download your record before you close the page.");
    }
  }

  /** Another tab has changed the same record, or thrown it away. */
  #follow(text: string | null): void {
    if (!this.#record) return;
    if (text === null) {
      void this.#choose(this.#record.iso3);
      return;
    }
    this.#record = mergedRecord(this.#record, readRecord(text), this.#touched);
    if (this.#touched.has(this.#steps[this.#at]?.key ?? "")) this.#progress();
    else this.#go(this.#at);
  }

  #progress(): void {
    const done = this.#steps.filter((d) => isDone(this.#record?.codings[d.key])).length;
    this.#part("progress").textContent =
      `Coding ${this.#at + 1} of ${this.#steps.length}; ${done ? countText(done) : "none"} done, kept in this browser.`;
    this.#part<HTMLButtonElement>("back").disabled = this.#at === 0;
    this.#part<HTMLButtonElement>("next").hidden = this.#at === this.#steps.length - 1;
    this.#part("compare").hidden = done === 0;
    this.#part("save").hidden = done === 0;
    this.#part("again").hidden = done === 0;
    this.#part("compare").textContent =
      done < this.#steps.length ? `See the agreement on these ${countText(done)}` : "See the agreement";
  }

  #compare(): void {
    const record = this.#record;
    if (!record) return;
    if (!record.seen) {
      record.seen = new Date().toISOString();
      this.#keep();
    }
    const given = givenLevels(record, this.#steps);
    const heading = this.#document.createElement("h2");
    heading.textContent = "How far you agree";
    heading.tabIndex = -1;
    const note = this.#document.createElement("p");
    note.className = "quiet";
    note.textContent = `The published codings were first shown to you on ${record.seen.slice(0, 10)}; what you code after that is no longer blind.`;
    const parts: HTMLElement[] = [heading, note, ...agreement(this.#document, given, this.evidence)];
    const differing = this.#steps.filter(({key, ...at}) => {
      const own = record.codings[key];
      return own && isDone(own) && own.level !== (this.evidence.codingOf(at)?.level ?? null);
    });
    if (differing.length) {
      const h = this.#document.createElement("h2");
      h.textContent = "The differences, one by one";
      parts.push(h, ...differing.map((step) => this.#difference(step, record)));
    }
    this.#part("result").replaceChildren(...parts);
  }

  #difference(step: Step, record: Recoding): HTMLElement {
    const {key, periodId, reading, set} = step;
    const own = record.codings[key] ?? BLANK;
    const section = this.#document.createElement("details");
    section.className = "difference";
    const summary = this.#document.createElement("summary");
    const period = this.evidence.period(periodId);
    const published = this.evidence.codingOf(step)?.level ?? null;
    summary.textContent = `${set}, ${reading}, ${period ? periodYears(period) : periodId}: yours ${levelText(own.level)}, published ${levelText(published)}`;
    const words = this.#document.createElement("p");
    words.textContent = own.note ? `Your note: ${own.note}` : "You left no note.";
    const rules = this.#document.createElement("table");
    rules.className = "rules";
    rules.createTBody().append(
      ...[own.level, published]
        .filter((d) => d !== null)
        .sort()
        .flatMap((level) => this.#copy(this.#rules, `${set}-${LEVELS.indexOf(level)}`) ?? [])
    );
    const coding = this.#copy(this.#page, `${periodId}-${reading}-${set}`);
    const list = this.#document.createElement("ul");
    list.className = "findings";
    const ids = new Set([
      ...own.ids,
      ...(this.evidence.codingOf(step)?.finding_ids ?? []),
      ...(this.evidence.codingOf(step)?.event_ids ?? [])
    ]);
    list.append(...[...ids].flatMap((id) => this.#copy(this.#page, id) ?? []));
    section.append(summary, words, ...(coding ? [coding] : []), rules, list, this.#verdict(key, own));
    return section;
  }

  #verdict(key: string, own: Given): HTMLElement {
    const set = this.#document.createElement("fieldset");
    set.className = "verdict";
    const legend = this.#document.createElement("legend");
    legend.textContent = "With both before you";
    set.append(legend);
    for (const [value, words] of [
      ["keep", "I keep mine"],
      ["take", "I take the published one"],
      ["open", "It stays open"]
    ] as const) {
      const label = this.#document.createElement("label");
      const radio = this.#document.createElement("input");
      radio.type = "radio";
      radio.name = `verdict-${key}`;
      radio.checked = own.verdict === value;
      radio.addEventListener("change", () => {
        own.verdict = value;
        this.#touched.add(key);
        if (this.#record) this.#record.codings[key] = own;
        this.#keep();
      });
      label.append(radio, ` ${words}`);
      set.append(label);
    }
    return set;
  }

  #save(): void {
    const record = this.#record;
    if (record)
      save(this.#document, `recoding-${record.iso3.toLowerCase()}.csv`, recordText(record, this.#steps));
  }

  #forget(): void {
    const record = this.#record;
    if (!record || !confirm("Throw away your coding of this country? It cannot be had back.")) return;
    try {
      localStorage.removeItem(placeOf(record.iso3));
    } catch {
      // Nothing is kept that could be thrown away.
    }
    void this.#choose(record.iso3);
  }

  #say(words: string): void {
    const p = this.#document.createElement("p");
    p.textContent = words;
    this.#part("notes").replaceChildren(...(words ? [p] : []));
  }
}
