package org.backprop.app;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.prepare.Target;
import org.backprop.provenance.Provenance;

/** The scores that a model file holds, one part of the data a line. */
public final class StoredScores {
  private StoredScores() {}

  /** The table of what training stored. */
  public static TextTable of(Target target, Provenance provenance) {
    var classes = target instanceof Target.Classes;
    var measures = classes ? List.of("loss", "accuracy") : List.of("loss", "rmse", "mae", "r2");
    var table =
        classes
            ? TextTable.of("", "rows", "loss", "accuracy")
            : TextTable.of("", "rows", "loss", "RMSE", "MAE", "R2");
    for (var part : provenance.scores().keySet()) {
      var one = provenance.scoresOf(part);
      var cells = measures.stream().map(m -> number(one, m));
      table.row(Stream.concat(Stream.of(part, number(one, "rows")), cells).toList());
    }
    return table;
  }

  private static String number(Map<String, Object> scores, String measure) {
    return scores.get(measure) instanceof Number number ? Numbers.of(number.doubleValue()) : "-";
  }
}
