export {launch} from "../../loaders/outputs/chromium.js";
