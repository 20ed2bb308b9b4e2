import {parseArgs} from "node:util";
import {appendRows, readCaseTable} from "./append.js";
import {register} from "./register.js";

const usage = `npm run register -- REFERENCE --country AUS   a document: its reference in BibTeX, RIS or CSL-JSON
  --text FILE       its text; paragraphs are numbered, so that findings can name them
  --key KEY         key in the sources (default: from author and year)
  --type TYPE       kind of source, where that of the reference will not do
  --licence TEXT    licence, where known
  --note TEXT       what was read of it
  --same-as KEY     another copy of a source that is there
  --different       another work than the one with the same title and year
npm run register -- --source KEY --country CAN   a template of findings from a source that is there
npm run register -- --take FILE                  takes in a template or any table of findings or events
  --data FOLDER     data package (default: data)
  --inbox FOLDER    where templates are made (default: inbox)`;

function main(): void {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {
      country: {type: "string"},
      source: {type: "string"},
      take: {type: "string"},
      text: {type: "string"},
      key: {type: "string"},
      type: {type: "string"},
      licence: {type: "string"},
      note: {type: "string"},
      "same-as": {type: "string"},
      different: {type: "boolean", default: false},
      data: {type: "string", default: process.env.FM_DATA ?? "data"},
      inbox: {type: "string", default: "inbox"},
      help: {type: "boolean", short: "h", default: false}
    }
  });
  const {country, source, take, data, inbox, text, key, type, licence, note, different} = values;
  if (values.help || (!positionals.length && !source && !take)) {
    console.log(usage);
    return;
  }
  if (take !== undefined) {
    const rows = readCaseTable(data, take);
    const added = appendRows(data, rows);
    const what = added === 1 ? "1 row" : `${added} rows`;
    console.log(`${what} added to ${rows.table}; the package passes its check.`);
    return;
  }
  if (country === undefined) throw new Error("--country is missing: whose findings are to be filled in?");
  const made = register({
    data,
    inbox,
    reference: positionals[0],
    source,
    text,
    iso3: country.toUpperCase(),
    key,
    type,
    licence,
    note,
    sameAs: values["same-as"],
    different
  });
  if (made.added) console.log(`${made.sourceId} added to sources.csv; the package passes its check.`);
  if (made.numbered) console.log(`Its paragraphs are numbered in ${made.numbered}.`);
  console.log(`Fill in ${made.template}, then: npm run register -- --take ${made.template}`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
