// From the likelihood to the delta rule, line by line, and a pair of unit and loss that does not match.
import {html, nothing} from 'lit-html';
import {number} from 'studio/format.js';
import {symbols} from 'studio/formula.js';

/** The panel; chosen is called with the name of another likelihood. */
export function likelihood(of, view, chosen) {
  if (!of) return html`<p>Reading\u2026</p>`;
  const last = of.lines.at(-1);
  return html`<h2>Why the loss is what it is</h2>
    <p>Training maximises the likelihood of the data. Each line follows from the one before; the engine derived and simplified them.</p>
    <form class="tools" @submit=${it => it.preventDefault()}><label>likelihood
      <select id="likelihood" @change=${it => chosen(it.target.value)}>
        ${of.names.map(it => html`<option ?selected=${it === of.name}>${it}</option>`)}</select></label></form>
    <ol class="derivation">${of.lines.map(line => html`<li>
      <div class="dim">${line.title}</div>
      <div class="formula"><span class="lhs">${line.name}</span> <span>=</span> ${symbols(line.rule_tree)}</div></li>`)}</ol>
    <p>So delta is <strong>${last.rule}</strong>${of.lines.some(it => it.name.startsWith('f')) && last.rule.includes('y_hat - y') ? html`: the derivative of the output unit cancels.` : '.'}</p>
    ${mismatch(of.mismatch, view)}`;
}

function mismatch(pair, view) {
  if (!pair) return nothing;
  return html`<h2>A pair that does not match: ${pair.unit} with squared error</h2>
    ${pair.rule_tree.kind === 'symbol' ? nothing : html`<div class="formula">\u03b4 = ${symbols(pair.rule_tree)}</div>`}
    <p id="effect">${pair.effect}</p>
    <div class="scrolled" tabindex="0"><table class="numbers"><thead><tr><th scope="col">a2</th><th scope="col">\u0177</th><th scope="col">y</th>
      <th scope="col">\u03b4 of the likelihood</th><th scope="col">\u03b4 of the squared error</th></tr></thead>
      <tbody>${pair.rows.map(row => html`<tr><td>${number(row.eta, view)}</td><td>${number(row.y_hat, view)}</td>
        <td>${number(row.y, view)}</td><td>${number(row.matched, view)}</td><td>${number(row.mismatched, view)}</td></tr>`)}</tbody></table></div>`;
}
