// Numbers and names as text.

/** Four significant digits, and never fewer than the whole part has: as the command line writes. */
export function short(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return 'not finite';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size < 1e-4 || size >= 1e9) {
    return Number(value.toExponential(3)).toExponential().replace('e+', 'e');
  }
  return size >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
}

/** With a fixed number of digits after the point, or short. */
export function number(value, {digits, comma}) {
  const text =
    digits === 'all' ? exact(value) : digits === 'short' ? short(value) : fixed(value, Number(digits));
  return sign(comma ? text.replace('.', ',') : text);
}

/** All digits: the shortest decimal that is read back as the same number. */
export function exact(value) {
  return value === null || value === undefined ? 'not finite' : String(value);
}

function fixed(value, digits) {
  return value === null ? 'not finite' : value.toFixed(digits);
}

const sign = text => text.replace(/^-/, '\u2212');

/** The number that a user has typed, with a decimal point or comma; NaN if it is none. */
export function parse(text) {
  const plain = text.trim().replace('\u2212', '-').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/** The parts of a name: a letter, digits and a word below it; or a quotient of two names. */
export function parts(name) {
  const quotient = /^d(\w+)\/d(\w+)$/.exec(name);
  if (quotient) return {over: quotient[1], under: quotient[2]};
  const match = /^(y_hat|delta|eta|[A-Za-z]+?)(\d*)(?:_(\w+))?$/.exec(name);
  return match
    ? {letter: letter(match[1]), digits: match[2], word: match[3] ?? ''}
    : {letter: name, digits: '', word: ''};
}

const letter = name => ({y_hat: '\u0177', delta: '\u03b4', eta: '\u03b7'})[name] ?? name;

/** The element of a value at a place of its flat numbers, as in W1[0,1]. */
export function place(name, shape, flat) {
  return shape.length === 0 ? name : `${name}[${indices(shape, flat).join(',')}]`;
}

export function indices(shape, flat) {
  const at = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    at.unshift(flat % shape[axis]);
    flat = Math.floor(flat / shape[axis]);
  }
  return at;
}
