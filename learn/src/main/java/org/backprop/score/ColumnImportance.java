package org.backprop.score;

/**
 * How much worse a model is without one column's information.
 *
 * @param column the table's column
 * @param importance the mean drop in accuracy where classes are predicted, else the mean increase
 *     of the root mean squared error in the target's own units
 * @param importanceDeviation its standard deviation over the repeats; NaN with a single one
 * @param loss the mean increase of the loss
 * @param lossDeviation its standard deviation over the repeats
 */
public record ColumnImportance(
    String column,
    double importance,
    double importanceDeviation,
    double loss,
    double lossDeviation) {}
