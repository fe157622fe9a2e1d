// What the page asks the server. Each function returns a promise; a refusal is an Error whose
// message is the server's sentence.

const token = document.querySelector('meta[name=token]').content;

async function ask(name, message = {}) {
  let response;
  try {
    response = await fetch(`/api/${name}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-Backprop-Token': token},
      body: message instanceof Blob ? message : JSON.stringify(message),
    });
  } catch {
    throw new Error('The server does not answer; start it again with `backprop studio`, then load this page anew.');
  }
  const answer = await response.json();
  if (answer.error) throw new Error(answer.error);
  return answer;
}

/** What is open: its title, the number of rows and the first one. */
export const opened = () => ask('opened');

/** The chain of steps of a request: {row, fresh, rate, columns, edits}. */
export const chain = request => ask('chain', request);

/** The graph with the place of each box. */
export const graph = request => ask('graph', request);

/** An element of a step as the sum of its terms. */
export const terms = (request, step, index) => ask('terms', {...request, step, index});

/** The gradients beside their finite differences, by the names of their steps. */
export const checks = request => ask('checks', request);
