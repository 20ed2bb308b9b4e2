import {join} from "node:path";
import {defineConfig} from "vitest/config";

/** As in `tsconfig.json`: parts of Notebook Kit that it does not hand out by name. */
const alias = [
  {
    find: /^@observablehq\/notebook-kit\/dist\//,
    replacement: `${join(import.meta.dirname, "node_modules/@observablehq/notebook-kit/dist")}/`
  }
];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: {alias},
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**"],
          env: {TZ: "UTC"},
          // Unit tests leave nothing behind that another could trip over, so modules are loaded once a worker.
          isolate: false,
          pool: "threads",
          testTimeout: 60_000
        }
      },
      {
        resolve: {alias},
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          env: {TZ: "UTC"},
          globalSetup: ["test/browser/setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A real browser on a busy machine can lose a moment; what needs its second try is named in the report.
          retry: 1,
          fileParallelism: false,
          expect: {poll: {timeout: 15_000}}
        }
      }
    ]
  }
});
