// The computational graph as SVG, placed by the server; it can be moved, enlarged and searched.
import {html, svg, nothing} from 'lit-html';

const MOST = 8;
const LEAST = 0.02;

// Of a picture that is taller than this share of its width a part is seen.
const TALL = 0.45;

/** The picture; what is not yet computed is drawn in outline. */
export function graph(picture, isComputed, zoom, found) {
  const [x, y, width, height] = box(picture, zoom);
  return html`<svg id="graph" role="group" aria-label=${`Graph: ${picture.text}`}
      viewBox="${x} ${y} ${width} ${height}" preserveAspectRatio="xMidYMid meet">
    <defs><marker id="tip" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">
      <path class="tip" d="M0 0.5 8 4 0 7.5z"></path></marker></defs>
    ${picture.edges.map(edge => drawnEdge(edge, isComputed))}
    ${picture.boxes.map(it => drawnBox(it, isComputed, found))}
  </svg>`;
}

/** The part of the picture that is seen. */
function box(picture, {scale, x, y}) {
  const width = picture.width / scale;
  const height = Math.min(picture.height, TALL * picture.width) / scale;
  return [x * picture.width - width / 2, y * picture.height - height / 2, width, height];
}

export const WHOLE = {scale: 1, x: 0.5, y: 0.5};

export const enlarged = (zoom, factor) =>
  ({...zoom, scale: Math.min(MOST, Math.max(LEAST, zoom.scale * factor))});

export const moved = (zoom, dx, dy) =>
  ({...zoom, x: Math.min(1, Math.max(0, zoom.x + dx / zoom.scale)), y: Math.min(1, Math.max(0, zoom.y + dy / zoom.scale))});

/** The zoom at which a box is in the middle. */
export function towards(picture, id) {
  const [x, y, width, height] = picture.boxes.find(it => it.id === id).place;
  return {scale: Math.max(1, Math.min(MOST, picture.width / 700)),
    x: (x + width / 2) / picture.width, y: (y + height / 2) / picture.height};
}

/** The zoom at which the box of a step is seen, if not all of the picture is. */
export function following(picture, zoom, step) {
  const box = picture.boxes.find(it => it.shows === step);
  if (picture.height <= TALL * picture.width || !box) return zoom;
  return {...zoom, x: 0.5, y: (box.place[1] + box.place[3] / 2) / picture.height};
}

/** The boxes whose label, note or value has a word in it. */
export const search = (picture, word) =>
  word.trim() === '' ? [] : picture.boxes.filter(it => words(it).includes(word.trim().toLowerCase()));

const plain = pieces => pieces.map(([text]) => text).join('');

const words = it =>
  [plain(it.label), ...it.note.map(plain), it.shows].join(' ').toLowerCase();

function drawnEdge(edge, isComputed) {
  const state = edge.shows && !isComputed(edge.shows) ? 'edge waiting' : 'edge';
  const [x, y] = edge.place;
  const path = `M${edge.points.map(it => it.join(' ')).join(' L')}`;
  return svg`<g class=${state} data-of=${edge.shows || nothing}>
    <path d=${path} marker-end="url(#tip)"></path>
    ${edge.label.map((line, i) => text(line, x, y + 18 * (i - (edge.label.length - 1) / 2), 14))}
  </g>`;
}

function drawnBox(it, isComputed, found) {
  const [x, y, width, height] = it.place;
  const top = y + height / 2 - 8 * it.note.length;
  const state = [it.kind, isComputed(it.shows) ? '' : 'waiting', found.includes(it) ? 'found' : ''].join(' ');
  return svg`<g class=${`box ${state}`} data-of=${it.shows || nothing} data-box=${it.id} tabindex=${it.shows ? 0 : -1}
      role="button" aria-label=${`${plain(it.label)} ${it.note.map(plain).join(' ')}`}>
    <rect x=${x} y=${y} width=${width} height=${height} rx="6"></rect>
    ${text(it.label, x + width / 2, top, 18)}
    ${it.note.map((line, i) => text(line, x + width / 2, top + 19 + 16 * i, 12, 'note'))}
  </g>`;
}

/** A line of pieces, some raised, lowered or slanted. */
function text(pieces, x, middle, size, style = '') {
  let shift = 0;
  const spans = pieces.map(([words, how]) => {
    const wanted = how === 'below' ? 0.25 * size : how === 'above' ? -0.35 * size : 0;
    const by = wanted - shift;
    shift = wanted;
    const small = how === 'below' || how === 'above';
    return svg`<tspan dy=${by} font-size=${small ? size * 0.72 : size} class=${how === 'italic' ? 'i' : ''}>${words}</tspan>`;
  });
  return svg`<text x=${x} y=${middle + size * 0.32} font-size=${size} class=${style}>${spans}</text>`;
}

/** The picture as a file: the styles that the page gives it are written into it. */
export function exported(element) {
  const copy = element.cloneNode(true);
  const from = [element, ...element.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((node, i) => {
    const style = getComputedStyle(from[i]);
    for (const property of ['fill', 'stroke', 'stroke-dasharray', 'font-family', 'font-style', 'text-anchor', 'opacity']) {
      node.setAttribute(property, style.getPropertyValue(property));
    }
    ['class', 'data-of', 'data-box', 'tabindex', 'role'].forEach(it => node.removeAttribute(it));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(copy).replace(/<!--.*?-->/g, '');
}
