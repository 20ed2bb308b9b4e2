/** A mark of a picture, or a term with its definition at hand. */
const TIPPED = ".picture a, [data-tip]";

/**
 * Tips for marks and terms, by pointer, focus and arrow keys. A tip can be hovered, stays until the pointer or the
 * focus leaves, and goes with Escape (WCAG 1.4.13). Arrow keys walk the marks of a picture.
 */
export function tips(document: Document): void {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  // What it says is the name of the mark, which a screen reader has read already.
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  let shown: Element | null = null;
  let leaving = 0;

  const show = (target: Element) => {
    clearTimeout(leaving);
    if (shown === target) return;
    shown?.classList.remove("at");
    shown = target;
    target.classList.add("at");
    tip.textContent = target.getAttribute("data-tip") ?? target.getAttribute("aria-label");
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

  document.addEventListener("pointerover", (event) => {
    const target = (event.target as Element).closest(TIPPED);
    // A finger comes over a term as it comes down on it; that is left to the first touch.
    if (target?.matches("[data-tip]") && event.pointerType === "touch") return;
    if (target) show(target);
    else if ((event.target as Element).closest(".tip")) clearTimeout(leaving);
    else if (shown) leave();
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
    if (event.key === "Escape") hide();
    const mark = (event.target as Element).closest(".picture a");
    const step = mark && walk(mark, event.key);
    if (!step) return;
    event.preventDefault();
    mark.setAttribute("tabindex", "-1");
    step.removeAttribute("tabindex");
    (step as SVGElement).focus();
  });
}

/** The mark that an arrow key leads to: left and right along the order of drawing, up and down by what is nearest. */
export function walk(mark: Element, key: string): Element | null {
  const marks: Element[] = [...(mark.closest("svg")?.querySelectorAll("a") ?? [])];
  const at = marks.indexOf(mark);
  if (key === "ArrowRight") return marks[at + 1] ?? null;
  if (key === "ArrowLeft") return marks[at - 1] ?? null;
  if (key === "Home") return marks[0] ?? null;
  if (key === "End") return marks[marks.length - 1] ?? null;
  if (key !== "ArrowUp" && key !== "ArrowDown") return null;
  const here = middle(mark);
  const sign = key === "ArrowDown" ? 1 : -1;
  const ahead = marks.filter((d) => sign * (middle(d).y - here.y) > 2);
  const cost = (d: Element) => Math.abs(middle(d).y - here.y) + 2 * Math.abs(middle(d).x - here.x);
  return ahead.sort((a, b) => cost(a) - cost(b))[0] ?? null;
}

function middle(element: Element): {x: number; y: number} {
  const {left, right, top, bottom} = element.getBoundingClientRect();
  return {x: (left + right) / 2, y: (top + bottom) / 2};
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
