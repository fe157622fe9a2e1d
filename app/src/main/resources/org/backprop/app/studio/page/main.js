// The page: reads the state, asks the server for what it lacks, and draws.
import {html, nothing, render} from 'lit-html';
import * as source from 'studio/source.js';
import {state, change, edit, undo, redo, listen, request, view} from 'studio/state.js';
import {indices, parse} from 'studio/format.js';
import {graph, enlarged, moved, search, towards, exported, WHOLE} from 'studio/graph.js';
import {watch, mark, nameOf, indexOf} from 'studio/select.js';
import {asked, card, isComputed, list} from 'studio/steps.js';
import {pinned} from 'studio/pin.js';

const root = document.getElementById('page');

// What was asked last, so that nothing is asked twice and a late answer is dropped.
let loaded = '';
let picture = '';

async function load() {
  const wanted = JSON.stringify(request());
  if (wanted === loaded) return;
  loaded = wanted;
  try {
    if (picture !== String(state.columns)) {
      picture = String(state.columns);
      source.graph(request()).then(it => change({picture: it}), failed);
    }
    const chain = await source.chain(request());
    if (wanted !== loaded) return;
    const forward = chain.steps.filter(it => it.phase === 'forward').length;
    const at = state.at < 0 ? forward : Math.min(state.at, chain.steps.length);
    change({chain, at, row: chain.row, checks: {}, terms: {}, error: ''});
    loaded = JSON.stringify(request());
    const checks = await source.checks(request());
    if (loaded === JSON.stringify(request())) change({checks});
  } catch (e) {
    failed(e);
  }
}

const failed = e => change({error: e.message});

let askedFor = '';

/** The terms of an element, asked for when it is pointed at. */
async function loadTerms(key) {
  const wanted = key && state.chain && !state.terms[key] ? asked(state, key) : null;
  if (!wanted || askedFor === key + loaded) return;
  askedFor = key + loaded;
  try {
    const of = loaded;
    const terms = await source.terms(request(), wanted.step, indices(wanted.shape, wanted.at));
    if (of === loaded) change({terms: {...state.terms, [key]: keyed(terms)}});
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
  change({at: Math.min(Math.max(at, 0), steps.length)});
  if (state.at > 0) loadTerms(`${steps[state.at - 1].name}#0`);
  document.querySelector('.line.current')?.scrollIntoView({block: 'nearest'});
}

/** A number that the user puts in; its place as it is stored, with samples as rows. */
function edited(name, at, value) {
  const shape = state.chain.values[name].shape;
  const index = state.columns && shape.length === 2 ? (at % shape[1]) * shape[0] + Math.floor(at / shape[1]) : at;
  const others = state.edits.filter(it => it.name !== name || it.index !== index);
  edit([...others, {name, index, value}]);
}

const isTyping = target => target.matches?.('input, select, textarea, summary, a, button:not(.number)');

const KEYS = {
  ' ': () => goTo(state.at + 1),
  ArrowRight: () => goTo(state.at + 1),
  ArrowLeft: () => goTo(state.at - 1),
  Home: () => goTo(0),
  End: () => goTo(state.chain.steps.length),
  u: undo,
  U: redo,
  '/': () => document.getElementById('search').focus(),
  '+': () => change({zoom: enlarged(state.zoom, 1.25)}),
  '-': () => change({zoom: enlarged(state.zoom, 0.8)}),
  0: () => change({zoom: WHOLE}),
  Escape: () => change({pin: ''}),
  e: () => document.getElementById('edit')?.select(),
};

document.addEventListener('keydown', event => {
  if (!state.chain) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
    event.preventDefault();
    event.shiftKey ? redo() : undo();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape' && isTyping(event.target)) event.target.blur();
  if (isTyping(event.target) || (event.target.matches('.number') && neighbour(event))) return;
  if (event.target.matches('g.box') && (event.key === 'Enter')) change({pin: event.target.dataset.of});
  const key = KEYS[event.key];
  if (key) {
    event.preventDefault();
    key();
  }
});

/** Arrow keys inside a matrix move by elements. */
function neighbour(event) {
  const by = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]}[event.key];
  if (!by) return event.key === 'Enter';
  const cell = event.target.closest('td');
  const rows = [...cell.closest('tbody').rows];
  const row = rows[rows.indexOf(cell.parentElement) + by[0]];
  row?.cells[cell.cellIndex + by[1]]?.querySelector('button').focus();
  event.preventDefault();
  return true;
}

watch(root, pointed => {
  if (state.terms[pointed]) change({pointed});
  else loadTerms(pointed).then(() => state.terms[pointed] && change({pointed}));
}, pin => change({pin}));

root.addEventListener('dblclick', event => {
  if (event.target.closest('[data-edit]')) document.getElementById('edit')?.select();
});

function page() {
  if (!state.chain) return html`<main><p>${state.error || 'Reading\u2026'}</p></main>`;
  const seen = view();
  return html`
    <header>${header()}</header>
    ${state.error ? html`<p role="alert" class="fault">${state.error}</p>` : nothing}
    <main>
      <section class="card" id="picture" aria-label="Graph">${pictureTools()}
        ${state.picture ? graph(state.picture, known, state.zoom, search(state.picture, state.query)) : nothing}</section>
      <div class="columns">
        <div class="left">
          <section class="card" id="step" aria-label="Step" aria-live="polite">${stepTools()}${card(state, seen)}</section>
          ${state.pin ? pinned(state, seen, {edited, unpin: () => change({pin: ''})}) : nothing}
        </div>
        <section class="card" id="chain" aria-label="All steps">${list(state, seen)}</section>
      </div>
    </main>`;
}

const known = name => !name || state.chain.parameters.includes(name) || isComputed(state, name);

function header() {
  const {chain} = state;
  return html`<h1>Backprop studio</h1>
    <p>${chain.title}: <code>${chain.model}</code></p>
    <p class="dim">${chain.place}${chain.target ? html`. ${chain.target}` : nothing}</p>
    <form class="tools" @submit=${it => it.preventDefault()}>
      ${chain.row_count > 1 ? html`<label>row <input type="number" min="1" max=${chain.row_count} .value=${String(chain.row)}
        @change=${it => change({row: Math.trunc(Number(it.target.value)) || 1, edits: [], past: [], future: []})}> of ${chain.row_count}</label>
        <label><input type="checkbox" .checked=${state.fresh} @change=${it => change({fresh: it.target.checked})}> weights before training</label>` : nothing}
      <label>rate <input id="rate" size="6" inputmode="decimal" .value=${String(state.rate)}
        @change=${it => {const rate = parse(it.target.value); if (Number.isFinite(rate)) change({rate}); else it.target.value = state.rate;}}></label>
      <label>samples as <select id="orientation" @change=${it => change({columns: it.target.value === 'columns', pin: ''})}>
        <option ?selected=${!state.columns}>rows</option><option ?selected=${state.columns}>columns</option></select></label>
      <label>digits <select id="digits" @change=${it => change({digits: it.target.value})}>
        ${['short', '2', '4', '6', 'all'].map(it => html`<option ?selected=${state.digits === it}>${it}</option>`)}</select></label>
      <label><input id="comma" type="checkbox" .checked=${state.comma} @change=${it => change({comma: it.target.checked})}> decimal comma</label>
      <button ?disabled=${state.past.length === 0} @click=${undo}>undo</button>
      <button ?disabled=${state.future.length === 0} @click=${redo}>redo</button>
      <button ?disabled=${state.edits.length === 0} @click=${() => edit([])}>all edits back</button>
    </form>`;
}

function stepTools() {
  const steps = state.chain.steps.length;
  return html`<div class="tools">
    <button @click=${() => goTo(0)} ?disabled=${state.at === 0} aria-label="To the start">\u21e4 start</button>
    <button @click=${() => goTo(state.at - 1)} ?disabled=${state.at === 0}>\u2190 back</button>
    <button id="next" class="main" @click=${() => goTo(state.at + 1)} ?disabled=${state.at === steps}>next step (space)</button>
    <button @click=${() => goTo(steps)} ?disabled=${state.at === steps} aria-label="To the end">end \u21e5</button></div>`;
}

function pictureTools() {
  return html`<div class="tools">
    <input id="search" type="search" placeholder="search the graph  /" aria-label="Search the graph" .value=${state.query}
      @input=${it => find(it.target.value)}>
    <button @click=${() => change({zoom: enlarged(state.zoom, 1.25)})} aria-label="Enlarge">+</button>
    <button @click=${() => change({zoom: enlarged(state.zoom, 0.8)})} aria-label="Reduce">\u2212</button>
    <button @click=${() => change({zoom: WHOLE})}>whole</button>
    <button @click=${save}>save as SVG</button></div>`;
}

function find(query) {
  const [first] = search(state.picture, query);
  change({query, zoom: first ? towards(state.picture, first.id) : WHOLE});
}

function save() {
  const file = new Blob([exported(document.getElementById('graph'))], {type: 'image/svg+xml'});
  const link = Object.assign(document.createElement('a'), {href: URL.createObjectURL(file), download: 'graph.svg'});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The graph is moved by dragging and enlarged by the wheel. */
root.addEventListener('wheel', event => {
  if (!event.target.closest('#graph') || !event.ctrlKey) return;
  event.preventDefault();
  change({zoom: enlarged(state.zoom, event.deltaY < 0 ? 1.1 : 0.9)});
}, {passive: false});

let dragged = null;
root.addEventListener('pointerdown', event => {
  if (event.target.closest('#graph')) dragged = {x: event.clientX, y: event.clientY};
});
root.addEventListener('pointermove', event => {
  if (!dragged || event.buttons === 0) return;
  const area = document.getElementById('graph').getBoundingClientRect();
  change({zoom: moved(state.zoom, (dragged.x - event.clientX) / area.width, (dragged.y - event.clientY) / area.height)});
  dragged = {x: event.clientX, y: event.clientY};
});
root.addEventListener('pointerup', () => (dragged = null));

function draw() {
  render(page(), root);
  mark(root);
  load();
}

listen(draw);
draw();
