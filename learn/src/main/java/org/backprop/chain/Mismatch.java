package org.backprop.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * A pair of output unit and loss that does not match: the squared error after the likelihood's own
 * output unit, or after a sigmoid where that is linear. Its delta rule, read from the derivative,
 * has a factor that the matched pair has not; numbers show what that does to training.
 *
 * @param unit the output unit
 * @param rule delta, the derivative of 1/2 (y_hat - y)^2 by the last pre-activation
 * @param effect what goes wrong, in a sentence
 * @param rows both deltas at some pre-activations
 */
public record Mismatch(String unit, Expression rule, String effect, List<Row> rows) {
  private static final double[] POINTS = {-8, -4, -1, 1, 4, 8};
  private static final int CLASSES = 3;
  private static final double SMALL = 0.05;

  /**
   * Both deltas at a pre-activation, of several outputs at the first.
   *
   * @param eta the pre-activation; any other outputs have 0
   * @param prediction y_hat
   * @param y the target
   */
  public record Row(double eta, double prediction, double y, double matched, double mismatched) {}

  /** Keeps a copy. */
  public Mismatch {
    rows = List.copyOf(rows);
  }

  /** The mismatched pair of a likelihood. */
  public static Mismatch of(Likelihood likelihood) {
    var outputs = likelihood.encoding() == TargetEncoding.ONE_HOT ? CLASSES : 1;
    var eta = Node.input("a2", DType.FLOAT64, 1, outputs);
    var y = Node.input("y", DType.FLOAT64, 1, outputs);
    var isLinear = likelihood.mean(eta) == eta;
    var mean = (isLinear ? eta.sigmoid() : likelihood.mean(eta)).named("y_hat");
    var error = mean.minus(y).squared().sum().times(0.5);
    var mismatched = Gradients.of(error, eta);
    var matched = Gradients.of(likelihood.logDensity(eta, y).negated().sum(), eta);
    var unit = isLinear ? "sigmoid" : likelihood.outputUnit();
    var rule = RuleReader.of(mismatched, mean).expression().orElse(new Expression.Symbol("delta2"));
    var rows = rows(List.of(mean, matched, mismatched), eta, y, likelihood);
    return new Mismatch(unit, rule, effect(rows, isLinear), rows);
  }

  private static List<Row> rows(List<Node> of, Node eta, Node y, Likelihood likelihood) {
    var target = likelihood.encoding().isClasses() || likelihood.support().contains(1) ? 1.0 : 0.5;
    var rows = new ArrayList<Row>();
    for (var point : POINTS) {
      var given = Map.of(eta, first(eta.shape(), point), y, first(y.shape(), target));
      var values = Engine.evaluate(of, given);
      rows.add(
          new Row(point, values.get(0).at(0), target, values.get(1).at(0), values.get(2).at(0)));
    }
    return rows;
  }

  private static Tensor first(Shape shape, double value) {
    var numbers = new double[shape.size()];
    numbers[0] = value;
    return Tensor.of(shape, numbers);
  }

  /** Where the prediction is most wrong the mismatched delta is much smaller, or much larger. */
  private static String effect(List<Row> rows, boolean isLinear) {
    var worst = rows.getFirst();
    var largest = rows.getLast();
    if (isLinear) {
      return "A sigmoid reaches only numbers between 0 and 1, so no weight predicts another target, and far from 0 its derivative lets no gradient through.";
    }
    if (Math.abs(largest.mismatched()) > Math.abs(largest.matched()) / SMALL) {
      return "The factor f2'(a2) grows with the prediction: one row with a large prediction makes a step that throws the weights away.";
    }
    return Math.abs(worst.mismatched()) < SMALL * Math.abs(worst.matched())
        ? "The factor f2'(a2) is almost 0 where the prediction is confidently wrong: the network learns least where it errs most."
        : "Squared error assumes the same spread for each target: rows far away count by the square of their distance.";
  }

  /** Texts, trees and numbers with samples in this orientation. */
  public Map<String, Object> toMap(Orientation orientation) {
    var map = new LinkedHashMap<String, Object>();
    map.put("unit", unit);
    map.put("rule", orientation.of(rule).text());
    map.put("rule_tree", orientation.of(rule).toMap());
    map.put("effect", effect);
    map.put("rows", rows.stream().map(Mismatch::toMap).toList());
    return map;
  }

  private static Map<String, Object> toMap(Row row) {
    var map = new LinkedHashMap<String, Object>();
    map.put("eta", row.eta());
    map.put("y_hat", row.prediction());
    map.put("y", row.y());
    map.put("matched", row.matched());
    map.put("mismatched", row.mismatched());
    return map;
  }

  /** As in {@code sigmoid with squared error: delta2 = (y_hat - y) * y_hat * (1 - y_hat)}. */
  @Override
  public String toString() {
    return unit + " with squared error: delta2 = " + rule.text();
  }
}
