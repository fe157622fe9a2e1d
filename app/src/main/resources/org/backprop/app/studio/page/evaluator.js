// Computes a graph that the engine exported (ChainGraph). The graph is lowered: exp, log and tanh are
// polynomials, so all operations but lgamma are arithmetic that IEEE 754 rounds once. In the engine's
// order of sums and with an exact fma, every number has the engine's bits. Only lgamma takes Math.log,
// of which Java and the browser have different ones: it differs in one of 40 values, by at most 4 units
// in the last place of the larger of 1 and the value.

const ARRAYS = {
  FLOAT64: Float64Array, FLOAT32: Float32Array, INT64: BigInt64Array, INT32: Int32Array,
  UINT8: Uint8Array, BOOL: Uint8Array,
};

/** Elements of the reductions' lanes, and terms of one chain in a product of matrices. */
const LANES = 16;
const BLOCK = 1024;

/**
 * The values of all nodes of a graph: row-major, samples as rows.
 *
 * given: the numbers of each input by name.
 */
export function evaluate(graph, given) {
  const values = [];
  for (const node of graph.nodes) values.push(valueOf(graph, node, values, given));
  return values;
}

/** Those that have a name, each {shape, numbers}. */
export function named(graph, values) {
  const entries = Object.entries(graph.values);
  return Object.fromEntries(entries.map(([name, place]) => [name, {shape: graph.nodes[place].shape, numbers: values[place]}]));
}

/** The number that a node comes to, as a function of the numbers of another node. */
export function moving(graph, values, of, by) {
  const follows = [];
  graph.nodes.forEach((node, i) => (follows[i] = i === by || node.inputs.some(place => follows[place])));
  const needed = [];
  for (let i = of; i > by; i--) {
    needed[i] ||= i === of;
    if (needed[i]) graph.nodes[i].inputs.forEach(place => (needed[place] = true));
  }
  const path = graph.nodes.map((_, i) => i).filter(i => i > by && follows[i] && needed[i]);
  return numbers => {
    const moved = [...values];
    moved[by] = numbers;
    for (const i of path) moved[i] = valueOf(graph, graph.nodes[i], moved);
    return moved[of][0];
  };
}

function valueOf(graph, node, values, given) {
  return compute(node, node.inputs.map(place => ({numbers: values[place], shape: graph.nodes[place].shape})), given);
}

function compute(node, operands, given) {
  if (node.op in MOVES) return MOVES[node.op](node, operands, given);
  const out = allocate(node);
  const operation = ELEMENTWISE[node.op];
  const [a, b, c] = operands.map(it => it.numbers);
  for (let i = 0; i < out.length; i++) out[i] = operation(a[i], b?.[i], c?.[i]);
  return out;
}

const size = shape => shape.reduce((product, dim) => product * dim, 1);
const arrays = node => ARRAYS[node.type ?? 'FLOAT64'];
const allocate = node => new (arrays(node))(size(node.shape));
const converted = (node, numbers) => arrays(node).from(numbers, it => node.type === 'INT64' ? BigInt(it) : Number(it));
const strides = shape => shape.map((_, axis) => size(shape.slice(axis + 1)));

/** The offset of every index of a shape, row-major. */
function offsets(shape, steps, start = 0) {
  return shape.reduce(
    (before, dim, axis) => before.flatMap(offset => Array.from({length: dim}, (_, i) => offset + i * steps[axis])), [start]);
}

const read = (from, places, out) => {
  places.forEach((place, i) => (out[i] = from[place]));
  return out;
};

const ELEMENTWISE = {
  abs: a => Math.abs(a), sqrt: a => Math.sqrt(a), neg: a => -a, lgamma,
  add: (a, b) => a + b, sub: (a, b) => a - b, mul: (a, b) => a * b, div: (a, b) => a / b, fma,
  maximum: (a, b) => Math.max(a, b), minimum: (a, b) => Math.min(a, b),
  less: (a, b) => a < b, lessEqual: (a, b) => a <= b, equal: (a, b) => a === b,
  select: (condition, a, b) => condition ? a : b,
  and: (a, b) => a & b, or: (a, b) => a | b, xor: (a, b) => a ^ b,
  shiftLeft: (a, b) => a << b,
  shiftRight: (a, b) => BigInt.asUintN(64, a) >> b,
};

const MOVES = {
  input: (node, _, given) => arrays(node).from(given[node.name]),
  constant: node => converted(node, node.numbers),
  reshape: (_, [x]) => x.numbers,
  bitcast: (node, [x]) => new (arrays(node))(x.numbers.slice().buffer),
  cast: (node, [x]) => converted(node, x.numbers),
  permute: (node, [x]) => read(x.numbers, offsets(node.shape, node.axes.map(axis => strides(x.shape)[axis])), allocate(node)),
  broadcast(node, [x]) {
    const steps = strides(x.shape).map((step, axis) => x.shape[axis] === 1 ? 0 : step);
    const leading = Array(node.shape.length - steps.length).fill(0);
    return read(x.numbers, offsets(node.shape, [...leading, ...steps]), allocate(node));
  },
  slice(node, [x]) {
    const steps = strides(x.shape);
    const start = node.starts.reduce((sum, first, axis) => sum + first * steps[axis], 0);
    return read(x.numbers, offsets(node.shape, steps.map((step, axis) => step * node.steps[axis]), start), allocate(node));
  },
  concatenate(node, operands) {
    const [out, steps] = [allocate(node), strides(node.shape)];
    let start = 0;
    for (const x of operands) {
      offsets(x.shape, steps, start).forEach((place, i) => (out[place] = x.numbers[i]));
      start += x.shape[node.axis] * steps[node.axis];
    }
    return out;
  },
  sum: (node, [x]) => reduce(node, x, 0, (a, b) => a + b),
  max: (node, [x]) => reduce(node, x, -Infinity, Math.max),
  min: (node, [x]) => reduce(node, x, Infinity, Math.min),
  contract,
};

/** All operations that this file computes. */
export const operations = [...Object.keys(ELEMENTWISE), ...Object.keys(MOVES)];

/** Element t goes to lane t mod 16; the lanes are folded as a tree. */
function reduce(node, x, start, combine) {
  const steps = strides(x.shape);
  const along = isReduced => {
    const axes = steps.map((_, axis) => axis).filter(axis => node.axes.includes(axis) === isReduced);
    return offsets(axes.map(axis => x.shape[axis]), axes.map(axis => steps[axis]));
  };
  const reduced = along(true);
  const out = allocate(node);
  along(false).forEach((kept, i) => {
    const lanes = Array(LANES).fill(start);
    reduced.forEach((offset, t) => (lanes[t % LANES] = combine(lanes[t % LANES], x.numbers[kept + offset])));
    for (let width = LANES / 2; width >= 1; width /= 2) {
      for (let lane = 0; lane < width; lane++) lanes[lane] = combine(lanes[lane], lanes[lane + width]);
    }
    out[i] = lanes[0];
  });
  return out;
}

/** Axes have letters; those that the value lacks are summed, in blocks of chains of fma. */
function contract(node, [a, b]) {
  const dim = letter => [...node.left].includes(letter) ? a.shape[node.left.indexOf(letter)] : b.shape[node.right.indexOf(letter)];
  const along = (letters, axes, shape) => {
    const steps = strides(shape);
    return offsets([...letters].map(dim), [...letters].map(letter => axes.includes(letter) ? steps[axes.indexOf(letter)] : 0));
  };
  const summed = [...node.left].filter(letter => !node.out.includes(letter));
  const [aOut, bOut] = [along(node.out, node.left, a.shape), along(node.out, node.right, b.shape)];
  const [aSum, bSum] = [along(summed, node.left, a.shape), along(summed, node.right, b.shape)];
  const out = allocate(node);
  for (let i = 0; i < out.length; i++) {
    for (let from = 0; from < aSum.length; from += BLOCK) {
      let chain = 0;
      for (let k = from; k < Math.min(from + BLOCK, aSum.length); k++) {
        chain = fma(a.numbers[aOut[i] + aSum[k]], b.numbers[bOut[i] + bSum[k]], chain);
      }
      out[i] = from === 0 ? chain : out[i] + chain;
    }
  }
  return out;
}

/** a b + c, rounded once: by sums of two numbers without error, the last rounded to odd. */
export function fma(a, b, c) {
  const product = a * b;
  if (a === 0 || b === 0 || !Number.isFinite(a) || !Number.isFinite(b)) return product + c;
  if (!Number.isFinite(c)) return c;
  const isModerate = it => Math.abs(it) > 2 ** -900 && Math.abs(it) < 2 ** 900;
  if (![product, a, b].every(isModerate) || c !== 0 && !isModerate(c)) return wideFma(a, b, c);
  const [high, low] = twoSum(c, productError(a, b, product));
  const [sum, rest] = twoSum(product, high);
  return sum + roundedToOdd(rest, low);
}

/** The sum of two numbers, and what rounding took from it. */
function twoSum(a, b) {
  const sum = a + b;
  const part = sum - a;
  return [sum, (a - (sum - part)) + (b - part)];
}

/** What rounding took from a b, by halves of the factors (Dekker). */
function productError(a, b, product) {
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return aLow * bLow - (((product - aHigh * bHigh) - aLow * bHigh) - aHigh * bLow);
}

function halves(x) {
  const scaled = 134217729 * x;
  const high = scaled - (scaled - x);
  return [high, x - high];
}

const word = new Float64Array(1);
const bits = new BigInt64Array(word.buffer);

/** a + b: of the two numbers next to the exact sum the one whose last bit is set. */
function roundedToOdd(a, b) {
  const [sum, error] = twoSum(a, b);
  word[0] = sum;
  if (error === 0 || bits[0] & 1n) return sum;
  bits[0] += (error > 0) === (sum > 0) ? 1n : -1n;
  return word[0];
}

/** The same in whole numbers, for those that are very large or small. */
function wideFma(a, b, c) {
  const [x, y, z] = [a, b, c].map(parts);
  const least = Math.min(x.exponent + y.exponent, z.exponent);
  const sum = (x.whole * y.whole << BigInt(x.exponent + y.exponent - least)) + (z.whole << BigInt(z.exponent - least));
  if (sum === 0n) return a * b + c;
  const magnitude = sum < 0n ? -sum : sum;
  const dropped = BigInt(Math.max(magnitude.toString(2).length - 53, -1074 - least, 0));
  let kept = magnitude >> dropped;
  const twice = (magnitude - (kept << dropped)) << 1n;
  if (twice > 1n << dropped || (twice === 1n << dropped && dropped > 0n && kept & 1n)) kept += 1n;
  return (sum < 0n ? -1 : 1) * Number(kept) * 2 ** (least + Number(dropped));
}

/** x as a whole number times a power of two. */
function parts(x) {
  word[0] = x;
  const exponent = Number(bits[0] >> 52n & 0x7ffn);
  const fraction = bits[0] & 0xfffffffffffffn;
  const whole = exponent === 0 ? fraction : fraction | 1n << 52n;
  return {whole: x < 0 ? -whole : whole, exponent: Math.max(exponent, 1) - 1075};
}

/** The polynomials of log gamma, lowest coefficient first (fdlibm, Sun Microsystems, freely distributable). */
const LGAMMA = {
  A: [0.07721566490153287, 0.3224670334241136, 0.06735230105312927, 0.020580808432516733, 0.007385550860814029,
    0.0028905138367341563, 0.0011927076318336207, 0.0005100697921535113, 0.00022086279071390839,
    0.00010801156724758394, 2.5214456545125733e-05, 4.4864094961891516e-05],
  T: [0.48383612272381005, -0.1475877229945939, 0.06462494023913339, -0.032788541075985965, 0.01797067508118204,
    -0.010314224129834144, 0.006100538702462913, -0.0036845201678113826, 0.0022596478090061247,
    -0.0014034646998923284, 0.000881081882437654, -0.0005385953053567405, 0.00031563207090362595,
    -0.00031275416837512086, 0.0003355291926355191],
  U: [-0.07721566490153287, 0.6328270640250934, 1.4549225013723477, 0.9777175279633727, 0.22896372806469245,
    0.013381091853678766],
  V: [1.0, 2.4559779371304113, 2.128489763798934, 0.7692851504566728, 0.10422264559336913, 0.003217092422824239],
  S: [-0.07721566490153287, 0.21498241596060885, 0.325778796408931, 0.14635047265246445, 0.02664227030336386,
    0.0018402845140733772, 3.194753265841009e-05],
  R: [1.0, 1.3920053346762105, 0.7219355475671381, 0.17193386563280308, 0.01864591917156529, 0.0007779424963818936,
    7.326684307446256e-06],
  W: [0.08333333333333297, -0.0027777777772877554, 0.0007936505586430196, -0.00059518755745034,
    0.0008363399189962821, -0.0016309293409657527],
};
const LEAST = {at: 1.4616321449683622, value: -0.12148629053584961, rest: -3.638676997039505e-18};

const horner = (name, x) => LGAMMA[name].reduceRight((value, coefficient) => value * x + coefficient, 0);

/** log |gamma(x)|, as the engine's class Special computes it. */
function lgamma(x) {
  if (!Number.isFinite(x)) return x * x;
  if (x <= 0) {
    const sine = Math.abs(Math.sin(Math.PI * (x - Math.round(x))));
    return sine === 0 ? Infinity : Math.log(Math.PI / sine) - lgamma(1 - x);
  }
  if (x === 1) return 0;
  if (x < 2) return x <= 0.9 ? lgammaNear(x + 1) - Math.log(x) : lgammaNear(x);
  if (x < 8) {
    const y = x - Math.floor(x);
    let product = 1;
    for (let factor = x - 1; factor >= 2; factor--) product *= factor;
    return 0.5 * y + y * horner('S', y) / horner('R', y) + Math.log(product);
  }
  const z = 1 / x;
  return (x - 0.5) * (Math.log(x) - 1) + (0.4189385332046727 + z * horner('W', z * z));
}

function lgammaNear(x) {
  if (x >= 1.7316) return (2 - x) * horner('A', 2 - x) - 0.5 * (2 - x);
  if (x >= 1.23164) {
    const y = x - LEAST.at;
    return LEAST.value + (y * y * horner('T', y) - LEAST.rest);
  }
  const y = x - 1;
  return y * horner('U', y) / horner('V', y) - 0.5 * y;
}
