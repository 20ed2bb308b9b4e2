/** Elements that do something, load something or speak for the page. */
const UNSAFE =
  "script, iframe, frame, object, embed, applet, link, meta, base, form[action], template, portal, audio, video, source, foreignObject script, animate, set, animateTransform, animateMotion";

/** Addresses that only lead somewhere, or hold a picture. */
const SAFE_ADDRESS = /^(?:https?:|mailto:|#|data:image\/(?:png|jpeg|gif|webp|svg\+xml);)/i;

/**
 * Markup that a notebook made, without anything that could act in another page: no scripts, no frames, no handlers, no
 * addresses but links and pictures in place. `parser` never runs what it reads.
 */
export function cleanMarkup(markup: string, parser: DOMParser): string {
  const {body} = parser.parseFromString(`<!doctype html><body>${markup}`, "text/html");
  for (const element of body.querySelectorAll(UNSAFE)) element.remove();
  for (const element of body.querySelectorAll("*"))
    for (const {name, value} of [...element.attributes]) {
      const address = /^(?:href|xlink:href|src|srcset|action|formaction|background|poster|ping|data)$/i.test(
        name
      );
      // A picture may be in place; a link may not hold a page of its own.
      const safe =
        SAFE_ADDRESS.test(value.trim()) && !(/^a$/i.test(element.localName) && /^data:/i.test(value.trim()));
      if (/^on/i.test(name) || name === "srcdoc" || (address && !safe)) element.removeAttribute(name);
      if (name === "style" && /url\(\s*["']?(?!#|data:image)|expression|@import/i.test(value))
        element.removeAttribute(name);
    }
  for (const style of body.querySelectorAll("style"))
    if (/@import|url\(\s*["']?(?!#|data:image)/i.test(style.textContent ?? "")) style.remove();
  return body.innerHTML;
}
