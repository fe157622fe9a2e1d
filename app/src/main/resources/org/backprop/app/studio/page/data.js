// Own data: drop a file, see its columns as they are understood, choose the target, train.
import {html, nothing} from 'lit-html';

const TYPES = ['number', 'words', 'date', 'flag'];
const SETTINGS = [
  ['hidden', 'hidden units', '64'], ['activation', 'activation', 'tanh'], ['epochs', 'epochs', ''],
  ['learning-rate', 'learning rate', ''], ['optimizer', 'optimizer', 'adam'], ['batch', 'rows in a batch', ''], ['seed', 'seed', '1'],
];

/** The panel; sheet is {files, columns, target, types, ignored, settings, command, busy}. */
export function data(sheet, {upload, open, set, begin}) {
  const {columns} = sheet;
  const drop = event => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) upload(event.dataTransfer.files[0]);
  };
  return html`<h2>Your own data</h2>
    <div class="drop" @dragover=${it => it.preventDefault()} @drop=${drop}>
      <label>Drop a table here, or choose one: <input id="file" type="file" accept=".csv,.tsv,.txt,.gz,.data" @change=${it => it.target.files[0] && upload(it.target.files[0])}></label>
      ${sheet.files.length ? html`<label>or a file that is open: <select id="open" @change=${it => it.target.value && open(it.target.value)}><option value="">choose</option>${sheet.files.map(it => html`<option ?selected=${columns?.file === it}>${it}</option>`)}</select></label>` : nothing}
      <p class="dim">The file goes to the server on this computer and nowhere else.</p></div>
    ${sheet.busy ? html`<p role="status">Reading the file\u2026</p>` : nothing}
    ${columns ? understood(sheet, set, begin) : nothing}`;
}

function understood({columns, target, types, ignored, settings, command}, set, begin) {
  return html`<h2>${columns.file}: ${columns.rows} rows, ${columns.columns.length} columns</h2>
    <table class="numbers columns-read"><caption>The columns as they are understood</caption>
      <thead><tr><th scope="col">column</th><th scope="col">holds</th><th scope="col">type</th><th scope="col">use</th><th scope="col">likelihood as a target</th></tr></thead>
      <tbody>${columns.columns.map(it => html`<tr>
        <th scope="row">${it.name}</th><td>${it.holds}</td>
        <td><select aria-label=${`Type of ${it.name}`} @change=${event => set({types: {...types, [it.name]: event.target.value}})}>
          <option value="" ?selected=${!types[it.name]}>as read</option>
          ${TYPES.map(type => html`<option ?selected=${types[it.name] === type}>${type}</option>`)}</select></td>
        <td><label><input type="checkbox" .checked=${!ignored.includes(it.name)} aria-label=${`Use ${it.name}`}
          @change=${event => set({ignored: event.target.checked ? ignored.filter(name => name !== it.name) : [...ignored, it.name]})}></label></td>
        <td>${it.likelihood ? html`${it.likelihood} <span class="dim">${it.reason}</span>` : '\u2013'}</td></tr>`)}</tbody></table>
    <form class="tools" @submit=${it => { it.preventDefault(); begin(); }}>
      <label>target <select id="target" @change=${it => set({target: it.target.value})}>
        ${columns.columns.filter(it => it.likelihood).map(it => html`<option ?selected=${it.name === target}>${it.name}</option>`)}</select></label>
      ${SETTINGS.map(([name, words, hint]) => html`<label>${words} <input id=${`set-${name}`} size="6" placeholder=${hint} .value=${settings[name] ?? ''}
        @change=${it => set({settings: {...settings, [name]: it.target.value}})}></label>`)}
      <button id="train" class="main" ?disabled=${!target}>train</button></form>
    ${command ? html`<p>The same from the command line:</p><pre id="begun">${command}</pre>` : nothing}`;
}
