/**
 * The script of a frame, put into its file: the theme it was asked for, marks that answer, and its height told to the
 * host. It stores nothing, fetches nothing, and reads of its address only the theme and WordPress’s secret.
 */
import {takeTheme, tellHost} from "./host.js";
import {liven} from "./marks.js";

takeTheme(document);
document.addEventListener("DOMContentLoaded", () => {
  liven(document.body);
  tellHost(document);
});
