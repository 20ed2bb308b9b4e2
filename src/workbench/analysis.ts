/** The analysis as notebooks have it: the library, and what applies it to the evidence. */
export {caseRuns} from "../analysis/caseRuns.js";
export {challenged, PUBLISHED} from "../analysis/challenge.js";
export {codingAgreement} from "../analysis/codingAgreement.js";
export * from "../analysis/index.js";
export {indicatorCases, indicatorRuns} from "../analysis/indicatorRuns.js";
export {movedBetween} from "../analysis/moved.js";
export {anchorsOf, caseStandings, indicatorStandings, periodYears} from "../analysis/standing.js";
