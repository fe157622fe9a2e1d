package org.backprop.optimizer;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.backprop.part.Catalog;

/** The built-in schedules. */
public final class Schedules {
  /** 1 throughout. */
  public static final Schedule CONSTANT = new Function("constant", _ -> 1);

  /** A tenth from half of the training, a hundredth from three quarters. */
  public static final Schedule STEP =
      new Function("step", progress -> progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01);

  /** Falls by the same factor each step, to a hundredth. */
  public static final Schedule EXPONENTIAL =
      new Function("exponential", progress -> Math.pow(0.01, progress));

  /** Half a cosine from 1 to 0: Loshchilov and Hutter 2017. */
  public static final Schedule COSINE = new Function("cosine", Schedules::cosine);

  /** Rises linearly over the first tenth, then 1. */
  public static final Schedule WARM_UP =
      new Function("warm-up", progress -> Math.min(1, progress / 0.1));

  /** Rises from 1/25 over the first three tenths, then falls to 0, both as cosines: Smith 2018. */
  public static final Schedule ONE_CYCLE =
      new Function(
          "one-cycle",
          progress ->
              progress < 0.3
                  ? 0.04 + 0.96 * (1 - Math.cos(Math.PI * progress / 0.3)) / 2
                  : cosine((progress - 0.3) / 0.7));

  /** The built-in schedules, in the order in which messages list them. */
  public static final List<Schedule> ALL =
      List.of(CONSTANT, STEP, EXPONENTIAL, COSINE, WARM_UP, ONE_CYCLE);

  private Schedules() {}

  /** The schedules by name: the built-in ones and those of service providers. */
  public static Catalog<Schedule> catalog() {
    return new Catalog<>(Schedule.class, ALL);
  }

  private static double cosine(double progress) {
    return (1 + Math.cos(Math.PI * progress)) / 2;
  }

  private record Function(String name, DoubleUnaryOperator factor) implements Schedule {
    @Override
    public double factor(double progress) {
      return factor.applyAsDouble(progress);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
