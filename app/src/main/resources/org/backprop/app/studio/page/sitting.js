// A sitting with the cards of the day: what its question, its answer and the five ratings do. The
// server keeps the log; each question is named by its card and the seed of its numbers.
import * as source from 'studio/source.js';
import {UNANSWERED, state, change, changeStudy} from 'studio/state.js';

let failed = () => {};
let opened = () => {};
let changedDeck = () => {};

/** Says what is called with an error, after the example of a card was opened, and after an edit. */
export function begin(listeners) {
  ({failed, opened, changedDeck} = listeners);
}

const question = () => state.study.now?.question;

/** The question that is shown, as the server knows it. */
const named = () => ({card: question().card, seed: question().seed, columns: state.columns});

/** Asks the server once; what is pressed meanwhile is not done. */
async function ask(what, message, then) {
  if (state.study.busy) return;
  changeStudy({busy: true});
  try {
    const answer = await source.study(what, message);
    changeStudy({busy: false});
    then(answer);
  } catch (e) {
    changeStudy({busy: false});
    failed(e);
  }
}

/** Where the sitting stands now; a question that was begun stays, whatever other tabs did. */
export async function load(isAnew = false) {
  const {typed, placed, answer, editing} = state.study;
  if (!isAnew && (typed || placed.length || answer || editing)) return;
  await ask('', {columns: state.columns}, take);
}

function take(now) {
  change({error: '', study: {...state.study, ...UNANSWERED, now, said: now.said ?? '', began: performance.now()}});
  focus();
}

/** Where the next key belongs. */
function focus() {
  const {answer, editing} = state.study;
  if (state.panel !== 'study' || (state.tab === 'cards' && !editing)) return;
  const wanted = editing ? ['#card-text'] : answer ? ['.ratings .main'] : ['#reply', '#question'];
  wanted.map(it => document.querySelector(it)).find(it => it)?.focus({preventScroll: true});
  if (answer) document.getElementById('verdict')?.scrollIntoView({block: 'nearest'});
  else window.scrollTo(0, 0);
}

/** Marks a reply and shows the answer; without a reply only the answer. */
export function reply(typed) {
  const sent = typed?.trim() ? typed : null;
  ask('answer', {...named(), ...(sent === null ? {} : {typed: sent})}, answer => {
    if (answer.verdict?.kind === 'form') {
      changeStudy({form: answer.verdict.sentence, placed: []});
      return;
    }
    changeStudy({answer, sent, form: '', said: ''});
    focus();
  });
}

/** Puts an option after those that were placed before; the last one completes the reply. */
export function place(index) {
  const {options} = question();
  const {placed} = state.study;
  if (!(index < options.length) || placed.includes(index)) return;
  const next = [...placed, index];
  changeStudy({placed: next, form: ''});
  if (next.length === options.length) reply(next.map(it => it + 1).join(' '));
}

export const unplace = () => changeStudy({placed: state.study.placed.slice(0, -1)});

export function rate(rating) {
  const {sent, began} = state.study;
  const seconds = Math.round(performance.now() - began) / 1000;
  ask('rate', {...named(), rating, seconds, ...(sent === null ? {} : {typed: sent})}, take);
}

export const leave = suspend => ask('leave', {...named(), suspend}, take);

export const undo = () => ask('undo', {columns: state.columns}, take);

/** Opens the example of the question in the panel Steps. */
export const showGraph = () => ask('show', named(), () => opened(question().card));

/** Opens again what was open before. */
export const closeExample = () => ask('show', {}, () => opened(''));

/** Opens the editor with a card; a text that was begun comes back. */
export function edit({card, source: text}) {
  changeStudy({editing: {card, text: state.study.drafts[card] ?? text}, editError: ''});
  focus();
}

export function leaveEdit() {
  const {editing: {card, text}, drafts} = state.study;
  changeStudy({editing: null, editError: '', drafts: {...drafts, [card]: text}});
  focus();
}

export function keepEdit() {
  const {editing: {card, text}, drafts} = state.study;
  const {[card]: _, ...others} = drafts;
  changeStudy({editError: ''});
  ask('edit', {card, text, columns: state.columns}, now => {
    if (now.fault) return changeStudy({editError: now.fault});
    changeStudy({drafts: others});
    take({...now, said: `The card ${card} is kept as you wrote it.`});
    changedDeck();
  });
}

/** Shows the answer, or takes the proposed rating. */
function goOn() {
  if (state.study.answer) rate(state.study.answer.proposed);
  else reply(state.study.typed);
}

function digit(number) {
  if (state.study.answer) rate(number);
  else if (question().reply === 'option' && number <= question().options.length) reply(String(number));
  else if (question().reply === 'order') place(number - 1);
}

const KEYS = {
  ' ': goOn, Enter: goOn, u: undo, b: () => leave(false), s: () => leave(true), e: () => edit(question()),
  g: () => question().has_example && showGraph(),
};

function action(key) {
  if (!question()) return key === 'u' ? undo : null;
  if (/^[1-9]$/.test(key) && !(state.study.answer && key > '5')) return () => digit(Number(key));
  if (key === 'Backspace' && !state.study.answer && question().reply === 'order') return unplace;
  return KEYS[key];
}

/** What a key does in this panel, in which the other keys of the studio do nothing. */
export function pressed(event) {
  const {target, key} = event;
  if (state.study.editing) return editKey(event);
  if (state.tab !== 'sitting') return;
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches('select, textarea, input:not(#reply)')) return;
  if (target.id === 'reply') {
    if (key === 'Escape') target.blur();
    // letters are keys as long as no number was begun
    if (key !== 'Enter' && (target.value !== '' || !' ubseg'.includes(key))) return;
  } else if (target.matches('button, a, summary') && (key === ' ' || key === 'Enter')) return;
  const does = action(key);
  if (!does) return;
  event.preventDefault();
  if (!event.repeat) does();
}

function editKey(event) {
  if (event.key === 'Escape') leaveEdit();
  else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keepEdit();
  else return;
  event.preventDefault();
}
