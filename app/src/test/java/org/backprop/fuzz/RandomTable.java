package org.backprop.fuzz;

import static org.backprop.fuzz.RandomCells.oneIn;
import static org.backprop.fuzz.RandomCells.pick;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Names and rows of texts, of columns of random kinds. */
record RandomTable(List<String> names, List<List<String>> rows) {
  private static final List<RandomCells> KINDS = List.of(RandomCells.values());

  private static final List<RandomCells> PLAIN =
      List.of(
          RandomCells.WHOLE,
          RandomCells.DECIMAL,
          RandomCells.COUNT,
          RandomCells.FEW_WORDS,
          RandomCells.TWO_WORDS,
          RandomCells.BIT);

  private static final List<String> ODD_NAMES =
      List.of(
          "",
          "a",
          "A",
          "row",
          "prediction",
          "mean",
          "p_red",
          "1",
          "2.5",
          "NA",
          "sex=male",
          "a,b",
          "a b",
          " a",
          "\u00b5g",
          "\u03bcg",
          "\u001b[31mx",
          "say \"x\"",
          "-",
          "--target",
          "x;y",
          "\ud83d\ude00",
          "li\nne",
          "c1",
          "c2",
          "x".repeat(500),
          "%d",
          "$x",
          "\\",
          "#id",
          "y'");

  static RandomTable of(SplittableRandom random) {
    var columns = oneIn(30, random) ? random.nextInt(50, 400) : random.nextInt(1, 7);
    var rows = oneIn(5, random) ? random.nextInt(0, 6) : random.nextInt(6, 60);
    if (oneIn(100, random)) {
      rows = random.nextInt(200, 600);
    }
    var plain = random.nextBoolean();
    var cells = new ArrayList<IntFunction<String>>();
    var names = new ArrayList<String>();
    for (var column = 0; column < columns; column++) {
      cells.add(column(random, plain));
      names.add(!plain && oneIn(4, random) ? pick(random, ODD_NAMES) : "v" + column);
    }
    return derived(new RandomTable(names, rows(cells, rows)), random);
  }

  private static IntFunction<String> column(SplittableRandom random, boolean plain) {
    var cell = pick(random, plain ? PLAIN : KINDS).column(random);
    if (!oneIn(3, random)) {
      return cell;
    }
    var missing = pick(random, RandomCells.Samples.MISSING);
    var share = oneIn(5, random) ? 0.95 : 0.15;
    return row -> random.nextDouble() < share ? missing : cell.apply(row);
  }

  private static List<List<String>> rows(List<IntFunction<String>> cells, int count) {
    return IntStream.range(0, count)
        .mapToObj(row -> cells.stream().map(cell -> cell.apply(row)).toList())
        .toList();
  }

  /** Now and then with a column that repeats another, or all rows twice. */
  private static RandomTable derived(RandomTable table, SplittableRandom random) {
    if (oneIn(8, random)) {
      var names = new ArrayList<>(table.names);
      names.add("copy");
      var rows =
          table.rows.stream()
              .map(row -> {
                List<String> longer = new ArrayList<>(row);
                longer.add(row.getFirst());
                return longer;
              })
              .toList();
      return new RandomTable(names, rows);
    }
    if (oneIn(12, random)) {
      var twice = new ArrayList<>(table.rows);
      twice.addAll(table.rows);
      return new RandomTable(table.names, twice);
    }
    return table;
  }

  /** The name of any of its columns, or of none. */
  String anyName(SplittableRandom random) {
    return oneIn(40, random) ? "nothing" : pick(random, names);
  }
}
