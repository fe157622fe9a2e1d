"""What a contender written in Python does: reads a workload, times a network, prints a line of JSON."""

import json
import os
import resource
import sys
import time

import numpy as np

RUN_SECONDS = 0.02
MOST_STEPS = 500
INFERENCE_ROWS = 1000


class Workload:
    """The files that the driver wrote, as arrays."""

    def __init__(self, data, name):
        folder = os.path.join(data, name)
        with open(os.path.join(folder, "workload.txt"), encoding="utf-8") as file:
            layers, batch, self.dtype, inference = file.read().split("\n")[:4]
        self.layers = [int(width) for width in layers.split()]
        self.batch = int(batch)
        self.inference = inference == "true"
        read = lambda file, dtype: np.fromfile(os.path.join(folder, file), dtype)
        self.rows = read("rows.bin", self.dtype).reshape(self.batch, self.layers[0])
        self.labels = read("labels.bin", np.int32)
        self.one_hot = np.eye(self.layers[-1], dtype=self.dtype)[self.labels]
        self.inference_rows = read("inference.bin", self.dtype).reshape(INFERENCE_ROWS, self.layers[0])
        self.parameters = []
        flat, at = read("parameters.bin", self.dtype), 0
        for inputs, outputs in zip(self.layers, self.layers[1:]):
            weights = flat[at : at + inputs * outputs].reshape(inputs, outputs)
            biases = flat[at + inputs * outputs : at + (inputs + 1) * outputs]
            self.parameters.append((weights, biases))
            at += (inputs + 1) * outputs


def microseconds(seconds, reset, steps, unit=1):
    """The microseconds of a step in each timed run; steps come in multiples of unit."""

    def run(count):
        reset()
        start = time.perf_counter()
        steps(count)
        return time.perf_counter() - start

    count = unit
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        if run(count) < RUN_SECONDS:
            count = min(max(unit, MOST_STEPS), 2 * count)
    times = []
    end = time.perf_counter() + seconds / 2
    while not times or time.perf_counter() < end:
        times.append(1e6 * run(count) / count)
    return times


def repeat(predict, rows):
    def steps(count):
        for _ in range(count):
            predict(rows)

    return steps


def enter(version, make, unit=1):
    """The whole of a contender: make(workload) gives an object with reset, train, loss and predict."""
    name, data, seconds = sys.argv[-3:]
    workload = Workload(data, name)
    network = make(workload)
    report = {"version": version}
    for steps in (10, 100) if unit == 1 else (100,):
        network.reset()
        network.train(steps)
        report[f"loss-{steps}"] = float(network.loss())
    report["train-step"] = microseconds(float(seconds), network.reset, network.train, unit)
    if workload.inference:
        for rows in (1, INFERENCE_ROWS):
            given = network.rows(workload.inference_rows[:rows])
            report[f"inference-{rows}"] = microseconds(
                float(seconds), lambda: None, repeat(network.predict, given)
            )
    report["peak-memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps(report))
