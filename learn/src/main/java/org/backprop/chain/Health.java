package org.backprop.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.model.Model;
import org.backprop.tensor.Tensor;

/**
 * How gradients, weights and units of a network are during training, on some of its rows.
 *
 * @param weights one for each weight matrix and bias, in order
 * @param units one for each activation, in order
 * @param outputSpread the standard deviation of y_hat over the rows, the largest of all outputs
 * @param notices what is wrong and what to do about it; empty if nothing is
 */
public record Health(
    List<Weights> weights, List<Units> units, double outputSpread, List<Notice> notices) {
  /** Gradients of the first layer so much smaller than those of the last vanish on their way. */
  private static final double VANISHING = 1e-4;

  /** A step that changes weights by more than this share of their norm is large. */
  private static final double LARGE_UPDATE = 0.3;

  private static final double CONSTANT = 1e-6;
  private static final int LEAST_ROWS = 8;

  /**
   * A weight matrix or bias.
   *
   * @param gradient the root mean square of the elements of its gradient
   * @param norm its Euclidean norm
   * @param update the norm of what the last step changed, divided by {@code norm}
   */
  public record Weights(String name, double gradient, double norm, OptionalDouble update) {}

  /**
   * The units of an activation.
   *
   * @param value the name of their values, as in {@code h}
   * @param dead how many of them have the derivative 0 for each of the rows, so that nothing is
   *     learned through them
   */
  public record Units(String value, int dead, int count) {}

  /** Keeps copies. */
  public Health {
    weights = List.copyOf(weights);
    units = List.copyOf(units);
    notices = List.copyOf(notices);
  }

  /**
   * Looks at the health of a network at different parameters, on the same rows: its steps are
   * derived once.
   */
  public static final class Probe {
    private final ChainPlan plan;
    private final Tensor x;
    private final Tensor y;

    /**
     * A probe.
     *
     * @param x encoded rows {@code [rows, features]}; more than one
     * @param y their targets {@code [rows, outputs]}
     */
    public Probe(Model model, Tensor x, Tensor y) {
      this.plan = ChainPlan.of(model, x.dtype(), x.shape().dim(0), false);
      this.x = x;
      this.y = y;
    }

    /**
     * The health at these parameters.
     *
     * @param before the parameters before the last step, if they are known
     */
    public Health at(Map<String, Tensor> parameters, Optional<Map<String, Tensor>> before) {
      var chain = Chain.of(plan, parameters, x, y);
      var weights =
          chain.parameters().stream()
              .map(it ->
                  weights(chain, it.name(), parameters, before.map(old -> old.get(it.name()))))
              .toList();
      var units =
          chain.steps(StepKind.DERIVATIVE).stream()
              .filter(step -> !step.nodes().getFirst().equals("y_hat"))
              .flatMap(step -> units(step).stream())
              .toList();
      var spread = chain.value("y_hat").tensor().map(Health::spread).orElse(Double.NaN);
      return new Health(weights, units, spread, notices(weights, units, spread, x.shape().dim(0)));
    }

    /** As in {@code health on 500 rows}. */
    @Override
    public String toString() {
      return "health on " + x.shape().dim(0) + " rows";
    }
  }

  private static Weights weights(
      Chain chain, String name, Map<String, Tensor> parameters, Optional<Tensor> before) {
    var now = parameters.get(name);
    var gradient = chain.value("dL/d" + name).tensor();
    var norm = now == null ? Double.NaN : norm(now);
    return new Weights(
        name,
        gradient.map(it -> norm(it) / Math.sqrt(it.size())).orElse(Double.NaN),
        norm,
        before.isPresent() && now != null && norm > 0
            ? OptionalDouble.of(distance(now, before.get()) / norm)
            : OptionalDouble.empty());
  }

  private static double norm(Tensor tensor) {
    return Math.sqrt(
        IntStream.range(0, tensor.size()).mapToDouble(i -> tensor.at(i) * tensor.at(i)).sum());
  }

  private static double distance(Tensor a, Tensor b) {
    return Math.sqrt(
        IntStream.range(0, a.size())
            .mapToDouble(i -> (a.at(i) - b.at(i)) * (a.at(i) - b.at(i)))
            .sum());
  }

  private static Optional<Units> units(Step derivative) {
    return derivative
        .value()
        .tensor()
        .filter(it -> it.shape().rank() == 2)
        .map(it -> {
          var count = it.shape().dim(1);
          var dead = IntStream.range(0, count).filter(unit -> isDead(it, unit)).count();
          return new Units(derivative.nodes().getFirst(), (int) dead, count);
        });
  }

  private static boolean isDead(Tensor derivatives, int unit) {
    var count = derivatives.shape().dim(1);
    return IntStream.range(0, derivatives.shape().dim(0))
        .allMatch(row -> derivatives.at(row * count + unit) == 0);
  }

  /** The largest standard deviation of a column. */
  private static double spread(Tensor values) {
    var columns = values.shape().dim(1);
    return IntStream.range(0, columns).mapToDouble(k -> spread(values, k)).max().orElse(0);
  }

  private static double spread(Tensor values, int column) {
    var columns = values.shape().dim(1);
    var rows = values.shape().dim(0);
    var mean =
        IntStream.range(0, rows).mapToDouble(i -> values.at(i * columns + column)).sum() / rows;
    return Math.sqrt(
        IntStream.range(0, rows)
                .mapToDouble(i -> values.at(i * columns + column) - mean)
                .map(it -> it * it)
                .sum()
            / rows);
  }

  private static List<Notice> notices(
      List<Weights> weights, List<Units> units, double spread, int rows) {
    var notices = new ArrayList<Notice>();
    gradients(weights).ifPresent(notices::add);
    weights.stream()
        .filter(it -> it.name().startsWith("W") && it.update().orElse(0) > LARGE_UPDATE)
        .findFirst()
        .ifPresent(it ->
            notices.add(
                Notice.of(
                    "exploding: the last step changed %s by %s %% of its norm"
                        .formatted(it.name(), Math.round(100 * it.update().orElseThrow())),
                    "use a lower {} or {}",
                    Remedy.of(Setting.LEARNING_RATE, "0.0001"),
                    Remedy.of(Setting.CLIP, "1"))));
    units.stream()
        .filter(it -> it.dead() > 0 && rows >= LEAST_ROWS)
        .map(it ->
            Notice.of(
                "dead units: %s of the %s units of %s have the derivative 0 for each of %s rows and learn nothing; use another activation (tanh, leakyRelu), a lower learning rate, or standardised inputs"
                    .formatted(it.dead(), it.count(), it.value(), rows)))
        .forEach(notices::add);
    if (spread < CONSTANT && rows >= LEAST_ROWS) {
      notices.add(
          Notice.of(
              "constant output: y_hat is the same for each of %s rows; the network ignores its inputs: look for dead units, vanishing gradients, or inputs without variation"
                  .formatted(rows)));
    }
    return notices;
  }

  /** Of weight matrices: gradients that become small, or large, on their way back. */
  private static Optional<Notice> gradients(List<Weights> weights) {
    var matrices = weights.stream().filter(it -> it.name().startsWith("W")).toList();
    if (matrices.size() < 2) {
      return Optional.empty();
    }
    var first = matrices.getFirst();
    var last = matrices.getLast();
    var ratio = first.gradient() / last.gradient();
    var fact =
        "the gradient of %s has %s times the size of that of %s"
            .formatted(first.name(), size(ratio), last.name());
    if (ratio < VANISHING) {
      return Optional.of(
          Notice.of(
              "vanishing: "
                  + fact
                  + ", so the first layer hardly learns; use relu or leakyRelu in place of tanh or sigmoid, residual connections, or fewer layers"));
    }
    return ratio > 1 / VANISHING
        ? Optional.of(
            Notice.of(
                "exploding: " + fact, "use {}, or fewer layers", Remedy.of(Setting.CLIP, "1")))
        : Optional.empty();
  }

  private static String size(double ratio) {
    return ratio < 1 ? "1/" + Math.round(1 / ratio) : String.valueOf(Math.round(ratio));
  }

  /** As maps, lists, texts and numbers; the notices are left to the reader's words. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("weights", weights.stream().map(Health::toMap).toList());
    map.put(
        "units",
        units.stream()
            .map(it -> Map.of("value", it.value(), "dead", it.dead(), "count", it.count()))
            .toList());
    map.put("output_spread", outputSpread);
    return map;
  }

  private static Map<String, Object> toMap(Weights weights) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", weights.name());
    map.put("gradient", weights.gradient());
    map.put("norm", weights.norm());
    weights.update().ifPresent(it -> map.put("update", it));
    return map;
  }
}
