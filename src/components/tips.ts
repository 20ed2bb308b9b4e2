import {nearestMark, seriesOf, seriesSentence, walk} from "../figures/touch.js";

/** A mark of a picture, or a term with its definition at hand. */
const TIPPED = ".picture a, [data-tip]";

/**
 * Tips for marks and terms, by pointer, focus and keys. A tip can be hovered, stays until the pointer or the focus
 * leaves, and goes with Escape (WCAG 1.4.13); a pointer near a mark means it (2.5.8). Arrow keys walk the marks of a
 * picture; Escape without a tip leads from a mark to the picture as a whole, and an arrow or Enter back into it.
 */
export function tips(document: Document): void {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  // What it says is the name of the mark, which a screen reader has read already.
  tip.setAttribute("aria-hidden", "true");
  const told = document.createElement("div");
  told.className = "told";
  told.setAttribute("role", "status");
  document.body.append(tip, told);
  let shown: Element | null = null;
  let leaving = 0;

  const show = (target: Element) => {
    clearTimeout(leaving);
    if (shown === target) return;
    shown?.classList.remove("at");
    shown = target;
    target.classList.add("at");
    tip.textContent = wordsOf(target);
    tip.hidden = false;
    place(tip, target);
  };
  const hide = () => {
    shown?.classList.remove("at");
    shown = null;
    tip.hidden = true;
  };
  const leave = () => {
    clearTimeout(leaving);
    leaving = window.setTimeout(hide, 120);
  };
  /** What a pointer means: what it is on, or in a picture the mark next to it. */
  const meant = (event: MouseEvent) => {
    const target = event.target as Element;
    const picture = target.closest(".picture");
    return target.closest(TIPPED) ?? (picture && nearestMark(picture, event)) ?? null;
  };

  document.addEventListener("pointermove", (event) => {
    if ((event.target as Element).closest(".tip")) return clearTimeout(leaving);
    const target = meant(event);
    // A finger comes over a term as it comes down on it; that is left to the first touch.
    if (target?.matches("[data-tip]") && event.pointerType === "touch") return;
    if (target) show(target);
    else if (shown && document.activeElement !== shown) leave();
  });
  document.addEventListener("pointerleave", ({pointerType}) => {
    if (pointerType !== "touch") leave();
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("a") || !(event.target as Element).closest(".picture svg")) return;
    meant(event)?.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
  });
  // The first touch of a term or a number shows its tip, the second follows its link.
  let first = false;
  document.addEventListener(
    "pointerdown",
    ({pointerType, target}) => {
      const tipped = (target as Element).closest("[data-tip]");
      first = pointerType === "touch" && tipped !== null && tipped !== shown;
      if (first && tipped) show(tipped);
    },
    {capture: true}
  );
  document.addEventListener("click", (event) => {
    if (first && (event.target as Element).closest("[data-tip]")) event.preventDefault();
    first = false;
  });
  document.addEventListener("focusin", (event) => {
    const target = (event.target as Element).closest(TIPPED);
    if (target) show(target);
    else if (shown) hide();
  });
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => {
    const target = event.target as Element;
    const picture = target.closest<SVGSVGElement>(".picture svg");
    if (event.key === "Escape") {
      // The first Escape takes the tip away, the next leads from the mark to the whole picture.
      if (shown) hide();
      else if (picture && picture !== target) {
        picture.setAttribute("tabindex", "-1");
        picture.focus();
      }
      return;
    }
    if (!picture) return;
    const mark = target.closest("a");
    const next = mark ? walk(mark, event.key, {whole: event.ctrlKey}) : enter(picture, event.key);
    if (!next) return;
    event.preventDefault();
    for (const other of picture.querySelectorAll("a:not([tabindex])")) other.setAttribute("tabindex", "-1");
    next.removeAttribute("tabindex");
    next.focus();
    if (!mark || pageOf(mark) !== pageOf(next)) told.textContent = seriesSentence(next);
  });
}

/** From the picture as a whole to the mark that the walk was last at, or to its first. */
function enter(picture: Element, key: string): SVGAElement | null {
  if (!["Enter", "ArrowDown", "ArrowRight", "Home"].includes(key)) return null;
  return picture.querySelector<SVGAElement>("a:not([tabindex])") ?? seriesOf(picture)[0]?.[0] ?? null;
}

/** The page that a mark leads to: marks of one series lead to one page. */
function pageOf(mark: Element): string {
  return (mark.getAttribute("href") ?? "").replace(/#.*/, "");
}

/** Puts the tip above its target, or below where there is no room, within the window. */
function place(tip: HTMLElement, target: Element): void {
  const box = target.getBoundingClientRect();
  const {width, height} = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), innerWidth - width - 8);
  const above = box.top - height - 6;
  tip.style.left = `${Math.max(8, left) + scrollX}px`;
  tip.style.top = `${(above > 4 ? above : box.bottom + 6) + scrollY}px`;
}

/** What a tip says: its own words, the words of the note on the page that it leads to, or the name of the mark. */
function wordsOf(target: Element): string | null {
  const own = target.getAttribute("data-tip");
  if (own !== "") return own ?? target.getAttribute("aria-label");
  const note = target.ownerDocument.getElementById(target.getAttribute("href")?.slice(1) ?? "");
  return (note?.querySelector(".tip-text") ?? note)?.textContent?.replace(/\s*↑\s*$/, "") ?? null;
}
