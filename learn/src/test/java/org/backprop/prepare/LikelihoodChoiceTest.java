package org.backprop.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
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
    assertEquals("normal", likelihood(numbers(IntStream.range(0, 105).map(i -> i % 21))));
  }

  @Test
  void whole_numbers_taken_as_classes_say_how_to_get_a_regression() {
    var quality = numbers(IntStream.range(0, 100).map(i -> 3 + i % 6));
    assertEquals(
        Optional.of(
            Notice.of(
                "y has 6 classes: its few whole numbers are taken as such",
                "use {} for a regression.",
                Remedy.of(Setting.LIKELIHOOD, "normal"))),
        LikelihoodChoice.infer(quality, "y").notice());
    var words = ExampleData.lines("y", ExampleData.repeated(9, "a", "b", "c"));
    assertEquals(Optional.empty(), LikelihoodChoice.infer(words, "y").notice());
    var flag = numbers(IntStream.range(0, 100).map(i -> i % 2));
    assertEquals(Optional.empty(), LikelihoodChoice.infer(flag, "y").notice());
  }

  /** Squares have the skew of counts; only repeated zeros make 0 common. */
  @Test
  void few_counts_taken_as_classes_offer_poisson() {
    var claims = Stream.of(0, 0, 0, 1, 0, 2, 0, 1, 0, 3);
    var rows = claims.flatMap(n -> Stream.generate(() -> List.of("" + n)).limit(5)).toList();
    var choice = LikelihoodChoice.infer(Table.of(List.of("y"), rows), "y");
    assertEquals("categorical", choice.likelihood().name());
    assertEquals(
        "y has 4 classes: its few whole numbers are taken as such; use likelihood(\"poisson\") for"
            + " a regression on counts.",
        choice.notice().orElseThrow().inJava());
  }

  @Test
  void a_single_zero_makes_no_count() {
    var squares = IntStream.range(0, 30).map(i -> i * i);
    var choice = LikelihoodChoice.infer(numbers(squares), "y");
    assertEquals("normal", choice.likelihood().name());
    assertTrue(choice.reason().contains("0 is rare"), choice.reason());
    assertEquals(Optional.of(Remedy.of(Setting.LIKELIHOOD, "poisson")), choice.override());
    var zeros = IntStream.range(0, 32).map(i -> i < 3 ? 0 : (i - 2) * (i - 2));
    assertEquals("poisson", likelihood(numbers(zeros)));
  }

  @Test
  void ages_are_no_counts() {
    var ages = IntStream.range(0, 900).map(i -> (i * 37 + i * i % 11) % 90);
    assertEquals("normal", likelihood(numbers(ages)));
    var withInfants = IntStream.range(0, 900).map(i -> i % 10 == 0 ? 0 : 5 + i * 7 % 80);
    assertEquals("normal", likelihood(numbers(withInfants)));
  }

  private static IntStream counts(int zero) {
    return IntStream.range(0, 60).map(i -> i < 20 ? zero : (i - 20) * (i - 20) / 9);
  }

  @Test
  void counts_have_zero_no_sign_and_no_decimal_point() {
    assertEquals("poisson", likelihood(numbers(counts(0))));
    assertEquals("normal", likelihood(numbers(counts(-1))));
    assertEquals("normal", likelihood(numbers(counts(0).map(i -> i + 1))));
    assertEquals("normal", likelihood(numbers(IntStream.range(1, 31))));
    var decimals = counts(0).mapToObj(i -> i + ".0").toArray(String[]::new);
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
