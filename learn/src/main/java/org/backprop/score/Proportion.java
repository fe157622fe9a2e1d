package org.backprop.score;

/**
 * The share of some rows.
 *
 * @param hits how many rows have a property
 * @param rows the number of rows
 */
public record Proportion(int hits, int rows) {
  private static final double Z = 1.959963984540054; // of a normal distribution, 95% within

  /** From 0 to 1; NaN of no rows. */
  public double share() {
    return (double) hits / rows;
  }

  /** The lower end of the 95% interval of Wilson (1927), which few rows leave wide. */
  public double low() {
    return hits == 0 ? 0 : center() - half();
  }

  /** The upper end of the 95% interval. */
  public double high() {
    return hits == rows ? 1 : center() + half();
  }

  private double center() {
    return (hits + Z * Z / 2) / (rows + Z * Z);
  }

  private double half() {
    var spread = (double) hits * (rows - hits) / rows + Z * Z / 4;
    return Z / (rows + Z * Z) * Math.sqrt(spread);
  }
}
