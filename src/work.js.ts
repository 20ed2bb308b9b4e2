import {bundle} from "../loaders/outputs/bundle.js";

process.stdout.write(await bundle("src/components/work.ts"));
