package org.backprop.runtime;

import org.backprop.plan.Layout;

/**
 * The address of an operand of a product: element {@code [i, j]} at {@code array[start + i * row +
 * j * column]}, but panels of {@link Layout#PANEL} columns {@code panel} elements apart.
 *
 * @param array of floats or of doubles
 */
public record MatrixOperand(Object array, int start, int row, int column, int panel) {

  /** The start of a column in a matrix with contiguous columns. */
  int column(int number) {
    return start + number / Layout.PANEL * panel + number % Layout.PANEL;
  }
}
