import {describe, expect, it} from "vitest";
import {overUsual, sinceUsual} from "../../src/components/controls.js";

describe("an address of a page that chose a state of its figure", () => {
  const usual = "countries=AUS,CAN&instrument=indicator&v=1";

  it("is laid over what the page chose", () => {
    expect(overUsual("rule=minimum", usual)).toBe("countries=AUS,CAN&instrument=indicator&rule=minimum");
    expect(overUsual("instrument=case", usual)).toBe("countries=AUS,CAN&instrument=case");
    expect(overUsual("c=FRA", usual)).toBe("instrument=indicator&c=FRA");
    expect(overUsual("rule=minimum", "")).toBe("rule=minimum");
  });

  it("says what differs from it, also where that is the usual state of the figure", () => {
    const choices = (instrument: string, countries: string[]) => ({instrument, countries});
    const told = (query: string, instrument: string, countries: string[]) =>
      sinceUsual(query, usual, choices(instrument, countries));
    expect(told("countries=AUS,CAN&instrument=indicator&v=1", "indicator", ["AUS", "CAN"])).toBe("");
    expect(told("countries=AUS,CAN&v=1", "case", ["AUS", "CAN"])).toBe("v=1&instrument=case");
    expect(told("instrument=indicator&rule=minimum&v=1", "indicator", ["AUS", "CAN", "FRA"])).toBe(
      "rule=minimum&v=1&countries=AUS,CAN,FRA"
    );
    expect(sinceUsual("rule=minimum&v=1", "", {})).toBe("rule=minimum&v=1");
  });

  it("comes back the same", () => {
    const query = "countries=AUS,CAN&v=1";
    const address = sinceUsual(query, usual, {instrument: "case", countries: ["AUS", "CAN"]});
    expect(overUsual(address, usual)).toBe("countries=AUS,CAN&instrument=case&v=1");
  });
});
