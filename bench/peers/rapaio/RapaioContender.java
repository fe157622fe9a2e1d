package org.backprop.bench.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backprop.bench.Contest;
import org.backprop.bench.Workload;
import rapaio.darray.DArray;
import rapaio.darray.Shape;
import rapaio.nn.Network;
import rapaio.nn.Optimizer;
import rapaio.nn.Tensor;
import rapaio.nn.TensorManager;
import rapaio.nn.layer.Linear;
import rapaio.nn.layer.LogSoftmax;
import rapaio.nn.layer.ReLU;
import rapaio.nn.layer.Sequential;
import rapaio.nn.loss.NegativeLikelihoodLoss;

/** Rapaio, in pure Java. */
public final class RapaioContender implements Contest.Network {
  private final TensorManager tensors;
  private final Workload workload;
  private final Path data;
  private final Sequential network;
  private final NegativeLikelihoodLoss likelihoodLoss;
  private final Tensor x;
  private final Tensor y;
  private final Tensor one;
  private final Tensor many;
  private Optimizer adam;

  private RapaioContender(Workload workload, Path data) {
    this.workload = workload;
    this.data = data;
    this.tensors = workload.isDouble() ? TensorManager.ofDouble() : TensorManager.ofFloat();
    var layers = new ArrayList<Network>();
    var widths = workload.layers();
    for (var i = 0; i + 1 < widths.length; i++) {
      layers.add(new Linear(tensors, widths[i], widths[i + 1], true));
      layers.add(i + 2 < widths.length ? new ReLU(tensors) : new LogSoftmax(tensors, 1));
    }
    this.network = new Sequential(tensors, layers.toArray(Network[]::new));
    this.likelihoodLoss = new NegativeLikelihoodLoss(tensors);
    this.x = tensors.var(array(workload.rows(data), workload.batch(), workload.inputs()));
    this.y = tensors.strideTensor(Shape.of(workload.batch(), 1), workload.labels(data));
    this.one = rows(1);
    this.many = rows(Workload.INFERENCE_ROWS);
    this.adam = adam();
  }

  public static void main(String[] arguments) throws Exception {
    Contest.enter("8.1.0", RapaioContender::new, arguments);
    System.exit(0);
  }

  private Tensor rows(int count) {
    return tensors.var(array(workload.inferenceRows(data, count), count, workload.inputs()));
  }

  private DArray<?> array(Object numbers, int... dims) {
    return numbers instanceof double[] doubles
        ? tensors.strideArray(Shape.of(dims), doubles)
        : tensors.strideArray(Shape.of(dims), (float[]) numbers);
  }

  private Optimizer adam() {
    return Optimizer.Adam(tensors, network.parameters()).lr.set(0.001);
  }

  @Override
  public void reset() {
    List<Tensor> parameters = network.parameters();
    var widths = workload.layers();
    for (var i = 0; i + 1 < widths.length; i++) {
      parameters.get(2 * i).setValue(array(workload.weights(data, i), widths[i], widths[i + 1]));
      parameters.get(2 * i + 1).setValue(array(workload.biases(data, i), widths[i + 1]));
    }
    adam = adam();
    network.train();
  }

  @Override
  public void train(int steps) {
    for (var i = 0; i < steps; i++) {
      adam.zeroGrad();
      likelihoodLoss.forward(network.forward11(x), y).backward();
      adam.step();
    }
  }

  @Override
  public double loss() {
    return likelihoodLoss.forward(network.forward11(x), y).lossValue();
  }

  @Override
  public void predict(int rows) {
    network.forward11(rows == 1 ? one : many);
  }
}
