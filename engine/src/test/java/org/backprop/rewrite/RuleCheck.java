package org.backprop.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/** Compares both sides of a rule on all edge values, in both precisions and in whole numbers. */
final class RuleCheck {
  private static final List<DType> TYPES =
      List.of(DType.FLOAT64, DType.FLOAT32, DType.INT64, DType.INT32);

  private final Rule rule;
  private final RuleCase entry;
  private final Set<String> faults = new LinkedHashSet<>();
  private final Map<Change, String> seen = new EnumMap<>(Change.class);

  RuleCheck(Rule rule, RuleCase entry) {
    this.rule = rule;
    this.entry = entry;
  }

  /** What is wrong: a change that is not listed, one that is listed in vain. */
  List<String> faults() {
    TYPES.forEach(this::in);
    for (var change : Change.values()) {
      var found = seen.get(change);
      if (found != null && !entry.changes().containsKey(change)) {
        faults.add(entry.rule() + ": " + change + " is not listed: " + found);
      } else if (found == null && entry.changes().containsKey(change)) {
        faults.add(entry.rule() + ": " + change + " is listed, but does not occur");
      }
    }
    return new ArrayList<>(faults);
  }

  private void in(DType dtype) {
    for (var graph : entry.graphs()) {
      for (var before : graphs(graph, dtype)) {
        var after = rule.apply(before);
        if (after != null) {
          compare(before, after);
        } else if (dtype.isFloat()) {
          faults.add(entry.rule() + ": the rule does not apply to " + before.describe());
        }
      }
    }
  }

  /** The graphs of one kind, none if whole numbers are refused. */
  private static List<Node> graphs(Function<RuleCase.Operands, Stream<Node>> graph, DType dtype) {
    try {
      return graph.apply(new RuleCase.Operands(dtype, new HashMap<>())).toList();
    } catch (ShapeException e) {
      if (dtype.isFloat()) {
        throw e;
      }
      return List.of();
    }
  }

  private void compare(Node before, Node after) {
    var left = new Interpreter(List.of(before));
    var right = new Interpreter(List.of(after));
    for (var given : EdgeValues.combinations(Walk.sources(Input.class, List.of(before)))) {
      var expected = left.evaluate(given).getFirst();
      var actual = right.evaluate(given).getFirst();
      if (expected.dtype().isFloat() && expected.shape().equals(actual.shape())) {
        for (var i = 0; i < expected.size(); i++) {
          if (!same(expected.at(i), actual.at(i))) {
            var change =
                change(expected.at(i), actual.at(i), given, bound(before, after, i, given));
            seen.putIfAbsent(change, "%s, not %s, for %s".formatted(actual, expected, given));
          }
        }
      } else if (!expected.equals(actual)) {
        faults.add("%s: %s, not %s, for %s".formatted(entry.rule(), actual, expected, given));
      }
    }
  }

  private static boolean same(double a, double b) {
    return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
  }

  private Change change(
      double expected, double actual, Map<Node, Tensor> given, DoubleSupplier bound) {
    if (expected == 0 && actual == 0) {
      return Change.ZERO_SIGN;
    }
    if (any(given, (_, x) -> Double.isNaN(x))) {
      return Change.NAN;
    }
    if (any(given, (_, x) -> Double.isInfinite(x))) {
      return Change.INFINITY;
    }
    if (any(given, (dtype, x) -> !EdgeValues.isModerate(dtype, x))) {
      return Change.RANGE;
    }
    if (!Double.isFinite(expected) || !Double.isFinite(actual)) {
      return Change.INFINITY;
    }
    var most = bound.getAsDouble();
    if (!(Math.abs(expected - actual) <= most)) {
      faults.add(
          "%s: %s, not %s, beyond the bound %s for %s"
              .formatted(entry.rule(), actual, expected, most, given));
    }
    return Change.ROUNDING;
  }

  private static boolean any(Map<Node, Tensor> given, BiPredicate<DType, Double> predicate) {
    return given.values().stream()
        .anyMatch(value ->
            Arrays.stream(value.toDoubles()).anyMatch(x -> predicate.test(value.dtype(), x)));
  }

  /** Each operation of both sides rounds once, by ulp(1)/2 of the size of its terms at most. */
  private static DoubleSupplier bound(Node before, Node after, int at, Map<Node, Tensor> given) {
    return () -> {
      var unit = before.dtype() == DType.FLOAT64 ? Math.ulp(1.0) / 2 : Math.ulp(1f) / 2;
      var roundings = Magnitudes.roundings(before) + Magnitudes.roundings(after);
      var size = Math.max(Magnitudes.of(before, given).at(at), Magnitudes.of(after, given).at(at));
      return roundings * unit * size;
    };
  }
}
