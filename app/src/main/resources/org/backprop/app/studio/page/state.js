// The state of the page: one object that is replaced, and listeners that draw it. What a link has to
// hold is kept in the address.

const FRESH = {
  row: 0, fresh: false, rate: 0.1, columns: false, digits: 'short', comma: false,
  at: -1, pin: '', edits: [],
};

export let state = {
  ...FRESH,
  ...readAddress(),
  past: [], future: [], chain: null, picture: null, checks: {}, terms: {}, pointed: '',
  zoom: {scale: 1, x: 0.5, y: 0.5}, query: '', error: '', busy: false, opened: null,
};

const listeners = [];

export const listen = listener => listeners.push(listener);

/** Changes some of the state and draws it. */
export function change(some) {
  state = {...state, ...some};
  writeAddress();
  listeners.forEach(it => it());
}

/** Changes numbers that the user can take back. */
export function edit(edits) {
  change({past: [...state.past, state.edits], future: [], edits});
}

export function undo() {
  if (state.past.length > 0) {
    change({edits: state.past.at(-1), past: state.past.slice(0, -1), future: [state.edits, ...state.future]});
  }
}

export function redo() {
  if (state.future.length > 0) {
    change({edits: state.future[0], past: [...state.past, state.edits], future: state.future.slice(1)});
  }
}

/** What the server computes from. */
export const request = () => ({
  ...(state.row > 0 ? {row: state.row} : {}),
  fresh: state.fresh, rate: state.rate, columns: state.columns, edits: state.edits,
});

/** How numbers are written. */
export const view = () => ({digits: state.digits, comma: state.comma});

function readAddress() {
  try {
    const given = JSON.parse(decodeURIComponent(location.hash.slice(1) || '{}'));
    const isAlike = (key, value) =>
      key in FRESH && typeof value === typeof FRESH[key] && Array.isArray(value) === Array.isArray(FRESH[key]);
    return Object.fromEntries(Object.entries(given).filter(([key, value]) => isAlike(key, value)));
  } catch {
    return {};
  }
}

let written = '';

function writeAddress() {
  const kept = Object.entries(FRESH)
    .filter(([key, usual]) => JSON.stringify(state[key]) !== JSON.stringify(usual))
    .map(([key]) => [key, state[key]]);
  const hash = kept.length === 0 ? '' : encodeURIComponent(JSON.stringify(Object.fromEntries(kept)));
  if (hash !== written) {
    written = hash;
    history.replaceState(null, '', hash === '' ? location.pathname : `#${hash}`);
  }
}
