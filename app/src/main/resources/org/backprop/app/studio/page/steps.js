// The step that is taken now, and the list of all steps.
import {html, nothing} from 'lit-html';
import {number} from 'studio/format.js';
import {name, symbols, substituted} from 'studio/formula.js';
import {heatMap} from 'studio/matrix.js';
import {nameOf, indexOf} from 'studio/select.js';

const PHASES = {forward: 'Forward: from x to L', backward: 'Backward: from L to the weights', update: 'Update: one step down'};

/** How a step stands in the chain. */
export const isComputed = (state, wanted) => {
  const at = state.chain.steps.findIndex(it => it.name === wanted || it.aliases.includes(wanted));
  return at < state.at;
};

/** The value of a name as far as the chain has come. */
export const shown = (state, wanted) =>
  isComputed(state, wanted) ? state.chain.values[wanted] : {state: 'not yet computed'};

/** The values that may be put into a rule now. */
export const values = state => Object.fromEntries(
  Object.keys(state.chain.values).map(it => [it, shown(state, it)]));

/** The card of the step that was taken last. */
export function card(state, view) {
  const steps = state.chain.steps;
  if (state.at === 0) {
    return html`<p>The weights and biases are given. Press <kbd>space</kbd>: the row x goes in.</p>`;
  }
  const step = steps[state.at - 1];
  return html`
    <p class="dim">${PHASES[step.phase]}, step ${state.at} of ${steps.length}</p>
    <h3 data-of=${step.name}>${names(step)} <span class="title">${step.title}</span></h3>
    <p>${sentence(step, state, view)}</p>
    ${step.given ? nothing : html`
      <div class="formula" id="rule" tabindex="0">${name(step.name)} <span>=</span> ${symbols(step.rule_tree)}</div>
      <div class="formula" id="numbers" tabindex="0"><span>=</span> ${substituted(step.rule_tree, values(state), view)}</div>`}
    <div class="result" id="result">${step.given ? nothing : html`<span>=</span>`} ${heatMap(step.name, state.chain.values[step.name], {view})}</div>
    ${otherWay(step, view)}
    ${terms(state, step, view)}
    ${after(step, state, view)}`;
}

const names = step => [step.name, ...step.aliases].map((it, i) => html`${i > 0 ? ' = ' : nothing}${name(it)}`);

function sentence(step, state, view) {
  switch (step.kind) {
    case 'input': return 'The row goes in.';
    case 'value': return 'The next value on the way forward.';
    case 'prediction': return 'The network predicts.';
    case 'target': return 'What y_hat is compared with.';
    case 'textbook loss': return 'The loss tells how far the prediction is from the target.';
    case 'constant': return 'The terms of the likelihood that do not depend on the prediction.';
    case 'loss': return 'L is what training minimises. Now press space: back by the chain rule.';
    case 'gradient': return 'By how much L changes when this value changes by a little.';
    case 'derivative': return 'The derivative of the function, at the value that came through it.';
    case 'parameter gradient': return 'By how much L changes when a weight changes by a little.';
    case 'update': return 'A step down the gradient.';
    case 'loss after': return lossAfter(state, view);
    default: return '';
  }
}

function lossAfter(state, view) {
  const [before] = state.chain.values.L?.numbers ?? [null];
  const [after] = state.chain.values.L_new?.numbers ?? [null];
  const verdict = after === before ? 'L did not change.'
    : after !== null && after < before ? 'L has fallen.' : 'The step was too large: L did not fall. Try a smaller rate.';
  return `L was ${number(before, view)} and is now ${number(after, view)}. ${verdict}`;
}

function otherWay(step, view) {
  if (!step.other_way) return nothing;
  const agrees = step.other_way.disagreement === null || step.other_way.disagreement === undefined
    ? nothing
    : html` equal to ${number(step.other_way.disagreement, {...view, digits: 'short'})}`;
  return html`<p class="formula dim">by the chain rule: ${symbols(step.other_way.rule_tree)}${agrees}</p>`;
}

function after(step, state, view) {
  const check = state.checks[step.name];
  return check ? html`<p>${mark(check)} finite difference at ${step.name}${placeOf(check)}: ${number(check.finite_difference, view)}, gradient ${number(check.gradient, view)}, relative error ${number(check.largest_error, {...view, digits: 'short'})}</p>` : nothing;
}

const placeOf = check => check.place ?? '';

/** The terms of the element that is pointed at, else of the first of this step. */
function terms(state, step, view) {
  const key = state.terms[state.pointed] ? state.pointed : `${step.name}#0`;
  const found = state.terms[key];
  if (!found || found.terms.length === 0 || (found.terms.length === 1 && found.terms[0].factors.length === 1)) return nothing;
  return html`<div id="terms"><h4>${found.name} as a sum</h4>
    <table class="terms"><tbody>${found.terms.map(term => html`<tr>
      <td>${term.factors.map((factor, i) => html`${i > 0 ? ' \u00b7 ' : nothing}<span data-of=${factor.key || nothing}>${factor.name}</span>`)}</td>
      <td>${term.factors.map((factor, i) => html`${i > 0 ? ' \u00b7 ' : nothing}<span data-of=${factor.key || nothing}>${number(factor.value, view)}</span>`)}</td>
      <td class="number">${number(term.value, view)}</td></tr>`)}
      <tr class="sum"><td>${found.name}</td><td></td><td class="number">${number(found.value, view)}</td></tr></tbody></table></div>`;
}

/** Agreement with finite differences, as a sign and in words. */
export function mark(check) {
  if (!check) return nothing;
  const [sign, kind] = {
    agrees: ['\u2713 agrees', 'good'], fault: ['\u2717 FAULT', 'fault'],
    kink: ['\u2227 kink', 'dim'], 'too small': ['\u223c too small to check', 'dim'],
  }[check.verdict] ?? [check.verdict, 'dim'];
  return html`<span class=${kind}>${sign}</span>`;
}

const LONG_RULE = 20;

// Of a long chain the list has the steps around the current one.
const MOST_LINES = 120;

/** All weights and steps, each with its rule and its numbers. */
export function list(state, view) {
  const {steps, parameters} = state.chain;
  const from = steps.length <= MOST_LINES ? 0 : Math.max(0, Math.min(state.at - MOST_LINES / 2, steps.length - MOST_LINES));
  const near = steps.slice(from, from + MOST_LINES);
  const used = parameters.filter(it => parameters.length <= MOST_LINES / 2 || near.some(step => step.parameters.includes(it)));
  return html`
    <h2>Weights and biases</h2>
    ${used.length < parameters.length ? html`<p class="dim">those of the steps below, of ${parameters.length} in all</p>` : nothing}
    <div class="lines">${used.map(it => html`<div class="line" data-of=${it}>
      <div class="head">${name(it)}</div>${heatMap(it, state.chain.values[it], {view, edit: true})}</div>`)}</div>
    ${near.length < steps.length ? html`<p class="dim">steps ${from + 1} to ${from + near.length} of ${steps.length}; stepping moves on</p>` : nothing}
    ${Object.keys(PHASES).filter(phase => near.some(it => it.phase === phase)).map(phase => html`<h2>${PHASES[phase]}</h2>
      <div class="lines">${near.map((step, i) => step.phase === phase ? line(state, step, from + i, view) : nothing)}</div>`)}`;
}

function line(state, step, i, view) {
  const current = i === state.at - 1;
  return html`<div class=${`line ${step.rule.length > LONG_RULE ? 'long' : ''} ${current ? 'current' : ''} ${i < state.at ? '' : 'waiting'}`} data-of=${step.name}
      aria-current=${current ? 'step' : nothing}>
    <div class="head">${names(step)} ${i < state.at ? mark(state.checks[step.name]) : nothing}</div>
    <div class="rule">${step.given ? html`<span class="dim">${step.title}</span>` : symbols(step.rule_tree)}</div>
    ${heatMap(step.name, i < state.at ? state.chain.values[step.name] : null, {view, edit: step.name === 'x' || step.name === 'y'})}</div>`;
}

/** The step and the indices that the terms of a key are asked for; none for a weight. */
export function asked(state, key) {
  const wanted = nameOf(key);
  const at = indexOf(key);
  const isStep = state.chain.steps.some(it => it.name === wanted && !it.given);
  return isStep && at >= 0 && isComputed(state, wanted) ? {step: wanted, at, shape: state.chain.values[wanted].shape} : null;
}
