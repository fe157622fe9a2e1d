"""JAX on the digits: 784-128-10, batches of 64, an epoch in one call."""

import jax
import jax.numpy as jnp
import numpy as np

import mnist
from network_jax import initial, logits, step

BATCH = 64


@jax.jit
def epoch(state, x, y, order):
    def one(state, rows):
        return step(state, x[rows], jax.nn.one_hot(y[rows], 10))

    return jax.lax.scan(one, state, order)[0]


@jax.jit
def classes(parameters, x):
    return jnp.argmax(logits(parameters, x), axis=1)


class Learner:
    def __init__(self, pixels, labels):
        self.random = np.random.default_rng(1)
        self.x, self.y = jnp.asarray(pixels), jnp.asarray(labels)
        widths = [(784, 128), (128, 10)]
        self.state = initial(
            [
                (np.float32(self.random.normal(0, (2 / i) ** 0.5, (i, o))), np.zeros(o, np.float32))
                for i, o in widths
            ]
        )

    def epoch(self):
        rows = self.random.permutation(len(self.x))
        rows = rows[: len(rows) // BATCH * BATCH].reshape(-1, BATCH)
        self.state = epoch(self.state, self.x, self.y, rows)

    def classes(self, pixels):
        return classes(self.state[0], pixels)


jax.config.update("jax_platforms", "cpu")
mnist.learn(jax.__version__, Learner)
