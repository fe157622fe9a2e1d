package org.backprop.codegen;

/** A fused loop, as generated code. */
public abstract class Loop {
  /**
   * The number of words that address an operand: its start, and the strides of rows and columns.
   */
  public static final int WORDS = 3;

  /**
   * Runs over a rectangle of rows and columns. A row end below 0 computes nothing; HotSpot still
   * counts the call.
   *
   * @param at for each operand its start and the strides of rows and columns
   */
  public abstract void run(
      Arena arena,
      int[] at,
      int rowStart,
      int rowEnd,
      int columnStart,
      int columnEnd,
      Scratch scratch);
}
