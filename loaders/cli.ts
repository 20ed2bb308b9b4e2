import {buildSite, seedCache} from "./build.js";
import {serve} from "./outputs/serve.js";

/** `build`: writes the site; `start`: writes it, serves it and says where; `seed`: makes ready for Framework's preview. */
const [command] = process.argv.slice(2);
try {
  if (command === "seed") seedCache();
  else if (command === "build") await buildSite({again: process.argv.includes("--again")});
  else if (command === "start") {
    await buildSite();
    const {address} = await serve(process.env.FM_OUT ?? "dist", {port: Number(process.env.PORT ?? 3000)});
    console.log(`Four Models is at ${address}`);
  } else throw new Error(`unknown command: ${command}; expected build, start or seed`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
