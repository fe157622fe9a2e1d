// Everything by keyboard. Space and the arrows step; inside a matrix the arrows move by elements.

const isTyping = target => target.matches?.('input, select, textarea, summary, a, button:not(.number)');

/**
 * Calls the action of a key, given by the name of the key; the actions of ctrl-z are undo and redo.
 * A panel with keys of its own takes all.
 */
export function listenToKeys(actions) {
  document.addEventListener('keydown', event => {
    if (actions.taken(event)) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.target.matches('input')) {
      event.preventDefault();
      (event.shiftKey ? actions.redo : actions.undo)();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && isTyping(event.target)) discard(event.target);
    if (isTyping(event.target) || (event.target.matches('.number') && neighbour(event))) return;
    const pressed = event.target.dataset?.of;
    if (event.key === 'Enter' && event.target.matches('g.box') && pressed) actions.pin(pressed);
    const action = actions.keys[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}

/** Leaves a field; what was typed into it is not taken. */
function discard(field) {
  if (field.dataset.was !== undefined) field.value = field.dataset.was;
  field.blur();
}

/** Moves the focus inside a matrix; whether the key did that. */
function neighbour(event) {
  const by = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]}[event.key];
  if (!by) return event.key === 'Enter';
  const cell = event.target.closest('td');
  const rows = [...cell.closest('tbody').rows];
  rows[rows.indexOf(cell.parentElement) + by[0]]?.cells[cell.cellIndex + by[1]]?.querySelector('button').focus();
  event.preventDefault();
  return true;
}
