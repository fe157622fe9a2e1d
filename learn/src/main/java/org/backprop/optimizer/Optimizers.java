package org.backprop.optimizer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.part.Catalog;

/** The optimizers by name, with the usual settings; meant to be imported statically. */
public final class Optimizers {
  private static final double EPSILON = 1e-8;

  private Optimizers() {}

  public static StepRule sgd() {
    return new Sgd(0, false, 0);
  }

  public static StepRule momentum(double momentum) {
    return new Sgd(momentum, false, 0);
  }

  public static StepRule nesterov(double momentum) {
    return new Sgd(momentum, true, 0);
  }

  public static StepRule rmsProp() {
    return new RmsProp(0.99, EPSILON, 0);
  }

  public static StepRule adagrad() {
    return new Adagrad(1e-10, 0);
  }

  public static StepRule adam() {
    return new Adam(0.9, 0.999, EPSILON, 0, false, false);
  }

  public static StepRule amsgrad() {
    return new Adam(0.9, 0.999, EPSILON, 0, true, false);
  }

  public static StepRule adamW(double weightDecay) {
    return new Adam(0.9, 0.999, EPSILON, weightDecay, false, true);
  }

  public static Newton newton() {
    return new Newton();
  }

  /** Every step rule with its usual settings. */
  public static final List<StepRule> ALL =
      List.of(
          sgd(),
          momentum(0.9),
          nesterov(0.9),
          rmsProp(),
          adagrad(),
          adam(),
          amsgrad(),
          adamW(0.01));

  /** The step rules by name, with their usual settings: built-in and of service providers. */
  public static Catalog<StepRule> catalog() {
    return new Catalog<>(StepRule.class, ALL);
  }

  /** The optimizer of that name, in any case, with its usual settings; Newton's method too. */
  public static Optional<Optimizer> named(String name) {
    return name.equalsIgnoreCase(newton().name())
        ? Optional.of(newton())
        : catalog().named(name).map(Optimizer.class::cast);
  }

  /** All names, for messages. */
  public static List<String> names() {
    return Stream.concat(catalog().names().stream(), Stream.of(newton().name())).toList();
  }
}
