/**
 * What a cell shows, as markup that means the same elsewhere: with what its inputs hold written into it, with ids of the
 * cell's own, and with coordinates to two decimals, so that two runs give the same text.
 */
export function snapshot(root: HTMLElement, cell: number): string {
  const copy = root.cloneNode(true) as HTMLElement;
  const now = [...root.querySelectorAll<HTMLInputElement>("input, select, textarea")];
  [...copy.querySelectorAll<HTMLInputElement>("input, select, textarea")].forEach((field, i) => {
    const {value, checked, type} = now[i] as HTMLInputElement;
    if (field instanceof HTMLSelectElement)
      [...field.options].forEach((option, k) => {
        option.toggleAttribute("selected", (now[i] as unknown as HTMLSelectElement).options[k]?.selected);
      });
    else if (field instanceof HTMLTextAreaElement) field.textContent = value;
    else if (type === "checkbox" || type === "radio") field.toggleAttribute("checked", checked);
    else if (type !== "file") field.setAttribute("value", value);
  });
  const pictures = [...root.querySelectorAll("canvas")];
  [...copy.querySelectorAll("canvas")].forEach((canvas, i) => {
    const image = document.createElement("img");
    image.alt = canvas.getAttribute("aria-label") ?? "";
    image.width = canvas.clientWidth || canvas.width;
    image.src = pictures[i]?.toDataURL() ?? "";
    canvas.replaceWith(image);
  });
  for (const element of copy.querySelectorAll("svg, svg *"))
    for (const {name, value} of [...element.attributes])
      if (PLACES.test(name)) element.setAttribute(name, value.replace(/(\.\d{2})\d+/g, "$1"));
  return rename(copy, cell).innerHTML;
}

/** Attributes that place and size what is drawn. */
const PLACES = /^(?:d|points|transform|viewBox|width|height|r|[cd]?[xy]|[xy][12]|rx|ry)$/;

/** Gives every id in the markup, and all that speak of it, a name of the cell's own. */
function rename(root: HTMLElement, cell: number): HTMLElement {
  const names = new Map<string, string>();
  for (const element of root.querySelectorAll("[id]")) {
    const name = `r${cell}-${names.size + 1}`;
    names.set(element.id, name);
    element.id = name;
  }
  // Plot names its pictures by class, with a counter.
  for (const style of root.querySelectorAll("svg > style")) {
    const name = /\.(plot-[0-9a-f]+)\b/.exec(style.textContent ?? "")?.[1];
    if (!name) continue;
    style.textContent = (style.textContent ?? "").replaceAll(`.${name}`, ".plot");
    style.parentElement?.classList.replace(name, "plot");
  }
  if (!names.size) return root;
  for (const style of root.querySelectorAll("style"))
    style.textContent = (style.textContent ?? "").replace(/#([\w-]+)/g, (all, id: string) =>
      names.has(id) ? `#${names.get(id)}` : all
    );
  for (const element of root.querySelectorAll("*"))
    for (const {name, value} of [...element.attributes]) {
      if (name === "id") continue;
      const own = value
        .replace(/url\((["']?)[^#)]*#([^"')]+)\1\)/g, (all, _, id: string) =>
          names.has(id) ? `url(#${names.get(id)})` : all
        )
        .replace(/^#(.+)$/, (all, id: string) => (names.has(id) ? `#${names.get(id)}` : all));
      const found = /^(?:for|list|aria-(?:labelledby|describedby|controls|owns))$/.test(name)
        ? own.replace(/\S+/g, (id) => names.get(id) ?? id)
        : own;
      if (found !== value) element.setAttribute(name, found);
    }
  return root;
}
