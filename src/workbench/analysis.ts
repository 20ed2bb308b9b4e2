/** The analysis as notebooks have it: the library, and what applies it to the evidence. */
export * from "../analysis/index.js";
export {indicatorCases} from "../analysis/indicatorRuns.js";
export {anchorsOf, caseStandings, indicatorStandings, periodYears} from "../analysis/standing.js";
