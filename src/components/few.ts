/** What only pages of data, of surveys and of search results load, besides what every page loads. */
import {columns} from "./columns.js";
import {previews} from "./preview.js";
import {searchPage} from "./search.js";

columns(document);
previews(document);
void searchPage(document);
