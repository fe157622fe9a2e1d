"""A ReLU network with softmax cross-entropy and Adam at 0.001, in JAX."""

import jax
import jax.numpy as jnp

RATE, BETA1, BETA2, EPSILON = 0.001, 0.9, 0.999, 1e-8


def logits(parameters, x):
    for weights, biases in parameters[:-1]:
        x = jax.nn.relu(x @ weights + biases)
    weights, biases = parameters[-1]
    return x @ weights + biases


def cross_entropy(parameters, x, y):
    return -jnp.mean(jnp.sum(y * jax.nn.log_softmax(logits(parameters, x)), axis=1))


def initial(parameters):
    """The state of training: parameters, Adam's two means, the number of steps."""
    zeros = lambda: jax.tree.map(jnp.zeros_like, parameters)
    return jax.tree.map(jnp.array, parameters), zeros(), zeros(), jnp.zeros((), parameters[0][0].dtype)


def step(state, x, y):
    parameters, m, v, t = state
    loss, gradient = jax.value_and_grad(cross_entropy)(parameters, x, y)
    t = t + 1
    m = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, m, gradient)
    v = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, v, gradient)
    rate, root = RATE / (1 - BETA1**t), jnp.sqrt(1 - BETA2**t)
    move = lambda p, m, v: p - rate * m / (jnp.sqrt(v) / root + EPSILON)
    return (jax.tree.map(move, parameters, m, v), m, v, t), loss
