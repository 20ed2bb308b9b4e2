/**
 * Why something did not come, in words for the reader. A tab may stay open over a new release, whose files are others:
 * the page as it is served now then names another script than the one that runs here.
 */
export async function reasonFor(document: Document, error: unknown): Promise<string> {
  if (await isRenewed(document))
    return "the site has been renewed since you opened this page; reload it to go on";
  // A request that comes to nothing is a TypeError, whose words differ from browser to browser.
  if (error instanceof TypeError) return "what it needs did not arrive; if it stays so, reload the page";
  return error instanceof Error ? error.message : "no connection";
}

async function isRenewed({scripts}: Document): Promise<boolean> {
  const own = [...scripts].map((d) => /\/(site\.\w+\.js)$/.exec(d.src)?.[1]).find(Boolean);
  try {
    const answer = await fetch(location.pathname, {cache: "no-cache"});
    return own !== undefined && answer.ok && !(await answer.text()).includes(own);
  } catch {
    return false;
  }
}
