"""JAX: the value and gradient of an objective of ADBench, jitted."""

import json
import os
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np

from contest import microseconds, repeat
from objectives_jax import KINDS

jax.config.update("jax_platforms", "cpu")
jax.config.update("jax_enable_x64", True)
name, data, seconds = sys.argv[-3:]
folder = os.path.join(data, name)
with open(os.path.join(folder, "objective.txt"), encoding="utf-8") as file:
    kind, *sizes = file.read().split()
numbers = np.fromfile(os.path.join(folder, "numbers.bin"), np.float64)
objective, parameters, constants = KINDS[kind](numbers, *map(int, sizes))
parameters, constants = jax.tree.map(jnp.asarray, (parameters, constants))
start = time.perf_counter()
run = jax.jit(jax.value_and_grad(objective))
value, gradient = jax.block_until_ready(run(parameters, *constants))
report = {"version": jax.__version__, "compile": time.perf_counter() - start}
report["gradient"] = [float(value)] + [x for part in gradient for x in part.ravel().tolist()]
call = lambda parameters: jax.block_until_ready(run(parameters, *constants))
report["value-and-gradient"] = microseconds(float(seconds), lambda: None, repeat(call, parameters))
print(json.dumps(report))
