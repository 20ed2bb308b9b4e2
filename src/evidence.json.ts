import {evidenceFile} from "../loaders/outputs/evidenceFile.js";
import {createSite} from "../loaders/pages/site.js";

process.stdout.write(evidenceFile(createSite()));
