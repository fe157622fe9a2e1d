package org.backprop.train;

import java.util.Arrays;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.model.Model;
import org.backprop.prepare.Dataset;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.tensor.Tensor;

/** Refuses rows that a model cannot be trained on. */
final class DatasetCheck {
  /** How far the probabilities of a row's classes may be from a sum of 1. */
  private static final double ROUNDING = 1e-5;

  private final Model model;
  private final String part;
  private final Dataset rows;

  private DatasetCheck(Model model, String part, Dataset rows) {
    this.model = model;
    this.part = part;
    this.rows = rows;
  }

  /**
   * Checks the shapes, the targets and the weights.
   *
   * @param part what the rows are, as in {@code training}
   * @throws DataException with a sentence, if the model's features, outputs or likelihood do not
   *     fit the rows, or no row has a weight
   */
  static void require(Model model, String part, Dataset rows) {
    var check = new DatasetCheck(model, part, rows);
    check.shapes();
    check.weights();
    check.targets();
  }

  private void shapes() {
    if (rows.rows() == 0) {
      throw new DataException("there are no " + part + " rows; give at least one");
    }
    if (!rows.x().shape().without(0).equals(model.features().row())) {
      throw new DataException(
          "the model takes %s, but x of the %s rows is %s; name features(%s)"
              .formatted(model.features(), part, rows.x().shape(), rows.features()));
    }
    if (rows.outputs() != model.outputs()) {
      throw new DataException(
          "the model has %s, but y of the %s rows is %s; end the model with dense(%s), or encode y as the model has it"
              .formatted(
                  Counted.of(model.outputs(), "output"), part, rows.y().shape(), rows.outputs()));
    }
  }

  private void weights() {
    for (var row = 0; row < rows.rows(); row++) {
      if (rows.weights().at(row) > 0) {
        return;
      }
    }
    throw new DataException(
        "every " + part + " row has the weight 0; give at least one a weight above 0");
  }

  private void targets() {
    var likelihood = model.likelihood();
    var y = rows.y();
    for (var row = 0; row < rows.rows(); row++) {
      if (!isPossible(likelihood, y, row)) {
        throw new DataException(
            "the target of %s row %s (from 0) is %s, but %s() is for %s; correct it or choose another likelihood"
                .formatted(part, row, text(row), likelihood.name(), words(likelihood)));
      }
    }
  }

  private static boolean isPossible(Likelihood likelihood, Tensor y, int row) {
    var width = y.shape().dim(1);
    var sum = 0.0;
    for (var i = row * width; i < (row + 1) * width; i++) {
      var value = y.at(i);
      sum += value;
      var possible =
          likelihood.encoding().isClasses()
              ? value >= 0 && value <= 1
              : likelihood.support().contains(value);
      if (!possible) {
        return false;
      }
    }
    return likelihood.encoding() != TargetEncoding.ONE_HOT || Math.abs(sum - 1) <= ROUNDING;
  }

  private static String words(Likelihood likelihood) {
    return switch (likelihood.encoding()) {
      case ONE_HOT -> "probabilities of the classes, which sum to 1 (one-hot: 1 for the class)";
      case BINARY -> "0 and 1, and probabilities between them";
      case STANDARDIZED, IDENTITY -> likelihood.support().words();
    };
  }

  private String text(int row) {
    var values = rows.y().rows(row).toDoubles();
    return values.length == 1 ? String.valueOf(values[0]) : Arrays.toString(values);
  }
}
