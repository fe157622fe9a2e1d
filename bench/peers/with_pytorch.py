"""PyTorch with its fused Adam: eager, or the model and its loss through torch.compile (compile)."""

import sys

import torch

import contest


class Network:
    def __init__(self, workload, compiled):
        self.x = torch.from_numpy(workload.rows)
        self.y = torch.from_numpy(workload.labels).long()
        self.initial = [
            torch.from_numpy(array.T.copy()) for layer in workload.parameters for array in layer
        ]
        layers = []
        for inputs, outputs in zip(workload.layers, workload.layers[1:]):
            layers += [torch.nn.Linear(inputs, outputs, dtype=self.x.dtype), torch.nn.ReLU()]
        self.model = torch.nn.Sequential(*layers[:-1])
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=0.001, fused=True)
        cross_entropy = torch.nn.CrossEntropyLoss()
        objective = lambda x, y: cross_entropy(self.model(x), y)
        probabilities = lambda x: torch.softmax(self.model(x), dim=1)
        self.objective = torch.compile(objective) if compiled else objective
        self.probabilities = torch.compile(probabilities) if compiled else probabilities

    @torch.no_grad()
    def reset(self):
        for parameter, value in zip(self.model.parameters(), self.initial):
            parameter.copy_(value)
        for state in self.optimizer.state.values():
            for value in state.values():
                value.zero_()

    def train(self, steps):
        for _ in range(steps):
            self.optimizer.zero_grad(set_to_none=True)
            self.objective(self.x, self.y).backward()
            self.optimizer.step()

    @torch.no_grad()
    def loss(self):
        return self.objective(self.x, self.y)

    def rows(self, rows):
        return torch.from_numpy(rows)

    @torch.inference_mode()
    def predict(self, rows):
        self.probabilities(rows)


compiled = sys.argv[1] == "compile"
contest.enter(torch.__version__, lambda workload: Network(workload, compiled))
