// The view Homework of the panel Study: a person's own network, numbers and results, each line marked.
import {html, nothing} from 'lit-html';
import * as source from 'studio/source.js';
import {state, changeStudy} from 'studio/state.js';
import {lines} from 'studio/lines.js';

const EXAMPLE = `network: 2 -> tanh 2 -> linear 1
samples as rows, mean, with 1/2
x = 1 -0.5
y = 1
W1 = 0.5 -0.3; 0.2 0.8
b1 = 0.1 0
W2 = 1; -0.5
b2 = 0
# your results
a1 = 0.5 -0.7
h = 0.4621 -0.6044
y_hat = 0.7643
delta2 = -0.2357
dL/dW2 = -0.1089; 0.1425
delta1 = -0.2357 0.1179
`;

const MARKS = {right: 'good', follows: 'good', mistake: 'fault', wrong: 'fault', unreadable: 'fault'};

let failed = () => {};

/** Says what is called with an error. */
export function begin(listeners) {
  ({failed} = listeners);
}

async function mark() {
  const text = state.study.homework.text ?? EXAMPLE;
  try {
    const marked = await source.study('homework', {text});
    changeStudy({homework: {text, marked}});
    document.getElementById('marked')?.scrollIntoView({block: 'nearest'});
  } catch (e) {
    failed(e);
  }
}

const write = text => changeStudy({homework: {...state.study.homework, text}});

/** The view; homework is {text, marked}. */
export function homework({homework: {text, marked}}) {
  const pressed = event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      mark();
    }
  };
  return html`<h2>Check my homework</h2>
    <p class="dim" id="form-of-homework">First the network, its numbers and your notation (samples as rows or columns, sum or mean, with or without 1/2), then your results: a name and its numbers, the rows of a matrix with a semicolon between them.</p>
    <textarea id="homework" aria-label="Homework" aria-describedby="form-of-homework" rows="16" spellcheck="false" autocapitalize="off" .value=${text ?? EXAMPLE}
      @input=${event => write(event.target.value)} @keydown=${pressed}></textarea>
    <div class="tools"><button id="mark-homework" class="main" @click=${mark}>mark <kbd>Ctrl+Enter</kbd></button>
      <button id="example-homework" ?disabled=${text === undefined || text === EXAMPLE} @click=${() => write(EXAMPLE)}>the example</button></div>
    <div role="status" id="marked">${marked?.fault ? html`<p class="fault">${marked.fault}</p>` : marked ? results(marked) : nothing}</div>`;
}

function results({lines: all, notes, right}) {
  return html`<h3>${right} of ${all.length} results are right</h3>
    ${notes.map(it => html`<p class="dim">${it}</p>`)}
    <ol class="marked-lines">${all.map(it => html`<li data-mark=${it.mark}><span class="dim">line ${it.line}</span> <code>${it.name}</code>
      <span class=${MARKS[it.mark]}>${it.sentence}</span>${it.right ? html`<div class="dim">The right value is ${lines([it.right])}</div>` : nothing}</li>`)}</ol>`;
}
