import {describe, expect, it} from "vitest";
import {agreement, type PlacedCase} from "../../src/analysis/index.js";

const rows: (PlacedCase & {id: string})[] = [
  {id: "PRT", placed: "PA", found: "PA"},
  {id: "SWE", placed: "MOP", found: "MOP"},
  {id: "NLD", placed: "MOP", found: "PM"},
  {id: "AUS", placed: "PM", found: "MOP"},
  {id: "CAN", placed: "PM", found: "PA"},
  {id: "FIN", placed: "PM", found: "hybrid"},
  {id: "NZL", placed: "PM", found: undefined}
];

describe("agreement", () => {
  const result = agreement(rows);
  it("counts placements against classes over the five models and hybrid", () => {
    expect(result.table.categories).toEqual(["PRE", "PA", "MOP", "PM", "PG", "hybrid"]);
    expect(result.table.table[3]).toEqual([0, 1, 1, 0, 0, 1]);
    expect(result.table).toMatchObject({n: 6, of: 7});
    expect(result.share.value).toBeCloseTo(1 / 3, 12);
    // Observed 2/6; by chance (1*2 + 2*2 + 3*1)/36.
    expect(result.kappa.value).toBeCloseTo((2 / 6 - 9 / 36) / (1 - 9 / 36), 12);
  });
  it("leaves hybrids out of what needs an order", () => {
    expect(result.weightedKappa.n).toBe(5);
    expect(result.alpha).toMatchObject({units: 5, level: "ordinal"});
    expect(result.alpha.value).toBeLessThan(1);
  });
  it("lists disagreements, the furthest first and hybrids last, as they were given", () => {
    expect(result.disagreements.map(({id}) => id)).toEqual(["CAN", "NLD", "AUS", "FIN"]);
    expect(result.disagreements[0]).toBe(rows[4]);
    expect(result.unclassed.map(({id}) => id)).toEqual(["NZL"]);
  });
  it("is not defined without placements or without variation", () => {
    const none = agreement([]);
    expect(none.share.reason).toBe("no placed case has a class");
    expect(none.kappa.reason).toBe("no unit was rated by both");
    expect(none.alpha.reason).toBe("no unit has two codes");
    expect(agreement([{placed: "PA", found: "PA"}]).kappa.value).toBeUndefined();
    expect(agreement([{placed: "PA", found: "PA"}]).share.value).toBe(1);
  });
});
