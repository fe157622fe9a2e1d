package org.backprop.app;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import org.backprop.model.Prediction;

/**
 * A row and what a model says of it.
 *
 * @param number from 1, in the order of the file
 * @param kept the texts of the columns to copy
 */
record PredictedRow(int number, List<String> kept, Optional<Prediction> prediction) {

  /**
   * Rows that are made when they are asked for.
   *
   * @param places where each row's prediction is among the predictions; negative if it has none
   * @param kept the columns to copy
   */
  static List<PredictedRow> list(
      int[] places, List<List<String>> kept, List<Prediction> predictions) {
    return new Rows(places, kept, predictions);
  }

  private static final class Rows extends AbstractList<PredictedRow> implements RandomAccess {
    private final int[] places;
    private final List<List<String>> kept;
    private final List<Prediction> predictions;

    Rows(int[] places, List<List<String>> kept, List<Prediction> predictions) {
      this.places = places;
      this.kept = kept;
      this.predictions = predictions;
    }

    @Override
    public PredictedRow get(int row) {
      return new PredictedRow(
          row + 1,
          kept.stream().map(column -> column.get(row)).toList(),
          Optional.of(places[row]).filter(place -> place >= 0).map(predictions::get));
    }

    @Override
    public int size() {
      return places.length;
    }
  }
}
