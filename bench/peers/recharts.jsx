import {createElement as h} from "react";
import {createRoot} from "react-dom/client";
import {CartesianGrid, Scatter, ScatterChart, Tooltip, XAxis, YAxis} from "recharts";

const {rows, label} = window.data;
createRoot(document.querySelector("#chart")).render(
  h(
    ScatterChart,
    {width: 720, height: 20 * rows.length + 60, margin: {left: 120, bottom: 20}},
    h(CartesianGrid),
    h(XAxis, {type: "number", dataKey: "value", name: label}),
    h(YAxis, {type: "category", dataKey: "name", interval: 0, reversed: true, allowDuplicatedCategory: false}),
    h(Tooltip),
    h(Scatter, {data: rows, isAnimationActive: false})
  )
);
