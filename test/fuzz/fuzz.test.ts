import {describe, expect, it} from "vitest";
import {readPackage} from "../../loaders/package/read.js";
import {createEvidence} from "../../src/evidence/evidence.js";
import {mutants} from "./mutate.js";
import {fuzz, type Target, targets} from "./targets.js";

describe("a short run of generated inputs", () => {
  const all = targets(createEvidence(readPackage("data")));

  it.each(
    all.map((target) => [target.name, target] as const)
  )("does not upset the reader of %s", (_, target) => {
    fuzz(target, {runs: 500, seed: 20_261_126});
  });

  it("does upset a reader that takes what it must not", () => {
    const careless: Target = {name: "careless", seeds: ["1,2"], read: (text) => void JSON.parse(`[${text}]`)};
    expect(() => fuzz(careless, {runs: 500, seed: 1})).toThrow(/careless, seed 1, number \d+: /);
  });

  it("is the same for the same seed", () => {
    const texts = (seed: number) => Array.from({length: 50}, mutants(["a,b\n1,2\n"], seed));
    expect(texts(3)).toEqual(texts(3));
    expect(texts(3)).not.toEqual(texts(4));
  });
});
