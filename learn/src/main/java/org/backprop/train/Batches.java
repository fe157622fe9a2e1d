package org.backprop.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.RandomOrder;
import org.backprop.tensor.storage.Storage;

/**
 * The rows of each training step. Seed and epoch alone decide the order of the rows, so that the
 * batch of any step can be made again.
 */
public final class Batches {
  private final Dataset data;
  private final long seed;
  private final int size;
  private long epoch;
  private int[] order = {};

  /**
   * The batches of a trainer's steps on rows.
   *
   * @param data the training rows
   */
  public Batches(Trainer trainer, Dataset data) {
    this.data = data;
    this.seed = trainer.execution().seed();
    this.size = Math.min(trainer.batch(), data.rows());
  }

  /** Rows per step. */
  public int size() {
    return size;
  }

  /** The number of steps in an epoch. */
  public int steps() {
    return Math.ceilDiv(data.rows(), size);
  }

  /** The epoch, from 1, that a step belongs to. */
  public int epoch(long step) {
    return Math.toIntExact((step - 1) / steps() + 1);
  }

  /**
   * The rows of a step, from 0, those of weight 0 included; at the end of an epoch fewer than
   * {@link #size}.
   *
   * @param step from 1
   */
  public int[] rows(long step) {
    var order = order(epoch(step));
    var start = start(step);
    return Arrays.copyOfRange(order, start, Math.min(start + size, order.length));
  }

  /**
   * Writes the rows of a step and their weights. Where the rows of an epoch run out, row after row
   * from its start follows, with weight 0.
   *
   * @return the sum of the weights
   */
  double fill(long step, long[] rows, Storage weights) {
    var order = order(epoch(step));
    var start = start(step);
    var total = 0.0;
    for (var i = 0; i < size; i++) {
      var row = order[(start + i) % order.length];
      rows[i] = row;
      var weight = start + i < order.length ? data.weights().at(row) : 0;
      weights.set(i, weight);
      total += weight;
    }
    return total;
  }

  private int start(long step) {
    return (int) ((step - 1) % steps()) * size;
  }

  /** The rows in the order of an epoch: a Fisher-Yates shuffle by seed and epoch. */
  private int[] order(int number) {
    if (epoch != number) {
      order = RandomOrder.of(data.rows(), new SplittableRandom(seed * 1_000_003 + number));
      epoch = number;
    }
    return order;
  }

  /** As in {@code 42 steps of 32 rows in an epoch}. */
  @Override
  public String toString() {
    return steps() + " steps of " + size + " rows in an epoch";
  }
}
