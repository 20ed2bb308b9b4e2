import {axisX, axisY, dot, plot, ruleX} from "@observablehq/plot";

const {rows, label} = window.data;
document.querySelector("#chart").append(
  plot({
    width: 720,
    height: 20 * rows.length + 60,
    marginLeft: 120,
    x: {label},
    y: {domain: rows.map((d) => d.name)},
    marks: [axisX(), axisY({label: null}), ruleX([0]), dot(rows, {x: "value", y: "name", r: 5, fill: "#173f9c", tip: true})]
  })
);
