package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
import org.backprop.score.ClassScores;
import org.backprop.score.NumberScores;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of a few rows, with the default settings. */
final class TinyTableTest {
  private static final int SEEDS = 20;
  private static final List<String> BITS = List.of("0", "1");

  /** All rows of a boolean function, the two values of inputs and target written so. */
  private static Table truthTable(
      int inputs, IntPredicate function, List<String> in, List<String> out) {
    var rows = new ArrayList<List<String>>();
    for (var row = 0; row < 1 << inputs; row++) {
      var bits = row;
      var cells =
          new ArrayList<>(IntStream.range(0, inputs).mapToObj(i -> in.get(bits >> i & 1)).toList());
      cells.add(out.get(function.test(row) ? 1 : 0));
      rows.add(cells);
    }
    var names = new ArrayList<>(IntStream.rangeClosed(1, inputs).mapToObj(i -> "x" + i).toList());
    names.add("y");
    return Table.of(names, rows);
  }

  private static boolean isOdd(int row) {
    return Integer.bitCount(row) % 2 == 1;
  }

  private static Stream<Arguments> truthTables() {
    return Stream.of(
        Arguments.of("XOR", truthTable(2, TinyTableTest::isOdd, BITS, BITS)),
        Arguments.of(
            "XOR of -1 and 1",
            truthTable(2, TinyTableTest::isOdd, List.of("-1", "1"), List.of("-1", "1"))),
        Arguments.of(
            "XOR of words",
            truthTable(2, TinyTableTest::isOdd, List.of("no", "yes"), List.of("no", "yes"))),
        Arguments.of(
            "XOR of decimals", truthTable(2, TinyTableTest::isOdd, BITS, List.of("0.1", "0.9"))),
        Arguments.of("XNOR", truthTable(2, row -> !isOdd(row), BITS, BITS)),
        Arguments.of("AND", truthTable(2, row -> row == 3, BITS, BITS)),
        Arguments.of(
            "AND of words",
            truthTable(2, row -> row == 3, List.of("false", "true"), List.of("false", "true"))),
        Arguments.of("OR", truthTable(2, row -> row > 0, BITS, BITS)),
        Arguments.of("NAND", truthTable(2, row -> row < 3, BITS, BITS)),
        Arguments.of("3-bit parity", truthTable(3, TinyTableTest::isOdd, BITS, BITS)),
        Arguments.of("3-bit majority", truthTable(3, row -> Integer.bitCount(row) > 1, BITS, BITS)),
        Arguments.of(
            "4-bit parity", truthTable(4, TinyTableTest::isOdd, BITS, List.of("even", "odd"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("truthTables")
  void every_row_of_a_truth_table_is_learned_for_every_seed(String name, Table table) {
    var learned =
        LongStream.rangeClosed(1, SEEDS)
            .filter(seed -> {
              var result = Training.of(table, "y").seed(seed).run();
              return ((ClassScores) result.train()).accuracy() == 1;
            })
            .count();
    assertEquals(SEEDS, learned, name);
  }

  @Test
  void fewer_than_30_rows_all_train_and_a_notice_says_so() {
    var tiny = plan(29);
    assertEquals(29, tiny.data().training().rows());
    assertTrue(tiny.data().validation().isEmpty());
    assertTrue(
        notices(tiny)
            .contains(
                "Fewer than 30 rows: none are held out, so the scores are of rows that were trained on;"
                    + " to hold out a fifth, use validation(0.2)."),
        notices(tiny).toString());
    assertEquals(1000, tiny.trainer().epochs());
    assertEquals(6, plan(30).data().validation().orElseThrow().rows());
    assertTrue(notices(plan(30)).stream().noneMatch(text -> text.contains("held out")));
    assertEquals(300, plan(30).trainer().epochs());
  }

  @Test
  void a_stated_share_and_stated_epochs_are_kept() {
    var plan = Training.of(table(20), "y").validation(0.25).epochs(7).plan();
    assertEquals(5, plan.data().validation().orElseThrow().rows());
    assertEquals(7, plan.trainer().epochs());
    assertTrue(notices(plan).stream().noneMatch(text -> text.contains("held out")));
  }

  @Test
  void a_line_through_a_few_points_is_learned() {
    var rows =
        IntStream.range(0, 6)
            .mapToObj(i -> List.of("" + (i * 5 % 6), "" + (2.5 * (i * 5 % 6) + 1)));
    var result = Training.of(Table.of(List.of("x", "y"), rows.toList()), "y").run();
    var scores = (NumberScores) result.train();
    assertTrue(scores.r2() > 0.99, scores.toString());
  }

  private static Table table(int rows) {
    return Table.of(
        List.of("x", "y"),
        IntStream.range(0, rows).mapToObj(i -> List.of("" + i * 7 % 31, "" + i % 2)).toList());
  }

  private static TrainingPlan plan(int rows) {
    return Training.of(table(rows), "y").plan();
  }

  private static List<String> notices(TrainingPlan plan) {
    return plan.data().notices().stream().map(Notice::inJava).toList();
  }
}
