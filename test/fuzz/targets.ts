import {DOMParser} from "linkedom";
import Papa from "papaparse";
import {createCsvReader, rowTexts} from "../../loaders/oecd/csv.js";
import {csvOfJson} from "../../loaders/oecd/json.js";
import {Trouble} from "../../loaders/oecd/trouble.js";
import type {DataPackage} from "../../loaders/package/descriptor.js";
import {loadPackage} from "../../loaders/package/load.js";
import {formatProblem} from "../../loaders/package/problem.js";
import {guessLayout} from "../../src/components/own/columns.js";
import {type Known, OwnReader} from "../../src/components/own/read.js";
import {decode} from "../../src/components/own/text.js";
import type {Evidence} from "../../src/evidence/evidence.js";
import {figures} from "../../src/figures/index.js";
import {fromQuery, toQuery} from "../../src/figures/view.js";
import {type DocumentParser, readNotebook, writeNotebook} from "../../src/workbench/notebook.js";
import {mutants} from "./mutate.js";

/** A reader of outside text, and what it must never do with any. */
export interface Target {
  name: string;
  seeds: readonly string[];
  /** Throws when the reader does what it must not. */
  read(text: string, n: number): void;
}

/** A small package of one table, with a field of each kind. */
const descriptor = {
  name: "small",
  resources: [
    {
      name: "rows",
      path: "rows.csv",
      schema: {
        fields: [
          {name: "id", type: "string", constraints: {required: true, unique: true}},
          {name: "year", type: "year"},
          {name: "value", type: "number"},
          {name: "on", type: "date"},
          {name: "missing", type: "string", constraints: {enum: ["not-coded", "source-silent"]}}
        ],
        primaryKey: ["id"]
      }
    }
  ]
} as unknown as DataPackage;

/** The readers that take text from outside the project. */
export function targets(evidence: Evidence): Target[] {
  const parser = new DOMParser() as unknown as DocumentParser;
  const known: Known = {
    countries: evidence.tables.countries,
    indicators: evidence.tables.indicators.map((d) => ({
      id: d.indicator_id,
      year: d.year,
      used: d.set !== null
    })),
    periods: evidence.tables.periods.map(({period_id, iso3, start, end}) => ({
      periodId: period_id,
      iso3,
      start,
      end
    }))
  };
  const ids = known.indicators.map((d) => d.id);
  return [
    {
      name: "package",
      seeds: [
        "id,year,value,on,missing\na,2001,1.5,2001-02-03,\nb,2002,,2001-02-03,not-coded\n",
        'id,year,value,on,missing\r\n"a ""b""",2001,-1,,source-silent\r\n'
      ],
      read(text) {
        const loaded = loadPackage(descriptor, () => text);
        for (const problem of loaded.problems) said(formatProblem(problem));
      }
    },
    {
      name: "sdmx-csv",
      seeds: [
        "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,OBS_VALUE\r\nDATAFLOW,A:B(1.0),I,AUS,1\r\n",
        'A,B\n"1,2","3 ""4"" 5"\n'
      ],
      read(text, n) {
        const bytes = Buffer.from(text);
        const reader = createCsvReader((row) => void rowTexts(row), {longest: 4000, cells: 64});
        troubleOnly(() => {
          const cut = n % (bytes.length + 1);
          reader.push(bytes.subarray(0, cut));
          reader.push(bytes.subarray(cut));
          reader.end();
        });
      }
    },
    {
      name: "sdmx-json",
      seeds: [
        '{"data":{"dataSets":[{"structure":0,"observations":{"0:0":[1,0]}}],"structures":[{"dimensions":{"observation":[{"id":"REF_AREA","values":[{"id":"AUS","name":"Australia"}]},{"id":"TIME_PERIOD","values":[{"id":"2023"}]}]},"attributes":{"observation":[{"id":"S","values":[{"id":"A"}]}]}}]}}',
        '{"errors":[{"title":"Not today"}]}'
      ],
      read(text) {
        troubleOnly(() => {
          for (const line of csvOfJson(text)) void line;
        });
      }
    },
    {
      name: "address",
      seeds: [
        "countries=AUS,CAN&reading=official&v=1",
        "c=AUS",
        "countries=AUS&x=M&y=E&instrument=indicator&code=aus-2019:practice:I:2&v=1",
        "rule=minimum&odds=2.5&anchor=x:1:2:3&drop=y&coder=reader-a"
      ],
      read(text, n) {
        const figure = figures[n % figures.length];
        if (!figure) return;
        const {view, notes} = fromQuery(text, figure, evidence);
        for (const note of notes) said(note);
        const query = toQuery(view, figure, evidence);
        const again = fromQuery(query, figure, evidence);
        if (again.notes.length)
          throw new Error(`the canonical address is not followed: ${query}: ${again.notes}`);
        if (toQuery(again.view, figure, evidence) !== query)
          throw new Error(`the address is not canonical: ${query}`);
        if (/[<>"']/.test(query)) throw new Error(`markup stands in an address: ${query}`);
      }
    },
    {
      name: "upload",
      seeds: [
        "iso3,period,reading,M,I,C,E\nAUS,2019-2025,practice,2/3,1/3,2/3,2/3\n",
        "sep=;\r\nLand;Jahr;Wert\r\nAUS;2020;0,5\r\n",
        "iso3\tindicator\tyear\tvalue\nCAN\tx\t2020\t1\n"
      ],
      read(text) {
        const {text: decoded, delimiter} = decode(Buffer.from(text));
        const {data} = Papa.parse<string[]>(decoded, {delimiter, skipEmptyLines: "greedy"});
        const [head = [], ...rows] = data;
        const columns = head.map((d) => d.trim());
        const reader = new OwnReader(guessLayout(columns, ids), known, "mine.csv");
        rows.forEach((row, i) => {
          reader.take(Object.fromEntries(columns.map((column, k) => [column, row[k]])), i + 2);
        });
        for (const message of reader.end().messages) said(JSON.stringify(message));
      }
    },
    {
      name: "notebook",
      seeds: [
        '<!doctype html>\n<notebook theme="air">\n  <title>A</title>\n  <script id="1" type="text/markdown">\n    # A\n  </script>\n  <script id="2" type="module" pinned="">\n    const a = 1;\n  </script>\n</notebook>\n'
      ],
      read(text) {
        let notebook: ReturnType<typeof readNotebook>;
        try {
          notebook = readNotebook(text, {parser});
        } catch (error) {
          said(messageOf(error));
          return;
        }
        let written: string;
        try {
          written = writeNotebook(notebook);
        } catch (error) {
          said(messageOf(error));
          return;
        }
        const again = readNotebook(written, {parser});
        if (again.cells.length !== notebook.cells.length)
          throw new Error(`${notebook.cells.length} cells became ${again.cells.length}`);
      }
    }
  ];
}

/** Runs a target over generated texts; throws with the text and its number at the first that goes wrong. */
export function fuzz(target: Target, {runs, seed}: {runs: number; seed: number}): void {
  const next = mutants(target.seeds, seed);
  for (let n = 0; n < runs; n += 1) {
    const text = next();
    const started = performance.now();
    try {
      target.read(text, n);
    } catch (error) {
      throw new Error(
        `${target.name}, seed ${seed}, number ${n}: ${messageOf(error)}\n${JSON.stringify(text)}`,
        {
          cause: error
        }
      );
    }
    if (performance.now() - started > 5000)
      throw new Error(
        `${target.name}, seed ${seed}, number ${n} took over five seconds\n${JSON.stringify(text)}`
      );
  }
}

function troubleOnly(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    said(error.message);
  }
}

function said(message: string): void {
  if (!message.trim()) throw new Error("a message says nothing");
}

function messageOf(error: unknown): string {
  if (error instanceof TypeError || error instanceof RangeError || !(error instanceof Error))
    throw new Error(`an exception that is no message: ${error}`, {cause: error});
  return error.message;
}
