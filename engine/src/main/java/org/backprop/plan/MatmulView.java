package org.backprop.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;

/**
 * A contraction seen as a product of two matrices, or a batch of them: how many rows, columns and
 * terms, and how far apart they are in each of the three values. The columns of the value are
 * contiguous.
 *
 * @param rows axes of the left operand and of the value; where no single stride walks over all of
 *     them, the others are batches
 * @param columns axes of the right operand and of the value, likewise
 * @param terms the axes that are summed over, the last one fastest
 * @param batches the axes of independent products
 */
record MatmulView(
    Node left, Node right, Run rows, Run columns, List<Run> terms, List<Run> batches) {
  private static final Run ONE = new Run(1, 0, 0, 0);

  /** One or more axes that can be walked with a single stride in each value that has them. */
  record Run(int count, int left, int right, int out) {
    private Run swapped() {
      return new Run(count, right, left, out);
    }
  }

  static MatmulView of(Node product, BufferAssignment assignment) {
    var contract = (Contract) product.op();
    var walk = new Axes(contract, product, assignment);
    var rows = walk.runs(true, false, true);
    var columns = walk.runs(false, true, true);
    var batches = walk.runs(true, true, true);
    var row = longest(rows);
    var column = longest(columns);
    rows.remove(row);
    columns.remove(column);
    batches.addAll(rows);
    batches.addAll(columns);
    var view =
        new MatmulView(
            product.input(0),
            product.input(1),
            row,
            column,
            List.copyOf(walk.runs(true, true, false)),
            List.copyOf(batches));
    return view.swaps() ? view.swapped() : view;
  }

  /** That with contiguous elements of the value, or else the longest. */
  private static Run longest(List<Run> runs) {
    return runs.stream()
        .max(Comparator.<Run>comparingInt(run -> run.out == 1 ? 1 : 0).thenComparingInt(Run::count))
        .orElse(ONE);
  }

  /** Whether the columns of the transposed product are contiguous and those of this one are not. */
  private boolean swaps() {
    return columns.count == 1
        ? rows.count > 1 && rows.left == 1 && rows.out == 1
        : columns.out != 1 && rows.out == 1;
  }

  /** The same product of the transposed matrices, their roles exchanged. */
  private MatmulView swapped() {
    return new MatmulView(
        right,
        left,
        columns.swapped(),
        rows.swapped(),
        terms.stream().map(Run::swapped).toList(),
        batches.stream().map(Run::swapped).toList());
  }

  /** The number of products of terms that are summed. */
  int depth() {
    return count(terms);
  }

  /** The only axis of terms. */
  Run term() {
    return terms.isEmpty() ? ONE : terms.getFirst();
  }

  /** The number of steps of all axes together. */
  static int count(List<Run> axes) {
    return axes.stream().mapToInt(Run::count).reduce(1, Math::multiplyExact);
  }

  private record Axes(Contract contract, Node product, BufferAssignment assignment) {
    List<Run> runs(boolean inLeft, boolean inRight, boolean inOut) {
      var runs = new ArrayList<Run>();
      for (var letter : (contract.out() + contract.left()).chars().distinct().toArray()) {
        var left = contract.left().indexOf(letter);
        var right = contract.right().indexOf(letter);
        var out = contract.out().indexOf(letter);
        if (left >= 0 == inLeft && right >= 0 == inRight && out >= 0 == inOut) {
          append(
              runs,
              new Run(
                  left >= 0 ? dim(product.input(0), left) : dim(product.input(1), right),
                  stride(product.input(0), left),
                  stride(product.input(1), right),
                  stride(product, out)));
        }
      }
      return runs;
    }

    private static void append(List<Run> runs, Run run) {
      if (run.count == 1) {
        return;
      }
      if (!runs.isEmpty() && continues(runs.getLast(), run)) {
        var last = runs.removeLast();
        runs.add(new Run(last.count * run.count, run.left, run.right, run.out));
      } else {
        runs.add(run);
      }
    }

    private static boolean continues(Run outer, Run inner) {
      return outer.left == inner.count * inner.left
          && outer.right == inner.count * inner.right
          && outer.out == inner.count * inner.out;
    }

    private static int dim(Node node, int axis) {
      return node.shape().dim(axis);
    }

    private int stride(Node node, int axis) {
      return axis < 0 ? 0 : assignment.layout(node).stride(axis);
    }
  }
}
