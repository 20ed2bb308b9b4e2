/** Opens what hides the target of the address, now and whenever the address changes; full addresses are written out. */
export function openTargets(document: Document): void {
  const open = () => {
    const target = document.getElementById(hashId(location.hash));
    for (let d = target?.closest("details"); d; d = d.parentElement?.closest("details")) d.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
  for (const here of document.querySelectorAll<HTMLElement>(".here")) {
    const link = here.closest("figure")?.querySelector<HTMLAnchorElement>(".figure-head a");
    if (link) here.textContent = link.href;
  }
}

/** The id that a hash names; what cannot be decoded is taken as it is. */
export function hashId(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}
