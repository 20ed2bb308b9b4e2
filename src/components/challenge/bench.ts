import {type Challenge, type CodingOverride, challenged, changeCount} from "../../analysis/challenge.js";
import {indicatorCases, RUNS, runOptions} from "../../analysis/indicatorRuns.js";
import type {ClassShares} from "../../analysis/monteCarlo.js";
import {caseStandings, indicatorStandings, type Standing} from "../../analysis/standing.js";
import {type Evidence, READINGS} from "../../evidence/evidence.js";
import {CHALLENGE_NAMES, challengeQuery, challengeWords, readChallenge} from "../../figures/challenge.js";
import {sentenceCase} from "../../figures/format.js";
import {MAX_QUERY} from "../../figures/view.js";
import {siteFile} from "../load.js";
import type {Studio} from "../studio.js";
import {showClaims} from "./claims.js";
import {type DistanceTables, distanceTables, sameCodings, sameIndicators} from "./distances.js";
import {
  codingLevers,
  codingOf,
  followCrossover,
  followSlide,
  oddsText,
  readLevers,
  setLevers
} from "./levers.js";
import {movesOf} from "./outcome.js";
import {patchFiles, readPatches} from "./patch.js";
import {drawIn, type Running} from "./runs.js";

/** Brings the levers of the page to life: every change is worked out, shown and written into the address. */
export function openBench(bench: HTMLElement, studio: Studio): void {
  new Bench(bench, studio).follow();
}

class Bench {
  readonly #bench: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #evidence: Evidence;
  readonly #fromOwn: boolean;
  readonly #cases: readonly Standing[];
  readonly #byIndicators: readonly Standing[];
  readonly #published: readonly Standing[];
  readonly #tables: DistanceTables;
  #challenge: Challenge;
  #running: Running | undefined;
  #writing = 0;

  constructor(
    bench: HTMLElement,
    readonly studio: Studio
  ) {
    this.#bench = bench;
    this.#form = this.#part<HTMLFormElement>("form.levers");
    this.#evidence = studio.evidenceOf(location.search);
    this.#fromOwn = this.#evidence !== studio.evidence;
    this.#cases = casesOf(this.#evidence);
    this.#byIndicators = indicatorStandings(this.#evidence);
    this.#published = [...this.#cases, ...this.#byIndicators];
    this.#tables = distanceTables(bench.ownerDocument, studio.evidence);
    this.#challenge = this.#read(location.search);
  }

  /** Listens to levers, buttons and the address. */
  follow(): void {
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("input", ({target}) => this.#move(target as HTMLElement));
    this.#part("[data-name]").addEventListener("input", () => this.#change(this.#levers()));
    this.#part("[data-reset]").addEventListener("click", () => this.#set(this.#read("")));
    this.#part("[data-patch]").addEventListener("click", () => this.#download());
    this.#part("[data-load]").addEventListener(
      "change",
      ({target}) => void this.#load(target as HTMLInputElement)
    );
    this.#part("[data-runs]").addEventListener("click", () => void this.#draw());
    this.#part("[data-cancel]").addEventListener("click", () => this.#running?.cancel());
    addEventListener("popstate", () => this.#set(this.#read(location.search), {write: false}));
    const country = new URLSearchParams(location.search).get("country");
    const select = this.#part<HTMLSelectElement>("[name=country]");
    if (country && [...select.options].some((d) => d.value === country)) select.value = country;
    // A lever moved while the page was on its way counts; without one the address does.
    const fromAddress = changeCount(this.#challenge) > 0;
    this.#set(fromAddress ? this.#challenge : this.#levers(), {write: !fromAddress});
  }

  #part<T extends HTMLElement>(selector: string): T {
    const found = this.#bench.querySelector<T>(selector);
    if (!found) throw new Error(`the page has no ${selector}`);
    return found;
  }

  #query(): string {
    return [this.#fromOwn ? "data=own" : "", challengeQuery(this.#challenge)].filter(Boolean).join("&");
  }

  #read(query: string): Challenge {
    const notes: string[] = [];
    const challenge = readChallenge(new URLSearchParams(query), this.#evidence, notes);
    this.#say(notes);
    return challenge;
  }

  #levers(codings: readonly CodingOverride[] = this.#challenge.codings): Challenge {
    const name = this.#part<HTMLInputElement>("[data-name]").value.trim();
    return readLevers(this.#form, this.#evidence, {codings, name});
  }

  #move(target: HTMLElement): void {
    const lever = target.closest<HTMLElement>("[data-indicator]");
    const name = target.getAttribute("name");
    if (lever && name === "slide") followCrossover(lever);
    else if (lever && name === "crossover") followSlide(lever);
    if (name === "country") {
      this.#showCodings();
      return;
    }
    let {codings} = this.#challenge;
    if (target instanceof HTMLSelectElement && target.dataset.coding) {
      const changed = codingOf(target);
      if (changed) codings = [...codings.filter((d) => keyOf(d) !== keyOf(changed)), changed];
    }
    this.#change(this.#levers(codings));
    if (name === "coder" || target.dataset.coding) this.#markCodings();
  }

  /** Puts the page into the state of a challenge that does not come from its levers. */
  #set(challenge: Challenge, {write = true} = {}): void {
    setLevers(this.#form, challenge, this.#evidence);
    this.#part<HTMLInputElement>("[data-name]").value = challenge.name;
    this.#change(challenge, {write});
    this.#showCodings();
  }

  #change(challenge: Challenge, {write = true} = {}): void {
    this.#running?.cancel();
    this.#challenge = challenge;
    this.#part("[data-tools]").hidden = !changeCount(challenge);
    const odds = this.#form.querySelector(".slide output");
    if (odds) odds.textContent = oddsText(challenge.logOdds);
    this.#show();
    const query = this.#query();
    if (write) this.#write(query);
    this.#inTurns(query, [() => this.#picture(query), () => this.#showDistances(), () => this.#showClaims()]);
  }

  /** What moves and what was changed, in words. */
  #show(): void {
    const {ownerDocument: document} = this.#bench;
    const now = challenged(this.#evidence, this.#challenge);
    const {lead, list} = movesOf(document, this.#published, this.#standingsOf(now), {
      evidence: this.#evidence,
      changed: changeCount(this.#challenge) > 0,
      home: siteFile(document, "")
    });
    this.#part("[data-told]").replaceChildren(lead);
    this.#part("[data-moves]").replaceChildren(...list);
    this.#part("[data-changes]").replaceChildren(
      ...challengeWords(this.#challenge, this.#evidence, {sourceName: (id) => this.#sourceName(id)}).map(
        (words) => {
          const item = document.createElement("li");
          item.textContent = sentenceCase(words);
          return item;
        }
      )
    );
  }

  /** How far each country is from moving. */
  #showDistances(runs?: readonly ClassShares[]): void {
    this.#tables.show(challenged(this.#evidence, this.#challenge), runs);
  }

  /** A source as the lever that leaves it out names it. */
  #sourceName(id: string): string {
    const box = this.#bench.querySelector(`[name=source][value="${CSS.escape(id)}"]`);
    return box?.nextElementSibling?.textContent ?? id;
  }

  /** Every standing that a challenge can move; those of an instrument it leaves alone are not worked out again. */
  #standingsOf(now: Evidence): Standing[] {
    return [
      ...(sameCodings(now, this.#evidence) ? this.#cases : casesOf(now)),
      ...(sameIndicators(now, this.#evidence) ? this.#byIndicators : indicatorStandings(now))
    ];
  }

  #showCodings(): void {
    const iso3 = this.#part<HTMLSelectElement>("[name=country]").value;
    const {ownerDocument: document} = this.#bench;
    this.#part("[data-codings]").replaceChildren(
      ...(iso3
        ? codingLevers(document, iso3, {
            evidence: this.#evidence,
            challenge: this.#challenge,
            home: siteFile(document, "")
          })
        : [])
    );
  }

  /** Levels follow the coder; the lever that is being used stays where it is. */
  #markCodings(): void {
    const now = challenged(this.#evidence, this.#challenge);
    for (const select of this.#bench.querySelectorAll<HTMLSelectElement>("[data-coding]")) {
      const key = codingOf(select);
      if (!key) continue;
      const level = now.codingOf(key)?.level ?? null;
      select.value = level === null ? "" : String(level);
      select
        .closest("td")
        ?.classList.toggle("moved", level !== (this.#evidence.codingOf(key)?.level ?? null));
    }
  }

  #write(query: string): void {
    clearTimeout(this.#writing);
    this.#writing = window.setTimeout(() => {
      const long = query.length > MAX_QUERY;
      if (long)
        this.#say([
          "These changes are too many for an address; download them as a patch to keep or share them."
        ]);
      else {
        const whole = [...figureParts(location.search), query].filter(Boolean).join("&");
        history.replaceState(null, "", location.pathname + (whole ? `?${whole}` : ""));
      }
    }, 200);
  }

  /**
   * Does what takes longer after the words are on the screen, each step in a turn of its own so that the page answers in
   * between; a lever that is moved again makes what is left pointless.
   */
  #inTurns(query: string, [step, ...further]: readonly (() => void)[]): void {
    if (!step) return;
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (query !== this.#query()) return;
        step();
        this.#inTurns(query, further);
      })
    );
  }

  #showClaims(): void {
    showClaims(this.#part("[data-claims]"), challenged(this.#evidence, this.#challenge), this.#evidence);
  }

  #picture(query: string): void {
    for (const figure of this.#bench.ownerDocument.querySelectorAll<HTMLElement>("figure[data-figure]")) {
      const form = this.#bench.ownerDocument.querySelector<HTMLFormElement>(
        `.figure-controls[data-for="${figure.id}"]`
      );
      const own = form
        ? new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
        : new URLSearchParams();
      const countries = own.getAll("countries").join(",");
      own.delete("countries");
      if (countries) own.set("countries", countries);
      void this.studio.draw(figure, [own.toString(), query].filter(Boolean).join("&"));
    }
  }

  async #draw(): Promise<void> {
    const progress = this.#part("[data-progress]");
    const bar = this.#part<HTMLProgressElement>("progress");
    const now = challenged(this.#evidence, this.#challenge);
    bar.value = 0;
    progress.hidden = false;
    this.#running?.cancel();
    try {
      this.#running = drawIn(
        siteFile(this.#bench.ownerDocument, "runs.js"),
        {...indicatorCases(now), options: runOptions(now)},
        {
          onProgress: (done) => {
            bar.value = done / RUNS;
          }
        }
      );
      const shares = await this.#running.result;
      if (shares) this.#showDistances(shares);
    } catch (error) {
      this.#say([`The draws could not be made (${error instanceof Error ? error.message : error}).`]);
    } finally {
      progress.hidden = true;
    }
  }

  #download(): void {
    for (const {name, text} of patchFiles(this.#evidence, this.#challenge))
      save(this.#bench.ownerDocument, name, text);
  }

  async #load(input: HTMLInputElement): Promise<void> {
    const files = await Promise.all(
      [...(input.files ?? [])].map(async (file) => ({name: file.name, text: await file.text()}))
    );
    input.value = "";
    const {challenge, notes} = readPatches(files, this.#evidence, this.#challenge);
    this.#set(challenge);
    this.#say(notes);
  }

  #say(sentences: readonly string[]): void {
    const {ownerDocument: document} = this.#bench;
    this.#part("[data-notes]").replaceChildren(
      ...sentences.map((sentence) => {
        const p = document.createElement("p");
        p.textContent = sentence;
        return p;
      })
    );
  }
}

function keyOf({periodId, reading, set}: CodingOverride): string {
  return `${periodId}:${reading}:${set}`;
}

/** The standings by codings: both readings of every period. */
function casesOf(evidence: Evidence): Standing[] {
  return READINGS.flatMap((reading) => caseStandings(evidence, {reading}));
}

/** Hands a text to the reader as a file. */
export function save(document: Document, name: string, text: string): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([text], {type: "text/csv;charset=utf-8"}));
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The parts of an address that are a choice of the figure and not of the levers. */
function figureParts(search: string): string[] {
  const ours = new Set([...CHALLENGE_NAMES, "data", "country", "v"]);
  return search
    .slice(1)
    .split("&")
    .filter((part) => part && !ours.has(part.replace(/=.*$/s, "")));
}
