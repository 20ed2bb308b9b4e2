import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import {columns, orderOf} from "../../src/components/columns.js";

describe("the order of countries in a matrix", () => {
  it("goes from the largest number to the smallest, equal ones as they were", () => {
    expect(orderOf([1, 3, 2, 3, 0])).toEqual([1, 3, 2, 0, 4]);
  });

  it("moves heads, answers and totals together, and back again", () => {
    const {document} = parseHTML(
      `<!doctype html><html><body><div class="scroll"><table data-columns="Countries"><thead><tr><th>Q</th><th>Item</th><th>n</th><th>AUS</th><th>CAN</th></tr></thead><tbody><tr><td>1</td><th>a</th><td>1</td><td>no</td><td>yes</td></tr></tbody><tfoot><tr><td></td><th>All</th><td></td><td>4</td><td>9</td></tr></tfoot></table></div></body></html>`
    );
    columns(document as unknown as Document);
    const select = document.querySelector("select");
    const texts = () =>
      [...document.querySelectorAll("tr")].map((d) => [...d.children].map((c) => c.textContent));
    const before = texts();
    const choose = (value: string) => {
      for (const option of select?.querySelectorAll("option") ?? []) {
        if (option.getAttribute("value") === value) option.setAttribute("selected", "");
        else option.removeAttribute("selected");
      }
      select?.dispatchEvent(new (document.defaultView as unknown as typeof globalThis).Event("change"));
    };
    choose("total");
    expect(texts().map((d) => d.slice(3))).toEqual([
      ["CAN", "AUS"],
      ["yes", "no"],
      ["9", "4"]
    ]);
    choose("name");
    expect(texts()).toEqual(before);
  });
});
