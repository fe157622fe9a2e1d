// The panel Study: a question, what is typed or chosen, the verdict, the answer, five ratings.
import {html, nothing} from 'lit-html';
import {change, changeStudy} from 'studio/state.js';
import {cards} from 'studio/cards.js';
import {homework} from 'studio/homework.js';
import {edit, leave, place, rate, reply, showGraph, undo, unplace} from 'studio/sitting.js';
import {editor} from 'studio/editor.js';
import {lines} from 'studio/lines.js';

const ENDS = {1: 'Not at all', 5: 'Perfectly'};

const TABS = {sitting: 'Sitting', cards: 'Cards', homework: 'Homework'};

const VIEWS = {sitting, cards, homework};

/** The panel: one of its views. */
export function study({study, tab, columns}, toTab) {
  const shown = tab in TABS ? tab : 'sitting';
  return html`<nav aria-label="Study">${Object.entries(TABS).map(([name, words]) => html`<button id=${`tab-${name}`}
      aria-current=${name === shown ? 'page' : nothing} @click=${() => toTab(name)}>${words}</button>`)}</nav>
    ${study.editing ? editor(study) : VIEWS[shown](study)}
    ${shown === 'sitting' && study.now?.question && !study.editing ? samples(columns) : nothing}`;
}

const samples = columns => html`<label class="dim">samples as <select id="samples" @change=${it => change({columns: it.target.value === 'columns'})}>
  <option ?selected=${!columns}>rows</option><option ?selected=${columns}>columns</option></select></label>`;

/** The question of the day; study is {now, typed, placed, sent, form, answer, editing, editError, said}. */
function sitting(study) {
  const {now, said} = study;
  if (!now) return html`<p role="status">Reading the cards\u2026</p>`;
  return html`${now.notices.map(it => html`<p class="dim">${it}</p>`)}
    <p class="dim" id="left">${now.left.fresh} new, ${now.left.again} again, ${now.left.due} due${now.question ? ` | ${now.question.topic}` : ''}</p>
    <p role="status" id="said">${said}</p>
    ${now.question ? card(study) : end(now)}`;
}

function end(now) {
  return html`<h2 id="question" tabindex="-1">All cards for today are done</h2>
    <p>Ratings in this sitting: ${now.ratings}. Cards due tomorrow: ${now.tomorrow}, and new ones.</p>
    <div class="tools"><button id="undo-rating" @click=${undo}>take back <kbd>u</kbd></button></div>`;
}

function card(study) {
  const {now: {question}, answer} = study;
  return html`<div data-card=${question.card} data-seed=${question.seed} data-reply=${question.reply} id="asked">
    <h2 id="question" tabindex="-1">${question.question}</h2>
    <div id="given">${lines(question.given)}</div>
    ${REPLIES[question.reply](study)}
    ${answer ? nothing : html`<div class="tools">
      ${question.reply === 'order' ? html`<button id="unplace" ?disabled=${study.placed.length === 0} @click=${unplace}>take the last one back <kbd>Backspace</kbd></button>` : nothing}
      <button id="show" class=${question.reply === 'nothing' ? 'main' : ''} @click=${() => reply(null)}>show the answer <kbd>space</kbd></button></div>`}
    <p role="status" id="verdict" class=${mark(study)}>${study.form || answer?.verdict?.sentence || ''}</p>
    ${answer ? solution(question, answer) : nothing}
    ${others(question)}
    ${keys(question, answer)}</div>`;
}

const mark = ({form, answer}) => (form ? '' : {right: 'good', wrong: 'fault'}[answer?.verdict?.kind] ?? '');

const REPLIES = {
  nothing: () => nothing,
  numbers: study => (study.answer ? typed(study.sent) : field(study)),
  option: study => options(study, it => reply(String(it + 1)), study.sent === null ? [] : [Number(study.sent) - 1]),
  order: study => drawing(study),
};

const typed = sent => (sent === null ? nothing : html`<p>Your answer: <code>${sent}</code></p>`);

function field({typed}) {
  return html`<form class="tools" @submit=${event => { event.preventDefault(); reply(typed); }}>
    <input id="reply" aria-labelledby="question" aria-describedby="given form-of-reply" autocomplete="off" autocapitalize="off" spellcheck="false" .value=${typed}
      @input=${event => changeStudy({typed: event.target.value, form: ''})}>
    <button class="main">mark <kbd>Enter</kbd></button>
    <span class="dim" id="form-of-reply">a number, or the rows of a matrix with a semicolon between them: 0.1 0.2; 0 -1</span></form>`;
}

/** Buttons with the digits that press them. */
function options({now: {question}, answer}, choose, taken) {
  return html`<ol class=${question.reply === 'order' ? 'options short' : 'options'}>${question.options.map((it, i) => html`<li><button ?disabled=${answer || taken.includes(i)}
    class=${[taken.includes(i) ? 'taken' : '', answer?.right === String(i + 1) ? 'right' : ''].join(' ')} @click=${() => choose(i)}><kbd>${i + 1}</kbd> <span>${it}</span></button></li>`)}</ol>`;
}

/** The nodes that were placed as boxes with arrows, and those to be placed. */
function drawing(study) {
  const {now: {question}, placed, answer} = study;
  if (answer && placed.length === 0) return nothing;
  return html`<ol class="drawn" aria-label="Placed">${placed.map(it => html`<li>${question.options[it]}</li>`)}
      ${!answer && placed.length < question.options.length ? html`<li class="next">${placed.length === 0 ? 'first' : 'next'}</li>` : nothing}</ol>
    ${answer ? nothing : options(study, place, placed)}`;
}

function solution(question, answer) {
  return html`<div id="answer">${question.reply === 'order' && answer.verdict?.kind === 'right' ? nothing : RIGHT[question.reply](question, answer.right)}
      ${answer.answer.map(it => html`<p class="text">${it}</p>`)}
      ${answer.details.length ? html`<div class="details">${lines(answer.details)}</div>` : nothing}</div>
    <h3 id="how-well">How well did you know this?</h3>
    <div class="ratings" role="group" aria-labelledby="how-well">${answer.outcomes.map((when, i) => html`<button data-rating=${i + 1}
      class=${i + 1 === answer.proposed ? 'main' : ''} @click=${() => rate(i + 1)}><strong>${i + 1}</strong> <em>${ENDS[i + 1] ?? ''}</em> <span>${when}</span></button>`)}</div>`;
}

/** The right reply. */
const RIGHT = {
  nothing: () => nothing,
  numbers: (_, right) => html`<div class="right-reply">${lines([right])}</div>`,
  option: () => nothing,
  order: ({options}, right) => html`<p class="dim">The right order:</p><ol class="drawn" aria-label="The right order">${right.split(' ').map(it => html`<li>${options[it - 1]}</li>`)}</ol>`,
};

function others(question) {
  return html`<div class="tools others">
    <button id="undo-rating" @click=${undo}>take back <kbd>u</kbd></button>
    <button id="bury" @click=${() => leave(false)}>leave for tomorrow <kbd>b</kbd></button>
    <button id="suspend" @click=${() => leave(true)}>suspend <kbd>s</kbd></button>
    ${question.has_example ? html`<button id="show-graph" @click=${showGraph}>open in the graph <kbd>g</kbd></button>` : nothing}
    <button id="edit-card" @click=${() => edit(question)}>edit <kbd>e</kbd></button></div>`;
}

const FIRST = {
  nothing: 'space shows the answer', numbers: 'Enter marks what you typed, space in the empty field shows the answer',
  option: 'a digit chooses, space shows the answer', order: 'digits place, space shows the answer',
};

const keys = (question, answer) => html`<p class="dim" id="keys">Keys: ${answer ? '1 to 5 rate, space takes the marked rating' : FIRST[question.reply]}</p>`;
