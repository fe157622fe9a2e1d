// Rules as MathML, in symbols or with the numbers put in.
import {html, mathml} from 'lit-html';
import {parts, number} from 'studio/format.js';

const MOST_ROWS = 6;
const MOST_COLUMNS = 6;

/** A rule tree in symbols. */
export const symbols = tree => math(draw(tree, 0, name => symbol(name)));

/** The same with numbers in the place of symbols. */
export const substituted = (tree, values, view) =>
  math(draw(tree, 0, name => matrix(name, values[name], view)));

/** One name, as in delta2 or dL/dW1. */
export const name = text => math(symbol(text));

/** A value by itself. */
export const value = (text, of, view) => math(matrix(text, of, view));

const math = content => html`<math>${content}</math>`;

const row = (...content) => mathml`<mrow>${content}</mrow>`;

const operator = text => mathml`<mo stretchy="false">${text}</mo>`;

const fence = text => mathml`<mo>${text}</mo>`;

const bracket = (content, needed) =>
  needed ? row(operator('('), content, operator(')')) : content;

/** Digits below the line as characters of their own: few fonts have a table for mathematics. */
const lowered = digits => digits.replace(/\d/g, it => String.fromCharCode(0x2080 + Number(it)));

function symbol(text) {
  const slope = /^(f\d*)'\((\w+)\)$/.exec(text);
  if (slope) return derivative(text, slope);
  const of = parts(text);
  if (of.over) {
    return mathml`<mfrac data-of=${text}><mrow><mi>d</mi>${symbol(of.over)}</mrow><mrow><mi>d</mi>${symbol(of.under)}</mrow></mfrac>`;
  }
  const letter = mathml`<mi>${of.letter}${lowered(of.digits)}</mi>`;
  return of.word
    ? mathml`<msub data-of=${text}>${letter}<mtext>${of.word}</mtext></msub>`
    : mathml`<mrow data-of=${text}>${letter}</mrow>`;
}

/** As in f1'(a1). */
function derivative(text, [, f, of]) {
  return mathml`<mrow data-of=${text}>${symbol(f)}<mo>\u2032</mo>${operator('(')}${symbol(of)}${operator(')')}</mrow>`;
}

function matrix(text, of, view) {
  if (!of || of.state !== 'computed') return symbol(text);
  const rows = of.shape.length < 2 ? 1 : of.shape[0];
  const columns = of.numbers.length / rows;
  if (rows > MOST_ROWS || columns > MOST_COLUMNS || of.shape.length > 2) return symbol(text);
  const cell = at => mathml`<mn data-of=${`${text}#${at}`}>${number(of.numbers[at], view)}</mn>`;
  if (of.numbers.length === 1) return bracket(cell(0), of.numbers[0] < 0);
  const lines = [];
  for (let i = 0; i < rows; i++) {
    const cells = [];
    for (let j = 0; j < columns; j++) cells.push(mathml`<mtd>${cell(i * columns + j)}</mtd>`);
    lines.push(mathml`<mtr>${cells}</mtr>`);
  }
  return row(fence('['), mathml`<mtable>${lines}</mtable>`, fence(']'));
}

// How strongly an expression binds: a sum less than a product less than a power.
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;

/** The tree as MathML, in brackets where it binds less strongly than its place asks. */
function draw(tree, least, leaf) {
  const part = (i, strength) => draw(tree.parts[i], strength, leaf);
  const infix = (strength, mark, right = strength) =>
    bracket(row(part(0, strength), mark, part(1, right)), strength < least);
  switch (tree.kind) {
    case 'symbol': return leaf(tree.name);
    case 'literal': return mathml`<mn>${tree.value}</mn>`;
    case 'addition': return infix(SUM, operator('+'));
    case 'difference': return infix(SUM, operator('\u2212'), PRODUCT);
    case 'negation': return bracket(row(operator('\u2212'), part(0, PRODUCT)), SUM < least);
    case 'product': return infix(PRODUCT, mathml`<mspace width="0.2em"></mspace>`);
    case 'elementwise': return infix(PRODUCT, operator('\u00b7'));
    case 'transpose': return mathml`<msup>${part(0, POWER + 1)}<mi>T</mi></msup>`;
    case 'quotient': return mathml`<mfrac>${part(0, 0)}${part(1, 0)}</mfrac>`;
    case 'power': return mathml`<msup>${part(0, POWER + 1)}${part(1, 0)}</msup>`;
    case 'relation': return infix(SUM, operator(tree.symbol));
    case 'indicator': return row(operator('['), part(0, 0), operator(']'));
    case 'samplesum':
      return bracket(
        row(mathml`<munder><mo>\u2211</mo><mtext>${tree.over}</mtext></munder>`, part(0, PRODUCT)),
        PRODUCT < least);
    case 'call': return call(tree, i => part(i, 0));
    default: return mathml`<mtext>${tree.kind}</mtext>`;
  }
}

function call(tree, part) {
  const content = tree.parts.map((_, i) => (i === 0 ? part(i) : [operator(','), part(i)]));
  const settings = tree.settings.map(it => [operator(','), mathml`<mn>${it}</mn>`]);
  return row(
    mathml`<mi>${tree.function}</mi>`, operator('('), content, settings, operator(')'));
}
