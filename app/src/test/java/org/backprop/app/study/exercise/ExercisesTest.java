package org.backprop.app.study.exercise;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.normal;
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
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExercisesTest {
  private static final int SEEDS = 200;

  /** How people round. */
  private static final List<DoubleFunction<String>> FORMATS =
      List.of(digits(4), digits(3), digits(2), decimals(3));

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
      FORMATS.forEach(it -> assertRight(exercise, typed(exercise.answer(), it), where));
      for (var i = 0; i < exercise.mistakes().size(); i++) {
        var mistake = exercise.mistakes().get(i);
        var text = typed(mistake.value(), FORMATS.get((seed + i) % FORMATS.size()));
        assertEquals(
            new Verdict.Known(mistake), exercise.mark(text), () -> where + " typed " + text);
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

  @Test
  void there_are_kinds_for_each_topic() {
    assertEquals(
        List.of(
            "likelihood",
            "loss",
            "forward",
            "delta-rule",
            "backward",
            "weights",
            "update",
            "numerics",
            "inference"),
        Exercises.topics());
    assertTrue(Exercises.all().size() >= 50);
  }

  /** A person's wrong answer: a mistake, or two, with numbers rounded on the way and at the end. */
  @Test
  void of_200_simulated_wrong_answers_at_least_190_are_diagnosed() {
    var random = new SplittableRandom(2026);
    var diagnosed = 0;
    for (var i = 0; i < 200; i++) {
      var kinds = Exercises.all();
      var exercise =
          kinds.get(random.nextInt(kinds.size())).draw(random.split(), notation(random.nextInt(8)));
      var wrong = exercise.mistakes().get(random.nextInt(exercise.mistakes().size())).value();
      var sign = random.nextInt(4) == 0 && hasSign(exercise, wrong) ? -1 : 1;
      var noise = 1 + random.nextDouble(-0.004, 0.004);
      var digits = 2 + random.nextInt(3);
      var typed = typed(wrong, number -> digits(digits).apply(sign * noise * number));
      diagnosed += exercise.mark(typed) instanceof Verdict.Known ? 1 : 0;
    }
    assertTrue(diagnosed >= 190, diagnosed + " of 200");
  }

  /** Whether the sign can be reversed beside a mistake, so that the result is still wrong. */
  private static boolean hasSign(Exercise exercise, Tensor wrong) {
    return !exercise.pairs().isEmpty()
        && exercise.mistakes().stream()
            .anyMatch(it -> it.name().equals("the sign is reversed") && !it.value().equals(wrong));
  }

  private static double given(Exercise exercise, String name) {
    var line = exercise.given().stream().filter(it -> it.startsWith(name + " = ")).findFirst();
    return Double.parseDouble(line.orElseThrow().substring(name.length() + 3));
  }

  /** Uniform weights up to a bound have the standard deviation bound / sqrt(3). */
  @ParameterizedTest
  @CsvSource({"glorot, tanh", "he, relu"})
  void initial_weights_have_the_spread_of_the_engine(String kind, String unit) {
    var exercise = Exercises.find(kind).orElseThrow().draw(new SplittableRandom(3), Notation.USUAL);
    var inputs = (int) given(exercise, "n");
    var outputs = (int) given(exercise, "k");
    var activation = unit.equals("relu") ? relu() : tanh();
    var model = Model.of(features(inputs), dense(outputs), activation, dense(1), normal());
    var weights =
        ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, 1).parameters().getFirst();
    assertEquals(weights.bound() / Math.sqrt(3), exercise.answer().item(), 1e-12);
  }
}
