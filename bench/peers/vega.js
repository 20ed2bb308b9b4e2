import {parse, View} from "vega";
import {compile} from "vega-lite";

const {rows, label} = window.data;
const {spec} = compile({
  width: 600,
  height: {step: 20},
  data: {values: rows},
  mark: {type: "circle", size: 80, tooltip: true},
  encoding: {
    x: {field: "value", type: "quantitative", title: label},
    y: {field: "name", type: "nominal", sort: null, title: null}
  }
});
await new View(parse(spec), {renderer: "svg", container: "#chart", hover: true}).runAsync();
