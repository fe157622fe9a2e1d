// A training as it goes: events of the server, collected and drawn at most five times a second.
import {html, svg, nothing} from 'lit-html';
import {number, short} from 'studio/format.js';
import {curves} from 'studio/curves.js';

const DRAW_MILLIS = 200;

/** What the events have told so far. */
export const live = {
  begun: null, fit: null, epochs: [], losses: [], validation: [], snapshot: null, history: [], state: 'none',
  ended: null, error: '', refused: null,
};

let changed = () => {};
let waiting = false;

/** Listens to the events; the listener is told at most five times a second. */
export function follow(listener) {
  changed = listener;
  const events = new EventSource('/api/events');
  events.onmessage = event => {
    take(JSON.parse(event.data));
    if (!waiting) {
      waiting = true;
      setTimeout(() => { waiting = false; changed(); }, DRAW_MILLIS);
    }
  };
}

function take(event) {
  switch (event.type) {
    case 'begun':
      Object.assign(live, {begun: event, fit: null, epochs: [], losses: [], validation: [], snapshot: null, history: [], state: 'running', ended: null, error: '', refused: null});
      break;
    case 'fit':
      live.fit = event;
      live.history = [];
      if (event.fit > 1) gap();
      break;
    case 'trouble': live.error = event.error; break;
    case 'epochs':
      for (const [epoch, loss, validation] of event.epochs) {
        live.epochs.push(live.epochs.length + 1);
        live.losses.push(loss);
        live.validation.push(validation);
        live.last = epoch;
      }
      break;
    case 'snapshot':
      live.snapshot = event;
      if (event.health) live.history.push({at: live.epochs.length, health: event.health});
      break;
    case 'state': live.state = event.state; break;
    case 'ended': live.state = 'ended'; live.ended = event; break;
    case 'refused': live.refused = event; break;
    case 'failed': live.state = 'failed'; live.error = event.error; break;
    default:
  }
}

/** Another fit begins, as of another width that the validation rows try: the curves are not joined. */
function gap() {
  live.epochs.push(live.epochs.length + 1);
  live.losses.push(null);
  live.validation.push(null);
}

/** Whether a training runs or waits. */
export const isRunning = () => ['running', 'paused', 'stopping'].includes(live.state);

/** The panel. */
export function training({log, logX, rate}, view, {control, choose, changeRate}) {
  if (!live.begun) return html`<h2>Training</h2><p>No training was begun. Drop a file on the panel <em>Data</em>, or give <code>backprop train DATA --target COLUMN --studio</code>.</p>`;
  const {begun, ended} = live;
  return html`<h2>Training ${begun.target}: ${STATES[live.state]}</h2>
    <p><code>${begun.model}</code>, ${begun.rows} training rows${begun.validation_rows ? html`, ${begun.validation_rows} validation rows` : nothing}, ${begun.optimizer}, rate ${short(begun.rate)}</p>
    <div class="tools" id="controls">
      <button id="pause" ?disabled=${live.state !== 'running'} @click=${() => control('pause')}>pause</button>
      <button id="one" ?disabled=${live.state !== 'paused'} @click=${() => control('step', 1)}>one step</button>
      <button id="resume" ?disabled=${live.state !== 'paused'} @click=${() => control('resume')}>resume</button>
      <button id="stop" ?disabled=${!isRunning()} @click=${() => control('stop')}>stop</button>
      <label>rate <input id="new-rate" size="6" .value=${rate} placeholder=${short(begun.rate)} @change=${it => changeRate(it.target.value)}></label>
      <label><input id="log" type="checkbox" .checked=${log} @change=${it => choose({log: it.target.checked})}> logarithmic loss</label>
    </div>
    ${live.fit?.fit > 1 && live.state !== 'ended' ? html`<p>Fit ${live.fit.fit}: <code>${live.fit.model}</code>, rate ${short(live.fit.rate)}, tried beside the usual settings; the validation rows choose.</p>` : nothing}
    ${live.error ? html`<p role="alert" class="fault">${live.error}</p>` : nothing}
    ${warnings()}
    <p id="scores">${scores(view)}</p>
    <div id="loss-curve" class="curve" role="img" aria-label=${`Loss by epoch. ${words()}`}></div>
    <div class="columns even">
      <div><div id="gradient-curve" class="curve" role="img" aria-label="Root mean square of the gradient of each weight matrix"></div>
        ${health(view)}</div>
      <div>${picture(view)}</div>
    </div>
    ${ended ? html`<p>The same training from the command line:</p><pre id="command">${ended.command}</pre>
      ${ended.model_file ? html`<p>The model is in <code>${ended.model_file}</code>; the panel <em>Steps</em> shows its numbers, <em>Time</em> its run.</p>` : nothing}` : nothing}`;
}

const STATES = {running: 'running', paused: 'paused', stopping: 'stopping', ended: 'finished', failed: 'failed', none: ''};

/** Draws the curves into the places that the panel has made for them. */
export function drawCurves({log}) {
  const series = [{name: 'training', values: live.losses}];
  if (live.validation.some(it => it !== null)) series.push({name: 'validation', values: live.validation});
  curves('loss-curve', {x: live.epochs, series, log, title: 'loss by epoch'});
  const names = live.snapshot?.health?.weights.map(it => it.name).filter(it => it.startsWith('W')) ?? [];
  curves('gradient-curve', {
    x: live.history.map(it => it.at), log: true, title: 'gradient (root mean square) by layer',
    series: names.slice(0, 5).map(name => ({name, values: live.history.map(it => positive(it.health.weights.find(each => each.name === name)?.gradient))})),
  });
}

const positive = value => (value > 0 ? value : null);

function words() {
  return `Last training loss ${short(live.losses.at(-1))}`;
}

function scores(view) {
  if (live.losses.length === 0) return nothing;
  const judged = live.validation.some(it => it !== null) ? live.validation : live.losses;
  let best = 0;
  judged.forEach((it, i) => { if (it !== null && it < judged[best]) best = i; });
  const kind = judged === live.validation ? 'validation loss' : 'loss';
  return html`epoch ${live.epochs.at(-1)}: loss ${number(live.losses.at(-1), view)}; ${kind} last ${number(judged.at(-1), view)}, best ${number(judged[best], view)} (epoch ${best + 1})${live.snapshot?.accuracy === undefined ? nothing : html`; accuracy on ${live.snapshot.rows} rows ${number(live.snapshot.accuracy, view)}`}`;
}

function warnings() {
  const all = [...(live.ended?.warnings ?? []), ...(live.snapshot?.warnings ?? [])];
  return all.length === 0 ? nothing : html`<ul class="warnings" aria-label="Health">${all.map(it => html`<li>${it}</li>`)}</ul>`;
}

function health(view) {
  const of = live.snapshot?.health;
  if (!of) return nothing;
  return html`<table class="numbers"><caption>Layers at ${live.snapshot.step ? `step ${live.snapshot.step}` : 'the end'}</caption>
    <thead><tr><th scope="col">weights</th><th scope="col">gradient (rms)</th><th scope="col">norm</th><th scope="col">update / norm</th></tr></thead>
    <tbody>${of.weights.map(it => html`<tr><th scope="row">${it.name}</th><td>${number(it.gradient, view)}</td><td>${number(it.norm, view)}</td><td>${it.update === undefined ? '' : number(it.update, view)}</td></tr>`)}</tbody></table>
    ${of.units.length === 0 ? nothing : html`<table class="numbers"><caption>Units whose derivative is 0 for all rows</caption>
    <tbody>${of.units.map(it => html`<tr><th scope="row">${it.value}</th><td class=${it.dead > 0 ? 'fault' : ''}>${it.dead} of ${it.count}</td></tr>`)}</tbody></table>`}`;
}

/** How predictions and targets compare. */
function picture(view) {
  const of = live.snapshot;
  if (!of) return nothing;
  return html`${of.plane ? plane(of.plane) : nothing}
    ${of.confusion ? confusion(of, view) : nothing}
    ${of.calibration ? calibration(of.calibration, of.rows) : nothing}
    ${of.residuals ? residuals(of.residuals, of.rows) : nothing}`;
}

const SIZE = 260;

function plane({x, y, size, outputs, values, points}) {
  const cell = SIZE / size;
  const at = ([px, py]) => [(px - x[0]) / (x[1] - x[0]) * SIZE, SIZE - (py - y[0]) / (y[1] - y[0]) * SIZE];
  const level = value => outputs > 1 ? `class${value % 6}` : `shade${Math.round(Math.min(1, Math.max(0, value)) * 8)}`;
  return html`<figure><figcaption>Decision over the two inputs</figcaption>
    <svg id="plane" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="Decision over the plane of the two inputs, and rows on it">
      ${values.map((value, i) => svg`<rect class=${level(value)} x=${(i % size) * cell} y=${SIZE - (Math.floor(i / size) + 1) * cell} width=${cell + 0.3} height=${cell + 0.3}></rect>`)}
      ${points.map(point => { const [px, py] = at(point); return point[2] > 0.5
    ? svg`<circle class=${`row class${point[2] % 6}`} cx=${px} cy=${py} r="3"></circle>`
    : svg`<rect class="row class0" x=${px - 2.5} y=${py - 2.5} width="5" height="5"></rect>`; })}
    </svg></figure>`;
}

function confusion({confusion: counts, levels, rows}) {
  return html`<table class="numbers"><caption>Confusion on ${rows} rows: actual class by row, predicted by column</caption>
    <thead><tr><td></td>${levels.map(it => html`<th scope="col">${it}</th>`)}</tr></thead>
    <tbody>${counts.map((row, i) => html`<tr><th scope="row">${levels[i]}</th>${row.map((it, j) => html`<td class=${i === j ? 'right' : it > 0 ? 'wrong' : ''}>${it}</td>`)}</tr>`)}</tbody></table>`;
}

function calibration(bins, rows) {
  const at = value => SIZE - value * SIZE;
  return html`<figure><figcaption>Calibration on ${rows} rows: share that came true by predicted probability</figcaption>
    <svg class="plot" viewBox="-4 -4 ${SIZE + 8} ${SIZE + 8}" role="img" aria-label=${bins.map(it => `${short(it.probability)}: ${short(it.share)}`).join(', ')}>
      <path class="axis" d="M0 0V${SIZE}H${SIZE}"></path><path class="axis dashed" d="M0 ${SIZE}L${SIZE} 0"></path>
      ${bins.map(it => svg`<circle cx=${it.probability * SIZE} cy=${at(it.share)} r=${2 + Math.min(8, Math.sqrt(it.rows))}></circle>`)}</svg></figure>`;
}

function residuals(groups, rows) {
  if (groups.length === 0) return nothing;
  const [from, to] = [groups[0].from, groups.at(-1).to];
  const most = Math.max(...groups.flatMap(it => [Math.abs(it.low), Math.abs(it.high)]), 1e-300);
  const x = value => (to > from ? (value - from) / (to - from) : 0.5) * SIZE;
  const y = value => SIZE / 2 - value / most * SIZE / 2;
  return html`<figure><figcaption>Residuals on ${rows} rows by prediction: median, and the middle 80 %</figcaption>
    <svg class="plot" viewBox="-4 -4 ${SIZE + 8} ${SIZE + 8}" role="img" aria-label=${groups.map(it => `at ${short(it.from)}: ${short(it.median)}`).join(', ')}>
      <path class="axis" d="M0 0V${SIZE}M0 ${SIZE / 2}H${SIZE}"></path>
      ${groups.map(it => { const at = x((it.from + it.to) / 2); return svg`<path d="M${at} ${y(it.low)}V${y(it.high)}"></path><circle cx=${at} cy=${y(it.median)} r="3"></circle>`; })}</svg>
      <p class="dim">from ${short(from)} to ${short(to)}; residuals to ${short(most)}</p></figure>`;
}
