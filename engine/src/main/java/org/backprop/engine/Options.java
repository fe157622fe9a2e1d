package org.backprop.engine;

import org.backprop.runtime.VectorSupport;

/**
 * How programs are run. No option changes a bit of any result, except that the interpreter computes
 * exp, log and similar functions by the JDK's.
 */
public final class Options {
  /**
   * All options, the package's own included.
   *
   * @param interpret whether the reference interpreter runs the program, node by node
   * @param vectorBits the width of vectors: 512, 256, 128, or 0 for none
   * @param scalarFirst whether scalar code runs until HotSpot has compiled the vector code; without
   *     it the first runs are slow
   * @param threads the number of threads that share the work of one run
   * @param profile whether the time of each kernel is taken, which costs some time itself
   * @param whole whether a small program becomes one method, unless its kernels' time is taken
   * @param verifyPlan whether plans are checked before they run
   */
  private record Values(
      boolean interpret,
      int vectorBits,
      boolean scalarFirst,
      int threads,
      boolean profile,
      boolean whole,
      boolean verifyPlan) {
    Values {
      if (vectorBits != 0 && vectorBits != 128 && vectorBits != 256 && vectorBits != 512) {
        throw new IllegalArgumentException(
            "vectors have 512, 256 or 128 bits, or 0 for none, not " + vectorBits);
      }
      if (threads < 1) {
        throw new IllegalArgumentException("at least 1 thread is needed, not " + threads);
      }
    }
  }

  private static final String VERIFY = "org.backprop.verifyPlan";

  private final Values values;

  private Options(
      boolean interpret,
      int vectorBits,
      boolean scalarFirst,
      int threads,
      boolean profile,
      boolean whole,
      boolean verifyPlan) {
    values = new Values(interpret, vectorBits, scalarFirst, threads, profile, whole, verifyPlan);
  }

  /**
   * The compiler, with the machine's widest vectors and all its processors; plans are verified
   * where the system property {@value #VERIFY} is true.
   */
  public static Options defaults() {
    var threads = Runtime.getRuntime().availableProcessors();
    return new Options(
        false, VectorSupport.bits(), true, threads, false, true, Boolean.getBoolean(VERIFY));
  }

  /** Whether the reference interpreter runs the program, node by node. */
  public boolean interpret() {
    return values.interpret;
  }

  /** The width of vectors: 512, 256, 128, or 0 for none. */
  public int vectorBits() {
    return values.vectorBits;
  }

  /** The number of threads that share the work of one run. */
  public int threads() {
    return values.threads;
  }

  /** Whether the time of each kernel is taken. */
  public boolean profile() {
    return values.profile;
  }

  /**
   * Whether each plan is checked before it runs: that every kernel reads what was written for it,
   * overwrites nothing that is still read, and waits for the threads whose values it uses.
   */
  public boolean verifyPlan() {
    return values.verifyPlan;
  }

  boolean scalarFirst() {
    return values.scalarFirst;
  }

  boolean whole() {
    return values.whole;
  }

  public Options withInterpret(boolean other) {
    return new Options(
        other, vectorBits(), scalarFirst(), threads(), profile(), whole(), verifyPlan());
  }

  /**
   * The same with vectors of this width.
   *
   * @throws IllegalArgumentException if it is not 512, 256, 128 or 0
   */
  public Options withVectorBits(int other) {
    return new Options(
        interpret(), other, scalarFirst(), threads(), profile(), whole(), verifyPlan());
  }

  /**
   * The same with this number of threads.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Options withThreads(int other) {
    return new Options(
        interpret(), vectorBits(), scalarFirst(), other, profile(), whole(), verifyPlan());
  }

  public Options withProfile(boolean other) {
    return new Options(
        interpret(), vectorBits(), scalarFirst(), threads(), other, whole(), verifyPlan());
  }

  public Options withVerifyPlan(boolean other) {
    return new Options(
        interpret(), vectorBits(), scalarFirst(), threads(), profile(), whole(), other);
  }

  Options withScalarFirst(boolean other) {
    return new Options(
        interpret(), vectorBits(), other, threads(), profile(), whole(), verifyPlan());
  }

  Options withWhole(boolean other) {
    return new Options(
        interpret(), vectorBits(), scalarFirst(), threads(), profile(), other, verifyPlan());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Options options && values.equals(options.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
