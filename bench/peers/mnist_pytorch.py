"""PyTorch on the digits: 784-128-10, batches of 64."""

import torch

import mnist

BATCH = 64


class Learner:
    def __init__(self, pixels, labels):
        torch.manual_seed(1)
        self.x, self.y = torch.from_numpy(pixels), torch.from_numpy(labels).long()
        self.model = torch.nn.Sequential(
            torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10)
        )
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=0.001, fused=True)
        self.cross_entropy = torch.nn.CrossEntropyLoss()

    def epoch(self):
        for rows in torch.randperm(len(self.x)).split(BATCH):
            self.optimizer.zero_grad()
            self.cross_entropy(self.model(self.x[rows]), self.y[rows]).backward()
            self.optimizer.step()

    @torch.inference_mode()
    def classes(self, pixels):
        return self.model(torch.from_numpy(pixels)).argmax(1).numpy()


mnist.learn(torch.__version__, Learner)
