import {ScatterChart} from "echarts/charts";
import {GridComponent, TooltipComponent} from "echarts/components";
import {init, use} from "echarts/core";
import {SVGRenderer} from "echarts/renderers";

use([ScatterChart, GridComponent, TooltipComponent, SVGRenderer]);
const {rows, label} = window.data;
const box = document.querySelector("#chart");
box.style.height = `${20 * rows.length + 80}px`;
init(box, null, {renderer: "svg", width: 720}).setOption({
  animation: false,
  grid: {left: 120},
  tooltip: {},
  xAxis: {name: label, nameLocation: "middle", nameGap: 30},
  yAxis: {type: "category", data: rows.map((d) => d.name), inverse: true, axisLabel: {interval: 0}},
  series: [{type: "scatter", symbolSize: 10, data: rows.map((d) => [d.value, d.name])}]
});
