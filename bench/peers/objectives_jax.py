"""ADBench's objectives in JAX, their parameters first and then their data."""

import math

import jax
import jax.numpy as jnp
from jax.scipy.special import gammaln, logsumexp


def mixture(parameters, x, d, k):
    """A mixture of Gaussians with a Wishart prior of gamma 1 and m 0: the log density of the points."""
    alphas, means, factors = parameters
    n, log_diagonal, below = len(x), factors[:, :d], factors[:, d:]
    columns, rows = jnp.triu_indices(d, 1)  # the entries below the diagonal, column by column
    triangles = jnp.zeros((k, d, d)).at[:, rows, columns].set(below)
    triangles = triangles + jnp.eye(d) * jnp.exp(log_diagonal)[:, None, :]
    scaled = jnp.einsum("kab,nkb->nka", triangles, x[:, None, :] - means)
    terms = alphas + log_diagonal.sum(1) - 0.5 * (scaled**2).sum(2)
    squares = (jnp.exp(log_diagonal) ** 2).sum() + (below**2).sum()
    degrees = d + 1
    log_gamma = d * (d - 1) / 4 * math.log(math.pi) + gammaln((degrees - jnp.arange(d)) / 2).sum()
    prior = 0.5 * squares - k * (-degrees * d * 0.5 * math.log(2) - log_gamma)
    constant = n * d / 2 * math.log(2 * math.pi)
    return logsumexp(terms, axis=1).sum() - n * logsumexp(alphas) + prior - constant


def mixture_numbers(numbers, n, d, k):
    cuts = [k, k * d, k * d * (d + 1) // 2, n * d]
    parts = [part.reshape(-1, width) for part, width in zip(split(numbers, cuts), (1, d, d * (d + 1) // 2, d))]
    parameters = (parts[0].ravel(), parts[1], parts[2])
    return (lambda parameters, x: mixture(parameters, x, d, k)), parameters, (parts[3],)


def recurrent(parameters, state, text, layers):
    """A network with long short-term memory: the mean log density of each next character."""
    main, extra = parameters
    width = extra.shape[1]
    weights, biases = main[0::2].reshape(layers, 4, width), main[1::2].reshape(layers, 4, width)

    def step(state, pair):
        character, following = pair
        read, after = character * extra[0], []
        for layer in range(layers):
            hidden, memory = state[2 * layer], state[2 * layer + 1]
            w, b = weights[layer], biases[layer]
            forget = jax.nn.sigmoid(read * w[0] + b[0])
            given = jax.nn.sigmoid(hidden * w[1] + b[1])
            out = jax.nn.sigmoid(read * w[2] + b[2])
            memory = memory * forget + given * jnp.tanh(hidden * w[3] + b[3])
            read = out * jnp.tanh(memory)
            after += [read, memory]
        predicted = read * extra[1] + extra[2]
        normalizer = jnp.log(jnp.exp(predicted).sum() + 2)
        return jnp.stack(after), (following * (predicted - normalizer)).sum()

    _, terms = jax.lax.scan(step, state, (text[:-1], text[1:]))
    return -terms.sum() / (width * (len(text) - 1))


def recurrent_numbers(numbers, layers, characters, width):
    cuts = [8 * layers * width, 3 * width, 2 * layers * width, characters * width]
    main, extra, state, text = split(numbers, cuts)
    parameters = (main.reshape(2 * layers, 4 * width), extra.reshape(3, width))
    data = (state.reshape(2 * layers, width), text.reshape(characters, width))
    return (lambda parameters, state, text: recurrent(parameters, state, text, layers)), parameters, data


def split(numbers, lengths):
    parts, at = [], 0
    for length in lengths:
        parts.append(numbers[at : at + length])
        at += length
    return parts


KINDS = {"GMM": mixture_numbers, "LSTM": recurrent_numbers}
