// A value as a heat map: size as the strength of a colour, sign as colour and as shape.
import {html, nothing} from 'lit-html';
import {number, place} from 'studio/format.js';

const LEVELS = 8;
const WIDE = 6;

/** The table of a value's numbers; what is not computed is an empty frame. */
export function heatMap(name, of, {view, edit, label}) {
  if (!of || of.state === 'not yet computed') return empty(name, 'not yet computed');
  if (of.state === 'undefined') return empty(name, of.reason);
  const rows = of.shape.length < 2 ? 1 : of.shape[0];
  const columns = of.numbers.length / rows;
  const largest = of.numbers.reduce((most, it) => Math.max(most, Math.abs(it ?? 0)), 0);
  const lines = [];
  for (let i = 0; i < rows; i++) {
    const cells = [];
    for (let j = 0; j < columns; j++) {
      cells.push(cell(name, of, i * columns + j, largest, view, edit));
    }
    lines.push(html`<tr>${cells}</tr>`);
  }
  return html`<div class=${columns > WIDE ? 'matrix wide' : 'matrix'} tabindex="-1">
    <table aria-label=${label ?? name}><tbody>${lines}</tbody></table>
    ${isCut(of) ? html`<p class="dim">the first ${rows} \u00d7 ${columns} of ${of.whole_shape.join(' \u00d7 ')}; norm ${number(of.norm, view)}</p>` : nothing}
  </div>`;
}

const isCut = of => of.whole_shape && of.whole_shape.join() !== of.shape.join();

function empty(name, words) {
  return html`<div class="matrix empty" data-of=${name}><span class="dim">${words}</span></div>`;
}

function cell(name, of, at, largest, view, edit) {
  const value = of.numbers[at];
  const level = largest > 0 ? Math.ceil((Math.abs(value ?? 0) / largest) * LEVELS) : 0;
  const sign = value < 0 ? 'minus' : value > 0 ? 'plus' : 'zero';
  const words = `${place(name, of.shape, at)} ${number(value, view)}`;
  return html`<td class="${sign} level${level}"><button data-of=${`${name}#${at}`} class="number"
    aria-label=${words} title=${edit ? 'Enter or double-click to change it' : nothing}
    ?data-edit=${edit}>${number(value, view)}</button></td>`;
}
