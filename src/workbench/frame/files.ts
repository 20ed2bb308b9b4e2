import type {Library} from "../protocol.js";

/** A file handed to the notebook, read as Observable's `FileAttachment` reads one. */
export interface Attachment {
  name: string;
  text(): Promise<string>;
  json(): Promise<unknown>;
  arrayBuffer(): Promise<ArrayBuffer>;
  blob(): Promise<Blob>;
  url(): Promise<string>;
  image(): Promise<HTMLImageElement>;
  csv(options?: {typed?: boolean; array?: boolean}): Promise<unknown[]>;
  tsv(options?: {typed?: boolean; array?: boolean}): Promise<unknown[]>;
}

/** The files of a notebook, by name. */
export function createFiles(library: (name: Library) => Promise<unknown>) {
  const files = new Map<string, ArrayBuffer>();

  function FileAttachment(name: string): Attachment {
    const path = String(name).replace(/^\.\//, "");
    const bytes = files.get(path);
    if (!bytes)
      throw new Error(
        `No file called “${path}” is here. ${files.size ? `There are: ${[...files.keys()].join(", ")}.` : "Drop one on the page, or open one."}`
      );
    const text = async () => new TextDecoder().decode(bytes);
    const blob = async () => new Blob([bytes]);
    const url = async () => URL.createObjectURL(await blob());
    const rows = async (delimiter: string, {typed = false, array = false} = {}) => {
      const Papa = (await library("Papa")) as typeof import("papaparse");
      const {data, meta, errors} = Papa.parse<Record<string, unknown>>(
        (await text()).replace(/^\ufeff/, ""),
        {
          header: !array,
          delimiter,
          dynamicTyping: typed,
          skipEmptyLines: true
        }
      );
      const [problem] = errors;
      if (problem) throw new Error(`${path}, row ${(problem.row ?? 0) + 2}: ${problem.message}`);
      return Object.assign(data, {columns: meta.fields});
    };
    return {
      name: path,
      text,
      blob,
      url,
      json: async () => JSON.parse(await text()),
      arrayBuffer: async () => bytes.slice(0),
      csv: (options) => rows(",", options),
      tsv: (options) => rows("\t", options),
      image: async () => {
        const image = new Image();
        image.src = await url();
        await image.decode();
        return image;
      }
    };
  }

  return {FileAttachment, take: (name: string, bytes: ArrayBuffer) => void files.set(name, bytes)};
}
