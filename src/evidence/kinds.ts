/** Words that several tables of the data package share. */

/** The four sets: measured, incorporated and used inside, coherent, external and open. */
export type SetKey = "M" | "I" | "C" | "E";

/** The four models and the state before them. */
export type ModelKey = "PRE" | "PA" | "MOP" | "PM" | "PG";

/** Why there is no value. */
export type MissingKind = "not-applicable" | "source-silent" | "not-coded" | "contested";

/** How far a text of a government and its working are looked at. */
export type Reading = "official" | "practice";

/** How sure a finding or a coding is. */
export type Confidence = "high" | "medium" | "low";

/** A coded level: 0, one third, two thirds, 1, as written in the tables. */
export type Level = 0 | 0.333333 | 0.666667 | 1;

/** What the evidence on a country allows. */
export type Depth = "deep" | "partial" | "thin" | "indicator-only";

/** Who read: two independent readings and the settled value. */
export type CoderKey = "reader-a" | "reader-b" | "settled";

/** How the indicators of a set become one membership. */
export type Aggregation = "mean" | "minimum" | "maximum" | "geometric";

/** A fact can be looked up: bibliography key, and where in that source. */
export interface Cited {
  source_id: string;
  locator: string;
}
