/** A finger or a pointer this many pixels from a mark still means it: targets are 24 pixels wide at least. */
const NEAR = 12;

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
      const mark = nearest(box, event);
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
    const mark = nearest(box, event);
    first = event.pointerType === "touch" && mark !== shown;
    if (mark) show(mark);
    else hide();
  });
  on("click", (event) => {
    const target = event.target as Element;
    const mark = target.closest("svg a");
    if (first && mark) event.preventDefault();
    else if (!mark && !first && target.closest("svg"))
      nearest(box, event)?.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
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
    const next = mark && step(mark, event.key);
    if (!next) return;
    event.preventDefault();
    mark.setAttribute("tabindex", "-1");
    next.removeAttribute("tabindex");
    next.focus();
  });
}

/** The mark at a place, or the one nearest to it within reach; of several the one whose middle is nearest. */
function nearest(box: Element, {clientX: x, clientY: y}: MouseEvent): Element | undefined {
  let found: Element | undefined;
  let least = NEAR;
  for (const mark of box.querySelectorAll("svg a")) {
    const {left, right, top, bottom} = mark.getBoundingClientRect();
    // Marks of a picture that is not displayed have no box.
    if (right === left && bottom === top) continue;
    const gap = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    const cost = gap + Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2) / 1e4;
    if (cost < least) [found, least] = [mark, cost];
  }
  return found;
}

/** The mark an arrow key leads to: left and right along the order of drawing, up and down to what is nearest there. */
function step(mark: Element, key: string): SVGAElement | undefined {
  const marks = [...(mark.closest("svg")?.querySelectorAll<SVGAElement>("a") ?? [])];
  const at = marks.indexOf(mark as SVGAElement);
  if (key === "ArrowRight") return marks[at + 1];
  if (key === "ArrowLeft") return marks[at - 1];
  if (key === "Home") return marks[0];
  if (key === "End") return marks.at(-1);
  const sign = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (!sign) return;
  const here = mark.getBoundingClientRect();
  let found: SVGAElement | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const other of marks) {
    const there = other.getBoundingClientRect();
    const down = sign * (there.top + there.bottom - here.top - here.bottom);
    const cost = down + 2 * Math.abs(there.left + there.right - here.left - here.right);
    if (down > 4 && cost < least) [found, least] = [other, cost];
  }
  return found;
}
