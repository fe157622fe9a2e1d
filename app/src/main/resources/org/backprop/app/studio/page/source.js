// What the page asks the server. Each function returns a promise; a refusal is an Error whose
// message is the server's sentence.

const token = document.querySelector('meta[name=token]').content;

async function ask(name, message = {}) {
  let response;
  try {
    response = await fetch(`/api/${name}`, {
      method: 'POST',
      headers: {'X-Backprop-Token': token},
      body: message instanceof Blob ? message : JSON.stringify(message),
    });
  } catch {
    throw new Error('The server does not answer; start it again with `backprop studio`, then load this page anew.');
  }
  const answer = await response.json();
  if (answer.error) throw new Error(answer.error);
  return answer;
}

/** What this source can do beyond steps: training, time and own data need the server. */
export const panels = ['steps', 'likelihood', 'training', 'time', 'data', 'study'];

/** The chain of steps of a request: {row, fresh, step, rate, columns, edits}. */
export const chain = request => ask('chain', request);

/** The graph with the place of each box; layers in the list folded are one box each. */
export const graph = request => ask('graph', request);

/** An element of a step as the sum of its terms. */
export const terms = (request, step, index) => ask('terms', {...request, of: step, index});

/** Gradients beside their finite differences by the names of their steps: all, or that of one. */
export const checks = (request, of) => ask('checks', of ? {...request, of} : request);

/** The derivation of a likelihood's loss: of the open model, or of a name. */
export const likelihood = request => ask('likelihood', request);

/** The recorded run of the open model. */
export const run = () => ask('run');

/** A weight after each step of the run. */
export const life = weight => ask('life', {weight});

/** The rows that moved a weight at a step of the run. */
export const blame = (weight, step) => ask('blame', {weight, step});

/** The files that may be trained on. */
export const data = () => ask('data');

/** The columns of one of them. */
export const columns = file => ask('columns', {file});

/** Stores a file; its columns. */
export const upload = file => ask(`upload?name=${encodeURIComponent(file.name)}`, file);

/** Begins a training; the command that does the same. */
export const train = message => ask('train', message);

/** Pauses, steps, resumes or stops the training. */
export const control = (what, count = 1) => ask('control', {do: what, count});

/** Asks the study: where the sitting stands, or what to do with a card, as in answer or rate. */
export const study = (what, message) => ask(what ? `study/${what}` : 'study', message);
