import {readFileSync} from "node:fs";
import {join} from "node:path";
import {Spec, Validation} from "@cyclonedx/cyclonedx-library";
import {describe, expect, it} from "vitest";
import {lasting, sbom} from "../../../loaders/release/shipped/sbom.js";
import {licenceTexts, shippedLibraries} from "../../../loaders/release/shipped/shipped.js";

const root = join(import.meta.dirname, "../../..");

/** Licences under which others may use a site that ships the library, without asking. */
const FREE = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD"];

describe("the libraries that pages can load", async () => {
  const libraries = await shippedLibraries();

  it("are found, each at the version that is installed", () => {
    const names = libraries.map((d) => d.name);
    expect(names).toContain("@observablehq/plot");
    const whole = libraries.map((d) => `${d.name} ${d.version}`);
    expect(new Set(whole).size).toBe(whole.length);
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    for (const {name, version} of libraries) {
      const versions = Object.entries(lock.packages as Record<string, {version: string}>)
        .filter(([path]) => path.endsWith(`node_modules/${name}`))
        .map(([, d]) => d.version);
      expect(versions, name).toContain(version);
    }
  });

  it("are each under a licence that lets them travel, with its text", () => {
    for (const {name, licence, text} of libraries) {
      expect(FREE, name).toContain(licence);
      expect(text.length > 300 || text.includes("carries no text"), name).toBe(true);
    }
  });

  it("are all named in the text of licences, with the project's own and the typeface's", () => {
    const texts = licenceTexts(libraries, root);
    for (const {name, version} of libraries) expect(texts).toContain(`${name} ${version} (`);
    expect(texts).toContain("Four Models, code (MIT)");
    expect(texts).toContain("SIL OPEN FONT LICENSE");
  });
});

it("are searched for advisories at the versions that are installed (else: search again, docs/standards.md)", () => {
  const [, advisories = ""] = readFileSync(join(root, "docs/standards.md"), "utf8").split(
    "## Known advisories"
  );
  const first = advisories.match(/^\| [^|]+/gm)?.join("\n") ?? "";
  const looked = [...first.matchAll(/([@\w/.-]+) (\d+\.\d+\.\d+)/g)];
  expect(looked.length).toBeGreaterThan(20);
  const {packages} = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const installed = Object.entries<{version: string}>(packages).map(
    ([path, d]) => `${path.replace(/^.*node_modules\//, "")} ${d.version}`
  );
  for (const [found] of looked) expect(installed, "docs/standards.md").toContain(found);
});

describe("the bill of materials", () => {
  it("loses what changes from run to run, and nothing else", () => {
    const bill = (serial: string, moment: string, tool: string, folder: string) =>
      JSON.stringify({
        bomFormat: "CycloneDX",
        serialNumber: serial,
        metadata: {
          timestamp: moment,
          tools: [tool],
          component: {"bom-ref": "four-models@1.2.3", name: folder}
        },
        components: [{name: "d3"}]
      });
    const made = lasting(bill("urn:uuid:1", "2031-01-01T10:11:12.131Z", "npm 1", "here"), "2031-02-03");
    expect(made).toBe(
      lasting(bill("urn:uuid:2", "2032-01-01T00:00:00.000Z", "npm 2", "there"), "2031-02-03")
    );
    expect(JSON.parse(made)).toEqual({
      bomFormat: "CycloneDX",
      metadata: {
        timestamp: "2031-02-03T00:00:00Z",
        component: {"bom-ref": "four-models@1.2.3", name: "four-models"}
      },
      components: [{name: "d3"}]
    });
  });

  it("holds to the schema of CycloneDX, which also refuses a broken one", async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
    const bill = await sbom("2031-02-03");
    expect(JSON.parse(bill).specVersion).toBe("1.5");
    expect(await validator.validate(bill)).toBeNull();
    expect(await validator.validate(bill.replace('"type":"library"', '"type":"book"'))).not.toBeNull();
  });
});
