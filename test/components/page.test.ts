import {describe, expect, it} from "vitest";
import {hashId} from "../../src/components/page.js";

describe("hashId", () => {
  it.each([
    ["#aus-2013-practice", "aus-2013-practice"],
    ["#t%C3%BCrkiye", "türkiye"],
    ["", ""],
    ["#%E0%A4%A", "%E0%A4%A"]
  ])("of %j is %j", (hash, id) => {
    expect(hashId(hash)).toBe(id);
  });
});
