package org.backprop.optimizer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the learning rate changes over a training: a factor for each point of it. */
public enum Schedule {
  /** 1 throughout. */
  CONSTANT {
    @Override
    public double factor(double progress) {
      return 1;
    }
  },
  /** A tenth at half of the training, a hundredth at three quarters. */
  STEP {
    @Override
    public double factor(double progress) {
      return progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01;
    }
  },
  /** Falls by the same factor each step, to a hundredth. */
  EXPONENTIAL {
    @Override
    public double factor(double progress) {
      return Math.pow(0.01, progress);
    }
  },
  /** Half a cosine from 1 to 0: Loshchilov and Hutter 2017. */
  COSINE {
    @Override
    public double factor(double progress) {
      return (1 + Math.cos(Math.PI * progress)) / 2;
    }
  },
  /** Rises linearly over the first tenth, then 1. */
  WARM_UP {
    @Override
    public double factor(double progress) {
      return Math.min(1, progress / 0.1);
    }
  },
  /** Rises from 1/25 over the first three tenths, then falls to 0, both as cosines: Smith 2018. */
  ONE_CYCLE {
    @Override
    public double factor(double progress) {
      return progress < 0.3
          ? 0.04 + 0.96 * (1 - Math.cos(Math.PI * progress / 0.3)) / 2
          : COSINE.factor((progress - 0.3) / 0.7);
    }
  };

  /**
   * What the learning rate is multiplied with.
   *
   * @param progress the share of all steps that will be done after this one, above 0 and at most 1
   */
  public abstract double factor(double progress);

  /** The name on the command line, as in {@code one-cycle}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The schedule of that name. */
  public static Optional<Schedule> named(String name) {
    return List.of(values()).stream()
        .filter(schedule -> schedule.word().equals(name.toLowerCase(Locale.ROOT).replace('_', '-')))
        .findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return String.join(", ", List.of(values()).stream().map(Schedule::word).toList());
  }
}
