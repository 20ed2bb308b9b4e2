/**
 * The analysis of Four Models: from indicators to sets, corners and models, with reliability, set relations
 * and robustness. Pure functions without dependencies, for Node and the browser. Source ids in the comments
 * (RAGIN2008, KRIPP2011 and so on) are those of the project's bibliography.
 */

export * from "./agreement.js";
export * from "./bootstrap.js";
export * from "./calibration.js";
export * from "./chain.js";
export * from "./choices.js";
export * from "./coderShares.js";
export * from "./cohenKappa.js";
export * from "./composite.js";
export * from "./expression.js";
export * from "./fit.js";
export * from "./idealTypes.js";
export {
  type Alpha,
  type AlphaOptions,
  type Code,
  type CoderRow,
  krippendorffAlpha,
  type Level
} from "./krippendorff.js";
export * from "./ladder.js";
export {type Memberships, MICE, type SetKey, TOLERANCE} from "./membership.js";
export {
  type Expectations,
  fitSolution,
  type MinimiseOptions,
  minimise,
  type Solution,
  type SolutionFit,
  type SolutionKind,
  type SolutionModel
} from "./minimise.js";
export * from "./monteCarlo.js";
export * from "./moves.js";
export {
  type Corner,
  type CornerMembership,
  cornerMembership,
  cornerName,
  cornerOf,
  corners,
  isHalf,
  propertySpace,
  type SetOrder
} from "./propertySpace.js";
export * from "./random.js";
export * from "./reliability.js";
export {
  type Defined,
  defined,
  isMissing,
  type Maybe,
  type Result,
  type Undefined,
  undefinedBecause
} from "./result.js";
export * from "./robustCore.js";
export * from "./robustness.js";
export {AGGREGATIONS, type Aggregate, type Aggregation, aggregate, and, negate, or} from "./sets.js";
export * from "./sobol.js";
export * from "./truthTable.js";
