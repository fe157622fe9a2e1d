package org.backprop.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.likelihood.Likelihoods;
import org.backprop.table.DataException;
import org.backprop.table.ExampleData;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetTest {
  private static Target target(String likelihood, String... values) {
    var lines = new String[values.length];
    for (var i = 0; i < lines.length; i++) {
      lines[i] = i * i + "," + values[i];
    }
    return Preparation.fit(
            ExampleData.lines("x,y", lines),
            "y",
            Likelihoods.catalog().named(likelihood).orElseThrow(),
            PreparationOptions.defaults())
        .target();
  }

  private static String refused(String likelihood, String... values) {
    return assertThrows(DataException.class, () -> target(likelihood, values)).getMessage();
  }

  @Test
  void classes_become_one_hot_rows() {
    var target = new Target.Classes("y", List.of("a", "b", "c"), false);
    var y = target.encode(ExampleData.lines("y", "c", "a"), DType.FLOAT32);
    assertEquals(Shape.of(2, 3), y.shape());
    assertEquals(DType.FLOAT32, y.dtype());
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0}, y.toDoubles());
    assertEquals(Optional.empty(), target.positive());
  }

  @Test
  void two_classes_become_zero_and_one() {
    var target = target("bernoulli", "FEMALE", "MALE", "MALE");
    var y = target.encode(ExampleData.lines("y", "MALE", "FEMALE"), DType.FLOAT64);
    assertEquals(Shape.of(2, 1), y.shape());
    assertArrayEquals(new double[] {1, 0}, y.toDoubles());
    assertEquals(1, target.width());
  }

  @ParameterizedTest
  @CsvSource({
    "FEMALE, MALE, MALE",
    "0, 1, 1",
    "1.0, 0.0, 1.0",
    "true, false, true",
    "yes, no, yes",
    "Y, N, Y",
    "positive, negative, positive",
    "-1, 1, 1",
    "b, a, b"
  })
  void the_positive_class_is_the_natural_one_or_the_second_in_order(
      String first, String second, String positive) {
    var classes = (Target.Classes) target("bernoulli", first, second, first);
    assertEquals(Optional.of(positive), classes.positive());
  }

  @Test
  void natural_pairs_win_over_the_order() {
    assertEquals(
        List.of("positive", "negative").reversed(),
        Target.Classes.binary("y", List.of("negative", "positive")).levels());
    assertEquals(
        List.of("false", "true"), Target.Classes.binary("y", List.of("true", "false")).levels());
  }

  @Test
  void the_positive_class_can_be_stated() {
    var classes = Target.Classes.binary("y", List.of("FEMALE", "MALE"));
    assertEquals(Optional.of("FEMALE"), classes.withPositive("FEMALE").positive());
    assertEquals(classes, classes.withPositive("MALE"));
    var e = assertThrows(DataException.class, () -> classes.withPositive("FEMAL"));
    assertEquals("y has no class \"FEMAL\"; did you mean \"FEMALE\"?", e.getMessage());
    var three = new Target.Classes("y", List.of("a", "b", "c"), false);
    assertThrows(DataException.class, () -> three.withPositive("a"));
  }

  @Test
  void classes_written_as_numbers_are_ordered_by_value_and_read_in_any_form() {
    var target = (Target.Classes) target("categorical", "10", "9", "1", "1.0", "+9");
    assertEquals(List.of("1", "9", "10"), target.levels());
    assertArrayEquals(new int[] {2, 0}, target.labels(ExampleData.lines("y", "10.0", "1")));
  }

  @Test
  void a_normal_target_is_standardised_and_restored_in_its_own_units() {
    var target = (Target.Number) target("normal", "1", "3", "5", "7");
    assertEquals(4, target.mean());
    assertEquals(Math.sqrt(5), target.scale());
    var y = target.encode(ExampleData.lines("y", "4", "9"), DType.FLOAT64);
    assertArrayEquals(new double[] {0, Math.sqrt(5)}, y.toDoubles(), 1e-15);
    assertEquals(9, target.restore(y.at(1)), 1e-14);
  }

  @ParameterizedTest
  @CsvSource({"poisson", "gamma", "exponential"})
  void counts_and_positive_numbers_stay_as_they_are(String likelihood) {
    var target = (Target.Number) target(likelihood, "1", "3", "5");
    assertEquals(0, target.mean());
    assertEquals(1, target.scale());
  }

  @Test
  void a_value_outside_the_support_is_refused_with_its_row() {
    assertTrue(refused("poisson", "0", "1", "2.5").startsWith("the table, row 3: y is \"2.5\""));
    assertTrue(refused("poisson", "0", "-1", "2").contains("whole numbers from 0"));
    assertTrue(refused("gamma", "1", "0", "2").contains("row 2: y is \"0\""));
    assertTrue(refused("exponential", "1", "2", "-3").contains("numbers above 0"));
    assertTrue(refused("normal", "1", "Inf", "2").contains("y is \"Inf\""));
    assertTrue(refused("normal", "a", "b", "a").contains("choose another likelihood"));
  }

  @Test
  void the_number_of_classes_must_suit_the_likelihood() {
    assertTrue(refused("bernoulli", "a", "b", "c").contains("bernoulli needs two"));
    assertTrue(refused("categorical", "a", "a").contains("one class only (a)"));
    assertTrue(refused("bernoulli", "a", "a").contains("bernoulli needs two"));
    assertTrue(refused("normal", "2", "2.0").contains("y is 2 in every training row"));
  }

  @Test
  void a_missing_or_unknown_target_is_refused_with_its_row() {
    var classes = new Target.Classes("y", List.of("cat", "dog"), false);
    var unknown =
        assertThrows(
            DataException.class, () -> classes.labels(ExampleData.lines("y", "cat", "dgo")));
    assertTrue(unknown.getMessage().startsWith("the table, row 2: y is \"dgo\""));
    assertTrue(unknown.getMessage().endsWith("did you mean \"dog\"?"));
    var gone =
        assertThrows(DataException.class, () -> classes.labels(ExampleData.lines("y", "cat", "")));
    assertTrue(gone.getMessage().startsWith("the table, row 2: the target y is missing"));
    var number = new Target.Number("y", Likelihoods.normal(), 0, 1);
    assertThrows(DataException.class, () -> number.numbers(ExampleData.lines("y", "NA")));
  }

  @Test
  void a_target_survives_being_saved() {
    for (var target :
        List.of(
            new Target.Classes("y", List.of("a", "b"), true),
            new Target.Number("y", Likelihoods.poisson(), 0, 1))) {
      assertEquals(target, Target.fromMap(target.toMap(), Likelihoods.poisson()));
    }
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Target.fromMap(Map.of("kind", "colour"), Likelihoods.normal()));
    assertTrue(e.getMessage().contains("no readable \"kind\" in its target"));
  }
}
