// Lines of text; numbers are of one width, and a matrix, as in [1 2; 3 4], is written as rows.
import {html} from 'lit-html';

const BRACKETS = /(\[[^[\]]*\])/;
const NUMBERS = /= *[-[\d]|\[[^\]]*\d/;

export const lines = texts => texts.map(text => html`<div class=${NUMBERS.test(text) ? 'written-line' : 'prose'}>${
  text.split(BRACKETS).map(it => it.trimEnd()).filter(it => it).map(written)}</div>`);

function written(part) {
  if (!BRACKETS.test(part)) return html`<span>${part}</span>`;
  return part.includes(';') ? matrix(part) : html`<span class="row">${part}</span>`;
}

function matrix(text) {
  const rows = text.slice(1, -1).split(';').map(row => row.trim().split(/\s+/));
  return html`<table class="written"><tbody>${rows.map(row => html`<tr>${row.map(it => html`<td>${it}</td>`)}</tr>`)}</tbody></table>`;
}
