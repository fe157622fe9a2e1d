package org.backprop.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.likelihood.Likelihoods;
import org.backprop.table.ExampleData;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetLeakageTest {
  private static List<String> leaks(Table table, String target, String likelihood) {
    return Preparation.fit(
            table,
            target,
            Likelihoods.catalog().named(likelihood).orElseThrow(),
            PreparationOptions.defaults())
        .notices()
        .stream()
        .map(Notice::inJava)
        .filter(notice -> notice.contains("may be a leak"))
        .toList();
  }

  private static Table table(String header, int rows, IntFunction<String> line) {
    return ExampleData.lines(
        header, IntStream.range(0, rows).mapToObj(line).toArray(String[]::new));
  }

  @Test
  void a_number_that_separates_all_classes_is_warned_of() {
    var table = table("x,z,y", 30, i -> (i % 3 * 10 + i / 10.0) + "," + i * i % 11 + "," + i % 3);
    assertEquals(
        List.of(
            "x alone predicts y in all 30 training rows, which may be a leak; use ignore(\"x\") if it"
                + " is not known at prediction."),
        leaks(table, "y", "categorical"));
  }

  @Test
  void a_word_that_goes_with_one_class_is_warned_of() {
    var table = table("w,z,y", 30, i -> "pqrs".charAt(i % 4) + "," + i * i % 11 + "," + i % 4 / 2);
    assertEquals(1, leaks(table, "y", "bernoulli").size());
  }

  @Test
  void a_coded_class_out_of_order_is_warned_of() {
    var table = table("code,z,y", 30, i -> i % 4 + "," + i * i % 11 + "," + "abab".charAt(i % 4));
    assertTrue(leaks(table, "y", "bernoulli").getFirst().startsWith("code alone"));
  }

  @Test
  void a_number_proportional_to_the_target_is_warned_of() {
    var table = table("pounds,z,y", 30, i -> i * i * 2.2046 + "," + i * i % 11 + "," + i * i);
    assertTrue(leaks(table, "y", "normal").getFirst().startsWith("pounds alone"));
  }

  @Test
  void one_exception_is_no_leak() {
    var table =
        table("x,z,y", 30, i -> (i == 7 ? 20 : i % 3 * 10) + "," + i * i % 11 + "," + i % 3);
    assertFalse(leaks(table, "y", "categorical").stream().anyMatch(w -> w.startsWith("x ")));
  }

  @Test
  void few_rows_or_missing_values_prove_nothing() {
    assertEquals(
        List.of(), leaks(table("x,y", 8, i -> i % 2 + i / 100.0 + "," + i % 2), "y", "bernoulli"));
    var holes = table("x,y", 30, i -> (i == 4 ? "" : i % 2 + i / 100.0) + "," + i % 2);
    assertEquals(List.of(), leaks(holes, "y", "bernoulli"));
  }

  @ParameterizedTest
  @CsvSource({
    "iris, species, categorical",
    "penguins, species, categorical",
    "penguins, sex, bernoulli",
    "penguins, body_mass_g, normal",
    "wine, cultivar, categorical",
    "diabetes, progression, normal",
    "spector, grade, bernoulli",
    "digits, digit, categorical",
    "doctor_visits, mdvis, poisson"
  })
  void very_predictive_columns_of_real_data_are_no_leak(
      String data, String target, String likelihood) {
    assertEquals(List.of(), leaks(ExampleData.table(data), target, likelihood));
  }
}
