import {getDocumentProxy} from "unpdf";

/** A page of a PDF. */
export interface PaperPage {
  /** Its words as they were set down, letters and figures alone. */
  text: string;
  /** How far down its last line stands, as a share of its height. */
  filled: number;
}

/** Lower than this, in points, stands only the number of the page. */
const FOOT = 50;

/** Letters and figures alone: where a line breaks makes no difference. */
export function plain(text: string): string {
  return text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
}

/** Reads a PDF page by page. */
export async function paperPages(pdf: Buffer): Promise<PaperPage[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  return Promise.all(
    Array.from({length: document.numPages}, async (_, i) => {
      const page = await document.getPage(i + 1);
      const {height} = page.getViewport({scale: 1});
      const {items} = await page.getTextContent();
      const lines = items.flatMap((d) => ("str" in d && d.transform[5] > FOOT ? [d] : []));
      const last = Math.min(height, ...lines.filter((d) => d.str.trim()).map((d) => d.transform[5]));
      return {text: plain(lines.map((d) => d.str).join("")), filled: 1 - last / height};
    })
  );
}
