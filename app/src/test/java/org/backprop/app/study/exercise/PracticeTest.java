package org.backprop.app.study.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.backprop.app.Terminal;
import org.junit.jupiter.api.Test;

class PracticeTest {
  private static final List<ExerciseKind> SIGMOID = Exercises.of("sigmoid");

  private static String practice(List<ExerciseKind> kinds, String typed) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var input = new BufferedReader(new StringReader(typed));
    new Practice(Terminal.plain(stream, stream), input, Notation.USUAL).ask(kinds, 1);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The exercises of a practice with one kind and seed 1. */
  private static Exercise exercise(int number) {
    var random = new SplittableRandom(1);
    Exercise exercise = null;
    for (var i = 0; i <= number; i++) {
      random.nextInt(1);
      exercise = SIGMOID.getFirst().draw(random.split(), Notation.USUAL);
    }
    return Objects.requireNonNull(exercise);
  }

  @Test
  void a_right_answer_goes_on_and_a_mistake_is_named_and_asked_again() {
    var wrong = exercise(1).mistakes().getFirst();
    var text =
        practice(
            SIGMOID,
            exercise(0).answerText()
                + "\n"
                + StepText.numbers(wrong.value())
                + "\n"
                + exercise(1).answerText()
                + "\nq\n");
    assertTrue(text.contains("Right."), text);
    assertTrue(text.contains("Not right: " + wrong.name()), text);
    assertTrue(text.contains("1 of 2 right at the first try. Seed 1"), text);
  }

  @Test
  void a_question_mark_shows_the_solution_and_counts_as_asked() {
    var text = practice(SIGMOID, "?\n\nx\nq\n");
    assertTrue(text.contains("The answer is " + exercise(0).answerText()), text);
    assertTrue(text.contains("\"x\" is not a number"), text);
    assertTrue(text.contains("0 of 1 right at the first try."), text);
  }

  @Test
  void it_goes_on_as_long_as_there_are_answers_and_each_kind_comes_before_one_comes_again() {
    var kinds = Exercises.of("loss");
    var text = practice(kinds, "\n".repeat(3 * kinds.size()));
    for (var kind : kinds) {
      var times =
          IntStream.range(0, text.length())
              .filter(i -> text.startsWith("\n" + kind.title() + "  ", i))
              .count();
      assertTrue(times >= 3 && times <= 4, kind.id() + " " + times);
    }
  }

  @Test
  void a_sheet_has_all_topics_and_the_solutions_after_the_exercises() {
    var sheet = Sheet.of(Exercises.all(), 9, 7, Notation.USUAL, "backprop study --sheet 9");
    var topics = sheet.tasks().stream().map(it -> it.kind().topic()).toList();
    assertEquals(Exercises.topics(), topics);
    var page = sheet.html();
    var solutions = page.indexOf("Solutions");
    for (var task : sheet.tasks()) {
      assertTrue(page.indexOf(task.exercise().answerText(), solutions) > 0, task.kind().id());
    }
    assertTrue(page.indexOf("9. ") < solutions);
    assertTrue(page.contains("break-before: page"));
    assertEquals(
        page, Sheet.of(Exercises.all(), 9, 7, Notation.USUAL, "backprop study --sheet 9").html());
  }

  @Test
  void a_long_sheet_repeats_kinds_with_other_numbers() {
    var tasks = Sheet.of(SIGMOID, 3, 7, Notation.USUAL, "").tasks();
    assertEquals(3, tasks.size());
    assertFalse(tasks.get(0).exercise().given().equals(tasks.get(1).exercise().given()));
  }
}
