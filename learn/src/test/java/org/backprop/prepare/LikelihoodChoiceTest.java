package org.backprop.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.ExampleData;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LikelihoodChoiceTest {
  private static Table numbers(IntStream numbers) {
    return ExampleData.lines("y", numbers.mapToObj(String::valueOf).toArray(String[]::new));
  }

  private static String likelihood(Table table) {
    return LikelihoodChoice.infer(table, "y").likelihood().name();
  }

  private static String refused(Table table) {
    return assertThrows(DataException.class, () -> likelihood(table)).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "iris, species, categorical, species has 3 classes",
    "penguins, species, categorical, species has 3 classes",
    "penguins, sex, bernoulli, 'sex has 2 classes, FEMALE and MALE'",
    "penguins, body_mass_g, normal, body_mass_g is a number",
    "diabetes, progression, normal, progression is a number",
    "spector, grade, bernoulli, 'grade has 2 classes, 0 and 1'",
    "digits, digit, categorical, digit has 10 classes",
    "wine, cultivar, categorical, cultivar has 3 classes"
  })
  void the_target_picks_the_likelihood_and_says_why(
      String data, String target, String likelihood, String reason) {
    var choice = LikelihoodChoice.infer(ExampleData.table(data), target);
    assertEquals(likelihood, choice.likelihood().name());
    assertEquals(reason, choice.reason());
  }

  @Test
  void doctor_visits_are_counts() {
    var choice = LikelihoodChoice.infer(ExampleData.table("doctor_visits"), "mdvis");
    assertEquals("poisson", choice.likelihood().name());
    assertTrue(choice.reason().startsWith("mdvis counts"));
    assertEquals(Optional.of(Remedy.of(Setting.LIKELIHOOD, "normal")), choice.override());
  }

  @Test
  void few_whole_numbers_are_classes_only_with_five_rows_each() {
    assertEquals("categorical", likelihood(numbers(IntStream.range(0, 100).map(i -> i % 20))));
    assertEquals("normal", likelihood(numbers(IntStream.range(0, 99).map(i -> i % 20))));
    assertEquals("poisson", likelihood(numbers(IntStream.range(0, 105).map(i -> i % 21))));
  }

  @Test
  void counts_have_zero_no_sign_and_no_decimal_point() {
    assertEquals("poisson", likelihood(numbers(IntStream.range(0, 30))));
    assertEquals("normal", likelihood(numbers(IntStream.range(1, 31))));
    assertEquals("normal", likelihood(numbers(IntStream.range(-1, 30))));
    var decimals = IntStream.range(0, 30).mapToObj(i -> i + ".0").toArray(String[]::new);
    assertEquals("normal", likelihood(ExampleData.lines("y", decimals)));
  }

  @Test
  void a_stated_type_decides_between_classes_and_numbers() {
    var table = ExampleData.table("digits");
    var number = LikelihoodChoice.infer(table, "digit", Map.of("digit", ColumnType.NUMBER));
    assertEquals("normal", number.likelihood().name());
    var words = LikelihoodChoice.infer(table, "digit", Map.of("digit", ColumnType.WORDS));
    assertEquals("categorical", words.likelihood().name());
  }

  @Test
  void two_numbers_are_classes_with_normal_offered() {
    for (var two : List.of(List.of("0", "1"), List.of("-1", "1"), List.of("0.1", "0.9"))) {
      var table = ExampleData.lines("y", two.getFirst(), two.getLast(), two.getLast());
      var choice = LikelihoodChoice.infer(table, "y");
      assertEquals("bernoulli", choice.likelihood().name(), two.toString());
      assertEquals(Optional.of(Remedy.of(Setting.LIKELIHOOD, "normal")), choice.override());
    }
    assertEquals("normal", likelihood(ExampleData.lines("y", "3", "7")));
  }

  @Test
  void what_cannot_be_a_target_is_refused_in_a_sentence() {
    assertTrue(refused(ExampleData.lines("y", "a", "a", "")).contains("one value only (\"a\")"));
    assertTrue(refused(ExampleData.lines("y", "", "NA")).startsWith("y has no values"));
    assertTrue(refused(ExampleData.lines("y", "2024-01-02", "2024-01-03")).contains("is a date"));
    var names = IntStream.range(0, 30).mapToObj(i -> "name" + i).toArray(String[]::new);
    assertTrue(refused(ExampleData.lines("y", names)).contains("30 different words"));
    assertTrue(
        assertThrows(
                DataException.class,
                () -> LikelihoodChoice.infer(ExampleData.lines("yes", "1"), "yas"))
            .getMessage()
            .contains("did you mean \"yes\"?"));
  }

  @Test
  void a_column_that_cannot_be_a_target_has_no_choice() {
    var table = ExampleData.lines("y,z", "a,b", "a,c");
    assertFalse(LikelihoodChoice.ifPossible(table, "y").isPresent());
    assertTrue(LikelihoodChoice.ifPossible(table, "z").isPresent());
  }
}
