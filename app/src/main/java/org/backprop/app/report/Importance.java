package org.backprop.app.report;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.model.TrainedModel;
import org.backprop.score.ColumnImportance;
import org.backprop.score.PermutationImportance;
import org.backprop.table.Table;

/**
 * What each column is worth, the most important first.
 *
 * @param rows the number of rows that were predicted
 * @param all the number of rows that there are
 * @param repeats how often each column was shuffled
 */
record Importance(List<ColumnImportance> columns, int rows, int all, int repeats, long seed) {
  /** Numbers of shuffled tables, together: some seconds. */
  private static final double MOST_NUMBERS = 4e8;

  private static final int FEW = 500;
  private static final int FEWEST = 32;

  /** Shuffles each column; of tables that would take long, of fewer rows and less often. */
  static Importance of(TrainedModel model, Table table, int repeats, long seed) {
    var preparation = model.preparation().orElseThrow();
    var each = (double) preparation.inputs().size() * preparation.featureCount();
    var count = table.rowCount();
    var often = repeats;
    if (each * often * count > MOST_NUMBERS) {
      count = (int) Math.min(count, Math.max(FEW, MOST_NUMBERS / each / often));
      often = (int) Math.max(1, Math.min(often, MOST_NUMBERS / each / count));
      count = (int) Math.min(count, Math.max(FEWEST, MOST_NUMBERS / each / often));
    }
    var some = every(table, count);
    return new Importance(
        PermutationImportance.of(model, some, often, seed),
        some.rowCount(),
        table.rowCount(),
        often,
        seed);
  }

  /** So many rows, as evenly as it goes. */
  private static Table every(Table table, int count) {
    var all = (long) table.rowCount();
    return table.select(IntStream.range(0, count).map(i -> (int) (i * all / count)).toArray());
  }
}
