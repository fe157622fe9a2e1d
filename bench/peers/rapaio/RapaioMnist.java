package org.backprop.bench.peers;

import java.util.Random;
import org.backprop.bench.Mnist;
import rapaio.darray.Shape;
import rapaio.nn.Optimizer;
import rapaio.nn.Tensor;
import rapaio.nn.TensorManager;
import rapaio.nn.layer.Linear;
import rapaio.nn.layer.LogSoftmax;
import rapaio.nn.layer.ReLU;
import rapaio.nn.layer.Sequential;
import rapaio.nn.loss.NegativeLikelihoodLoss;

/** Rapaio on the digits. */
public final class RapaioMnist implements Mnist.Learner {
  private final Random random = new Random(1);
  private final TensorManager tensors = TensorManager.ofFloat().seed(1);
  private final Sequential network =
      new Sequential(
          tensors,
          new Linear(tensors, Mnist.PIXELS, 128, true),
          new ReLU(tensors),
          new Linear(tensors, 128, 10, true),
          new LogSoftmax(tensors, 1));
  private final Optimizer adam = Optimizer.Adam(tensors, network.parameters()).lr.set(0.001);
  private final NegativeLikelihoodLoss loss = new NegativeLikelihoodLoss(tensors);

  private RapaioMnist() {}

  public static void main(String[] arguments) throws Exception {
    Mnist.learn("8.1.0", new RapaioMnist(), arguments);
    System.exit(0);
  }

  @Override
  public void epoch(Mnist training) {
    network.train();
    for (var rows : training.batches(64, random)) {
      var y = tensors.strideTensor(Shape.of(rows.length, 1), training.labels(rows));
      adam.zeroGrad();
      loss.forward(network.forward11(matrix(training.pixels(rows))), y).backward();
      adam.step();
    }
  }

  private Tensor matrix(float[] pixels) {
    return tensors.strideTensor(Shape.of(pixels.length / Mnist.PIXELS, Mnist.PIXELS), pixels);
  }

  @Override
  public int[] classes(Mnist test) {
    network.eval();
    var most = network.forward11(matrix(test.pixels())).value().argmax1d(1, false);
    var classes = new int[test.rows()];
    for (var i = 0; i < classes.length; i++) {
      classes[i] = most.getInt(i);
    }
    return classes;
  }
}
