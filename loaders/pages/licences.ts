import {sbomName} from "../release/shipped/sbom.js";
import type {Shipped} from "../release/shipped/shipped.js";
import {html, type Markup} from "./html.js";

/** The libraries that pages can load, as the page on licences shows them. */
export function licenceTable(libraries: readonly Shipped[]): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Libraries"><table data-sort><thead><tr><th scope="col">Library</th><th scope="col">Version</th><th scope="col">Licence</th><th scope="col">Rights</th></tr></thead><tbody>${libraries.map((d) => html`<tr><th scope="row">${d.name}</th><td>${d.version}</td><td>${d.licence}</td><td>${d.holder}</td></tr>`)}</tbody></table></div><p><a href="/licences.txt">All licences in full</a>. <a href="/${sbomName}">Bill of materials</a> (CycloneDX): everything that building and checking the site installs, with version, licence and checksum, most of which never reaches a reader.</p>`;
}
