package org.backprop.bench.peers;

import java.util.Random;
import org.backprop.bench.Mnist;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j on the digits. */
public final class Deeplearning4jMnist implements Mnist.Learner {
  private final Random random = new Random(1);
  private final MultiLayerNetwork network;

  private Deeplearning4jMnist() {
    var configuration =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(0.001))
            .weightInit(WeightInit.RELU)
            .list()
            .layer(
                new DenseLayer.Builder()
                    .nIn(Mnist.PIXELS)
                    .nOut(128)
                    .activation(Activation.RELU)
                    .build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(128)
                    .nOut(10)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    this.network = new MultiLayerNetwork(configuration);
    network.init();
  }

  public static void main(String[] arguments) throws Exception {
    Mnist.learn("1.0.0-M2.1", new Deeplearning4jMnist(), arguments);
  }

  @Override
  public void epoch(Mnist training) {
    for (var rows : training.batches(64, random)) {
      network.fit(matrix(training.pixels(rows)), oneHot(training.labels(rows)));
    }
  }

  private static INDArray matrix(float[] pixels) {
    return Nd4j.create(pixels, new long[] {pixels.length / Mnist.PIXELS, Mnist.PIXELS}, 'c');
  }

  private static INDArray oneHot(int[] labels) {
    var hot = new float[10 * labels.length];
    for (var i = 0; i < labels.length; i++) {
      hot[10 * i + labels[i]] = 1;
    }
    return Nd4j.create(hot, new long[] {labels.length, 10}, 'c');
  }

  @Override
  public int[] classes(Mnist test) {
    return network.predict(matrix(test.pixels()));
  }
}
