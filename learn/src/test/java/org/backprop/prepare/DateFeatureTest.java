package org.backprop.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.backprop.likelihood.Likelihoods;
import org.backprop.table.DataException;
import org.backprop.table.ExampleData;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

final class DateFeatureTest {
  private static final PreparationOptions PLAIN =
      PreparationOptions.defaults().withDtype(DType.FLOAT64);

  private static Table table(String... dates) {
    var lines = new String[dates.length];
    Arrays.setAll(lines, i -> dates[i] + "," + i * i % 7);
    return ExampleData.lines("when,y", lines);
  }

  private static Preparation fit(String... dates) {
    return Preparation.fit(table(dates), "y", Likelihoods.normal(), PLAIN);
  }

  @Test
  void only_parts_that_vary_and_do_not_follow_from_others_are_features() {
    assertEquals(
        List.of(
            "when=year",
            "when=month sin",
            "when=month cos",
            "when=weekday sin",
            "when=weekday cos",
            "when=hour sin",
            "when=hour cos",
            "when=days"),
        fit("2021-02-03 04:30", "2022-06-17 13:00", "2022-11-08 22:15", "2024-01-09 09:45")
            .features());
    // Thursday, Friday, Saturday of one year and month, without hours
    assertEquals(
        List.of("when=weekday sin", "when=weekday cos", "when=days"),
        fit("2024-02-01", "2024-02-02", "2024-02-03", "2024-02-09").features());
    // Times of day alone; the sine and the cosine of two hours follow from each other
    assertEquals(List.of("when=hour sin"), fit("06:00", "18:00", "06:00", "18:00").features());
  }

  @Test
  void a_part_is_standardised_by_the_training_rows() {
    var preparation = fit("2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01");
    var feature = (DateFeature) preparation.inputs().getFirst();
    assertEquals("year", feature.parts().getFirst().name());
    assertEquals(2021.5, feature.parts().getFirst().mean());
    var x = preparation.encode(table("2021-07-01", "2023-03-01")).x();
    assertEquals(-0.5 / Math.sqrt(1.25), x.get(0, 0), 1e-15);
    assertEquals(1.5 / Math.sqrt(1.25), x.get(1, 0), 1e-15);
    assertEquals(preparation, Preparation.fromMap(preparation.toMap(), Likelihoods.normal()));
  }

  @Test
  void a_missing_date_is_the_mean_with_an_indicator() {
    var preparation = fit("2020-01-01", "", "2022-01-01", "2023-05-01");
    assertEquals("when=?", preparation.features().getLast());
    var x = preparation.encode(table("", "2021-06-30")).x();
    for (var i = 0; i < preparation.featureCount() - 1; i++) {
      assertEquals(0, x.get(0, i));
    }
    assertEquals(1, x.get(0, preparation.featureCount() - 1));
    assertEquals(0, x.get(1, preparation.featureCount() - 1));
  }

  @Test
  void new_dates_are_read_in_the_order_of_the_training_rows() {
    var preparation = fit("01/31/2020", "02/28/2021", "03/15/2022", "11/30/2023");
    var same = preparation.encode(table("02/03/2021")).x();
    assertEquals(preparation.encode(table("2021-02-03")).x().toString(), same.toString());
    // Only the day first fits
    var other = preparation.encode(table("13/02/2021")).x();
    assertEquals(preparation.encode(table("2021-02-13")).x().toString(), other.toString());
  }

  @Test
  void a_word_in_place_of_a_date_is_refused_with_its_place() {
    var preparation = fit("2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01");
    var e = assertThrows(DataException.class, () -> preparation.encode(table("soon")));
    assertTrue(
        e.getMessage().startsWith("the table, row 1: when is \"soon\" where a date is needed"),
        e.getMessage());
  }
}
