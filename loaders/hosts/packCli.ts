import {existsSync} from "node:fs";
import {pack} from "./pack.js";

/** `npm run pack`: packs the text of the built site (`dist/`, or `FM_OUT`) beside itself, for nginx and Caddy. */
const folder = process.env.FM_OUT ?? "dist";
if (!existsSync(folder)) throw new Error(`${folder}/ is not there: npm run build comes first`);
const {files, plain, gzip, brotli} = pack(folder);
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(`${files} files of text in ${folder}/: ${mb(plain)}, as .gz ${mb(gzip)}, as .br ${mb(brotli)}`);
