import {execFileSync} from "node:child_process";
import {copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";
import {chapters, functionsOf} from "./reference.js";

/** The compiler's options for the declarations of the library. */
const DECLARATIONS = [
  "src/analysis/index.ts",
  "--ignoreConfig",
  "--declaration",
  "--emitDeclarationOnly",
  "--strict",
  "--target",
  "ES2022",
  "--module",
  "nodenext",
  "--moduleResolution",
  "nodenext",
  "--rootDir",
  "src",
  "--skipLibCheck"
];

/**
 * Writes the analysis as a package of its own: one module, its declarations, a reference, the changes and the licence.
 * Gives its version. Throws what the compiler says when the declarations cannot be made.
 */
export async function writePackage(folder: string): Promise<string> {
  const {version, license, engines} = JSON.parse(readFileSync("package.json", "utf8")) as {
    version: string;
    license: string;
    engines: Record<string, string>;
  };
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  await build({
    entryPoints: ["src/analysis/index.ts"],
    outfile: join(folder, "analysis.js"),
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none"
  });
  execFileSync("npx", ["tsc", ...DECLARATIONS, "--outDir", join(folder, "types")], {encoding: "utf8"});
  const manifest = {
    name: "four-models",
    version,
    description:
      "Calibration, sets, property space, ideal types, fit, truth tables, reliability and robustness: the analysis of Four Models.",
    license,
    type: "module",
    sideEffects: false,
    engines,
    exports: {"./analysis": {types: "./types/analysis/index.d.ts", default: "./analysis.js"}},
    files: ["analysis.js", "types", "CHANGELOG.md", "LICENSE", "README.md"]
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, "README.md"), readme());
  copyFileSync("LICENSE", join(folder, "LICENSE"));
  copyFileSync("docs/analysis-changelog.md", join(folder, "CHANGELOG.md"));
  return version;
}

function readme(): string {
  const parts = chapters.map(({title, lead, files}) => {
    const entries = files
      .flatMap((file) => functionsOf(file))
      .map(
        ({name, signature, text, example}) =>
          `### ${name}\n\n\`\`\`ts\n${name}${signature}\n\`\`\`\n\n${text}\n${example ? `\n\`\`\`js\n${example.code}\n// ${example.gives.replace(/\n/g, "\n// ")}\n\`\`\`\n` : ""}`
      );
    return `## ${title}\n\n${lead}\n\n${entries.join("\n")}`;
  });
  return `# four-models/analysis\n\n\`\`\`js\nimport {classify} from "four-models/analysis";\n\`\`\`\n\nPlain functions without dependencies, for Node and browsers. Words in capitals are ids of sources in the bibliography of Four Models.\n\n${parts.join("\n")}`;
}
