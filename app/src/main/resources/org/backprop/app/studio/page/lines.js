// Lines of text with numbers; a matrix of several rows, as in [1 2; 3 4], is written as rows.
import {html} from 'lit-html';

const MATRIX = /(\[[^[\]]*;[^[\]]*\])/;

export const lines = texts => texts.map(text => html`<div class="numbers-line">${text.split(MATRIX).map(
  (part, i) => (i % 2 === 1 ? matrix(part) : html`<span>${part}</span>`))}</div>`);

function matrix(text) {
  const rows = text.slice(1, -1).split(';').map(row => row.trim().split(/\s+/));
  return html`<table class="written"><tbody>${rows.map(row => html`<tr>${row.map(it => html`<td>${it}</td>`)}</tr>`)}</tbody></table>`;
}
