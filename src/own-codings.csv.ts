import {codingsTemplate} from "../loaders/pages/own.js";
import {createSite} from "../loaders/pages/site.js";

process.stdout.write(codingsTemplate(createSite().evidence));
