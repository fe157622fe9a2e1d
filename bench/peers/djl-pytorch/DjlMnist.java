package org.backprop.bench.peers;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import org.backprop.bench.Mnist;

/** The Deep Java Library on the digits. */
public final class DjlMnist implements Mnist.Learner {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final Trainer trainer;
  private ArrayDataset rows;

  private DjlMnist() {
    var block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(128).build())
            .add(Activation.reluBlock())
            .add(Linear.builder().setUnits(10).build());
    var model = Model.newInstance("digits", Device.cpu());
    model.setBlock(block);
    var adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build();
    this.trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(adam)
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(new Shape(64, Mnist.PIXELS));
  }

  public static void main(String[] arguments) throws Exception {
    Mnist.learn(
        "0.35.1, PyTorch " + Engine.getEngine("PyTorch").getVersion(), new DjlMnist(), arguments);
  }

  @Override
  public void epoch(Mnist training) throws Exception {
    if (rows == null) {
      rows =
          new ArrayDataset.Builder()
              .setData(manager.create(training.pixels(), shape(training)))
              .optLabels(manager.create(training.labels()))
              .setSampling(64, true)
              .build();
    }
    for (var batch : trainer.iterateDataset(rows)) {
      EasyTrain.trainBatch(trainer, batch);
      trainer.step();
      batch.close();
    }
  }

  private static Shape shape(Mnist images) {
    return new Shape(images.rows(), Mnist.PIXELS);
  }

  @Override
  public int[] classes(Mnist test) {
    var x = manager.create(test.pixels(), shape(test));
    var most = trainer.evaluate(new NDList(x)).singletonOrThrow().argMax(1).toLongArray();
    return Arrays.stream(most).mapToInt(Math::toIntExact).toArray();
  }
}
