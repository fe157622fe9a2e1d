package org.backprop.runtime;

/**
 * The address of an operand of a product: element {@code [i, j]} at {@code array[start + i * row +
 * j * column]}.
 *
 * @param array of floats or of doubles
 * @param panel the distance from panel to panel; 0 if a row is evenly spaced
 */
public record MatrixOperand(Object array, int start, int row, int column, int panel) {

  /** The start of a column in a matrix with contiguous columns, given the columns of a panel. */
  int column(int number, int columns) {
    return panel == 0 ? start + number : start + number / columns * panel + number % columns;
  }
}
