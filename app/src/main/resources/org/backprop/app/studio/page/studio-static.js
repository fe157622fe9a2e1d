// In an exported page this takes the place of source.js: it answers the same questions from the data in
// the page, without a server.
import {evaluate, moving, named} from 'studio/evaluator.js';
import {judged, measured} from 'studio/differences.js';

const data = JSON.parse(document.getElementById('data').textContent);
const {graph} = data;

/** How long the page may be kept from answering, in milliseconds. */
const SLICE = 10;

const isFinite = value => value.numbers.every(Number.isFinite);

const isBytes = name => graph.nodes.some(it => it.op === 'input' && it.name === name && it.type === 'UINT8');

/** The numbers of all inputs of the graph, with those that the user has put in. */
function given({edits, rate}) {
  const numbers = Object.fromEntries(Object.entries(data.given).map(([name, it]) => [name, [...it]]));
  for (const {name, index, value} of edits) {
    if (numbers[name]?.[index] === undefined) throw new Error(`There is no weight or input ${name}[${index}].`);
    if (isBytes(name) && Uint8Array.of(value)[0] !== value) throw new Error(`${name} takes whole numbers from 0 to 255`);
    numbers[name][index] = value;
  }
  return {...numbers, rate: [rate], m: [data.rows]};
}

let last = {key: ''};

/** The values of all nodes, and those with names, for the last request. */
function computed(request) {
  const key = JSON.stringify([request.edits, request.rate]);
  if (key !== last.key) {
    const nodes = evaluate(graph, given(request));
    const values = named(graph, nodes);
    // Where y_hat is rounded to an end of its range, the loss of y_hat is not finite, but L is.
    if (!isFinite(values.l)) values.l = {shape: [], numbers: [values.L.numbers[0] - values.c.numbers[0]]};
    last = {key, nodes, values};
  }
  return last;
}

/** A value as the page reads it, turned where samples are columns. */
function shown(value, isTurned, reason) {
  if (reason || !isFinite(value)) return {state: 'undefined', reason};
  const {shape, numbers} = isTurned ? turned(value) : value;
  const norm = Math.sqrt(numbers.reduce((sum, it) => sum + it * it, 0));
  return {state: 'computed', shape, numbers: [...numbers], whole_shape: shape, norm};
}

/** A matrix transposed, a vector as one column. */
function turned({shape, numbers}) {
  if (shape.length !== 2) return {shape: shape.length === 1 ? [shape[0], 1] : shape, numbers};
  const [rows, columns] = shape;
  return {shape: [columns, rows], numbers: Array.from(numbers, (_, i) => numbers[place(shape, i)])};
}

/** Where an element of a turned value is stored. */
const place = ([rows, columns], at) => (at % rows) * columns + Math.floor(at / rows);

const AT_THE_END = 'because y_hat is rounded to the end of its range';

function reasonFor(name, values) {
  if (isFinite(values[name])) return '';
  return name === 'dL/dy_hat' ? `not finite, ${AT_THE_END}` : `${name} is not finite`;
}

const orientation = request => (request.columns ? 'columns' : 'rows');

/** What this source can show. */
export const panels = ['steps', 'likelihood'];

/** The graph with some layers folded; whole where that is not in the page. */
async function picture(request) {
  const pictures = data.pictures[orientation(request)];
  return pictures[[...request.folded].sort((a, b) => a - b)] ?? pictures[''];
}
export {picture as graph};

export const likelihood = async request => data.likelihoods[orientation(request)][request.name ?? ''];

export async function chain(request) {
  const {values} = computed(request);
  const exported = data.chains[orientation(request)];
  const names = [...exported.parameters, ...exported.steps.map(it => it.name)];
  return {
    ...exported,
    rate: request.rate,
    target: request.edits.length === 0 ? exported.target : null,
    steps: exported.steps.map(step => (step.other_way ? withOtherWay(step, values, request.columns) : step)),
    values: Object.fromEntries(names.map(name => [name, shown(values[name], request.columns, reasonFor(name, values))])),
  };
}

function withOtherWay(step, values, isTurned) {
  const [here, other] = [values[step.name], values[`${step.name} on the other way`]];
  const reason = isFinite(values['dL/dy_hat']) ? reasonFor(`${step.name} on the other way`, values) : `0 times infinity, ${AT_THE_END}`;
  const disagreement = reason || !isFinite(here)
    ? null : other.numbers.reduce((most, it, i) => Math.max(most, Math.abs(it - here.numbers[i])), 0);
  return {...step, other_way: {...step.other_way, value: shown(other, isTurned, reason), disagreement}};
}

export async function terms(request, step, index) {
  const {nodes, values} = computed(request);
  const {shape, numbers} = values[step];
  const isTurned = request.columns;
  const flat = isTurned && shape.length === 2 ? index[1] * shape[1] + index[0] : flatOf(shape, index);
  const name = label(step, shape, flat, isTurned);
  const {parts, steps} = graph.terms;
  const found = steps[step]?.reads.every(it => isFinite(values[it])) ? steps[step] : null;
  const whole = [term([{name, value: numbers[flat], step, indices: indicesOf(shape, flat)}])];
  return {name, value: numbers[flat], terms: found ? found.elements[flat].map(read) : whole};

  function read([sign, ...factors]) {
    const all = [];
    for (let i = 0; i < factors.length; i += 2) all.push(factor(parts[factors[i]], factors[i + 1]));
    if (found.turned && isTurned) all.reverse();
    return term(sign < 0 ? [{name: '-1', value: -1, step: '', indices: []}, ...all] : all);
  }

  function factor(part, at) {
    const of = graph.nodes[part.node].shape;
    return {name: label(part.name, of, at, isTurned), value: nodes[part.node][at], step: part.step, indices: indicesOf(of, at)};
  }
}

const term = factors => ({factors, value: factors.reduce((product, it) => product * it.value, 1)});

const indicesOf = (shape, flat) =>
  shape.map((dim, axis) => Math.floor(flat / shape.slice(axis + 1).reduce((product, it) => product * it, 1)) % dim);

const flatOf = (shape, indices) => shape.reduce((flat, dim, axis) => flat * dim + indices[axis], 0);

/** A name with its indices; a single row's values have one index. */
function label(name, shape, flat, isTurned) {
  if (shape.length === 0) return name;
  const at = indicesOf(shape, flat);
  const isParameter = name.replace(/^dL\/d/, '') in data.given && name !== 'x' && name !== 'y';
  const isRow = data.rows === 1 && shape.length === 2 && shape[0] === 1 && !isParameter;
  return `${name}[${isRow ? at[1] : isTurned ? at.reverse() : at}]`;
}

let newest = null;

/** The gradients beside finite differences; an earlier question gets the answer of the newest one. */
export function checks(request) {
  const mine = {};
  newest = mine;
  mine.answer = compared(request, mine);
  return mine.answer;
}

/** In slices of time. */
async function compared(request, mine) {
  const {nodes, values} = computed(request);
  const found = {};
  for (const [name, [of, by]] of Object.entries(graph.slopes)) {
    const gradient = values[name];
    if (!isFinite(gradient)) continue;
    const move = moving(graph, nodes, of, by);
    const magnitude = Math.abs(nodes[of][0]) + gradient.numbers.reduce((sum, it, i) => sum + Math.abs(it * nodes[by][i]), 0);
    const elements = [];
    let began = performance.now();
    for (let i = 0; i < gradient.numbers.length; i++) {
      if (performance.now() - began > SLICE) {
        await new Promise(resolve => setTimeout(resolve));
        if (newest !== mine) return newest.answer;
        began = performance.now();
      }
      elements.push(measured(distance => move(moved(nodes[by], i, distance)), gradient.numbers[i], magnitude));
    }
    found[name] = check(gradient.shape, elements, request.columns);
  }
  return found;
}

function moved(numbers, i, distance) {
  const copy = numbers.slice();
  copy[i] += distance;
  return copy;
}

function check(shape, elements, isTurned) {
  const worst = judged(elements);
  const quotients = {shape, numbers: elements.map(it => (Number.isFinite(it.quotient) ? it.quotient : null))};
  return {
    verdict: worst.verdict, compared: elements.length, place: `[${indicesOf(shape, elements.indexOf(worst.of))}]`, largest_error: worst.relative,
    gradient: worst.gradient, finite_difference: worst.quotient,
    quotients: {...(isTurned ? turned(quotients) : quotients), state: 'computed'},
  };
}
