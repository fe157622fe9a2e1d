package org.backprop.app.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.app.Numbers;
import org.backprop.chain.Orientation;
import org.backprop.chain.Value;
import org.backprop.table.Counted;
import org.backprop.tensor.Tensor;

/**
 * Numbers, vectors and matrices in lines that fit the terminal: what is too large by its first
 * elements and its norm, unless all of it is asked for.
 */
record MatrixText(Orientation orientation, boolean all) {
  private static final int WIDTH = 72;
  private static final int MOST_LINES = 3;
  private static final int MOST_ROWS = 10;
  private static final int SOME = 6;
  private static final int NORM = 22;

  /** The lines of a value. */
  List<String> lines(Value value) {
    return switch (value) {
      case Value.Computed(var numbers) -> lines(numbers);
      case Value.NotYet() -> List.of("not yet computed");
      case Value.Undefined(var reason) -> List.of(reason);
    };
  }

  private List<String> lines(Tensor rows) {
    var shown = orientation.of(rows);
    var shape = shown.shape();
    if (shape.rank() == 0) {
      return List.of(Numbers.of(shown.item()));
    }
    var isColumn = shape.rank() == 2 && shape.dim(1) == 1 && shape.dim(0) > 1;
    var isVector = isColumn || shape.size() == shape.dim(shape.rank() - 1);
    return isVector ? vector(shown, isColumn) : matrix(shown);
  }

  /** A column is written as a row that is transposed. */
  private List<String> vector(Tensor vector, boolean isColumn) {
    var cells = Cells.of(vector);
    var across = cells.across();
    var whole = all || vector.size() <= MOST_LINES * across;
    var lines = broken(cells.row(0, whole ? vector.size() : cells.some()), across);
    var end = (whole ? "]" : "  ...]") + (isColumn ? "^T" : "");
    lines.set(lines.size() - 1, lines.getLast() + end + (whole ? "" : norm(vector)));
    return lines;
  }

  private List<String> matrix(Tensor matrix) {
    var cells = Cells.of(matrix);
    var rows = matrix.size() / matrix.shape().dim(matrix.shape().rank() - 1);
    var columns = matrix.size() / rows;
    var whole = all || (rows <= MOST_ROWS && columns <= cells.across());
    var shown = whole || columns <= cells.across() ? columns : cells.some();
    var lines = new ArrayList<String>();
    for (var i = 0; i < (whole ? rows : Math.min(rows, SOME)); i++) {
      var row = broken(cells.row(i * columns, shown), cells.across());
      row.set(row.size() - 1, row.getLast() + (shown < columns ? "  ...]" : "]"));
      lines.addAll(row);
    }
    if (!whole) {
      var more = rows > SOME ? "... " + Counted.of(rows - SOME, "more row") : "";
      lines.add((more + norm(matrix)).strip());
    }
    return lines;
  }

  private static String norm(Tensor tensor) {
    var squares = Arrays.stream(tensor.toDoubles()).map(value -> value * value).sum();
    return "  norm " + Numbers.of(Math.sqrt(squares));
  }

  /** Cells after an opening bracket, in lines of a fixed number. */
  private static List<String> broken(List<String> cells, int across) {
    var lines = new ArrayList<String>();
    for (var i = 0; i < cells.size(); i += across) {
      var part = cells.subList(i, Math.min(i + across, cells.size()));
      lines.add((i == 0 ? "[" : " ") + String.join("  ", part));
    }
    return lines;
  }

  /** The numbers as texts of one width. */
  private record Cells(List<String> texts, int width) {
    static Cells of(Tensor tensor) {
      var texts =
          IntStream.range(0, tensor.size()).mapToObj(i -> Numbers.of(tensor.at(i))).toList();
      return new Cells(texts, texts.stream().mapToInt(String::length).max().orElse(1));
    }

    int across() {
      return Math.max(1, WIDTH / (width + 2));
    }

    /** How many fit beside a norm. */
    int some() {
      return Math.clamp((WIDTH - NORM) / (width + 2), 1, SOME);
    }

    List<String> row(int from, int count) {
      return texts.subList(from, from + count).stream()
          .map(text -> " ".repeat(width - text.length()) + text)
          .toList();
    }
  }
}
