// The bars of buttons and fields: of the page, of the graph, of the steps.
import {html, nothing} from 'lit-html';
import {state, change, edit, undo, redo} from 'studio/state.js';
import {parse} from 'studio/format.js';
import {enlarged, exported, search, towards, WHOLE} from 'studio/graph.js';

const NAMES = {steps: 'Steps', likelihood: 'Likelihood', training: 'Training', time: 'Time', data: 'Data', study: 'Study'};

/** The tabs of the panels. */
export function tabs(panels) {
  return html`<nav aria-label="Panels">${panels.map(it => html`<button id=${`panel-${it}`} aria-current=${state.panel === it ? 'page' : nothing}
    @click=${() => change({panel: it, error: ''})}>${NAMES[it]}</button>`)}</nav>`;
}

const isWide = matchMedia('(min-width: 561px)').matches;

/** How numbers are shown and what goes in. */
export function settings() {
  const {chain} = state;
  return html`<details ?open=${isWide}><summary>row, rate, digits, undo</summary><form class="tools" @submit=${it => it.preventDefault()}>
      ${chain.row_count > 1 ? html`<label>row <input id="row" type="number" min="1" max=${chain.row_count} .value=${String(chain.row)}
        @change=${it => change({row: Math.trunc(Number(it.target.value)) || 1, edits: [], past: [], future: []})}> of ${chain.row_count}</label>
        <label><input id="fresh" type="checkbox" .checked=${state.fresh} @change=${it => change({fresh: it.target.checked})}> weights before training</label>` : nothing}
      <label>rate <input id="rate" size="6" inputmode="decimal" .value=${String(state.rate)}
        @change=${it => { const rate = parse(it.target.value); if (rate > 0 && rate < Infinity) change({rate}); else it.target.value = state.rate; }}></label>
      <label>samples as <select id="orientation" @change=${it => change({columns: it.target.value === 'columns', pin: ''})}>
        <option ?selected=${!state.columns}>rows</option><option ?selected=${state.columns}>columns</option></select></label>
      <label>digits <select id="digits" @change=${it => change({digits: it.target.value})}>
        ${['short', '2', '4', '6', 'all'].map(it => html`<option ?selected=${state.digits === it}>${it}</option>`)}</select></label>
      <label><input id="comma" type="checkbox" .checked=${state.comma} @change=${it => change({comma: it.target.checked})}> decimal comma</label>
      <button id="undo" ?disabled=${state.past.length === 0} @click=${undo}>undo</button>
      <button id="redo" ?disabled=${state.future.length === 0} @click=${redo}>redo</button>
      <button id="restore" ?disabled=${state.edits.length === 0} @click=${() => edit([])}>all edits back</button>
    </form></details>`;
}

/** Buttons that step; each has a key. */
export function stepping(goTo) {
  const steps = state.chain.steps.length;
  return html`<div class="tools">
    <button @click=${() => goTo(0)} ?disabled=${state.at === 0} aria-label="To the start">\u21e4 start</button>
    <button id="back" @click=${() => goTo(state.at - 1)} ?disabled=${state.at === 0}>\u2190 back</button>
    <button id="next" class="main" @click=${() => goTo(state.at + 1)} ?disabled=${state.at === steps}>next step (space)</button>
    <button @click=${() => goTo(steps)} ?disabled=${state.at === steps} aria-label="To the end">end \u21e5</button></div>`;
}

/** Search, zoom and export of the graph, and a button for each layer that can be folded. */
export function pictureTools() {
  return html`<div class="tools">
    <input id="search" type="search" placeholder="search the graph  /" aria-label="Search the graph" .value=${state.query}
      @input=${it => find(it.target.value)}>
    <button id="enlarge" @click=${() => change({zoom: enlarged(state.zoom, 1.25)})} aria-label="Enlarge">+</button>
    <button @click=${() => change({zoom: enlarged(state.zoom, 0.8)})} aria-label="Reduce">\u2212</button>
    <button @click=${() => change({zoom: WHOLE})}>whole</button>
    <button id="fold" @click=${() => change({folded: state.folded.length ? [] : layers(), zoom: WHOLE})}>${state.folded.length ? 'unfold all layers' : 'fold all layers'}</button>
    <span class="dim">double-click folds a layer or opens it</span>
    <button id="save" @click=${save}>save as SVG</button></div>`;
}

const layers = () => Array.from({length: state.picture.layers}, (_, i) => i + 1);

/** Folds the layer of a box, or opens the layer that a box stands for. */
export function toggleLayer(id) {
  const opened = /^layer_(\d+)$/.exec(id);
  if (opened) change({folded: state.folded.filter(it => it !== Number(opened[1]))});
  else {
    const {layer} = state.picture.boxes.find(it => it.id === id);
    if (layer > 0) change({folded: [...state.folded, layer]});
  }
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
