import {put} from "./later.js";

/**
 * Pictures that have not come yet are put in their places before the page goes to paper. The browser takes the page as
 * it stands when this returns, so each is asked for and waited for, which nothing but this old request can do; where
 * that fails the image stays, and may still come.
 */
export function paper(document: Document): void {
  addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll<HTMLElement>(".coming"))
      put(box, textNow(box.querySelector("img")?.src ?? ""));
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
