package org.backprop.engine;

import org.backprop.runtime.VectorSupport;

/**
 * How programs are run. None of these changes a bit of any result, except that the interpreter
 * computes exp, log and their like by the JDK's functions.
 *
 * @param interpret whether the reference interpreter runs the program, node by node
 * @param vectorBits the width of vectors: 512, 256, 128, or 0 for none
 * @param scalarFirst whether scalar code runs until HotSpot has compiled the vector code; else the
 *     first runs are slow
 * @param threads the number of threads that share the work of one run
 * @param profile whether the time of each kernel is taken; that costs some time itself
 * @param whole whether a small program becomes one piece of code, unless its kernels' time is taken
 */
public record Options(
    boolean interpret,
    int vectorBits,
    boolean scalarFirst,
    int threads,
    boolean profile,
    boolean whole) {

  public Options {
    if (vectorBits != 0 && vectorBits != 128 && vectorBits != 256 && vectorBits != 512) {
      throw new IllegalArgumentException(
          "vectors have 512, 256 or 128 bits, or 0 for none, not " + vectorBits);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least 1 thread is needed, not " + threads);
    }
  }

  /** The compiler, with the machine's widest vectors and all its processors. */
  public static Options defaults() {
    return new Options(
        false, VectorSupport.bits(), true, Runtime.getRuntime().availableProcessors(), false, true);
  }

  public Options withInterpret(boolean other) {
    return new Options(other, vectorBits, scalarFirst, threads, profile, whole);
  }

  public Options withVectorBits(int other) {
    return new Options(interpret, other, scalarFirst, threads, profile, whole);
  }

  public Options withScalarFirst(boolean other) {
    return new Options(interpret, vectorBits, other, threads, profile, whole);
  }

  public Options withThreads(int other) {
    return new Options(interpret, vectorBits, scalarFirst, other, profile, whole);
  }

  public Options withProfile(boolean other) {
    return new Options(interpret, vectorBits, scalarFirst, threads, other, whole);
  }

  public Options withWhole(boolean other) {
    return new Options(interpret, vectorBits, scalarFirst, threads, profile, other);
  }
}
