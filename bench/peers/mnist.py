"""The handwritten digits, and the loop that learns them until 97.5 % of the unseen are known."""

import gzip
import json
import os
import sys

import numpy as np

GOAL = 0.975
MOST_EPOCHS = 30


def read(folder, part):
    with gzip.open(os.path.join(folder, part + "-images-idx3-ubyte.gz")) as file:
        pixels = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 784)
    with gzip.open(os.path.join(folder, part + "-labels-idx1-ubyte.gz")) as file:
        labels = np.frombuffer(file.read(), np.uint8, offset=8).astype(np.int32)
    return pixels.astype(np.float32) / 255, labels


def learn(version, make):
    """make(pixels, labels) gives an object with epoch() and classes(pixels)."""
    training, test = read(sys.argv[-1], "train"), read(sys.argv[-1], "t10k")
    learner = make(*training)
    for epoch in range(1, MOST_EPOCHS + 1):
        learner.epoch()
        accuracy = float(np.mean(np.asarray(learner.classes(test[0])) == test[1]))
        if accuracy >= GOAL:
            break
    print(json.dumps({"version": version, "accuracy": accuracy, "epochs": epoch}))
