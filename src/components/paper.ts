import {drawingOf} from "./later.js";

/**
 * Pictures that have not come yet are put in their places before the page goes to paper. The browser takes the page as
 * it stands when this returns, so each is asked for and waited for, which nothing but this old request can do; where
 * that fails the image stays, and may still come.
 */
export function paper(document: Document): void {
  addEventListener("beforeprint", () => {
    for (const image of document.querySelectorAll<HTMLImageElement>("img[loading=lazy]")) {
      const drawn = drawingOf(textNow(image.src));
      if (drawn) image.replaceWith(document.importNode(drawn, true));
      else image.loading = "eager";
    }
  });
}

function textNow(address: string): string {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  try {
    request.send();
  } catch {
    return "";
  }
  return request.status === 200 ? request.responseText : "";
}
