import {nearestMark, walk} from "../figures/touch.js";

/**
 * Makes the marks of pictures answer to pointer, finger, focus and arrow keys. The tip says the sentence of the mark,
 * which is its name already for those who listen; it can be hovered, stays until the pointer or the focus leaves, and
 * goes with Escape. The first touch of a mark shows its tip, the second follows its link. `box` must be positioned.
 */
export function liven(box: HTMLElement): void {
  const tip = box.ownerDocument.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  box.append(tip);
  let shown: Element | undefined;
  let leaving = 0;
  // Whether the click to come is the first touch of a mark.
  let first = false;

  const show = (mark: Element) => {
    clearTimeout(leaving);
    if (mark === shown) return;
    hide();
    shown = mark;
    mark.classList.add("at");
    tip.textContent = mark.getAttribute("aria-label");
    tip.hidden = false;
    const at = mark.getBoundingClientRect();
    const room = box.getBoundingClientRect();
    const left = at.left - room.left + (at.width - tip.offsetWidth) / 2;
    const above = at.top - room.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(0, Math.min(left, room.width - tip.offsetWidth))}px`;
    tip.style.top = `${above < 0 ? at.bottom - room.top + 6 : above}px`;
  };
  const hide = () => {
    shown?.classList.remove("at");
    shown = undefined;
    tip.hidden = true;
  };
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 150) as unknown as number;
  };
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listen: (event: HTMLElementEventMap[K]) => void
  ) => box.addEventListener(type, listen);

  on("pointermove", (event) => {
    if (tip.contains(event.target as Node)) clearTimeout(leaving);
    else {
      const mark = nearestMark(box, event);
      if (mark) show(mark);
      else if (shown) leave();
    }
  });
  // A finger leaves at once; its tip stays until the next touch.
  on("pointerleave", (event) => {
    if (event.pointerType !== "touch") leave();
  });
  on("pointerdown", (event) => {
    if (tip.contains(event.target as Node)) return;
    const mark = nearestMark(box, event);
    first = event.pointerType === "touch" && mark !== shown;
    if (mark) show(mark);
    else hide();
  });
  on("click", (event) => {
    const target = event.target as Element;
    const mark = target.closest("svg a");
    if (first && mark) event.preventDefault();
    else if (!mark && !first && target.closest("svg"))
      nearestMark(box, event)?.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
    first = false;
  });
  on("focusin", (event) => {
    const mark = (event.target as Element).closest("svg a");
    if (mark) show(mark);
    else hide();
  });
  on("focusout", leave);
  on("keydown", (event) => {
    if (event.key === "Escape") hide();
    const mark = (event.target as Element).closest<SVGAElement>("svg a");
    const next = mark && walk(mark, event.key, {whole: event.ctrlKey});
    if (!next) return;
    event.preventDefault();
    mark.setAttribute("tabindex", "-1");
    next.removeAttribute("tabindex");
    next.focus();
  });
}
