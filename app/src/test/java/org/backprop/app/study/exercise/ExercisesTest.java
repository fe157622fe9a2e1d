package org.backprop.app.study.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.chain.Orientation;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExercisesTest {
  private static final int SEEDS = 200;

  static Stream<ExerciseKind> kinds() {
    return Exercises.all().stream();
  }

  private static Notation notation(int seed) {
    return new Notation(
        seed % 2 == 0 ? Orientation.ROWS : Orientation.COLUMNS,
        seed / 2 % 2 == 0,
        seed / 4 % 2 == 0);
  }

  /** As a person types it. */
  static String typed(Tensor value, DoubleFunction<String> number) {
    var shape = value.shape();
    var width = shape.rank() == 0 ? 1 : shape.dim(shape.rank() - 1);
    return IntStream.range(0, value.size() / width)
        .mapToObj(row ->
            IntStream.range(row * width, (row + 1) * width)
                .mapToObj(i -> number.apply(value.at(i)))
                .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; "));
  }

  static DoubleFunction<String> digits(int count) {
    return number -> new BigDecimal(number).round(new MathContext(count)).toPlainString();
  }

  static DoubleFunction<String> decimals(int count) {
    return number -> new BigDecimal(number).setScale(count, RoundingMode.HALF_UP).toPlainString();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void the_answer_is_right_and_each_mistake_is_recognised_as_itself(ExerciseKind kind) {
    for (var seed = 0; seed < SEEDS; seed++) {
      var exercise = kind.draw(new SplittableRandom(seed), notation(seed));
      var where = kind.id() + " with seed " + seed;
      assertRight(exercise, typed(exercise.answer(), digits(4)), where);
      assertRight(exercise, typed(exercise.answer(), digits(3)), where);
      assertRight(exercise, typed(exercise.answer(), digits(2)), where);
      assertRight(exercise, typed(exercise.answer(), decimals(3)), where);
      for (var mistake : exercise.mistakes()) {
        for (var number : List.of(digits(4), digits(3), digits(2), decimals(3))) {
          var text = typed(mistake.value(), number);
          assertEquals(
              new Verdict.Known(mistake), exercise.mark(text), () -> where + " typed " + text);
        }
      }
    }
  }

  private static void assertRight(Exercise exercise, String typed, String where) {
    assertEquals(new Verdict.Right(true), exercise.mark(typed), () -> where + " typed " + typed);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void equal_seeds_give_equal_exercises_and_others_fresh_numbers(ExerciseKind kind) {
    var first = kind.draw(new SplittableRandom(1), Notation.USUAL);
    assertEquals(first.given(), kind.draw(new SplittableRandom(1), Notation.USUAL).given());
    var several = new HashSet<>();
    for (var seed = 0; seed < 10; seed++) {
      several.add(kind.draw(new SplittableRandom(seed), Notation.USUAL).given());
    }
    assertTrue(several.size() > 5, kind.id());
    assertFalse(first.mistakes().isEmpty(), kind.id());
    assertFalse(first.solution().isEmpty(), kind.id());
  }

  @Test
  void ids_are_unique() {
    var ids = new HashSet<String>();
    Exercises.all().forEach(kind -> assertTrue(ids.add(kind.id()), kind.id()));
    assertInstanceOf(ExerciseKind.class, Exercises.find("delta1-tanh").orElseThrow());
  }
}
