package org.backprop.model;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.PoissonLike;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelGraphTest {
  static Stream<Likelihood> wrong() {
    return Stream.of(new Columns(), new Total(), new TotalPartition(), new OtherBase());
  }

  /** Broadcast, it would train a loss that is wrong by a factor of the rows. */
  @ParameterizedTest
  @MethodSource("wrong")
  void a_density_of_another_shape_is_refused(Likelihood likelihood) {
    var model = Model.of(features(2), dense(1), likelihood);
    for (var rows : new int[] {1, 32}) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> ModelGraph.training(model, DType.FLOAT32, DType.FLOAT32, rows));
      assertTrue(e.getMessage().contains("poisson-like has the shape ["), e.getMessage());
    }
  }

  @Test
  void the_sentence_states_the_right_shape() {
    var model = Model.of(features(2), dense(1), new Columns());
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ModelGraph.predicting(model, DType.FLOAT32, DType.FLOAT32, 32));
    assertEquals(
        "logDensity(eta, y) of poisson-like has the shape [32, 1] for 32 rows; it must be [32], one number for each row, as sum(-1) makes it",
        e.getMessage());
  }

  private record Columns() implements PoissonLike {
    @Override
    public Node logDensity(Node eta, Node y) {
      return y.times(eta).minus(eta.exp());
    }
  }

  private record Total() implements PoissonLike {
    @Override
    public Node logDensity(Node eta, Node y) {
      return y.times(eta).minus(eta.exp()).sum();
    }
  }

  private record TotalPartition() implements PoissonLike.Canonical {
    @Override
    public Node logPartition(Node eta) {
      return eta.exp().sum();
    }
  }

  private record OtherBase() implements PoissonLike.Canonical {
    @Override
    public Node logPartition(Node eta) {
      return eta.exp().sum(-1);
    }
  }
}
