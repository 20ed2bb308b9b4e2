import {join} from "node:path";
import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import {createSite} from "../../loaders/pages/site.js";
import {figures} from "../../src/figures/index.js";
import {viewContent} from "../../src/forms/content.js";
import {drawings} from "../../src/forms/drawing.js";
import {PAINTS, paint, paintOf} from "../../src/forms/paint.js";
import {picture} from "../../src/forms/picture.js";
import {namedViews} from "../../src/forms/views.js";

const site = createSite();
const views = namedViews(site.evidence);
const HOME = "https://example.org/fm";
const [day, night] = [paintOf(PAINTS.light), paintOf(PAINTS.dark)];

/** One view of each figure: of those with a choice of countries, a small one. */
const chosen = figures.map(({id}) => {
  const own = views.filter((d) => d.figure.id === id);
  const named = ["australia", "australia-canada"].flatMap((name) => own.filter((d) => d.name === name));
  return named[0] ?? own[0];
});

describe.each(chosen.map((d) => [d?.id ?? "", d] as const))("the complete picture of %s", (id, named) => {
  if (!named) throw new Error(`no view ${id}`);
  const content = viewContent(named, site, {home: HOME});
  const {svg} = picture(content, drawings(content, site).wide);
  const files = {light: paint(svg, day), dark: paint(svg, night)};
  const lines = (text: string) => text.replaceAll("><", ">\n<");

  it.each(["light", "dark"] as const)("is as kept, in %s", async (theme) => {
    const name = `${id.replace("/", "-")}${theme === "dark" ? ".dark" : ""}.svg`;
    await expect(lines(files[theme])).toMatchFileSnapshot(join("..", "output", "pictures", name));
  });

  it("says inside itself what it is, where it is from, and under which licence", () => {
    const {document} = parseHTML(`<body>${files.light}</body>`);
    const said = [...document.querySelectorAll("svg > g[aria-hidden] text")].map((d) => d.textContent ?? "");
    // Long lines are broken between words, an address after a slash.
    const words = said.join(" ");
    for (const text of [content.title, content.finding, content.subtitle, content.note])
      expect(words).toContain(text);
    expect(said.join("")).toContain(`${HOME}/view/${id}`);
    expect(words).toContain(`${site.date}. CC BY 4.0`);
    expect(words).toContain(`Version ${site.version}.`);
  });

  it("differs in the dark by its colours alone", () => {
    const bare = (text: string) => text.replace(/#[0-9a-f]{3,8}\b/gi, "#");
    expect(bare(files.dark)).toBe(bare(files.light));
    expect(files.dark).not.toBe(files.light);
  });
});
