import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {html} from "../../../loaders/pages/html.js";
import {fileParking, passThrough, readParked, unpark} from "../../../loaders/pages/parking.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "four-models-"));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

describe("parking", () => {
  it("gives back what was parked, through a file", () => {
    const file = join(folder, "parked.ndjson");
    const parking = fileParking(file);
    const made = [html`<p>1\n\u2028</p>`, html`<p>$& $1</p>`];
    const page = made.map((markup) => parking.park(markup)).join(" and ");
    expect(page).toMatch(/^<!--parked [\w-]+--> and <!--parked [\w-]+-->$/);
    expect(unpark(page, readParked(file), {up: "."})).toBe(made.join(" and "));
  });

  it("makes addresses from the root relative, and leaves others alone", () => {
    const markup =
      '<a class="x" href="/countries/aland#a">a</a><a href="https://example.org/b">b</a><form action="/search"></form><a href="#c">c</a><img src="/d.png">';
    const page = unpark("<!--parked k-1-->", new Map([["k-1", markup]]), {up: ".."});
    expect(page).toBe(
      '<a class="x" href="../countries/aland#a">a</a><a href="https://example.org/b">b</a><form action="../search"></form><a href="#c">c</a><img src="../d.png">'
    );
  });

  it("stops at what was never parked", () => {
    expect(() => unpark("<!--parked k-9-->", new Map(), {up: "."})).toThrow("nothing was parked as k-9");
    expect(readParked(join(folder, "none"))).toEqual(new Map());
  });

  it("can be passed through", () => {
    expect(passThrough.park(html`<p>1</p>`)).toBe("<p>1</p>");
  });
});
