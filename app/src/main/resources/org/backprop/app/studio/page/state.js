// The state of the page: one object that is replaced, and listeners that draw it. What a link has to
// hold is kept in the address.

/** A question of the panel Study of which nothing was answered yet. */
export const UNANSWERED = {typed: '', placed: [], sent: null, form: '', answer: null, editing: null, editError: ''};

/** What that panel keeps; now is the server's answer, editing a card and its text, drafts are edited texts by their cards, sure the card to be reset, open that of which more is shown. */
const NO_STUDY = {...UNANSWERED, now: null, said: '', busy: false, began: 0, drafts: {}, deck: null, words: '', open: '', sure: null, homework: {}};

// What the address keeps, with its usual values.
const KEPT = {
  panel: 'steps', row: 0, fresh: false, step: null, rate: 0.1, columns: false, digits: 'short',
  comma: false, at: -1, pin: '', edits: [], folded: [], log: false, tab: 'sitting',
};

export let state = {
  ...KEPT,
  ...readAddress(),
  past: [], future: [], chain: null, answered: '', picture: null, checks: {}, terms: {}, pointed: '',
  zoom: {scale: 1, x: 0.5, y: 0.5}, query: '', error: '', likelihood: null, newRate: '',
  study: NO_STUDY, card: '', run: null, life: null, blame: null, weight: '',
  sheet: {files: [], columns: null, target: '', types: {}, ignored: [], settings: {}, command: '', busy: false},
};

const listeners = [];

export const listen = listener => listeners.push(listener);

/** Changes some of the state and draws it. */
export function change(some) {
  state = {...state, ...some};
  writeAddress();
  listeners.forEach(it => it());
}

/** Changes some of what the panel Study keeps. */
export const changeStudy = some => change({study: {...state.study, ...some}});

/** Changes some of the sheet of the panel Data. */
export const changeSheet = some => change({sheet: {...state.sheet, ...some}});

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
  ...(state.step === null ? {} : {step: state.step}),
  fresh: state.fresh, rate: state.rate, columns: state.columns, edits: state.edits,
});

/** How numbers are written. */
export const view = () => ({digits: state.digits, comma: state.comma});

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const read = {};
  for (const [key, text] of given) {
    const usual = KEPT[key];
    if (usual === undefined) continue;
    try {
      const value = typeof usual === 'string' ? text : JSON.parse(text);
      if (isAlike(value, usual)) read[key] = value;
    } catch {
      // a link that was cut: the usual value stays
    }
  }
  return read;
}

function isAlike(value, usual) {
  if (usual === null) return Number.isInteger(value);
  return typeof value === typeof usual && Array.isArray(value) === Array.isArray(usual);
}

let written = location.hash.slice(1);

function writeAddress() {
  const kept = new URLSearchParams();
  for (const [key, usual] of Object.entries(KEPT)) {
    const value = state[key];
    if (JSON.stringify(value) !== JSON.stringify(usual)) {
      kept.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  const hash = kept.toString();
  if (hash !== written) {
    written = hash;
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
  }
}
