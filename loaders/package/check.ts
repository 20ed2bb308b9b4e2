import {checkDescriptor} from "./describe.ts";
import {type DataPackage, readDescriptor} from "./descriptor.ts";
import {checkFolder} from "./folder.ts";
import {checkKeys} from "./keys.ts";
import {loadPackage, type ReadText, textIn} from "./load.ts";
import {type Problem, sortProblems} from "./problem.ts";
import {checkCodings, checkComplete, checkPeriods} from "./rules/codings.ts";
import {checkIndicators, checkObservations, checkSeries, checkSurveys} from "./rules/data.ts";
import {checkDynamics} from "./rules/dynamics.ts";
import {checkAreas, checkNames, checkReleases, checkSources} from "./rules/names.ts";
import type {Rule} from "./rules/rule.ts";
import {checkYears} from "./rules/years.ts";

/** What the check of a package found. */
export interface Report {
  /** Sorted by file, row and column; empty when all is well. */
  problems: Problem[];
  /** Number of rows by table. */
  counts: Map<string, number>;
}

/** How a package is checked. */
export interface CheckOptions {
  /** Day against which years are held, ISO 8601. */
  today?: string;
  /** Where texts come from; by default the files of the folder. */
  readText?: ReadText;
}

/** Rules that look at more than one cell. */
const rules: Rule[] = [
  checkYears,
  checkNames,
  checkAreas,
  checkSources,
  checkReleases,
  checkPeriods,
  checkCodings,
  checkComplete,
  checkSeries,
  checkObservations,
  checkIndicators,
  checkSurveys,
  checkDynamics
];

/**
 * Checks a data package: descriptor, files, cells, keys, and the rules between tables. Reports everything at once.
 * @throws when there is no readable descriptor in the folder
 */
export function checkPackage(folder: string, options: CheckOptions = {}): Report {
  const descriptor = readDescriptor(folder);
  const {problems, counts} = checkTables(descriptor, {readText: textIn(folder), ...options});
  return {problems: sortProblems([...checkFolder(folder, descriptor), ...problems]), counts};
}

/** Checks the descriptor and the tables alone, without what only the folder can tell. */
export function checkTables(
  descriptor: DataPackage,
  {today = new Date().toISOString().slice(0, 10), readText = () => undefined}: CheckOptions = {}
): Report {
  const loaded = loadPackage(descriptor, readText);
  const problems = [
    ...checkDescriptor(descriptor),
    ...loaded.problems,
    ...checkKeys(loaded),
    ...rules.flatMap((rule) => rule(loaded, {today}))
  ];
  const counts = new Map([...loaded.tables].map(([name, rows]) => [name, rows.length]));
  return {problems: sortProblems(problems), counts};
}
