/** A step is read when its words have come up this far below the picture: less than the least height of a step. */
const LINE = 0.36;

/** Pictures higher than this share of the window leave too little room for words below them. */
const HIGHEST = 0.7;

/**
 * Series of steps: where the window is wide and nobody asked for less motion, the picture stays while the words pass
 * below it, and changes with them; a stepper leads on and back by button. Elsewhere, and on paper, each step keeps its
 * picture in its place. An IntersectionObserver says when a step has come up: what a library would add to it here is
 * its weight.
 */
export function steps(document: Document): void {
  if (!matchMedia("(min-width: 48rem) and (prefers-reduced-motion: no-preference)").matches) return;
  for (const section of document.querySelectorAll<HTMLElement>(".steps")) {
    const all = [...section.querySelectorAll<HTMLElement>(":scope > .step")];
    const figures = all.flatMap((step) => step.querySelector<HTMLElement>(":scope > .figure") ?? []);
    const highest = Math.max(...figures.map(stagedHeight));
    if (all.length < 2 || figures.length !== all.length || highest > innerHeight * HIGHEST) continue;
    stage(section, all, figures);
  }
}

/** How high a figure is on the stage, where what can be read at its own address is left out. */
function stagedHeight(figure: HTMLElement): number {
  const left = [...figure.querySelectorAll<HTMLElement>(":scope > .subtitle, :scope > .figure-tools")];
  return figure.offsetHeight - left.reduce((sum, d) => sum + d.offsetHeight, 0);
}

function stage(section: HTMLElement, all: HTMLElement[], figures: HTMLElement[]): void {
  const document = section.ownerDocument;
  const box = document.createElement("div");
  box.className = "stage";
  const pictures = document.createElement("div");
  pictures.append(...figures);
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  const button = (name: string, by: number) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", () => go(at + by));
    return made;
  };
  const back = button("Back", -1);
  const next = button("Next", 1);
  const stepper = document.createElement("p");
  stepper.className = "stepper";
  // Its table, its citation and what is drawn.
  const alone = document.createElement("a");
  alone.textContent = "This step as a figure of its own";
  stepper.append(back, told, next, alone);
  box.append(pictures, stepper);
  section.prepend(box);
  section.classList.add("staged");
  // As high as the highest: the words do not move when the picture changes.
  pictures.style.minHeight = `${Math.max(...figures.map((d) => d.getBoundingClientRect().height))}px`;

  let at = -1;
  const show = (step: number) => {
    if (step === at || box.hidden) return;
    at = step;
    figures.forEach((figure, i) => {
      figure.hidden = i !== at;
    });
    all.forEach((d, i) => {
      d.classList.toggle("now", i === at);
    });
    told.textContent = `Step ${at + 1} of ${all.length}`;
    const address = figures[at]?.querySelector<HTMLAnchorElement>(".figure-head a")?.href;
    // An essay as one file has nowhere to lead to.
    alone.hidden = !address;
    if (address) alone.href = address;
    back.disabled = at === 0;
    next.disabled = at === all.length - 1;
  };
  const go = (step: number) => {
    const wanted = all[Math.max(0, Math.min(step, all.length - 1))];
    if (!wanted) return;
    const {top} = wanted.getBoundingClientRect();
    // The words stand just below the picture.
    scrollTo({top: scrollY + top - box.offsetHeight - 8, behavior: "smooth"});
    show(all.indexOf(wanted));
  };
  // In pixels from the top of the window. Were it a share of the window alone, a short picture would leave two steps above it.
  const line = () => Math.min(innerHeight * 0.86, box.offsetHeight + innerHeight * LINE);
  const read = () => {
    const passed = all.filter((d) => d.getBoundingClientRect().top < line());
    show(Math.max(0, passed.length - 1));
  };
  const watching = new IntersectionObserver(read, {
    rootMargin: `0px 0px -${Math.round(innerHeight - line())}px 0px`
  });
  for (const step of all) watching.observe(step);
  section.addEventListener("keydown", (event) => {
    if (!(event.target as Element).closest(".stepper")) return;
    const by = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    go(at + by);
  });
  read();
  onPaper(section, {box, pictures, all, figures, shown: () => at});
}

/** Puts each picture back above the words of its step while the page goes to paper. */
function onPaper(
  section: HTMLElement,
  {
    box,
    pictures,
    all,
    figures,
    shown
  }: {box: HTMLElement; pictures: HTMLElement; all: HTMLElement[]; figures: HTMLElement[]; shown(): number}
): void {
  let top = 0;
  addEventListener("beforeprint", () => {
    top = scrollY;
    figures.forEach((figure, i) => {
      figure.hidden = false;
      all[i]?.prepend(figure);
    });
    box.hidden = true;
    section.classList.remove("staged");
  });
  addEventListener("afterprint", () => {
    pictures.append(...figures);
    figures.forEach((figure, i) => {
      figure.hidden = i !== shown();
    });
    box.hidden = false;
    section.classList.add("staged");
    scrollTo({top, behavior: "instant"});
  });
}
