// One selection for the whole page. Whatever shows a value or an element of it has the attribute
// data-of, as in "W1" or "W1#3"; pointing at one highlights all that show the same.

let marked = [];

/** The name of the value in a key. */
export const nameOf = key => key.split('#')[0];

/** The flat index in a key; -1 for the whole value. */
export const indexOf = key => (key.includes('#') ? Number(key.split('#')[1]) : -1);

export const keyAt = target => target?.closest?.('[data-of]')?.dataset.of ?? '';

/** Calls back with the key under the pointer or the focus, and with the one that is pressed. */
export function watch(root, pointed, pressed) {
  const over = event => point(root, keyAt(event.target), pointed);
  root.addEventListener('pointerover', over);
  root.addEventListener('focusin', over);
  root.addEventListener('click', event => {
    const key = keyAt(event.target);
    if (key) pressed(key);
  });
}

let current = '';

function point(root, key, pointed) {
  if (key === current) return;
  current = key;
  mark(root);
  pointed(key);
}

/** Marks what shows the same anew, after the page was drawn. */
export function mark(root) {
  marked.forEach(it => it.classList.remove('same', 'near'));
  marked = [];
  if (!current) return;
  for (const it of root.querySelectorAll('[data-of]')) {
    const key = it.dataset.of;
    const how = key === current ? 'same' : nameOf(key) === nameOf(current) && isWhole(key) ? 'near' : '';
    if (how) {
      it.classList.add(how);
      marked.push(it);
    }
  }
}

const isWhole = key => !key.includes('#');
