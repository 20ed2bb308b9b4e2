/**
 * The one script for pages that show figures: `/embed/v1/four-models.js`. It keeps frames as tall as their content, and
 * makes the element
 *
 * ```html
 * <four-models figure="membership" countries="AUS,CAN"><img src="…/view/membership/australia-canada.svg" alt="…"></four-models>
 * ```
 *
 * A picture that the element holds is shown until somebody touches it; then a frame takes its place, which answers.
 * Without one the frame is there at once. It asks for nothing else, stores nothing and leaves the page’s style alone.
 */
const home = new URL("../../", (document.currentScript as HTMLScriptElement).src).href;

/** Attributes that are no choice of a figure. */
const OWN = ["view", "class", "id", "style", "title", "lang", "dir", "slot", "hidden"];

addEventListener("message", ({data, source, origin}) => {
  if (data?.type !== "four-models:height") return;
  const {id, height} = data as {id: unknown; height: unknown};
  for (const frame of ownFrames()) {
    if (frame.contentWindow !== source || !frame.src.startsWith(home) || !(Number(height) > 0)) continue;
    // A sandboxed frame has no origin of its own.
    if (origin !== new URL(home).origin && !(origin === "null" && frame.sandbox.length)) continue;
    const view = /view\/([\w/-]+)\.html/.exec(frame.src)?.[1];
    if (view && view !== id) continue;
    frame.style.height = `${Math.min(5000, Number(height))}px`;
    frame.dispatchEvent(new Event("settled"));
  }
});

const elements = new Set<FourModels>();

function ownFrames(): HTMLIFrameElement[] {
  return [...document.querySelectorAll("iframe"), ...[...elements].flatMap((d) => d.frame ?? [])];
}

class FourModels extends HTMLElement {
  frame: HTMLIFrameElement | undefined;

  connectedCallback(): void {
    if (this.shadowRoot) return;
    elements.add(this);
    const slot = document.createElement("slot");
    const root = this.attachShadow({mode: "open"});
    root.append(slot);
    this.style.display = "block";
    this.style.position = "relative";
    // Content may still be on its way when the script is run by the parser.
    const wake = () => this.wake(slot);
    const waits = () => this.querySelector("img");
    if (waits() || document.readyState === "loading") {
      for (const type of ["pointerenter", "focusin", "touchstart"])
        this.addEventListener(type, wake, {once: true, passive: true});
      addEventListener("DOMContentLoaded", () => waits() || wake());
    } else wake();
  }

  disconnectedCallback(): void {
    elements.delete(this);
  }

  private wake(slot: HTMLSlotElement): void {
    if (this.frame) return;
    const frame = document.createElement("iframe");
    this.frame = frame;
    const {style} = frame;
    frame.src = this.address();
    frame.title = this.title || this.querySelector("img")?.alt || "Four Models";
    style.cssText = "display:block;width:100%;border:0";
    const held = this.childElementCount > 0;
    // Laid over what is there until it knows its height, so that nothing jumps.
    if (held) style.cssText += ";position:absolute;inset:0;opacity:0;height:100%;pointer-events:none";
    else {
      style.height = "480px";
      frame.loading = "lazy";
    }
    frame.addEventListener("settled", () => {
      const focused = this.contains(document.activeElement);
      slot.remove();
      style.position = style.inset = style.opacity = style.pointerEvents = "";
      if (focused) frame.focus();
    });
    this.shadowRoot?.append(frame);
  }

  private address(): string {
    const view = this.getAttribute("view");
    const theme = this.getAttribute("theme");
    if (view && /^[a-z]+\/[\w-]+$/.test(view))
      return `${home}view/${view}.html${theme ? `?theme=${theme}` : ""}`;
    const query = new URLSearchParams();
    for (const {name, value} of this.attributes) if (!OWN.includes(name)) query.set(name, value);
    return `${home}embed/v1/figure.html?${query}`;
  }
}

// Frames that were there first may have told their height to nobody.
for (const {src, contentWindow} of document.querySelectorAll("iframe")) {
  if (src.startsWith(home)) contentWindow?.postMessage({type: "four-models:ready"}, "*");
}

if (!customElements.get("four-models")) customElements.define("four-models", FourModels);
