package org.backprop.bench.peers;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backprop.bench.Contest;
import org.backprop.bench.Workload;

/** The Deep Java Library with its PyTorch engine. */
public final class DjlContender implements Contest.Network {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final Model model = Model.newInstance("network", Device.cpu());
  private final Loss crossEntropy = Loss.softmaxCrossEntropyLoss();
  private final Workload workload;
  private final Path data;
  private final NDArray x;
  private final NDArray y;
  private final List<NDArray> initial = new ArrayList<>();
  private final ParameterStore store;
  private final NDList one;
  private final NDList many;
  private Trainer trainer;

  private DjlContender(Workload workload, Path data) {
    this.workload = workload;
    this.data = data;
    this.x = array(workload.rows(data), workload.batch(), workload.inputs());
    this.y = manager.create(workload.labels(data));
    this.one = rows(1);
    this.many = rows(Workload.INFERENCE_ROWS);
    var layers = workload.layers();
    var block = new SequentialBlock();
    for (var i = 0; i + 1 < layers.length; i++) {
      block.add(Linear.builder().setUnits(layers[i + 1]).build());
      if (i + 2 < layers.length) {
        block.add(Activation.reluBlock());
      }
      initial.add(array(workload.weights(data, i), layers[i], layers[i + 1]).transpose());
      initial.add(array(workload.biases(data, i), layers[i + 1]));
    }
    model.setBlock(block);
    model.setDataType(workload.isDouble() ? DataType.FLOAT64 : DataType.FLOAT32);
    this.store = new ParameterStore(manager, false);
    this.trainer = trainer();
  }

  public static void main(String[] arguments) throws Exception {
    var version = Engine.getEngine("PyTorch").getVersion();
    Contest.enter("0.35.1, PyTorch " + version, DjlContender::new, arguments);
  }

  private NDList rows(int count) {
    return new NDList(array(workload.inferenceRows(data, count), count, workload.inputs()));
  }

  private NDArray array(Object numbers, int... dims) {
    var shape = new long[dims.length];
    for (var i = 0; i < dims.length; i++) {
      shape[i] = dims[i];
    }
    return numbers instanceof double[] doubles
        ? manager.create(doubles, new Shape(shape))
        : manager.create((float[]) numbers, new Shape(shape));
  }

  private Trainer trainer() {
    var adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build();
    var config =
        new DefaultTrainingConfig(crossEntropy)
            .optOptimizer(adam)
            .optDevices(new Device[] {Device.cpu()});
    var fresh = model.newTrainer(config);
    fresh.initialize(x.getShape());
    return fresh;
  }

  @Override
  public void reset() {
    trainer.close();
    trainer = trainer();
    var parameters = model.getBlock().getParameters().values();
    for (var i = 0; i < initial.size(); i++) {
      initial.get(i).copyTo(parameters.get(i).getArray());
    }
  }

  @Override
  public void train(int steps) {
    for (var i = 0; i < steps; i++) {
      try (var collector = trainer.newGradientCollector()) {
        var predicted = trainer.forward(new NDList(x));
        var loss = crossEntropy.evaluate(new NDList(y), predicted);
        collector.backward(loss);
        predicted.close();
        loss.close();
      }
      trainer.step();
    }
  }

  @Override
  public double loss() {
    var predicted = trainer.evaluate(new NDList(x));
    var loss = crossEntropy.evaluate(new NDList(y), predicted);
    return loss.toType(DataType.FLOAT64, true).getDouble();
  }

  @Override
  public void predict(int rows) {
    var given = rows == 1 ? one : many;
    try (var logits = model.getBlock().forward(store, given, false);
        var probabilities = logits.singletonOrThrow().softmax(1)) {
      probabilities.getShape();
    }
  }
}
