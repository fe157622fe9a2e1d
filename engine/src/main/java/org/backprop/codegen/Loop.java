package org.backprop.codegen;

/** A fused loop, as generated code. */
public abstract class Loop {
  /**
   * The numbers that tell where an operand lies: its start, and the strides of rows and columns.
   */
  public static final int WORDS = 3;

  /**
   * Runs over a rectangle. If its rows end below 0, nothing is done: HotSpot counts the call.
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
