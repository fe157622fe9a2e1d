package org.backprop.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.likelihood.Likelihoods;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.ExampleData;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;

final class PreparationTest {
  private static final PreparationOptions PLAIN =
      PreparationOptions.defaults().withDtype(DType.FLOAT64);

  /** Lines in which z varies and the target y alternates between a and b. */
  private static Table with(String column, String... cells) {
    var lines = new String[cells.length];
    Arrays.setAll(lines, i -> i * i % 7 + "," + cells[i] + "," + (i / 2 % 2 == 0 ? "a" : "b"));
    return ExampleData.lines("z," + column + ",y", lines);
  }

  private static Preparation fit(Table table, PreparationOptions options) {
    return Preparation.fit(table, "y", Likelihoods.bernoulli(), options);
  }

  private static String refused(Table table, PreparationOptions options) {
    return assertThrows(DataException.class, () -> fit(table, options)).getMessage();
  }

  private static boolean notices(Preparation preparation, String part) {
    return preparation.notices().stream().anyMatch(notice -> notice.inJava().contains(part));
  }

  @Test
  void numbers_are_standardised_with_the_moments_of_the_training_rows() {
    var preparation = fit(with("x", "1", "3", "5", "7"), PLAIN);
    assertEquals(new Feature.Numeric("x", 4, Math.sqrt(5), false), preparation.inputs().get(1));
    var x = preparation.encode(with("x", "4", "9")).x();
    assertEquals(0, x.get(0, 1));
    assertEquals(Math.sqrt(5), x.get(1, 1), 1e-15);
  }

  @Test
  void penguins_become_named_features() {
    var table = ExampleData.table("penguins");
    var preparation =
        Preparation.fit(table, "species", Likelihoods.categorical(), PreparationOptions.defaults());
    assertEquals(
        List.of(
            "island=Biscoe",
            "island=Dream",
            "island=Torgersen",
            "beak_length_mm",
            "beak_length_mm=?",
            "beak_depth_mm",
            "beak_depth_mm=?",
            "flipper_length_mm",
            "flipper_length_mm=?",
            "body_mass_g",
            "body_mass_g=?",
            "sex=FEMALE",
            "sex=MALE",
            "sex=?"),
        preparation.features());
    assertEquals(14, preparation.featureCount());
    var encoded = preparation.encode(table);
    assertEquals(Shape.of(344, 14), encoded.x().shape());
    assertEquals(DType.FLOAT32, encoded.x().dtype());
    assertTrue(encoded.x().isFinite());
    assertEquals(Shape.of(344, 3), preparation.encodeTarget(table).shape());
    assertTrue(notices(preparation, "sex is missing in 11 of 344 rows: a level of its own"));
    assertTrue(notices(preparation, "body_mass_g is missing in 2 of 344 rows: the mean"));
  }

  @Test
  void without_hidden_layers_rows_are_dropped_and_a_reference_level_has_no_column() {
    var table = ExampleData.table("penguins");
    var preparation =
        Preparation.fit(
            table, "species", Likelihoods.categorical(), PreparationOptions.withoutHiddenLayers());
    assertEquals(
        List.of(
            "island=Dream",
            "island=Torgersen",
            "beak_length_mm",
            "beak_depth_mm",
            "flipper_length_mm",
            "body_mass_g",
            "sex=MALE"),
        preparation.features());
    var encoded = preparation.encode(table);
    assertEquals(11, encoded.dropped());
    assertEquals(333, encoded.rows().length);
    assertFalse(Arrays.stream(encoded.rows()).anyMatch(row -> row == 3));
    assertEquals(List.of(Notice.of("11 rows left out for missing values.")), encoded.notices());
    assertEquals(DType.FLOAT64, encoded.x().dtype());
    assertTrue(
        notices(preparation, "11 of 344 rows left out for missing values in beak_length_mm"));
  }

  @Test
  void dropping_all_rows_of_a_class_is_refused_with_the_column_that_lacks_them() {
    var table =
        ExampleData.lines("months,cancelled,churn", "1,,0", "2,,0", "3,7,1", "4,8,1", "5,9,1");
    var drop = PLAIN.withMissing(Missing.DROP);
    var refused =
        assertThrows(
            DataException.class,
            () -> Preparation.fit(table, "churn", Likelihoods.bernoulli(), drop));
    assertTrue(
        refused
            .getMessage()
            .contains("Of churn only rows of the class 1 have no missing value (in cancelled)"),
        refused.getMessage());
  }

  @Test
  void rows_without_a_target_are_left_out_and_counted() {
    var table = ExampleData.table("penguins");
    var preparation =
        Preparation.fit(
            table, "sex", Likelihoods.bernoulli(), PreparationOptions.withoutHiddenLayers());
    assertTrue(notices(preparation, "11 rows without sex left out."));
    var examples = preparation.examples(table);
    assertEquals(333, examples.data().rows());
    assertEquals(4, examples.rows()[3]);
    assertEquals(List.of(Notice.of("11 rows without sex left out.")), examples.notices());
    assertEquals(344, preparation.encode(table).rows().length + 2);
  }

  @Test
  void missing_numbers_are_the_mean_with_an_indicator() {
    var preparation = fit(with("x", "1", "", "3", "NA"), PLAIN);
    assertEquals(List.of("z", "x", "x=?"), preparation.features());
    var x = preparation.encode(with("x", "?", "3")).x();
    assertEquals(List.of(0.0, 1.0), List.of(x.get(0, 1), x.get(0, 2)));
    assertEquals(List.of(1.0, 0.0), List.of(x.get(1, 1), x.get(1, 2)));
  }

  @Test
  void equal_indicators_are_kept_once_where_the_fit_must_be_identifiable() {
    var table = ExampleData.lines("u,v,y", "1,2,a", ",,a", "3,5,b", "4,4,b", ",,a", "6,7,b");
    assertEquals(List.of("u", "u=?", "v"), fit(table, PLAIN.withReferenceLevel(true)).features());
    assertEquals(List.of("u", "u=?", "v", "v=?"), fit(table, PLAIN).features());
  }

  @Test
  void a_missing_value_can_be_an_error_with_its_row() {
    var strict = PLAIN.withMissing(Missing.ERROR);
    assertTrue(
        refused(with("x", "1", "", "3", "4"), strict)
            .startsWith("the table, row 2: x is missing; fill it in, or train with missing("));
    var preparation = fit(with("x", "1", "2", "3", "4"), strict);
    var e = assertThrows(DataException.class, () -> preparation.encode(with("x", "1", "?")));
    assertTrue(e.getMessage().startsWith("the table, row 2: x is missing"));
    assertEquals(2, preparation.encode(with("x", "1", "2")).x().shape().dim(0));
  }

  @Test
  void a_table_in_which_every_row_lacks_something_cannot_be_dropped() {
    var table = ExampleData.lines("u,v,y", "1,,a", "2,,b", ",3,a", ",4,b");
    var message = refused(table, PLAIN.withMissing(Missing.DROP));
    assertTrue(message.startsWith("Every row of the table has a missing value (in u, v)"), message);
  }

  @Test
  void an_unseen_word_counts_as_average() {
    var preparation = fit(with("w", "p", "p", "p", "q"), PLAIN);
    var encoded = preparation.encode(with("w", "q", "new", ""));
    assertEquals(List.of("z", "w=p", "w=q"), preparation.features());
    assertArrayEquals(
        new double[] {0, 1, 0.75, 0.25, 0.75, 0.25},
        new double[] {
          encoded.x().get(0, 1), encoded.x().get(0, 2),
          encoded.x().get(1, 1), encoded.x().get(1, 2),
          encoded.x().get(2, 1), encoded.x().get(2, 2)
        });
    assertEquals(
        "w has 1 word that training never saw, as in the table, row 2 (\"new\"); such words form a"
            + " level of their own, with the average effect.",
        encoded.notices().getFirst().inJava());
  }

  @Test
  void an_unseen_word_shares_the_level_of_missing_ones_if_there_is_one() {
    var preparation = fit(with("w", "p", "", "p", "q"), PLAIN);
    assertEquals(List.of("z", "w=p", "w=q", "w=?"), preparation.features());
    var x = preparation.encode(with("w", "new", "NA", "p")).x();
    assertEquals(List.of(1.0, 1.0, 0.0), List.of(x.get(0, 3), x.get(1, 3), x.get(2, 3)));
  }

  @Test
  void the_reference_level_is_all_zeros_and_an_unseen_word_is_not() {
    var preparation = fit(with("w", "p", "p", "q", "r"), PLAIN.withReferenceLevel(true));
    assertEquals(List.of("z", "w=q", "w=r"), preparation.features());
    var x = preparation.encode(with("w", "p", "r", "new")).x();
    assertEquals(List.of(0.0, 0.0), List.of(x.get(0, 1), x.get(0, 2)));
    assertEquals(List.of(0.0, 1.0), List.of(x.get(1, 1), x.get(1, 2)));
    assertEquals(List.of(0.25, 0.25), List.of(x.get(2, 1), x.get(2, 2)));
  }

  @Test
  void of_many_levels_the_rarest_are_other() {
    var cells = ExampleData.repeated(3, "a", "b", "c", "d", "a", "b");
    var preparation = fit(with("w", cells), PLAIN.withMaxLevels(2));
    assertEquals(List.of("z", "w=a", "w=b", "w=other"), preparation.features());
    var encoded = preparation.encode(with("w", "c", "new", "a", ""));
    assertEquals(1, encoded.x().get(0, 3));
    assertEquals(1, encoded.x().get(1, 3));
    assertEquals(0, encoded.x().get(2, 3));
    assertEquals(1.0 / 3, encoded.x().get(3, 3));
    assertEquals(List.of(), encoded.notices());
  }

  @Test
  void fifty_levels_are_kept_by_default() {
    var cells = IntStream.range(0, 120).mapToObj(i -> "w" + i % 60).toArray(String[]::new);
    var names = fit(with("w", cells), PLAIN).features();
    assertEquals(52, names.size());
    assertEquals("w=other", names.getLast());
  }

  @Test
  void columns_that_cannot_help_are_left_out_with_a_notice() {
    var lines = new String[40];
    Arrays.setAll(
        lines,
        i ->
            "%d,5,,2024-01-%02d,name %d,%s,%s"
                .formatted(i + 1, i % 28 + 1, i, i % 3, "ab".charAt(i % 2)));
    var preparation = fit(ExampleData.lines("id,five,gone,day,name,x,y", lines), PLAIN);
    assertEquals(
        List.of("day=weekday sin", "day=weekday cos", "day=days", "x"), preparation.features());
    assertTrue(notices(preparation, "Left out: five (constant)."));
    assertTrue(notices(preparation, "Left out: gone (no values)."));
    assertTrue(notices(preparation, "Left out: name (nearly every row has a word of its own)."));
    assertTrue(notices(preparation, "Left out: id (it only counts the rows)."));
    assertEquals(List.of("gone", "five", "name", "id"), preparation.leftOut());
  }

  @Test
  void a_row_counter_is_recognised_among_the_training_rows_of_a_split() {
    var lines = new String[20];
    Arrays.setAll(lines, i -> "%d,%d,%s".formatted(i, i * i % 7, "ab".charAt(i / 2 % 2)));
    var table = ExampleData.lines("id,x,y", lines).select(new int[] {1, 2, 5, 8, 11, 13, 17, 18});
    assertEquals(List.of("x"), fit(table, PLAIN).features());
    var stated = PLAIN.withType("id", ColumnType.NUMBER);
    assertEquals(List.of("id", "x"), fit(table, stated).features());
  }

  @Test
  void a_row_counter_that_is_the_only_input_is_kept() {
    var table = ExampleData.lines("t,y", "0,1.5", "1,2.5", "2,3.1", "3,2.2", "4,7");
    assertEquals(List.of("t"), Preparation.fit(table, "y", Likelihoods.normal(), PLAIN).features());
  }

  @Test
  void constant_pixels_of_the_digits_are_left_out() {
    var preparation =
        Preparation.fit(
            ExampleData.table("digits"),
            "digit",
            Likelihoods.categorical(),
            PreparationOptions.defaults());
    assertEquals(61, preparation.featureCount());
    assertTrue(notices(preparation, "Left out: p00, p40, p47 (constant)."));
  }

  @Test
  void a_word_that_is_there_or_missing_tells_something() {
    assertEquals(
        List.of("z", "w=yes", "w=?"), fit(with("w", "yes", "", "", "yes"), PLAIN).features());
    assertEquals(
        List.of("z", "w=?"),
        fit(with("w", "yes", "", "", "yes"), PLAIN.withReferenceLevel(true)).features());
  }

  @Test
  void a_stray_word_among_numbers_is_pointed_at() {
    var cells = new String[40];
    Arrays.setAll(cells, i -> i == 17 ? "12O" : String.valueOf(i % 5));
    var preparation = fit(with("x", cells), PLAIN);
    assertTrue(notices(preparation, "because of \"12O\" in the table, row 18"));
    var stated = PLAIN.withType("x", ColumnType.NUMBER);
    assertTrue(
        refused(with("x", cells), stated).startsWith("the table, row 18: x is \"12O\" where"));
  }

  @Test
  void an_infinite_number_is_refused_with_its_row() {
    assertTrue(
        refused(with("x", "1", "Inf", "3", "4"), PLAIN)
            .startsWith("the table, row 2: x is \"Inf\", which is no finite number"));
  }

  @Test
  void numbers_can_be_stated_to_be_words() {
    var preparation =
        fit(with("zip", "01", "1", "01", "2"), PLAIN.withType("zip", ColumnType.WORDS));
    assertEquals(List.of("z", "zip=01", "zip=1", "zip=2"), preparation.features());
    var row = Map.of("z", 1, "zip", 2.0);
    assertEquals(1, preparation.encode(Table.ofRow(row)).x().get(0, 3));
  }

  @Test
  void a_word_in_a_row_without_a_target_leaves_a_column_of_numbers() {
    var table = ExampleData.lines("x,y", "1,a", "2.5,b", "4,a", "8,b", "total,");
    assertEquals(ColumnType.WORDS, table.cells("x").type());
    assertEquals(List.of("x"), fit(table, PLAIN).features());
  }

  @Test
  void flags_are_encoded_as_the_words_in_which_they_are_written() {
    var preparation = fit(with("on", "yes", "no", "no", "", "yes", "no"), PLAIN);
    assertEquals(List.of("z", "on=no", "on=yes", "on=?"), preparation.features());
    var row = Map.of("z", 1, "on", "yes");
    assertEquals(1, preparation.encode(Table.ofRow(row)).x().get(0, 2));
  }

  @Test
  void columns_made_in_java_are_prepared_as_those_of_a_file() {
    var file =
        ExampleData.lines(
            "z,w,on,day,y",
            "0.5,u,true,2024-02-28,a",
            "2,v,false,2024-02-29,b",
            ",u,true,2024-03-01,a",
            "3,u,false,2024-03-02,b",
            "7,v,true,2024-03-03,b");
    var day = LocalDate.of(2024, 2, 28);
    var java =
        Table.builder()
            .numbers("z", 0.5, 2, Double.NaN, 3, 7)
            .words("w", List.of("u", "v", "u", "u", "v"))
            .flags("on", true, false, true, false, true)
            .dates("day", IntStream.range(0, 5).mapToObj(day::plusDays).toList())
            .words("y", List.of("a", "b", "a", "b", "b"))
            .build();
    assertEquals(fit(file, PLAIN), fit(java, PLAIN));
    assertEquals(
        fit(file, PLAIN).encode(file).x().toString(), fit(file, PLAIN).encode(java).x().toString());
  }

  @Test
  void columns_can_be_ignored_and_unknown_ones_are_refused() {
    var table = with("x", "1", "2", "3", "5");
    assertEquals(List.of("z"), fit(table, PLAIN.withIgnored("x")).features());
    assertEquals(List.of("x"), fit(table, PLAIN.withIgnored("x")).leftOut());
    assertTrue(refused(table, PLAIN.withIgnored("q")).contains("has no column \"q\""));
    assertTrue(
        refused(table, PLAIN.withType("q", ColumnType.WORDS)).contains("has no column \"q\""));
    assertTrue(
        refused(table, PLAIN.withIgnored("x").withIgnored("z")).contains("has no column left"));
    assertThrows(
        DataException.class, () -> Preparation.fit(table, "q", Likelihoods.normal(), PLAIN));
  }

  @Test
  void a_target_without_any_value_is_refused() {
    assertTrue(
        refused(ExampleData.lines("x,y", "1,", "2,NA"), PLAIN)
            .startsWith("the table has no row with a value of y"));
  }

  @Test
  void a_class_with_few_rows_is_warned_of() {
    var preparation = fit(with("x", "1", "2", "3", "5"), PLAIN);
    assertTrue(notices(preparation, "Fewer than 5 training rows of y a (2), b (2)"));
  }

  @Test
  void the_positive_class_is_stated_for_classes_only() {
    var table = with("x", "1", "2", "3", "5");
    var classes = (Target.Classes) fit(table, PLAIN.withPositive("a")).target();
    assertEquals(List.of("b", "a"), classes.levels());
    var e =
        assertThrows(
            DataException.class,
            () -> Preparation.fit(table, "x", Likelihoods.normal(), PLAIN.withPositive("a")));
    assertTrue(e.getMessage().startsWith("a positive class is for two classes, but x is a number"));
  }

  @Test
  void a_table_for_another_model_is_refused_with_the_missing_columns() {
    var preparation =
        Preparation.fit(
            ExampleData.table("iris"),
            "species",
            Likelihoods.categorical(),
            PreparationOptions.defaults());
    var near =
        assertThrows(
            DataException.class,
            () ->
                preparation.encode(
                    ExampleData.lines(
                        "sepal_length,sepal_width,petal_lenght,petal_width", "1,1,1,1")));
    assertEquals(
        "the table is a table for another model: it has no petal_length, which this model needs; is"
            + " \"petal_lenght\" meant to be petal_length?",
        near.getMessage());
    var wine = ExampleData.table("wine");
    var far = assertThrows(DataException.class, () -> preparation.encode(wine));
    assertTrue(far.getMessage().contains("it has no sepal_length, sepal_width, petal_length"));
    assertTrue(far.getMessage().endsWith("add the missing columns."));
  }

  @Test
  void extra_columns_are_ignored_with_a_notice_and_the_target_may_be_missing() {
    var preparation = fit(with("x", "1", "2", "3", "5"), PLAIN);
    var encoded = preparation.encode(ExampleData.lines("x,colour,z", "1,red,2"));
    assertEquals(
        List.of(Notice.of("Not used, since the model does not know them: colour.")),
        encoded.notices());
    assertEquals(0, encoded.dropped());
  }

  @Test
  void a_word_where_a_number_is_needed_is_refused_with_its_row() {
    var preparation = fit(with("x", "1", "2", "3", "5"), PLAIN);
    var e = assertThrows(DataException.class, () -> preparation.encode(with("x", "1", "two")));
    assertTrue(
        e.getMessage().startsWith("the table, row 2: x is \"two\" where a number is needed"));
  }

  @Test
  void a_preparation_survives_being_saved() {
    var table = ExampleData.table("penguins");
    for (var target : List.of("species", "body_mass_g")) {
      var likelihood = LikelihoodChoice.infer(table, target).likelihood();
      var fitted = Preparation.fit(table, target, likelihood, PreparationOptions.defaults());
      var read = Preparation.fromMap(fitted.toMap(), likelihood);
      assertEquals(fitted, read);
      assertEquals(fitted.encode(table).x(), read.encode(table).x());
    }
  }

  @Test
  void a_damaged_preparation_is_refused_in_a_sentence() {
    var saved = fit(with("w", "p", "p", "q", "r"), PLAIN).toMap();
    for (var key : saved.keySet()) {
      if (key.equals("likelihood")) {
        continue; // the model's own decides
      }
      Map<String, Object> damaged = new LinkedHashMap<>(saved);
      damaged.put(key, 3);
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Preparation.fromMap(damaged, Likelihoods.bernoulli()));
      assertTrue(e.getMessage().contains("no readable \"" + key + "\""), e.getMessage());
    }
    Map<String, Object> unknown = new LinkedHashMap<>(saved);
    unknown.put("missing", "maybe");
    assertThrows(
        IllegalArgumentException.class,
        () -> Preparation.fromMap(unknown, Likelihoods.bernoulli()));
    unknown.put("missing", "DROP");
    unknown.put("left_out", List.of(3));
    assertThrows(
        IllegalArgumentException.class,
        () -> Preparation.fromMap(unknown, Likelihoods.bernoulli()));
    assertThrows(IllegalArgumentException.class, () -> Feature.fromMap(Map.of("kind", "colour")));
    assertThrows(DataException.class, () -> new Feature.Words("w", List.of("a"), false, List.of()));
  }
}
