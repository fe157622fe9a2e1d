// The view Cards of the panel Study: what is due, the forecast, what was remembered, and all cards.
import {html, svg, nothing} from 'lit-html';
import * as source from 'studio/source.js';
import {state, changeStudy} from 'studio/state.js';
import {edit} from 'studio/sitting.js';

let failed = () => {};

/** Says what is called with an error. */
export function begin(listeners) {
  ({failed} = listeners);
}

/** Asks for the cards that have the words which are searched. */
export async function loadCards() {
  const words = state.study.words;
  try {
    const deck = await source.study('cards', {words});
    if (words === state.study.words) changeStudy({deck});
  } catch (e) {
    failed(e);
  }
}

function search(words) {
  changeStudy({words});
  loadCards();
}

/** Does something with a card, or with the whole deck. */
async function act(message) {
  changeStudy({sure: null});
  try {
    changeStudy({deck: await source.study('change', {...message, words: state.study.words})});
  } catch (e) {
    failed(e);
  }
}

/** The view; study is {deck, words, open, sure}. */
export function cards(study) {
  const {deck, words, sure} = study;
  if (!deck) return html`<p role="status">Reading the cards\u2026</p>`;
  return html`<h2 id="question" tabindex="-1">Today: ${deck.left.due} due, ${deck.left.again} again, ${deck.left.fresh} new</h2>
    ${forecast(deck.forecast)}
    ${retention(deck)}
    <p class="dim" id="counts">${deck.known} cards known at their last rating, ${deck.learning} forgotten, ${deck.fresh} new, ${deck.suspended} suspended.
      ${deck.ratings} ratings on ${deck.days} days, ${deck.ratings_today} today; ${deck.streak} days in a row.</p>
    ${deck.leeches.length ? html`<h3>Forgotten often</h3><ul id="leeches">${deck.leeches.map(it => html`<li>${it.card}: ${it.lapses} times</li>`)}</ul>
      <p class="dim">Edit such a card so that it asks one thing, or suspend it until what it needs is known.</p>` : nothing}
    <h3>Cards</h3>
    <div class="tools"><input id="words" type="search" placeholder="search the cards" aria-label="Search the cards" .value=${words} @input=${it => search(it.target.value)}>
      <span class="dim" role="status">${deck.cards.length} cards, and when each is asked next</span>${reset('the whole deck', '', sure)}</div>
    <div id="cards">${deck.cards.map(it => card(it, study))}</div>`;
}

function card(it, {sure, open}) {
  const toggle = event => {
    event.preventDefault();
    changeStudy({open: open === it.card ? '' : it.card, sure: null});
  };
  return html`<details data-card=${it.card} ?open=${open === it.card}><summary @click=${toggle}><span>${it.question}</span> <span class="dim">${it.standing}</span></summary>
    <p class="dim">${it.card} | ${it.topic} | ${it.ratings} ratings, forgotten ${it.lapses} times</p>
    <div class="tools"><button @click=${() => edit(it)}>edit</button>
      ${it.is_suspended ? html`<button @click=${() => act({resume: it.card})}>resume</button>` : html`<button @click=${() => act({suspend: it.card})}>suspend</button>`}
      ${it.is_new ? nothing : reset('this card', it.card, sure)}</div></details>`;
}

/** Asks once before a card, or with no name the deck, is made as new. */
function reset(words, name, sure) {
  if (sure !== name) return html`<button @click=${() => changeStudy({sure: name})}>reset ${words}</button>`;
  return html`<span>Ask ${words} as new? Its history stays in the log, and <kbd>u</kbd> in the sitting takes this back.</span>
    <button class="main" @click=${() => act({reset: name})}>yes, reset ${words}</button><button @click=${() => changeStudy({sure: null})}>no</button>`;
}

const WIDTH = 300;
const HEIGHT = 60;

function forecast(days) {
  const most = Math.max(1, ...days.map(it => it.cards));
  const all = days.reduce((sum, it) => sum + it.cards, 0);
  const step = WIDTH / days.length;
  const words = `Cards that become due: ${days[0].cards} today, ${days[1].cards} tomorrow, ${all} in ${days.length} days`;
  return html`<figure id="forecast"><figcaption>${words}; at most ${Math.max(...days.map(it => it.cards))} on a day. New cards are not counted.</figcaption>
    <svg class="bars" viewBox="0 0 ${WIDTH} ${HEIGHT + 1}" preserveAspectRatio="none" role="img" aria-label=${words}>
      <path d="M0 ${HEIGHT + 0.5}H${WIDTH}"/>
      ${days.map((it, i) => svg`<rect x=${i * step + step * 0.1} width=${step * 0.8} y=${HEIGHT - (it.cards / most) * HEIGHT} height=${(it.cards / most) * HEIGHT}><title>${it.day}: ${it.cards}</title></rect>`)}</svg>
    <div class="axis dim"><span>today</span><span>${days.at(-1).day}</span></div></figure>`;
}

const percent = share => `${(share * 100).toFixed(0)}%`;

function retention({retention: all, weeks, desired_retention: desired}) {
  if (all.ratings === 0) return html`<p class="dim">Retention is shown from the first card on that is rated a day or longer after its previous rating; ${percent(desired)} is desired.</p>`;
  const shown = weeks.slice(-26);
  const x = i => ((i + 0.5) / shown.length) * WIDTH;
  const y = share => (1 - share) * HEIGHT;
  const words = `Remembered: ${percent(all.share)} of ${all.ratings} ratings (95% interval ${percent(all.low)} to ${percent(all.high)}); ${percent(desired)} is desired`;
  return html`<figure id="retention"><figcaption>${words}.</figcaption>
    <svg class="bars weeks" viewBox="0 0 ${WIDTH} ${HEIGHT + 1}" preserveAspectRatio="none" role="img" aria-label="Retention by week">
      <path d="M0 ${HEIGHT + 0.5}H${WIDTH}"/><path class="dashed" d="M0 ${y(desired)}H${WIDTH}"/>
      ${shown.map((it, i) => svg`<g><title>week of ${it.start}: ${it.recalled} of ${it.ratings}</title><path d="M${x(i)} ${y(it.low)}V${y(it.high)}"/><rect x=${x(i) - 2} width="4" y=${y(it.share) - 1.5} height="3"/></g>`)}</svg>
    <div class="axis dim"><span>week of ${shown[0].start}</span><span>${shown.length > 1 ? `week of ${shown.at(-1).start}` : ''}</span></div></figure>`;
}
