package org.backprop.codegen;

/** One thread's room for the lanes of folds. */
public final class Scratch {
  /** The largest number of folds in one loop. */
  static final int FOLDS = 8;

  /** The lanes that a fold has, as part of its meaning. */
  static final int LANES = 16;

  /** The lanes of a fold over rows, for each of up to 16 columns at once. */
  static final int ROOM = LANES * 16;

  final float[] floats = new float[FOLDS * ROOM];
  final double[] doubles = new double[FOLDS * ROOM];
  final int[] ints = new int[FOLDS * ROOM];
  final long[] longs = new long[FOLDS * ROOM];
}
