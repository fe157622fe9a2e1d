package org.backprop.layer;

import org.backprop.tensor.Shape;

/**
 * What goes into a model.
 *
 * @param row the shape of one row: {@code [columns]} of a table
 */
public record Features(Shape row) {
  public Features {
    if (row.size() < 1) {
      throw new IllegalArgumentException("a model needs at least one feature, not " + row.size());
    }
  }

  /** The columns of a table. */
  public Features(int count) {
    this(Shape.of(Math.max(0, count)));
  }

  /** The number of features of a row. */
  public int count() {
    return row.size();
  }

  /** The shape of a batch, {@code [rows, ...]}. */
  public Shape rows(int rows) {
    var dims = new int[row.rank() + 1];
    dims[0] = rows;
    System.arraycopy(row.dims(), 0, dims, 1, row.rank());
    return Shape.of(dims);
  }

  @Override
  public String toString() {
    var dims = row.toString();
    return "features(" + dims.substring(1, dims.length() - 1) + ")";
  }
}
