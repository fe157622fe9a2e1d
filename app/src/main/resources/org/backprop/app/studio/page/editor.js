// The text of a card, to be edited in place.
import {html, nothing} from 'lit-html';
import {changeStudy, state} from 'studio/state.js';
import {keepEdit, leaveEdit} from 'studio/sitting.js';

/** The editor; study is {editing: {card, text}, editError}. */
export function editor({editing: {card, text}, editError}) {
  return html`<h2 id="question" tabindex="-1">Edit the card ${card}</h2>
    <p class="dim">Its history stays. The fields are those of a deck file; an own copy of the card is kept beside the log.</p>
    ${editError ? html`<p role="alert" class="fault" id="edit-error">${editError}</p>` : nothing}
    <textarea id="card-text" aria-label="The card's text" rows="14" spellcheck="false" .value=${text}
      @input=${event => changeStudy({editing: {...state.study.editing, text: event.target.value}})}></textarea>
    <div class="tools"><button id="keep" class="main" @click=${keepEdit}>keep <kbd>Ctrl+Enter</kbd></button>
      <button id="leave-edit" @click=${leaveEdit}>leave it as it was <kbd>Esc</kbd></button></div>`;
}
