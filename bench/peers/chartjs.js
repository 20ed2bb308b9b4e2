import {CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip} from "chart.js";

Chart.register(CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);
const {rows, label} = window.data;
const canvas = document.createElement("canvas");
canvas.width = 720;
canvas.height = 20 * rows.length + 60;
document.querySelector("#chart").append(canvas);
new Chart(canvas, {
  type: "line",
  data: {labels: rows.map((d) => d.name), datasets: [{data: rows.map((d) => d.value), showLine: false, pointRadius: 5}]},
  options: {
    indexAxis: "y",
    animation: false,
    responsive: false,
    scales: {x: {title: {display: true, text: label}}, y: {ticks: {autoSkip: false}}}
  }
});
// A canvas has no marks to be waited for.
document.documentElement.dataset.drawn = "yes";
