/** Stands in bundles for what citation-js would fetch with: nothing here is fetched. */
export default undefined;
export const Headers = undefined;
