import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {calibrateCrisp, calibrateDirect, directCalibration, direction} from "../../src/analysis/index.js";
import {off, table, vector} from "./vectors.js";

const d01 = vector("d01_calibration_lipset_direct");
const rows = table("d01_calibration_lipset_direct");
const sets = Object.keys(d01.anchors);

const rising = {exclusion: 400, crossover: 550, inclusion: 900};
const falling = {exclusion: 15, crossover: 9.5, inclusion: 5};

describe("calibrateDirect", () => {
  it("gives undefined for a missing value", () => {
    expect(calibrateDirect(undefined, rising)).toBeUndefined();
    expect(calibrateDirect(null, rising)).toBeUndefined();
    expect(calibrateDirect(NaN, rising)).toBeUndefined();
  });
  it("puts the anchors at .047, .5 and .953, rising and falling", () => {
    for (const anchors of [rising, falling]) {
      expect(calibrateDirect(anchors.exclusion, anchors)).toBeCloseTo(0.047426, 6);
      expect(calibrateDirect(anchors.crossover, anchors)).toBe(0.5);
      expect(calibrateDirect(anchors.inclusion, anchors)).toBeCloseTo(0.952574, 6);
    }
  });
  it.each(sets)("reproduces the published memberships of %s (d01)", (set) => {
    for (const row of rows) {
      const m = calibrateDirect(Number(row[`${set}_raw`]), d01.anchors[set]);
      expect(off(m, Number(row[`${set}_computed_6dp`]))).toBeLessThanOrEqual(1e-6);
      expect(Number(m?.toFixed(2)), `${set} of ${row.case}`).toBe(row[`${set}_expected_2dp`]);
    }
  });
  it("does not reproduce them with log odds 2.944 (d01)", () => {
    const logOdds = Math.log(0.95 / 0.05);
    for (const set of sets) {
      const calibrate = directCalibration(d01.anchors[set], {logOdds});
      const misses = rows.filter(
        (row) => Number(calibrate(Number(row[`${set}_raw`]))?.toFixed(2)) !== row[`${set}_expected_2dp`]
      );
      expect(misses.length, set).toBeGreaterThan(0);
    }
  });
  it("stays within 0 and 1 far outside the anchors", () => {
    expect(calibrateDirect(1e9, rising)).toBe(1);
    expect(calibrateDirect(-1e9, rising)).toBe(0);
    expect(calibrateDirect(1e9, falling)).toBe(0);
  });
  it("rises with rising anchors and falls with falling ones", () => {
    fc.assert(
      fc.property(
        fc.double({min: -2000, max: 2000, noNaN: true}),
        fc.double({min: -2000, max: 2000, noNaN: true}),
        (a, b) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          expect(calibrateDirect(high, rising)).toBeGreaterThanOrEqual(calibrateDirect(low, rising) ?? NaN);
          expect(calibrateDirect(high, falling)).toBeLessThanOrEqual(calibrateDirect(low, falling) ?? NaN);
        }
      )
    );
  });
  it("is the negation of itself with exclusion and inclusion exchanged", () => {
    const turned = {exclusion: rising.inclusion, crossover: rising.crossover, inclusion: rising.exclusion};
    fc.assert(
      fc.property(fc.double({min: 0, max: 1500, noNaN: true}), (x) => {
        expect(off(calibrateDirect(x, turned), 1 - (calibrateDirect(x, rising) ?? NaN))).toBeLessThan(1e-12);
      })
    );
  });
  it("names what is wrong with the anchors or the value", () => {
    expect(() => calibrateDirect(1, {exclusion: 1, crossover: 1, inclusion: 2})).toThrow(
      "anchors not in order: 1, 1, 2"
    );
    expect(() => direction({exclusion: 1, crossover: 3, inclusion: 2})).toThrow("1, 3, 2");
    expect(() => direction({exclusion: NaN, crossover: 3, inclusion: 4})).toThrow("NaN, 3, 4");
    expect(() => calibrateDirect(1, rising, {logOdds: 0})).toThrow("log odds not above 0: 0");
    expect(() => calibrateDirect(Infinity, rising)).toThrow("raw value not finite: Infinity");
  });
});

describe("calibrateCrisp", () => {
  const d02 = vector("d02_calibration_lipset_crisp");
  const crisp = table("d02_calibration_lipset_crisp");
  it.each(["DEV", "URB", "LIT", "IND", "SURV"])("reproduces %s (d02)", (set) => {
    for (const row of crisp) {
      expect(calibrateCrisp(Number(row[`${set}_raw`]), d02.thresholds[set])).toBe(row[`${set}_crisp`]);
    }
  });
  it("reproduces a set that falls (d02)", () => {
    for (const row of crisp) {
      expect(calibrateCrisp(Number(row.STB_raw), 10, {direction: "falls"})).toBe(row.STB_crisp);
    }
  });
  it("counts several thresholds (d02)", () => {
    for (const row of crisp) {
      expect(calibrateCrisp(Number(row.DEV_raw), d02.thresholds.DEV_multivalue)).toBe(row.DEV_multivalue);
    }
  });
  it("reaches a threshold when equal to it, and gives undefined for a missing value", () => {
    expect(calibrateCrisp(10, 10)).toBe(1);
    expect(calibrateCrisp(10, 10, {direction: "falls"})).toBe(0);
    expect(calibrateCrisp(NaN, 10)).toBeUndefined();
    expect(calibrateCrisp(5, [])).toBe(0);
  });
});
