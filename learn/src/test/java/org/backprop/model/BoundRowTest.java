package org.backprop.model;

import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backprop.oracle.Trained;
import org.backprop.prepare.Missing;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.train.Training;
import org.junit.jupiter.api.Test;

final class BoundRowTest {
  private final TrainedModel model = Trained.of("kind", categorical(), DType.FLOAT32);

  private static double[] expected(TrainedModel model, Object length, Object colour, Object noise) {
    Map<String, Object> values = new HashMap<>();
    values.put("length", length);
    values.put("colour", colour);
    values.put("noise", noise);
    return model.predict(values).probabilities();
  }

  @Test
  void a_row_predicts_what_a_map_of_its_values_does() {
    var row = model.row();
    assertEquals(List.of("length", "colour", "noise"), row.columns());
    for (var colour : new String[] {"red", "never seen", null, "blue", "red", "NA"}) {
      for (var length : new double[] {3, 70.5, Double.NaN}) {
        row.set(0, length).set(1, colour).set(2, 12);
        assertArrayEquals(expected(model, length, colour, 12), row.predict().probabilities());
      }
    }
    row.set(row.column("length"), "12.5");
    assertArrayEquals(expected(model, 12.5, "NA", 12), row.predict().probabilities());
  }

  @Test
  void values_stay_until_they_are_set_anew() {
    var row = model.row().set(0, 40).set(1, "red");
    assertArrayEquals(expected(model, 40, "red", null), row.predict().probabilities());
    row.set(2, 7);
    assertArrayEquals(expected(model, 40, "red", 7), row.predict().probabilities());
  }

  @Test
  void missing_values_have_their_indicator_or_are_refused() {
    var table =
        Table.builder()
            .numbers("x", 1, 2, Double.NaN, 4, 5, 6, 7, 8)
            .numbers("z", 3, 1, 4, 1, 5, 9, 2, 6)
            .numbers("y", 2.5, 4, 6, 8.5, 10, 12, 14.5, 16)
            .build();
    var training = Training.of(table, "y").likelihood(normal()).validation(0).epochs(1);
    var imputed = training.hidden(4).missing(Missing.IMPUTE).run().model();
    var row = imputed.row().set(1, 2);
    var z = Map.of("x", Double.NaN, "z", 2.0);
    assertEquals(imputed.predict(z).mean(), row.predict().mean());
    assertEquals(
        imputed.predict(Map.of("x", 3.0, "z", 2.0)).mean(), row.set(0, 3).predict().mean());
    assertEquals(imputed.predict(z).mean(), row.set(0, Double.NaN).predict().mean());
    var complete = training.missing(Missing.DROP).run().model().row().set(1, 2);
    var failure = assertThrows(DataException.class, complete::predict);
    assertTrue(failure.getMessage().startsWith("x is missing"), failure.getMessage());
    assertTrue(Double.isFinite(complete.set(0, 1.5).predict().mean()));
  }

  @Test
  void what_cannot_be_a_value_is_refused() {
    var row = model.row();
    assertThrows(DataException.class, () -> row.set(0, "long"));
    assertThrows(DataException.class, () -> row.set(0, Double.POSITIVE_INFINITY));
    var failure = assertThrows(DataException.class, () -> row.column("lenght"));
    assertTrue(failure.getMessage().contains("length"), failure.getMessage());
  }
}
