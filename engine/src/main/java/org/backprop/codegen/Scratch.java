package org.backprop.codegen;

import org.backprop.graph.Reduction;
import org.backprop.plan.LoopBody;

/** One thread's scratch memory for the lanes of folds. */
public final class Scratch {
  /** For loops that fold nothing and so use none. */
  public static final Scratch UNUSED = new Scratch();

  /** The largest number of folds in one loop. */
  static final int FOLDS = LoopBody.MOST_FOLDS;

  /** The lanes that a fold has, as part of its meaning. */
  public static final int LANES = Reduction.LANES;

  /** The lanes of a fold over rows, for each of up to 16 columns at once. */
  static final int ROOM = LANES * 16;

  /** The offset of the first value that is spilled from one stage of a row to another. */
  static final int CARRIED = FOLDS * ROOM;

  /** One narrow row for each value that a loop may have. */
  private static final int SIZE = CARRIED + 128 * LoopBody.NARROW;

  final float[] floats = new float[SIZE];
  final double[] doubles = new double[SIZE];
  final int[] ints = new int[SIZE];
  final long[] longs = new long[SIZE];
}
