package org.backprop.optimizer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The optimizer of that name, in any case, with its usual settings. */
  public static Optional<Optimizer> named(String name) {
    return Stream.concat(ALL.stream(), Stream.of(newton()))
        .map(Optimizer.class::cast)
        .filter(optimizer -> optimizer.name().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /**
   * The optimizer of that name, in any case, with this weight decay.
   *
   * @throws IllegalArgumentException if it is no number from 0 on, or asked of Newton's method
   */
  public static Optional<Optimizer> named(String name, double weightDecay) {
    if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
      throw new IllegalArgumentException("the weight decay must be 0 or above, not " + weightDecay);
    }
    return named(name).map(optimizer -> decaying(optimizer, weightDecay));
  }

  private static Optimizer decaying(Optimizer optimizer, double decay) {
    return switch (optimizer) {
      case Sgd sgd -> new Sgd(sgd.momentum(), sgd.nesterov(), decay);
      case RmsProp rms -> new RmsProp(rms.decay(), rms.epsilon(), decay);
      case Adagrad adagrad -> new Adagrad(adagrad.epsilon(), decay);
      case Adam adam ->
          new Adam(
              adam.beta1(), adam.beta2(), adam.epsilon(), decay, adam.amsgrad(), adam.decoupled());
      case Newton _ when decay != 0 ->
          throw new IllegalArgumentException(
              "newton maximises the likelihood itself, without weight decay; name adam instead");
      case Newton newton -> newton;
    };
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

  /** All names, for messages. */
  public static String names() {
    return Stream.concat(ALL.stream(), Stream.of(newton()))
        .map(Optimizer::name)
        .collect(Collectors.joining(", "));
  }
}
