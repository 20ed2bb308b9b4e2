import {notebooksOf} from "./loaders/notebooks/files.js";
import {frame} from "./loaders/pages/frame.js";
import {evidencePages} from "./loaders/pages/markdown.js";
import {fileParking, passThrough} from "./loaders/pages/parking.js";
import {createSite} from "./loaders/pages/site.js";
import {releaseOf} from "./loaders/release/files.js";
import {figures} from "./src/figures/index.js";

const site = createSite();
const {countries} = site.evidence.tables;
/** In a build the step after it puts the frame round the pages: Framework would parse it nine times for each page. */
const building = process.env.FM_PARKING !== undefined;

export default {
  root: "src",
  output: process.env.FM_OUT ?? "dist",
  title: "Four Models",
  // Our own style sheet and frame: pages carry nothing of the default theme, and no request leaves the site.
  style: null,
  globalStylesheets: [],
  sidebar: false,
  // No list of pages for a sidebar: Framework would read every page once more for it.
  pages: [],
  toc: false,
  pager: false,
  search: false,
  linkify: false,
  head: building ? null : frame.head,
  header: building ? null : frame.header,
  footer: building ? null : frame.footer(site),
  dynamicPaths: [
    ...countries.map((d) => `/countries/${d.slug}`),
    ...figures.map((d) => `/figures/${d.id}`),
    ...releaseOf(site).published.tables.map((d) => `/data/${d.resource.name}`),
    ...notebooksOf(site).map((name) => `/notebooks/${name}`),
    "/challenge.js",
    "/runs.js",
    "/own.js",
    "/reader.js",
    "/recode.js",
    "/own-codings.csv",
    "/own-values.csv",
    "/evidence.json",
    "/favicon.svg",
    "/fonts/literata.woff2",
    "/fonts/literata-more.woff2",
    "/fonts/literata-italic.woff2"
  ],
  markdownIt: evidencePages(site, {
    parking: process.env.FM_PARKING ? fileParking(process.env.FM_PARKING) : passThrough
  })
};
