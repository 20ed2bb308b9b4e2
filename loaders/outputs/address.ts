/**
 * Where the site will live, from `FM_SITE`: `https://example.org/four-models`, without a slash at its end. Empty when
 * it is not known; addresses are then written from the root of the site. Throws when it is no address of the web.
 */
export function siteAddress(given = process.env.FM_SITE ?? ""): string {
  if (!given) return "";
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.search || parsed.hash)
    throw new Error(`FM_SITE is no address of a site: ${given}`);
  return parsed.href.replace(/\/+$/, "");
}
