import {cpSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseHTML} from "linkedom";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {evidenceFile} from "../../../loaders/outputs/evidenceFile.js";
import {checkPackage} from "../../../loaders/package/check.js";
import {expand} from "../../../loaders/pages/markdown.js";
import {createSite, type Site} from "../../../loaders/pages/site.js";
import {releaseOf} from "../../../loaders/release/files.js";
import {indicator} from "../../../src/figures/indicator.js";
import {defaultView, fromQuery} from "../../../src/figures/view.js";
import {namedViews} from "../../../src/forms/views.js";
import {performanceBudgeting} from "../oecd/datasets.js";
import {createWorld, type World} from "../oecd/world.js";

const PAGE =
  "{{surveys.state}}\n{{surveys.answers}}\n{{surveys.published}}\n{{surveys.seen}}\n{{surveys.waves}}";

function render(site: Site, text = PAGE, params: Record<string, string> = {}) {
  const {document} = parseHTML(
    `<!doctype html><html><body>${expand(text, {path: "/surveys/", params}, site)}</body></html>`
  );
  return document;
}

describe("the page of the surveys without a snapshot", {timeout: 60_000}, () => {
  const site = createSite({folder: "data"});
  const text = render(site).body.textContent ?? "";

  it.runIf(!site.surveys.length)(
    "says plainly that the answers have not been loaded, and how to load them",
    () => {
      expect(text).toContain("answers to the performance budgeting survey 2023 have not been loaded");
      expect(text).toContain("npm run refresh -- perbud-2023");
      expect(text).toContain("npm run refresh -- spending-review-2023");
    }
  );

  it("tells readers of a refresh that failed", () => {
    const failure = {
      id: "spending-review-2023",
      at: "2031-02-03T04:05:06Z",
      kind: "server",
      message: "it was closed"
    };
    const failed = {...site, failures: new Map([[failure.id, failure]])};
    expect(render(failed).body.textContent).toContain("The last try, on 2031-02-03, failed: it was closed.");
  });

  it("shows the published counts from 2011 to 2023 and Australia’s eight answers, each with its source", () => {
    const document = render(site);
    const [published, seen] = ["Published counts", "Answers of single countries"].map((name) =>
      document.querySelectorAll(`[aria-label="${name}"] tbody tr`)
    );
    expect(published).toHaveLength(site.evidence.tables.survey_aggregates.length);
    expect(text).toContain("Performance information informs yearly allocations2028");
    expect([...(seen ?? [])].filter((d) => d.textContent?.startsWith("Australia"))).toHaveLength(8);
    for (const row of [...(published ?? []), ...(seen ?? [])]) {
      expect(row.querySelector("td:last-child a")?.getAttribute("href")).toMatch(
        /^\/evidence\/sources|^\/data|#/
      );
    }
  });
});

describe("the site with a snapshot, whose answers but Australia’s are invented", {timeout: 120_000}, () => {
  let world: World;
  let folder: string;
  let site: Site;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fm-surveys-"));
    cpSync("data", folder, {recursive: true});
    rmSync(join(folder, "oecd"), {recursive: true, force: true});
    world = await createWorld([performanceBudgeting({others: 32})]);
    await world.run("perbud-2023", {data: folder});
    site = createSite({folder});
  });

  afterAll(async () => {
    await world.end();
    rmSync(folder, {recursive: true, force: true});
  });

  it("passes the check of the package", () => {
    expect(checkPackage(folder).problems).toEqual([]);
  });

  it("shows every item by every country, with what was not selected told from what was not answered", () => {
    const document = render(site);
    const table = document.querySelector(".matrix table");
    expect(table?.querySelectorAll("thead th")).toHaveLength(3 + 33);
    const rows = [...(table?.querySelectorAll("tbody tr") ?? [])];
    expect(rows).toHaveLength(10);
    const place = [...(table?.querySelectorAll("thead th") ?? [])].findIndex((d) => d.textContent === "AUS");
    const australia = new Map(
      rows.map((d) => [d.querySelector("a")?.textContent, d.children[place]?.textContent])
    );
    expect([...australia.values()].filter((d) => d === "yes")).toHaveLength(8);
    expect(australia.get('b. An item of this fixture, with a comma and "quotes"')).toBe("no");
    expect(document.body.textContent).toContain("none holds 0");
    expect(document.body.textContent).toContain(
      "Of the eight answers seen before in a preview of the data, eight"
    );
  });

  it("holds its counts against those published, and matches none by the number alone", () => {
    const rows = [...render(site).querySelectorAll('[aria-label^="Counts beside"] tbody tr')].map((d) =>
      [...d.children].map((cell) => cell.textContent)
    );
    expect(rows[0]).toEqual(["Members answering the survey", "33", "33", "Countries with an answer"]);
    expect(rows.slice(1).every((d) => d[2] === "–")).toBe(true);
    expect(rows.find((d) => d[1] === "20 of 28")?.[3]).toMatch(/^Not yet\. Same number: Q_MC_/);
    const matched = site.evidence.tables.survey_aggregates.map((d) =>
      d.item_id === "use_managerial" ? {...d, measure_code: "Q_MC_Q5-a"} : d
    );
    const tables = {...site.evidence.tables, survey_aggregates: matched};
    const other = render({...site, evidence: {...site.evidence, tables}});
    const row = [...other.querySelectorAll('[aria-label^="Counts beside"] tbody tr')].find((d) =>
      d.textContent?.startsWith("Performance information guides managers")
    );
    expect(row?.className).toBe("differs");
    expect(row?.textContent).toContain("Differs. Q_MC_Q5-a");
  });

  it("puts a country’s answers on its page", () => {
    const document = render(site, "{{country.answers}}", {country: "australia"});
    expect(document.body.textContent).toContain(
      "It selected eight of the ten items that it answered; the survey has ten"
    );
    expect(document.querySelectorAll(".answers b")).toHaveLength(8);
  });

  it("gives the file away as it is kept, with its record", () => {
    const {files} = releaseOf(site);
    const kept = readFileSync(join(folder, "oecd/perbud-2023.csv"));
    expect(Buffer.compare(Buffer.from(files.get("oecd/perbud-2023.csv") ?? ""), kept)).toBe(0);
    const text = render(site, "{{data.snapshots}}").body.textContent;
    expect(text).toContain("Performance budgeting survey 2023");
    const links = [...render(site).querySelectorAll('a[href^="/data/oecd/"]')].map((d) =>
      d.getAttribute("href")
    );
    expect(links.every((d) => files.has((d ?? "").replace("/data/", "")))).toBe(true);
    expect(links.length).toBe(2);
  });

  it("lets an item be chosen as an indicator, and makes no named view of it", () => {
    const {evidence} = site;
    const {view, notes} = fromQuery("indicator=perbud-2023.Q_MC_Q5-a", indicator, evidence);
    expect(notes).toEqual([]);
    const rows = indicator.rows(evidence, view);
    const item = site.surveys[0]?.questions.flatMap((d) => d.items).find((d) => d.code === "Q_MC_Q5-a");
    expect(rows.filter((d) => d.value === 1)).toHaveLength(item?.selected ?? -1);
    expect(rows.filter((d) => d.value !== undefined)).toHaveLength(item?.answered ?? -1);
    expect(indicator.finding(rows, view, evidence)).toMatch(/countries that answered selected this/);
    expect(defaultView(indicator, evidence).options.indicator).not.toContain("perbud");
    expect(namedViews(evidence).some((d) => d.id.includes("perbud"))).toBe(false);
    expect(evidenceFile(site)).toContain("perbud-2023.Q_MC_Q5-a");
  });
});
