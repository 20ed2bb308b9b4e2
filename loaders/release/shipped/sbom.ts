import {execFile} from "node:child_process";
import {promisify} from "node:util";

/** Name of the file at the root of the site. */
export const sbomName = "sbom.cdx.json";

/**
 * The software bill of materials (CycloneDX), as npm writes it from the lock file: every package that building and
 * checking the site installs, with its version, licence and checksum. Without what changes from run to run.
 * @param date day of the release, ISO 8601
 */
export async function sbom(date: string): Promise<string> {
  const words = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  const {stdout} = await promisify(execFile)("npm", words, {maxBuffer: 64 * 2 ** 20});
  return lasting(stdout, date);
}

/**
 * A bill without its serial number, the tool that wrote it and the moment of writing, and with the project's name where
 * npm puts that of the folder it stands in, so that the same lock file gives the same bytes.
 */
export function lasting(bill: string, date: string): string {
  const {serialNumber: _, metadata = {}, ...rest} = JSON.parse(bill);
  const {tools: __, component, ...kept} = metadata;
  const name = String(component["bom-ref"]).replace(/@[^@]*$/, "");
  const lasts = {...kept, component: {...component, name}, timestamp: `${date}T00:00:00Z`};
  return `${JSON.stringify({...rest, metadata: lasts})}\n`;
}
