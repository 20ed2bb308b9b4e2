import {valuesTemplate} from "../loaders/pages/own.js";
import {createSite} from "../loaders/pages/site.js";

process.stdout.write(valuesTemplate(createSite().evidence));
