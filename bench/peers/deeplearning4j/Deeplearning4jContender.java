package org.backprop.bench.peers;

import java.nio.file.Path;
import org.backprop.bench.Contest;
import org.backprop.bench.Workload;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j. */
public final class Deeplearning4jContender implements Contest.Network {
  private final MultiLayerNetwork network;
  private final INDArray x;
  private final INDArray y;
  private final INDArray initial;
  private final INDArray one;
  private final INDArray many;

  private Deeplearning4jContender(Workload workload, Path data) {
    var type = workload.isDouble() ? DataType.DOUBLE : DataType.FLOAT;
    Nd4j.setDefaultDataTypes(type, type);
    var layers = workload.layers();
    var list = new NeuralNetConfiguration.Builder().dataType(type).updater(new Adam(0.001)).list();
    for (var i = 0; i + 2 < layers.length; i++) {
      list.layer(
          new DenseLayer.Builder()
              .nIn(layers[i])
              .nOut(layers[i + 1])
              .activation(Activation.RELU)
              .build());
    }
    list.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(layers[layers.length - 2])
            .nOut(workload.classes())
            .activation(Activation.SOFTMAX)
            .build());
    this.network = new MultiLayerNetwork(list.build());
    network.init();
    for (var i = 0; i + 1 < layers.length; i++) {
      network.setParam(i + "_W", array(workload.weights(data, i), layers[i], layers[i + 1]));
      network.setParam(i + "_b", array(workload.biases(data, i), 1, layers[i + 1]));
    }
    this.initial = network.params().dup();
    this.x = array(workload.rows(data), workload.batch(), workload.inputs());
    this.y = array(workload.oneHot(data), workload.batch(), workload.classes());
    this.one = array(workload.inferenceRows(data, 1), 1, workload.inputs());
    this.many =
        array(
            workload.inferenceRows(data, Workload.INFERENCE_ROWS),
            Workload.INFERENCE_ROWS,
            workload.inputs());
  }

  public static void main(String[] arguments) throws Exception {
    Contest.enter("1.0.0-M2.1", Deeplearning4jContender::new, arguments);
  }

  private static INDArray array(Object numbers, int rows, int columns) {
    return numbers instanceof double[] doubles
        ? Nd4j.create(doubles, new long[] {rows, columns}, DataType.DOUBLE)
        : Nd4j.create((float[]) numbers, new long[] {rows, columns}, 'c');
  }

  @Override
  public void reset() {
    network.setParams(initial.dup());
    network.setIterationCount(0);
    network.getUpdater().getStateViewArray().assign(0);
  }

  @Override
  public void train(int steps) {
    for (var i = 0; i < steps; i++) {
      network.fit(x, y);
    }
  }

  @Override
  public double loss() {
    return network.score(new DataSet(x, y));
  }

  @Override
  public void predict(int rows) {
    network.output(rows == 1 ? one : many);
  }
}
