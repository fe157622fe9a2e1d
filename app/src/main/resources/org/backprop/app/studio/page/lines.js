// Lines of text; numbers are of one width, and a matrix, as in [1 2; 3 4], is written as rows.
import {html} from 'lit-html';

const BRACKETS = /(\[[^[\]]*\])/;
const NUMBERS = /= *[-\[\d]|\[[^\]]*\d/;

export const lines = texts => texts.map(text => html`<div class=${NUMBERS.test(text) ? 'written-line' : 'prose'}>${text.split(BRACKETS).map(
  (part, i) => (i % 2 === 0 ? html`<span>${part}</span>` : part.includes(';') ? matrix(part) : html`<span class="row">${part}</span>`))}</div>`);

function matrix(text) {
  const rows = text.slice(1, -1).split(';').map(row => row.trim().split(/\s+/));
  return html`<table class="written"><tbody>${rows.map(row => html`<tr>${row.map(it => html`<td>${it}</td>`)}</tr>`)}</tbody></table>`;
}
