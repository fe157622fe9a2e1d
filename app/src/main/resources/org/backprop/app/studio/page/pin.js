// What was pressed: its value, gradient, shape, rule and finite difference, and a field to change it.
import {html, nothing} from 'lit-html';
import {number, parse, place} from 'studio/format.js';
import {name, symbols} from 'studio/formula.js';
import {nameOf, indexOf} from 'studio/select.js';
import {mark, shown} from 'studio/steps.js';

/** The card of the key that is pinned. */
export function pinned(state, view, {edited, unpin, life}) {
  const of = nameOf(state.pin);
  const value = state.chain.parameters.includes(of) ? state.chain.values[of] : shown(state, of);
  const step = state.chain.steps.find(it => it.name === of);
  if (!state.chain.values[of]) return nothing;
  const at = indexOf(state.pin);
  const title = at < 0 || value.state !== 'computed' ? of : place(of, value.shape, at);
  return html`<section class="card" id="pin" aria-label="Pinned">
    <h3>${title} <button class="quiet" @click=${unpin}>unpin</button></h3>
    <dl>
      <dt>value</dt><dd>${at < 0 ? name(of) : content(state, of, value, at, view, edited)}</dd>
      ${gradient(state, of, at, view)}
      <dt>shape</dt><dd>${(value.whole_shape ?? []).join(' \u00d7 ') || (value.state === 'computed' ? 'one number' : value.state)}</dd>
      ${step && !step.given ? html`<dt>rule</dt><dd>${symbols(step.rule_tree)}</dd>` : nothing}
      ${difference(state, of, at, view)}
    </dl>
    ${at >= 0 && state.chain.has_run && state.chain.parameters.includes(of) ? html`<button class="quiet" id="life" @click=${() => life(placeAsRows(state, of, value.shape, at))}>its life, and the rows that moved it</button>` : nothing}</section>`;
}

const full = (value, view) => number(value, {...view, digits: 'all'});

/** A number that may be changed has a field. */
function content(state, of, value, at, view, edited) {
  if (value.state !== 'computed') return value.state;
  const current = full(value.numbers[at], view);
  if (!isEditable(state, of, value)) return current;
  const put = event => {
    const number = parse(event.target.value);
    event.target.setCustomValidity(Number.isFinite(number) ? '' : 'a number, as in 0.5 or -1e-3');
    if (event.target.reportValidity()) edited(of, at, number);
  };
  return html`<input id="edit" aria-label="New value" inputmode="decimal" data-was=${current} .value=${current} @change=${put}>`;
}

const isEditable = (state, of, value) =>
  (state.chain.parameters.includes(of) || of === 'x' || of === 'y')
  && value.whole_shape.join() === value.shape.join();

/** The gradient of L by this value. */
function gradientOf(state, of) {
  return state.chain.steps.find(it => it.name === `dL/d${of}` || it.aliases.includes(`dL/d${of}`));
}

function gradient(state, of, at, view) {
  const step = gradientOf(state, of);
  if (!step) return nothing;
  const value = shown(state, step.name);
  const words = value.state !== 'computed' ? value.state : at < 0 ? nothing : full(value.numbers[at], view);
  return html`<dt>gradient ${name(step.name)}</dt><dd data-of=${at < 0 ? step.name : `${step.name}#${at}`}>${words}</dd>`;
}

function difference(state, of, at, view) {
  const step = gradientOf(state, of) ?? state.chain.steps.find(it => it.name === of);
  const check = step && state.checks[step.name];
  if (!check || shown(state, step.name).state !== 'computed') return nothing;
  const quotient = at >= 0 ? check.quotients.numbers?.[at] : undefined;
  return html`<dt>finite difference</dt><dd id="difference">${at >= 0 && quotient === undefined
    ? html`not among the ${check.compared} that were compared; at ${step.name}${check.place}: ${number(check.finite_difference, view)}`
    : at < 0 ? html`at ${step.name}${check.place}: ${number(check.finite_difference, view)}` : full(quotient, view)} ${mark(check)}</dd>`;
}

/** The element's name with samples as rows, as the run has it. */
function placeAsRows(state, of, shape, at) {
  if (!state.columns || shape.length !== 2) return place(of, shape, at);
  return `${of}[${at % shape[1]},${Math.floor(at / shape[1])}]`;
}
