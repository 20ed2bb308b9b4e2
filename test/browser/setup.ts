import type {TestProject} from "vitest/node";
import {buildSite} from "../../loaders/build.js";
import {serve} from "../../loaders/outputs/serve.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the served site, without a slash at its end. */
    site: string;
  }
}

/** The folder of the built site. */
export const dist = process.env.FM_OUT ?? "dist";

/** Builds the site, unless `FM_SKIP_BUILD` is 1 and the one that is there will do, and serves it to the tests. */
export default async function setup(project: TestProject): Promise<() => void> {
  if (process.env.FM_SKIP_BUILD !== "1") await buildSite({output: dist});
  const {address, server} = await serve(dist);
  project.provide("site", address);
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
