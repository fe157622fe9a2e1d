// Gradients beside central finite differences, as the engine's GradientCheck compares them. The rounding
// error of a difference is estimated from the value alone, not from all nodes of the graph.

const STEP = 1e-4;
const SMALLEST_STEP = 1e-30;
const TOLERANCE = 1e-6;
const RESOLVED = 10;
const CLOSER = 100;

/** From good to bad. */
const VERDICTS = ['agrees', 'too small', 'kink', 'fault'];

/** An element before it is judged. at: the value at a distance; magnitude: what is rounded. */
export function measured(at, gradient, magnitude) {
  const central = h => (at(h) - at(-h)) / (2 * h);
  const extrapolated = h => (4 * central(h / 2) - central(h)) / 3;
  const rounding = h => 8 * Number.EPSILON * magnitude / h;
  let step = STEP;
  while (step > SMALLEST_STEP && !Number.isFinite(extrapolated(step))) step /= 10;
  if (step !== STEP) step /= 1000;
  const [near, far] = [central(step / 2), central(step)];
  const quotient = (4 * near - far) / 3;
  return {at, central, extrapolated, rounding, step, gradient, quotient, error: rounding(step) + 1e-4 * Math.abs(near - far)};
}

/** The elements of a step judged together: the worst of them, and all quotients. */
export function judged(elements) {
  const largest = elements.reduce((most, it) => Math.max(most, Math.abs(it.gradient), Math.abs(it.quotient)), 0);
  const all = elements.map(it => ({of: it, ...it, ...verdict(it, largest)}));
  const rank = it => VERDICTS.indexOf(it.verdict);
  return all.reduce((worst, it) => rank(it) > rank(worst) || (rank(it) === rank(worst) && it.relative > worst.relative) ? it : worst);
}

function verdict(it, largest) {
  const size = Math.max(Math.abs(it.gradient), Math.abs(it.quotient));
  const distance = Math.abs(it.gradient - it.quotient);
  const word = distance === 0 ? 'agrees' : judgement(it, distance, TOLERANCE * size, largest);
  const resolved = word === 'fault' ? size : Math.max(size, it.error / TOLERANCE);
  return {verdict: word, relative: distance === 0 ? 0 : distance / resolved};
}

function judgement(it, distance, allowed, largest) {
  const resolved = rounding => (largest < RESOLVED * rounding ? 'too small' : 'agrees');
  if (distance <= Math.max(allowed, it.error)) return resolved(it.error);
  const observed = observedError(it, it.step);
  if (distance <= observed) return resolved(observed);
  return hasKink(it, allowed) ? 'kink' : 'fault';
}

/** What quotients with nearly the same step differ by, twice. */
function observedError({extrapolated}, h) {
  const seen = [0, 1, 2, 3, 4, 5].map(i => extrapolated(h * (1 - i * 1e-3)));
  return 2 * (Math.max(...seen) - Math.min(...seen));
}

/** Whether the slopes of both sides differ, at the point or nearby, with the gradient between them. */
function hasKink(it, tolerance) {
  const {at, central, gradient, step} = it;
  const close = step / CLOSER;
  const rounding = Math.max(it.rounding(close), observedError(it, close));
  const right = (at(close) - at(0)) / close;
  const left = (at(0) - at(-close)) / close;
  const gap = Math.abs(right - left);
  const wideGap = Math.abs(at(step) - 2 * at(0) + at(-step)) / step;
  const isHere = gap > Math.max(10 * rounding, 20 * tolerance, wideGap / 2)
    && gradient >= Math.min(left, right) - gap / 10 && gradient <= Math.max(left, right) + gap / 10;
  return isHere || (Math.abs(gradient - it.quotient) > 10 * (tolerance + rounding)
    && Math.abs(gradient - central(close)) <= tolerance + rounding);
}
