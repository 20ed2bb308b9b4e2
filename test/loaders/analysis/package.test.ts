import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writePackage} from "../../../loaders/analysis/package.js";

describe("the package of the analysis", () => {
  let work: string;
  const from = (...path: string[]) => join(work, ...path);
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), "four-models-package-"));
    await writePackage(from("built"));
    mkdirSync(from("user", "node_modules"), {recursive: true});
    symlinkSync(from("built"), from("user", "node_modules", "four-models"));
    writeFileSync(from("user", "package.json"), '{"type": "module"}');
  }, 120_000);
  afterAll(() => rmSync(work, {recursive: true, force: true}));

  it("is used under its own name, without anything else at hand", () => {
    writeFileSync(
      from("user", "use.js"),
      'import {classify, calibrateDirect} from "four-models/analysis";\nconst anchors = {exclusion: 0, crossover: 5, inclusion: 10};\nconst [M, I, C, E] = [9, 8, 7, 2].map((x) => calibrateDirect(x, anchors));\nconsole.log(classify({M, I, C, E}).name);'
    );
    expect(execFileSync("node", ["use.js"], {cwd: from("user"), encoding: "utf8"}).trim()).toBe("PM");
  });

  it("has types that a strict compiler takes, and that refuse a wrong call", () => {
    writeFileSync(
      from("user", "right.ts"),
      'import {krippendorffAlpha, type Alpha} from "four-models/analysis";\nexport const alpha: Alpha = krippendorffAlpha([[1, 2], [1, 2]]);\n'
    );
    writeFileSync(
      from("user", "wrong.ts"),
      'import {calibrateDirect} from "four-models/analysis";\nexport const x: string = calibrateDirect(1, {exclusion: 0});\n'
    );
    const check = (file: string) =>
      execFileSync(
        join(import.meta.dirname, "../../../node_modules/.bin/tsc"),
        [
          file,
          "--ignoreConfig",
          "--noEmit",
          "--strict",
          "--module",
          "nodenext",
          "--moduleResolution",
          "nodenext"
        ],
        {cwd: from("user"), encoding: "utf8", stdio: "pipe"}
      );
    expect(check("right.ts")).toBe("");
    expect(() => check("wrong.ts")).toThrow();
  }, 60_000);

  it("brings licence, changes and a reference, and names no other package", () => {
    for (const file of ["LICENSE", "CHANGELOG.md", "README.md"])
      expect(existsSync(from("built", file))).toBe(true);
    const manifest = JSON.parse(readFileSync(from("built", "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    expect(manifest.dependencies).toBeUndefined();
    const {version} = JSON.parse(readFileSync("package.json", "utf8")) as {version: string};
    expect(manifest.version).toBe(version);
    expect(readFileSync(from("built", "CHANGELOG.md"), "utf8")).toContain(`## ${version}`);
    expect(readFileSync(from("built", "analysis.js"), "utf8")).not.toMatch(/^import /m);
  });
});
