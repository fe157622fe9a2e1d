// A finished run: a slider over its steps, a weight's life, and the rows that moved it.
import {html, nothing} from 'lit-html';
import {number, exact} from 'studio/format.js';
import {curves} from 'studio/curves.js';

/** The panel; run is what the server tells of it, life and blame are of the weight that is pinned. */
export function time({run, step, life, blame, weight}, view, {goTo, ask, whose}) {
  if (!run) return html`<h2>Time</h2><p>Reading\u2026</p>`;
  if (run.none) return html`<h2>Time</h2><p>${run.none}</p>`;
  const shown = step ?? run.best_epoch * run.steps_per_epoch;
  const go = text => goTo(Math.min(run.steps, Math.max(0, Math.trunc(Number(text)) || 0)));
  const epoch = Math.ceil(shown / run.steps_per_epoch);
  return html`<h2>The run in ${run.folder}</h2>
    <p>The slider replays the exact weights after each of the ${run.steps} steps; all panels show the numbers of that step.</p>
    <div class="tools"><label>step <input id="time" type="range" min="0" max=${run.steps} .value=${String(shown)} @change=${it => go(it.target.value)}></label>
      <label>or <input id="step-number" type="number" min="0" max=${run.steps} .value=${String(shown)} @change=${it => go(it.target.value)}></label>
      <span id="at">${step === null ? 'the saved model, ' : ''}after step ${shown} of ${run.steps}, epoch ${epoch}${lossAt(run, epoch, view)}</span>
      <button @click=${() => goTo(null)} ?disabled=${step === null}>the model as it was saved</button></div>
    <div id="run-curve" class="curve" role="img" aria-label="Loss by epoch of the run"></div>
    <h2>A weight's life</h2>
    <form class="tools" @submit=${it => { it.preventDefault(); whose(it.target.weight.value); }}>
      <label>weight <input name="weight" id="weight" size="10" placeholder="W1[0,1]" .value=${weight}></label><button>show its life</button></form>
    ${life ? html`<div id="life-curve" class="curve" role="img" aria-label=${`${life.weight} after each step`}></div>
      <table class="numbers"><caption>The steps that moved ${life.weight} most</caption><thead><tr><th scope="col">step</th><th scope="col">move</th><td></td></tr></thead>
      <tbody>${life.largest.map(it => html`<tr><th scope="row">${it.step}</th><td>${number(it.move, view)}</td><td><button @click=${() => ask(life.weight, it.step)}>which rows?</button></td></tr>`)}</tbody></table>` : nothing}
    ${blame ? ledger(blame, view) : nothing}`;
}

function lossAt(run, epoch, view) {
  const row = run.epochs[epoch - 1];
  return row ? html`, loss ${number(row[1], view)}` : nothing;
}

function ledger(blame, view) {
  return html`<table class="numbers" id="ledger"><caption>The rows of step ${blame.step}: what each added to the gradient of ${blame.weight}, which was ${exact(blame.gradient)}</caption>
    <thead><tr><th scope="col">row</th><th scope="col">contribution</th><th scope="col">finite difference</th></tr></thead>
    <tbody>${blame.rows.slice(0, 20).map(it => html`<tr><th scope="row">${it.row}</th><td>${number(it.value, view)}</td><td>${number(it.difference, view)}</td></tr>`)}
    ${blame.rows.length > 20 ? html`<tr><td colspan="3" class="dim">and ${blame.rows.length - 20} more rows</td></tr>` : nothing}</tbody></table>`;
}

/** Draws the curves into the places that the panel has made for them. */
export function drawTime({run, life}) {
  if (run?.epochs) {
    const series = [{name: 'training', values: run.epochs.map(it => it[1])}];
    if (run.epochs.some(it => it.length > 2)) series.push({name: 'validation', values: run.epochs.map(it => it[2] ?? null)});
    curves('run-curve', {x: run.epochs.map(it => it[0]), series, log: false, title: 'loss by epoch'});
  }
  if (life) {
    curves('life-curve', {x: life.points.map(it => it[0]), series: [{name: life.weight, values: life.points.map(it => it[1])}], log: false, title: `${life.weight} by step`});
  }
}
