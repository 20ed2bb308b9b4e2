const SETS = ["M", "I", "C", "E"] as const;
const THIRDS = ["0", "⅓", "⅔", "1"];

/** The combination that four levels make, `1100`; above one half is in. */
export function cornerOfLevels(levels: readonly number[]): string {
  return levels.map((level) => (level > 1 ? "1" : "0")).join("");
}

/** A form in which a reader places a government, and then sees how it is coded. Nothing is stored and nothing is sent. */
export function places(document: Document): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.place-form")) {
    const placed = form.parentElement?.querySelector<HTMLElement>(".placed");
    const coded = form.parentElement?.querySelector<HTMLElement>(".coded");
    if (!placed || !coded) continue;
    const names = JSON.parse(form.dataset.names ?? "{}") as Record<string, {name: string; href: string}>;
    const home = document.querySelector<HTMLAnchorElement>("a.home")?.href ?? document.baseURI;
    const levels = () => {
      const data = new FormData(form);
      return SETS.map((set) => (data.has(set) ? Number(data.get(set)) : undefined));
    };
    const show = () => {
      coded.replaceChildren();
      const given = levels();
      const open = SETS.filter((_, i) => given[i] === undefined);
      if (open.length === SETS.length) return;
      if (open.length) {
        placed.textContent = `${open.join(", ")} ${open.length === 1 ? "is" : "are"} still open.`;
        return;
      }
      const corner = cornerOfLevels(given as number[]);
      const words = SETS.filter((_, i) => corner[i] === "1").join("·") || "none of the sets";
      const model = names[corner];
      const name = model
        ? link(document, model.name, new URL(model.href, home).href)
        : "a hybrid without a name";
      placed.replaceChildren(`You put it in ${words}: `, name, ".");
    };
    const compare = () => {
      const option = form.querySelector<HTMLOptionElement>("select[name=government] option:checked");
      if (!option?.value) {
        coded.textContent = "Choose a government from the list to see how it is coded.";
        return;
      }
      const {levels: theirs = "", class: name = "", years = "", href = ""} = option.dataset;
      const given = levels();
      const parts = SETS.map((set, i) => {
        const level = theirs[i] === "-" ? "no level" : (THIRDS[Number(theirs[i])] ?? "no level");
        const yours = given[i];
        if (yours === undefined) return `${set} ${level}`;
        return theirs[i] === String(yours)
          ? `${set} ${level}, as you said`
          : `${set} ${level}, where you said ${THIRDS[yours]}`;
      });
      const page = link(
        document,
        `${option.textContent}, practice, ${years}`,
        new URL(href.replace(/^\//, ""), home).href
      );
      coded.replaceChildren(
        page,
        `: ${parts.join("; ")}. That is ${name === "not classed" ? "no class, for want of a level" : name}.`
      );
    };
    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show();
      compare();
    });
  }
}

function link(document: Document, words: string, href: string): HTMLAnchorElement {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = words;
  return made;
}
