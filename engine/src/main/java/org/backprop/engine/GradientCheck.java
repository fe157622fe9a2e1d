package org.backprop.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/**
 * Compares the gradient of any loss with central finite differences, element by element.
 *
 * <pre>{@code
 * var report = GradientCheck.of(loss, List.of(w, b)).at(Map.of(x, xs, w, ws, b, bs));
 * if (!report.passed()) {
 *   System.err.println(report.worst());
 * }
 * }</pre>
 *
 * <p>An element agrees if |a - n| <= max(tolerance |a|, tolerance |n|, r). Here a is the gradient,
 * n the difference quotient (L(w + h) - L(w - h)) / 2h, improved by Richardson's extrapolation with
 * h and h/2, and r the error of n: at least 8 ulp(1) / h times the sum of |dL/dv| |v| over all
 * values v of the graph, and what quotients with nearly the same h differ by. A tensor whose
 * elements are all below 10 r is too small to check. Where the one-sided quotients differ, the loss
 * has a kink there and a may be any value between them: such an element is counted as a kink, not
 * as a fault.
 */
public final class GradientCheck {
  private final Node loss;
  private final List<Node> wrt;
  private final List<Node> gradients;
  private final int most;
  private final long seed;
  private final double tolerance;

  private GradientCheck(
      Node loss, List<Node> wrt, List<Node> gradients, int most, long seed, double tolerance) {
    this.loss = loss;
    this.wrt = wrt;
    this.gradients = gradients;
    this.most = most;
    this.seed = seed;
    this.tolerance = tolerance;
    wrt.forEach(GradientCheck::requireDouble);
  }

  /**
   * A check of the derived gradient of a scalar loss by these inputs or variables.
   *
   * @throws ShapeException if one of them is not {@code FLOAT64}: differences need the digits
   */
  public static GradientCheck of(Node loss, List<Node> wrt) {
    return of(loss, wrt, Gradients.of(loss, wrt));
  }

  /** A check of gradients that were computed in another way. */
  public static GradientCheck of(Node loss, List<Node> wrt, List<Node> gradients) {
    return new GradientCheck(loss, wrt, gradients, Integer.MAX_VALUE, 1, 1e-6);
  }

  /**
   * The check restricted to a seeded choice of at most {@code most} elements and one random
   * direction.
   */
  public GradientCheck sampling(int most, long seed) {
    return new GradientCheck(loss, wrt, gradients, most, seed, tolerance);
  }

  public GradientCheck tolerance(double tolerance) {
    return new GradientCheck(loss, wrt, gradients, most, seed, tolerance);
  }

  /**
   * One element.
   *
   * @param place as in {@code W1[3,0]}
   * @param index in its tensor, row-major; -1 for all elements along a direction
   * @param error the distance between gradient and quotient, relative to the larger of the two or
   *     to what the quotient resolves; at most the tolerance where they agree
   */
  public record Element(
      String place, int index, double gradient, double quotient, double error, Verdict verdict) {
    /** As in {@code W1[3,0] gradient 0.25, finite difference 0.31}. */
    @Override
    public String toString() {
      return place + " gradient " + gradient + ", finite difference " + quotient;
    }
  }

  /** The result of one comparison. */
  public enum Verdict {
    AGREES,
    /** The gradient is below the rounding error of the differences: nothing was compared. */
    TOO_SMALL,
    /** The loss has different slopes on the two sides, and the gradient is between them. */
    KINK,
    FAULT
  }

  /** All comparisons, worst first. */
  public record Report(List<Element> elements, double tolerance) {
    public boolean passed() {
      return count(Verdict.FAULT) == 0;
    }

    public long count(Verdict verdict) {
      return elements.stream().filter(element -> element.verdict() == verdict).count();
    }

    /** The element with the largest error, faults before kinks. */
    public Element worst() {
      return elements.getFirst();
    }
  }

  /** Compares at these values of all inputs and variables. */
  public Report at(Map<Node, Tensor> values) {
    var evaluator = Engine.evaluator(List.of(loss), Options.defaults().withInterpret(true));
    var magnitude = RoundingError.magnitude(loss, wrt, values);
    var exact = Engine.evaluate(gradients, values);
    var places = places();
    var chosen = places.size() > most ? sample(places) : places;
    var measured =
        chosen.parallelStream()
            .map(place -> measure(place, evaluator, magnitude, values, exact))
            .toList();
    var largest = largest(exact, measured);
    var elements =
        new ArrayList<>(
            measured.parallelStream()
                .map(it -> it.element(tolerance, it.size(), largest[it.of()]))
                .toList());
    if (places.size() > most) {
      elements.add(directional(evaluator, magnitude, values, exact));
    }
    elements.sort(
        Comparator.comparing(Element::verdict).thenComparingDouble(Element::error).reversed());
    return new Report(List.copyOf(elements), tolerance);
  }

  private static MeasuredSlope measure(
      Place place,
      Evaluator evaluator,
      double magnitude,
      Map<Node, Tensor> values,
      List<Tensor> exact) {
    var quotients =
        new DifferenceQuotients(evaluator, magnitude, values, Map.of(place.node(), place.unit()));
    var gradient = place.in(exact.get(place.of()));
    return MeasuredSlope.of(quotients, place.toString(), place.of(), place.index(), gradient);
  }

  /** The largest gradient or quotient of each tensor. */
  private static double[] largest(List<Tensor> exact, List<MeasuredSlope> measured) {
    var largest =
        exact.stream()
            .mapToDouble(tensor -> Arrays.stream(tensor.toDoubles()).map(Math::abs).max().orElse(0))
            .toArray();
    for (var slope : measured) {
      largest[slope.of()] = Math.max(largest[slope.of()], Math.abs(slope.quotient()));
    }
    return largest;
  }

  /** Element {@code index} of the node {@code of} in the list. */
  private record Place(Node node, int of, int index) {
    double[] unit() {
      var direction = new double[node.shape().size()];
      direction[index] = 1;
      return direction;
    }

    double in(Tensor gradient) {
      return gradient.at(index);
    }

    /** As in {@code W1[3,0]}. */
    @Override
    public String toString() {
      var strides = node.shape().strides();
      var indices = new StringJoiner(",", "[", "]");
      for (var axis = 0; axis < strides.length; axis++) {
        indices.add(String.valueOf(index / strides[axis] % node.shape().dim(axis)));
      }
      return node.label().orElse(node.op().name()) + indices;
    }
  }

  private List<Place> places() {
    var all = new ArrayList<Place>();
    for (var i = 0; i < wrt.size(); i++) {
      for (var j = 0; j < wrt.get(i).shape().size(); j++) {
        all.add(new Place(wrt.get(i), i, j));
      }
    }
    return all;
  }

  private List<Place> sample(List<Place> places) {
    var shuffled = new ArrayList<>(places);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, most);
  }

  /**
   * The derivative along one random direction of all elements at once, of length about 1, relative
   * to the length of the vector of its terms.
   */
  private Element directional(
      Evaluator evaluator, double magnitude, Map<Node, Tensor> values, List<Tensor> exact) {
    var random = new SplittableRandom(seed);
    Map<Node, double[]> directions = new HashMap<>();
    var slope = 0.0;
    var squares = 0.0;
    var length = 1 / Math.sqrt(wrt.stream().mapToInt(node -> node.shape().size()).sum());
    for (var i = 0; i < wrt.size(); i++) {
      var direction = random.doubles(wrt.get(i).shape().size(), -length, length).toArray();
      for (var j = 0; j < direction.length; j++) {
        var term = direction[j] * exact.get(i).at(j);
        slope += term;
        squares += term * term;
      }
      directions.put(wrt.get(i), direction);
    }
    var quotients = new DifferenceQuotients(evaluator, magnitude, values, directions);
    var measured = MeasuredSlope.of(quotients, "all along a random direction", -1, -1, slope);
    var scale = Math.max(Math.sqrt(squares), Math.abs(measured.quotient()));
    return measured.element(tolerance, scale, scale);
  }

  private static void requireDouble(Node node) {
    if (node.dtype() != DType.FLOAT64) {
      throw new ShapeException("a gradient check needs FLOAT64, but " + node + " is not");
    }
  }

  /** As in {@code the gradient of L by W1, b1}. */
  @Override
  public String toString() {
    return "the gradient of %s by %s"
        .formatted(
            loss.label().orElse("a loss"),
            wrt.stream()
                .map(node -> node.label().orElse("a node"))
                .collect(Collectors.joining(", ")));
  }
}
