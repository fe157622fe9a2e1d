// The graph is moved by dragging, and enlarged by the wheel with ctrl or by two fingers.
import {state, change} from 'studio/state.js';
import {enlarged, moved} from 'studio/graph.js';

const pointers = new Map();

export function listenToPointer(root) {
  root.addEventListener('wheel', event => {
    if (!event.target.closest('#graph') || !event.ctrlKey) return;
    event.preventDefault();
    change({zoom: enlarged(state.zoom, event.deltaY < 0 ? 1.1 : 0.9)});
  }, {passive: false});
  root.addEventListener('pointerdown', event => {
    if (event.target.closest('#graph')) pointers.set(event.pointerId, event);
  });
  root.addEventListener('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    if (pointers.size === 1) drag(before, event);
    else pinch(before, event);
    pointers.set(event.pointerId, event);
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
    root.addEventListener(end, event => pointers.delete(event.pointerId));
  }
}

function drag(before, now) {
  const area = document.getElementById('graph').getBoundingClientRect();
  change({zoom: moved(state.zoom, (before.clientX - now.clientX) / area.width, (before.clientY - now.clientY) / area.height)});
}

function pinch(before, now) {
  const other = [...pointers.values()].find(it => it.pointerId !== now.pointerId);
  const distance = it => Math.hypot(it.clientX - other.clientX, it.clientY - other.clientY);
  change({zoom: enlarged(state.zoom, distance(now) / Math.max(1, distance(before)))});
}
