package org.backprop.bench.peers;

import java.util.Arrays;
import java.util.Random;
import org.backprop.bench.Mnist;
import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/** Smile on the digits: stochastic gradient descent with momentum, for it has no Adam. */
public final class SmileMnist implements Mnist.Learner {
  private final Random random = new Random(1);
  private final MLP network =
      new MLP(
          Layer.input(Mnist.PIXELS), Layer.rectifier(128), Layer.mle(10, OutputFunction.SOFTMAX));
  private double[][] images;

  private SmileMnist() {
    network.setLearningRate(TimeFunction.constant(0.02));
    network.setMomentum(TimeFunction.constant(0.9));
  }

  public static void main(String[] arguments) throws Exception {
    Mnist.learn("6.3.0", new SmileMnist(), arguments);
  }

  @Override
  public void epoch(Mnist training) {
    if (images == null) {
      images = training.images();
    }
    for (var rows : training.batches(64, random)) {
      var x = Arrays.stream(rows).mapToObj(row -> images[row]).toArray(double[][]::new);
      network.update(x, training.labels(rows));
    }
  }

  @Override
  public int[] classes(Mnist test) {
    return Arrays.stream(test.images()).mapToInt(network::predict).toArray();
  }
}
