package org.backprop.recall;

import static org.backprop.recall.Fsrs6.VECTORS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.oracle.Oracle;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Each formula against the numbers of fsrs-rs's tests, which are of single precision. */
final class MemoryModelTest {
  private static final double TOLERANCE = 1e-5;
  private static final MemoryModel MODEL = model(Parameters.DEFAULT.tensor());

  private static MemoryModel model(Tensor w) {
    return new MemoryModel(Node.constant(w));
  }

  private static Node node(double... values) {
    return Node.constant(Tensor.of(Shape.of(values.length), values));
  }

  private static Node constant(Oracle of, String key) {
    return Node.constant(of.tensor(key));
  }

  private static double[] value(Node node) {
    return Engine.evaluate(node, Map.of()).toDoubles();
  }

  /** The default parameters with one changed; bounds do not hold here. */
  private static MemoryModel with(int parameter, double value) {
    var w = Parameters.DEFAULT.tensor().toDoubles();
    w[parameter] = value;
    return model(Tensor.of(Shape.of(w.length), w));
  }

  private static void assertValues(String expected, Oracle from, Node actual) {
    var numbers = from.numbers(expected);
    var scale = Math.max(1, Arrays.stream(numbers).map(Math::abs).max().orElseThrow());
    assertArrayEquals(numbers, value(actual), TOLERANCE * scale, expected);
  }

  @Test
  void recall_decays_as_a_power_of_the_days() {
    var curve = VECTORS.at("forgetting_curve");
    assertValues("R", curve, MODEL.retrievability(constant(curve, "t"), constant(curve, "S")));
  }

  @Test
  void recall_decays_with_the_exponent_that_w20_gives() {
    var curve = VECTORS.at("forgetting_curve_decay02");
    var days = constant(curve, "t");
    var stability = days.constant(curve.number("S"));
    assertValues("R", curve, with(20, 0.2).retrievability(days, stability));
  }

  @Test
  void the_interval_is_the_inverse_of_the_decay() {
    var days = node(0.5, 1, 7, 100, 20000);
    var stability = node(3, 0.01, 7, 9, 36500);
    var again = MODEL.interval(stability, MODEL.retrievability(days, stability));
    assertArrayEquals(new double[] {1, 1, 1, 1, 1}, value(again.dividedBy(days)), 1e-12);
  }

  @Test
  void difficulty_moves_by_the_rating_and_reverts_to_that_of_an_easy_card() {
    var vectors = VECTORS.at("next_difficulty");
    var rating = constant(vectors, "ratings");
    var d = rating.constant(vectors.number("D"));
    assertValues("before_mean_reversion", vectors, with(7, 0).difficulty(d, rating));
    assertValues("after_mean_reversion", vectors, MODEL.difficulty(d, rating));
  }

  @Test
  void stability_grows_by_a_recall() {
    var vectors = VECTORS.at("stability_after_success");
    var d = constant(vectors, "D");
    var actual =
        MODEL.afterRecall(
            d.constant(vectors.number("S")),
            d,
            constant(vectors, "R").oneMinus(),
            constant(vectors, "rating"));
    assertValues("expected", vectors, actual);
  }

  @Test
  void stability_falls_when_forgotten() {
    var vectors = VECTORS.at("stability_after_failure");
    var d = constant(vectors, "D");
    var s = d.constant(vectors.number("S"));
    assertValues(
        "expected", vectors, MODEL.afterForgetting(s, d, constant(vectors, "R").oneMinus()));
  }

  @Test
  void on_the_same_day_only_again_lowers_the_stability() {
    var vectors = VECTORS.at("stability_short_term");
    var rating = constant(vectors, "rating");
    var s = rating.constant(vectors.number("S"));
    assertValues("expected", vectors, MODEL.afterSameDay(s, rating));
  }

  /** A card whose stability is a minute would gain from being forgotten, by the first term. */
  @Test
  void forgetting_does_not_raise_a_low_stability() {
    var s = node(0.001);
    var bound = s.times(Math.exp(-0.5425 * 0.0912));

    assertArrayEquals(value(bound), value(MODEL.afterForgetting(s, node(5), node(0.9))), 1e-15);
  }
}
