/**
 * Predict first, then see: a reader answers by native inputs, sends the answer, and sees it beside what the evidence
 * gives. The answer stays in the page: nothing is stored and nothing is sent. Without scripts the form is not shown and
 * the answer can be opened.
 */
export function predictions(document: Document): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.ask")) {
    const answer = form.nextElementSibling as HTMLDetailsElement | null;
    const yours = answer?.querySelector(".yours");
    if (!answer || !yours) continue;
    form.addEventListener("input", ({target}) => {
      if (!(target instanceof HTMLInputElement)) return;
      const told = target.parentElement?.querySelector("output");
      if (told) told.textContent = target.value;
    });
    const line = form.dataset.kind === "line" ? lineOf(form) : undefined;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = new FormData(form).getAll("value").map(String);
      if (!given.length) {
        yours.textContent = "";
        form.querySelector("input")?.focus();
        return;
      }
      answer.open = true;
      yours.textContent = verdict(given, (form.dataset.answer ?? "").split(","), form.dataset.kind);
      line?.("answered");
    });
  }
}

/** What is said of an answer: right, or what it was; for a line, how many of its points were hit. */
export function verdict(given: readonly string[], answer: readonly string[], kind = "number"): string {
  if (kind === "line") {
    const hit = given.filter((d, i) => Number(d) === Number(answer[i])).length;
    return `Your line meets the evidence at ${hit} of ${answer.length} points.`;
  }
  const [said = ""] = given;
  const right = kind === "number" ? Number(said) === Number(answer[0]) : said === answer.join(",");
  return right ? `You said ${said}, and so does the evidence.` : `You said ${said}.`;
}

const [WIDTH, HEIGHT, PAD] = [440, 150, 14];

/** Draws the inputs of a form as a line that can be drawn on; once answered, the line of the evidence joins it. */
function lineOf(form: HTMLFormElement): (state: "answered") => void {
  const document = form.ownerDocument;
  const inputs = [...form.querySelectorAll<HTMLInputElement>("input[type=range]")];
  const [from, to] = [Number(inputs[0]?.min), Number(inputs[0]?.max)];
  const answer = (form.dataset.answer ?? "").split(",").map(Number);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("drawn");
  const x = (i: number) => PAD + (i * (WIDTH - 2 * PAD)) / Math.max(1, inputs.length - 1);
  const y = (value: number) => HEIGHT - PAD - ((value - from) / (to - from)) * (HEIGHT - 2 * PAD);
  const path = (name: string) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "path");
    made.classList.add(name);
    svg.append(made);
    return made;
  };
  const [evidence, yours] = [path("theirs"), path("ours")];
  const points = (values: readonly number[]) =>
    values.map((d, i) => `${i ? "L" : "M"}${x(i)},${y(d)}`).join("");
  const draw = () => yours.setAttribute("d", points(inputs.map((d) => Number(d.value))));
  const take = (event: PointerEvent) => {
    const box = svg.getBoundingClientRect();
    const i = Math.round((((event.clientX - box.left) / box.width) * WIDTH - PAD) / (x(1) - x(0)));
    const input = inputs[Math.max(0, Math.min(i, inputs.length - 1))];
    if (!input) return;
    const share = 1 - (((event.clientY - box.top) / box.height) * HEIGHT - PAD) / (HEIGHT - 2 * PAD);
    input.value = String(from + share * (to - from));
    input.dispatchEvent(new Event("input", {bubbles: true}));
  };
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    take(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId)) take(event);
  });
  form.addEventListener("input", draw);
  form.prepend(svg);
  draw();
  return () => evidence.setAttribute("d", points(answer));
}
