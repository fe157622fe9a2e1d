package org.backprop.layer;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.graph.RandomBits;
import org.backprop.graph.Walk;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DropoutTest {
  private static final int COLUMNS = 40;

  /** Ones after two layers of dropout, for these rows of the data set. */
  private static double[][] dropped(double rate, DType dtype, long seed, long step, long... rows) {
    var randomness =
        new Construction.Randomness(
            Node.input("seed", DType.INT64),
            Node.input("step", DType.INT64),
            Node.input("rows", DType.INT64, rows.length));
    var construction = new Construction(dtype, 0, Optional.of(randomness));
    var x = Node.input("x", dtype, rows.length, COLUMNS);
    var first = dropout(rate).apply(x, construction);
    var second = dropout(rate).apply(x, construction);
    Map<Node, Tensor> given = new HashMap<>();
    given.put(x, Tensor.filled(dtype, x.shape(), 1));
    given.put(randomness.seed(), Tensor.of(Shape.SCALAR, seed));
    given.put(randomness.step(), Tensor.of(Shape.SCALAR, step));
    given.put(randomness.rows(), Tensor.of(Shape.of(rows.length), rows));
    return new double[][] {
      Engine.evaluate(first, given).toDoubles(), Engine.evaluate(second, given).toDoubles()
    };
  }

  private static double[] row(double[] values, int i) {
    return Arrays.copyOfRange(values, i * COLUMNS, (i + 1) * COLUMNS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void a_share_is_dropped_and_the_mean_stays(double rate) {
    var rows = new long[500];
    Arrays.setAll(rows, i -> i);
    var values = dropped(rate, DType.FLOAT64, 7, 1, rows)[0];
    var zeros = Arrays.stream(values).filter(v -> v == 0).count() / (double) values.length;
    assertEquals(rate, zeros, 0.01);
    assertEquals(1, Arrays.stream(values).average().orElseThrow(), 0.1);
    assertTrue(Arrays.stream(values).allMatch(v -> v == 0 || Math.abs(v - 1 / (1 - rate)) < 1e-9));
  }

  @Test
  void a_row_has_the_same_mask_in_any_batch() {
    var alone = dropped(0.5, DType.FLOAT32, 7, 3, 12)[0];
    var among = dropped(0.5, DType.FLOAT32, 7, 3, 99, 4, 12, 1)[0];
    assertArrayEquals(alone, row(among, 2));
    assertFalse(Arrays.equals(row(among, 0), row(among, 1)));
  }

  @Test
  void both_precisions_have_the_same_mask() {
    var wide = dropped(0.5, DType.FLOAT64, 7, 3, 1, 2)[0];
    assertArrayEquals(wide, dropped(0.5, DType.FLOAT32, 7, 3, 1, 2)[0]);
  }

  @Test
  void seed_step_and_layer_change_the_mask() {
    var mask = dropped(0.5, DType.FLOAT32, 7, 3, 5);
    assertFalse(Arrays.equals(mask[0], mask[1]));
    assertFalse(Arrays.equals(mask[0], dropped(0.5, DType.FLOAT32, 8, 3, 5)[0]));
    assertFalse(Arrays.equals(mask[0], dropped(0.5, DType.FLOAT32, 7, 4, 5)[0]));
  }

  @Test
  void nothing_is_dropped_when_predicting_or_at_rate_zero() {
    var x = Node.input("x", DType.FLOAT32, 2, 3);
    var predicting = new Construction(DType.FLOAT32, 1, Optional.empty());
    assertSame(x, dropout(0.5).apply(x, predicting));
    var model = Model.of(features(3), dense(4), dropout(0.5), dense(1), normal());
    var trained = ModelGraph.training(model, DType.FLOAT32, DType.FLOAT32, 2).loss();
    var predicted = ModelGraph.predicting(model, DType.FLOAT32, DType.FLOAT32, 2).loss();
    assertTrue(hasRandomBits(trained));
    assertFalse(hasRandomBits(predicted));
    assertArrayEquals(
        Tensor.filled(DType.FLOAT64, Shape.of(1, COLUMNS), 1).toDoubles(),
        dropped(0, DType.FLOAT64, 1, 1, 1)[0]);
  }

  private static boolean hasRandomBits(Node root) {
    return Walk.inputsFirst(List.of(root)).stream()
        .anyMatch(node -> node.op() instanceof RandomBits);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
  void a_rate_that_is_no_share_is_refused(double rate) {
    var e = assertThrows(IllegalArgumentException.class, () -> dropout(rate));
    assertEquals("a dropout rate is from 0 to below 1, not " + rate, e.getMessage());
  }
}
