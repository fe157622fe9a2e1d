// The page: reads the state, asks its source for what it lacks, and draws.
import {html, nothing, render} from 'lit-html';
import * as source from 'studio/source.js';
import {state, change, changeSheet, edit, undo, redo, listen, request, view} from 'studio/state.js';
import {indices, parse} from 'studio/format.js';
import {enlarged, following, graph, search, WHOLE} from 'studio/graph.js';
import {watch, mark, nameOf} from 'studio/select.js';
import {asked, card, isComputed, list} from 'studio/steps.js';
import {pinned} from 'studio/pin.js';
import {settings, stepping, pictureTools, tabs, toggleLayer} from 'studio/tools.js';
import {listenToKeys} from 'studio/keys.js';
import {listenToPointer} from 'studio/pointer.js';
import {likelihood} from 'studio/likelihood.js';
import {drawCurves, follow, isRunning, live, training} from 'studio/training.js';
import {drawTime, time} from 'studio/time.js';
import {data} from 'studio/data.js';
import {study} from 'studio/study.js';
import * as sitting from 'studio/sitting.js';
import * as deck from 'studio/cards.js';
import * as homework from 'studio/homework.js';

const root = document.getElementById('page');

let errorAt = 0;

const failed = e => {
  errorAt = Date.now();
  change({error: e.message});
};

/** An error is not taken back by the answer to the request that stood before it. */
const shownError = () => (Date.now() - errorAt < 2000 ? state.error : '');

// What was asked last, so that nothing is asked twice and a late answer is dropped.
const last = {chain: '', picture: '', likelihood: '', run: '', data: false};

/** Asks once for what a key stands for. */
function once(what, key, asking) {
  if (last[what] === key) return;
  last[what] = key;
  asking().catch(failed);
}

function load() {
  if (isStale && state.panel === 'steps') {
    isStale = false;
    last.chain = '';
  }
  once('chain', JSON.stringify(request()), loadChain);
  once('picture', JSON.stringify([state.columns, state.folded]), async () =>
    change({picture: await source.graph({columns: state.columns, folded: state.folded})}));
  if (state.panel === 'likelihood') {
    once('likelihood', String(state.columns), () => loadLikelihood());
  }
  if (state.panel === 'time') once('run', 'run', async () => change({run: await source.run()}));
  if (state.panel === 'study') once('study', String(state.columns), () => sitting.load(true));
  if (state.panel === 'study' && state.tab === 'cards') once('cards', 'cards', deck.loadCards);
  if (state.panel === 'data') once('data', 'data', async () => changeSheet({files: (await source.data()).files}));
}

async function loadChain() {
  const wanted = last.chain;
  const chain = await source.chain(request()).catch(e => { backToGood(); throw e; });
  if (wanted !== last.chain) return;
  const forward = chain.steps.filter(it => it.phase === 'forward').length;
  const at = state.at < 0 ? forward : Math.min(state.at, chain.steps.length);
  last.chain = JSON.stringify({row: chain.row, ...request()});
  good = {...USUAL, row: chain.row, step: state.step, fresh: state.fresh, edits: state.edits};
  change({chain, at, row: chain.row, answered: last.chain, checks: {}, terms: {}, error: shownError()});
  loadTerms(`${chain.steps[Math.max(0, at - 1)].name}#0`);
  if (isShort() && live.state !== 'running') addChecks(await source.checks(request()), wanted);
}

// The gradients of a long chain or of a large network are checked one at a time, where they are looked at.
const MOST_CHECKED = 80;
const MOST_NUMBERS = 3000;

function isShort() {
  const {steps, values} = state.chain;
  const size = it => (it.whole_shape ?? []).reduce((all, dim) => all * dim, 1);
  return steps.length <= MOST_CHECKED && Object.values(values).reduce((sum, it) => sum + size(it), 0) <= MOST_NUMBERS;
}

function addChecks(checks, chain) {
  if (chain === last.chain || last.chain === JSON.stringify(request())) change({checks: {...state.checks, ...checks}});
}

const MOST_BYTES = 64 * 1024 * 1024;
const checkedNow = new Set();

/** Checks the step that was taken, and the gradient by what is pinned. */
function checkSeen() {
  if (!state.chain || isShort()) return;
  const {steps} = state.chain;
  const pinned = nameOf(state.pin);
  for (const step of [steps[state.at - 1], steps.find(it => it.name === `dL/d${pinned}` || it.aliases.includes(`dL/d${pinned}`))]) {
    const key = `${step?.name} ${last.chain}`;
    if (!step || step.phase !== 'backward' || checkedNow.has(key)) continue;
    checkedNow.add(key);
    const of = last.chain;
    source.checks(request(), step.name).then(it => addChecks(it, of), failed);
  }
}

const USUAL = {row: 0, step: null, fresh: false, edits: [], past: [], future: []};
let good = USUAL;

/** What was refused does not stay in the address: the last request that was answered comes back. */
function backToGood() {
  const {row, step, fresh, edits} = state;
  if (JSON.stringify(good) === JSON.stringify({...good, row, step, fresh, edits})) good = USUAL;
  change({...good});
}

async function loadLikelihood(name) {
  change({likelihood: await source.likelihood({columns: state.columns, ...(name ? {name} : {})})});
}

let askedFor = '';

/** The terms of an element, asked for when it is pointed at. */
async function loadTerms(key) {
  const wanted = key && state.chain && !state.terms[key] ? asked(state, key) : null;
  if (!wanted || askedFor === key + last.chain) return;
  const of = last.chain;
  askedFor = key + of;
  try {
    const terms = await source.terms(request(), wanted.step, indices(wanted.shape, wanted.at));
    if (of === last.chain) change({terms: {...state.terms, [key]: keyed(terms)}});
  } catch (e) {
    failed(e);
  }
}

/** Each factor with the key of the element that it is. */
function keyed(terms) {
  const key = factor => {
    const shape = state.chain.values[factor.step]?.shape;
    if (!shape) return '';
    const at = state.columns && factor.indices.length === 2 ? [...factor.indices].reverse() : factor.indices;
    return `${factor.step}#${at.reduce((flat, index, axis) => flat * shape[axis] + index, 0)}`;
  };
  return {...terms, terms: terms.terms.map(term =>
    ({...term, factors: term.factors.map(factor => ({...factor, key: key(factor)}))}))};
}

function goTo(at) {
  const steps = state.chain.steps;
  const to = Math.min(Math.max(at, 0), steps.length);
  change({at: to, zoom: state.picture ? following(state.picture, state.zoom, steps[Math.max(0, to - 1)].nodes[0]) : state.zoom});
  if (state.at > 0) loadTerms(`${steps[state.at - 1].name}#0`);
  const list = document.getElementById('chain');
  const line = document.querySelector('.line.current');
  if (line && list) list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 2;
}

/** A number that the user puts in; its place as it is stored, with samples as rows. */
function edited(name, at, value) {
  const shape = state.chain.values[name].shape;
  const index = state.columns && shape.length === 2 ? (at % shape[1]) * shape[0] + Math.floor(at / shape[1]) : at;
  const others = state.edits.filter(it => it.name !== name || it.index !== index);
  edit([...others, {name, index, value}]);
}

// Training and data.

/** Another model is open: what was asked of the former one is asked anew. */
function reopened() {
  Object.assign(last, {chain: '', picture: '', likelihood: '', run: '', data: ''});
  change({row: 0, step: null, edits: [], past: [], future: [], pin: '', at: -1, run: null, life: null, blame: null});
}

let known = '';
let seenStep;

/** Whether a training has moved the weights since they were shown. */
let isStale = false;

function followed() {
  if (live.refused) {
    failed(new Error(live.refused.error));
    live.refused = null;
    change({panel: 'data'});
  }
  const phase = `${live.begun?.target} ${live.state === 'ended'} ${live.begun?.rows}`;
  if (live.begun && phase !== known) {
    known = phase;
    reopened();
  } else {
    isStale ||= live.state !== 'ended' && live.snapshot?.step !== seenStep;
    seenStep = live.snapshot?.step;
    change({});
  }
}

const ask = (what, count) => source.control(what, count).catch(failed);

const readColumns = reading => {
  change({error: ''});
  changeSheet({busy: true});
  reading.then(columns => changeSheet({columns,  target: columns.suggested ?? '', types: {}, ignored: [], command: '', busy: false,
    files: [...new Set([...state.sheet.files, columns.file])]}),
  e => { changeSheet({busy: false}); failed(e); });
};

function begin(more = {}) {
  const {columns, target, types, ignored, settings: chosen} = state.sheet;
  source.train({file: columns.file, target, ...chosen,
    types: Object.entries(types).filter(([, type]) => type).map(([column, type]) => ({column, type})),
    ignored: ignored.map(column => ({column})), ...more})
    .then(it => { changeSheet({command: it.command}); change({panel: 'training', error: ''}); }, failed);
}

/** Another rate: the training is stopped, and another one goes on from its weights. */
async function changeRate(text) {
  if (!(parse(text) > 0)) return failed(new Error('The rate is a number above 0, as in 0.01.'));
  change({newRate: text});
  if (!state.sheet.columns) return failed(new Error('The rate of a training that the command line began is changed there: stop it, then train with --from MODEL --learning-rate RATE.'));
  if (isRunning()) await source.control('stop').catch(failed);
  for (let i = 0; i < 100 && isRunning(); i++) await new Promise(done => setTimeout(done, 100));
  begin({'learning-rate': String(parse(text)), go_on: true, hidden: '', activation: ''});
}

// Drawing.

const isKnown = name => !name || state.chain.parameters.includes(name) || isComputed(state, name);

function steps(seen) {
  if (state.at < 0) return html`<p role="status">Reading\u2026</p>`;
  return html`<section class="card" id="picture" aria-label="Graph">${pictureTools()}
      <div id="graph-body"></div></section>
    <div class="columns">
      <div class="left">
        <section class="card" id="step" aria-label="Step" aria-live="polite">${stepping(goTo)}${card(state, seen)}</section>
        ${state.pin ? pinned(state, seen, {edited, unpin: () => change({pin: ''}), life: source.panels.includes('time') ? whose : null}) : nothing}
      </div>
      <section class="card" id="chain" aria-label="All steps" tabindex="0"></section>
    </div>`;
}

// What is large is drawn by itself, and only when something that it shows has changed.
const parts = {};

function drawPart(id, inputs, draw) {
  const element = document.getElementById(id);
  const known = parts[id];
  if (!element || (known?.element === element && inputs.every((it, i) => it === known.inputs[i]))) return;
  parts[id] = {element, inputs};
  render(draw(), element);
}

function drawSteps(seen) {
  const {chain, picture, at, zoom, query, checks, digits, comma} = state;
  if (picture) {
    drawPart('graph-body', [picture, chain, at, zoom, query], () => graph(picture, isKnown, zoom, search(picture, query)));
  }
  drawPart('chain', [chain, at, checks, digits, comma], () => list(state, seen));
}

function whose(weight) {
  source.life(weight).then(life => change({life, blame: null, weight, panel: 'time', error: ''}), failed);
}

/** The example of a card is open in the panel Steps, or with no name again what was open before. */
function openedCard(card) {
  reopened();
  change({panel: 'steps', card});
}

const backToCard = () => change({panel: 'study'});

/** Another view of the panel Study; what it shows is asked anew. */
function toTab(tab) {
  change({tab, error: ''});
  if (tab === 'cards') deck.loadCards();
  if (tab === 'sitting') sitting.load();
}

const PANELS = {
  steps: seen => steps(seen),
  likelihood: seen => html`<section class="card" aria-label="Likelihood">${likelihood(state.likelihood, seen, name => loadLikelihood(name).catch(failed))}</section>`,
  training: seen => html`<section class="card" aria-label="Training">${training({log: state.log, rate: state.newRate}, seen, {control: ask, choose: change, changeRate})}</section>`,
  time: seen => html`<section class="card" aria-label="Time">${time(state, seen, {
    goTo: step => change({step, edits: [], past: [], future: []}), whose,
    ask: (weight, step) => source.blame(weight, step).then(blame => change({blame}), failed)})}</section>${steps(seen)}`,
  data: () => html`<section class="card" aria-label="Data">${data(state.sheet, {
    upload: file => (file.size > MOST_BYTES
      ? failed(new Error(`${file.name} has more than 64 MB; train on it from the command line: backprop train ${file.name} --target COLUMN --studio`))
      : readColumns(source.upload(file))), open: file => readColumns(source.columns(file)), set: changeSheet, begin: () => begin()})}</section>`,
  study: () => html`<section class="card study" aria-label="Study">${study(state, toTab)}</section>`,
};

/** What is open; the panel Study shows its own. */
function subject({chain, card}) {
  return html`<p>${chain.title}: <code>${chain.model}</code></p>
      <p class="dim">${chain.place}${chain.target ? html`. ${chain.target}` : nothing}</p>
      ${card ? html`<p><button id="back-to-card" @click=${backToCard}>back to the card ${card} <kbd>g</kbd></button> <button id="close-example" @click=${sitting.closeExample}>close its example</button></p>` : nothing}${settings()}`;
}

function page() {
  if (!state.chain) return html`<main><h1>Backprop studio</h1><p role=${state.error ? 'alert' : 'status'}>${state.error || 'Reading\u2026'}</p></main>`;
  return html`<header><h1>Backprop studio</h1>${tabs(source.panels)}${state.panel === 'study' ? nothing : subject(state)}</header>
    ${state.error ? html`<p role="alert" class="fault card">${state.error}</p>` : nothing}
    <main aria-busy=${state.answered !== JSON.stringify(request())}>${PANELS[source.panels.includes(state.panel) ? state.panel : 'steps'](view())}</main>`;
}

function draw() {
  render(page(), root);
  if (state.chain) drawSteps(view());
  mark(root);
  if (state.panel === 'training') drawCurves(state);
  if (state.panel === 'time') drawTime(state);
  load();
  checkSeen();
}

sitting.begin({failed, opened: openedCard, changedDeck: () => state.tab === 'cards' && deck.loadCards()});
deck.begin({failed});
homework.begin({failed});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && state.panel === 'study') sitting.load();
});
listenToKeys({
  taken: event => state.panel === 'study' && (sitting.pressed(event), true),
  undo, redo, pin: pin => change({pin}),
  keys: {
    ' ': () => goTo(state.at + 1),
    ArrowRight: () => goTo(state.at + 1),
    ArrowLeft: () => goTo(state.at - 1),
    Home: () => goTo(0),
    End: () => goTo(state.chain.steps.length),
    u: undo,
    U: redo,
    '/': () => document.getElementById('search')?.focus(),
    '+': () => change({zoom: enlarged(state.zoom, 1.25)}),
    '-': () => change({zoom: enlarged(state.zoom, 0.8)}),
    0: () => change({zoom: WHOLE}),
    Escape: () => change({pin: ''}),
    g: () => state.card && backToCard(),
    e: () => document.getElementById('edit')?.select(),
  },
});
listenToPointer(root);
watch(root, pointed => {
  if (state.terms[pointed]) change({pointed});
  else loadTerms(pointed).then(() => state.terms[pointed] && change({pointed}));
}, pin => change({pin}));
root.addEventListener('dblclick', event => {
  const box = event.target.closest('[data-box]');
  if (box) toggleLayer(box.dataset.box);
  if (event.target.closest('[data-edit]')) document.getElementById('edit')?.select();
});
if (source.panels.includes('training')) follow(followed);
if (!source.panels.includes(state.panel)) change({panel: 'steps'});
listen(draw);
draw();
