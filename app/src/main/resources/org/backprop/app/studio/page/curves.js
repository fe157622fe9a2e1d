// Curves over epochs or steps, by uPlot: every point, or the band of least and most where there are
// more points than pixels.
import uPlot from 'uplot';

const MOST_POINTS = 1500;
const FEW = 60;
const drawn = new Map();

/** Draws series into the element of an id, after the page was rendered. */
export function curves(id, {x, series, log, title}) {
  const element = document.getElementById(id);
  if (!element) return;
  const width = Math.max(240, Math.floor(element.clientWidth));
  const key = JSON.stringify([series.map(it => it.name), log, width, x.length < FEW]);
  const data = banded(x, series);
  const known = drawn.get(id);
  if (known && known.key === key && known.banded === data.banded && element.contains(known.plot.root)) {
    known.plot.setData(data.values);
    return;
  }
  known?.plot.destroy();
  element.replaceChildren();
  const plot = new uPlot(options(title, width, series, data.banded, log, x), data.values, element);
  drawn.set(id, {plot, key, banded: data.banded});
}

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const COLORS = ['--accent', '--back', '--good', '--fault', '--dim'];
const DASHES = [[], [8, 4], [2, 3], [12, 3, 2, 3], [4, 4]];

function options(title, width, series, isBanded, log, x) {
  const axis = {stroke: color('--ink'), grid: {stroke: color('--line')}, ticks: {stroke: color('--line')}};
  const lines = series.flatMap((it, i) => {
    const line = {label: it.name, stroke: color(COLORS[i % COLORS.length]), dash: DASHES[i % DASHES.length], width: 2, points: {show: !isBanded && x.length < FEW}};
    return isBanded ? [{...line, label: `${it.name} most`}, {...line, label: `${it.name} least`}] : [line];
  });
  return {
    title, width, height: 260, series: [{label: 'x'}, ...lines], axes: [axis, {...axis, size: 70}],
    bands: isBanded ? series.map((_, i) => ({series: [2 * i + 1, 2 * i + 2], fill: `color-mix(in srgb, ${color(COLORS[i % COLORS.length])} 20%, transparent)`})) : [],
    scales: {x: {time: false}, y: log ? {distr: 3} : {}}, legend: {live: false},
    cursor: {drag: {x: true, y: false}},
  };
}

/** All points, or for each stretch of them the least and the most. */
function banded(x, series) {
  if (x.length <= MOST_POINTS) return {banded: false, values: [x, ...series.map(it => it.values)]};
  const every = Math.ceil(x.length / (MOST_POINTS / 2));
  const starts = [];
  for (let i = 0; i < x.length; i += every) starts.push(i);
  const ends = (values, pick) => starts.map(i => {
    const some = values.slice(i, i + every).filter(it => it !== null);
    return some.length === 0 ? null : some.reduce((a, b) => pick(a, b));
  });
  return {banded: true, values: [starts.map(i => x[i]),
    ...series.flatMap(it => [ends(it.values, Math.max), ends(it.values, Math.min)])]};
}
