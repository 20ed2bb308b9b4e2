/** A few lines that load a table in one language. */
export interface Snippet {
  /** Short name, for tests and ids. */
  id: string;
  /** Language, and what has to be installed. */
  name: string;
  code: string;
}

/**
 * How to load the codings in each language, reading text as text, so that `NA` or `01` stay what they are, and gaps as
 * gaps. `base` is the address of `/data/`, or the folder of the unpacked archive, without a slash at its end. Each
 * snippet ends by saying how many rows there are.
 */
export function snippets(base: string): Snippet[] {
  const web = /^https?:/.test(base);
  return [
    {
      id: "r",
      name: "R, nothing to install",
      code: `codings <- read.csv("${base}/codings.csv", na.strings = "", encoding = "UTF-8")
settled <- subset(codings, coder == "settled" & !is.na(level))
nrow(settled)`
    },
    {
      id: "python",
      name: "Python, nothing to install",
      code: `import csv${web ? ", io, urllib.request" : ""}
${
  web
    ? `with urllib.request.urlopen("${base}/codings.csv") as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline="")))`
    : `with open("${base}/codings.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))`
}
settled = [d for d in rows if d["coder"] == "settled" and d["level"] != ""]
print(len(settled))`
    },
    {
      id: "pandas",
      name: "Python, with pandas",
      code: `import pandas as pd
codings = pd.read_csv("${base}/codings.csv", keep_default_na=False, na_values={"level": ""})
settled = codings[(codings.coder == "settled") & codings.level.notna()]
print(len(settled))`
    },
    {
      id: "julia",
      name: "Julia, with CSV and DataFrames",
      code: `using CSV, DataFrames${web ? ", Downloads" : ""}
codings = CSV.read(${web ? `Downloads.download("${base}/codings.csv")` : `"${base}/codings.csv"`}, DataFrame; missingstring="")
settled = filter(d -> d.coder == "settled" && !ismissing(d.level), codings)
println(nrow(settled))`
    },
    {
      id: "stata",
      name: "Stata, 14 or later",
      code: `import delimited "${base}/codings.csv", varnames(1) encoding("UTF-8") bindquote(strict) maxquotedrows(unlimited) clear
keep if coder == "settled" & !missing(level)
count`
    },
    {
      id: "javascript",
      name: "JavaScript, in a browser or Node",
      code: web
        ? `const codings = await fetch("${base}/codings.json").then((answer) => answer.json());
const settled = codings.filter((d) => d.coder === "settled" && d.level !== null);
console.log(settled.length);`
        : `import {readFile} from "node:fs/promises";
import {csvParse} from "d3-dsv"; // npm install d3-dsv
const codings = csvParse(await readFile("${base}/codings.csv", "utf8"));
const settled = codings.filter((d) => d.coder === "settled" && d.level !== "");
console.log(settled.length);`
    }
  ];
}
