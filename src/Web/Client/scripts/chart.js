// Loaded when somebody wants charts (charts.js). <div data-chart="id of a table">: its rows as bars, two for each: what stands in the cells of the class "before" and "now". The table
// stays, and says the same.
import { BarChart } from 'echarts/charts';
import { GridSimpleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, GridSimpleComponent, CanvasRenderer]);

// The library empties its place by innerHTML = '': that passes the page's policy, and nothing else does.
globalThis.trustedTypes?.createPolicy('default', { createHTML: (text) => (text === '' ? '' : null) });

const number = (row, name) => Number(row.querySelector(`.${name}`).dataset.value);

function draw(place) {
  const rows = [...document.getElementById(place.dataset.chart).tBodies[0].rows];
  const style = getComputedStyle(place);
  const colour = (name) => {
    // light-dark() is resolved on a property that takes a colour
    place.style.color = `var(${name})`;
    const seen = getComputedStyle(place).color;
    place.style.removeProperty('color');
    return seen;
  };
  const [ink, line, accent, faint] = ['--ink', '--line', '--accent', '--field'].map(colour);
  const chart = init(place, null, { renderer: 'canvas' });
  const font = { color: ink, fontFamily: style.fontFamily, fontSize: 12 };
  chart.setOption({
    animation: false,
    grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', minInterval: 1, axisLabel: font, splitLine: { lineStyle: { color: line } } },
    yAxis: { type: 'category', inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { ...font, width: 150, overflow: 'truncate' }, data: rows.map((row) => row.cells[0].textContent.trim()) },
    series: [
      { type: 'bar', data: rows.map((row) => number(row, 'before')), itemStyle: { color: faint }, barMaxWidth: 10 },
      { type: 'bar', data: rows.map((row) => number(row, 'now')), itemStyle: { color: accent }, barMaxWidth: 10, label: { ...font, show: true, position: 'right' } },
    ],
  });
  return chart;
}

function drawAll() {
  const places = [...document.querySelectorAll('[data-chart]')];
  let charts = places.map(draw);
  const again = () => {
    charts.forEach((chart) => chart.dispose());
    charts = places.map(draw);
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  addEventListener('resize', () => charts.forEach((chart) => chart.resize()));
}

export { drawAll };
