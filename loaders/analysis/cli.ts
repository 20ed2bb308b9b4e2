import {writePackage} from "./package.js";

/** Writes the package of the analysis into `dist-package/`, or the folder named. */
const [folder = "dist-package"] = process.argv.slice(2);
try {
  console.log(`four-models ${await writePackage(folder)} is in ${folder}/`);
} catch (error) {
  const said = error as {stdout?: string; message?: string};
  console.error(said.stdout || said.message || error);
  process.exitCode = 1;
}
