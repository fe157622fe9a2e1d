package org.backprop.minimize;

/**
 * The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno: each step goes along minus
 * the gradient times an inverse Hessian that is built from the last steps, as far as the strong
 * Wolfe conditions ask (Nocedal and Wright, Numerical Optimization, 2006, algorithm 7.5).
 *
 * <p>The steps depend on the units of the parameters. If these differ in size by orders of
 * magnitude and the end is no good minimum, multiply each in the graph by the size of its start,
 * and start from ones, as the first starts of NIST's regressions MGH10 and Rat43 need.
 *
 * @param memory the number of former steps that are kept
 * @param tolerance the method has converged when half of {@code g H^-1 g}, by which a further step
 *     would lower the value, is at most this share of the value, or the square of the rounding of
 *     its type; {@code 1e-18} is about 1e-8 standard errors of a parameter for a value of 100 that
 *     is {@code -log p}
 * @param mostSteps the number of steps after which it ends in any case
 */
public record Lbfgs(int memory, double tolerance, int mostSteps) implements Minimizer {
  public Lbfgs {
    if (memory < 1 || !(tolerance >= 0) || mostSteps < 0) {
      throw new IllegalArgumentException(
          "L-BFGS needs a memory of at least 1 step, a tolerance of at least 0 and at least 0"
              + " steps, not %s, %s and %s".formatted(memory, tolerance, mostSteps));
    }
  }

  /** A memory of 10 steps, a tolerance of 1e-18, at most 10,000 steps. */
  public static Lbfgs usual() {
    return new Lbfgs(10, 1e-18, 10_000);
  }

  @Override
  public Optimum minimize(Objective objective, double... start) {
    var first = objective.evaluate(start.clone());
    if (!first.isFinite()) {
      throw objective.diagnosis("at the start,", start);
    }
    return new LbfgsRun(this, objective, first).optimum();
  }
}
