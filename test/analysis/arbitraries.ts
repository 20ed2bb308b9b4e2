import fc from "fast-check";

/** A membership, 0 to 1. */
export const membership = fc.double({min: 0, max: 1, noNaN: true});

/** A membership clearly off .5. */
const decided = membership.filter((m) => Math.abs(m - 0.5) > 1e-6);

/** A membership or a missing one. */
export const maybe = fc.option(membership, {nil: undefined, freq: 4});

/** Memberships in the four sets. */
export const mice = fc.record({M: membership, I: membership, C: membership, E: membership});

/** Memberships in the four sets, none of them at .5. */
export const decidedMice = fc.record({M: decided, I: decided, C: decided, E: decided});
