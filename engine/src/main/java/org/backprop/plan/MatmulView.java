package org.backprop.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;

/**
 * A contraction seen as a product of two matrices, or a batch of them: how many rows, columns and
 * terms, and how far apart they lie in each of the three values.
 */
record MatmulView(Run rows, Run columns, Run terms, List<Run> batches) {
  /** One or more axes that can be walked with a single stride in each value that has them. */
  record Run(int count, int left, int right, int out) {}

  /** The same product of the transposed matrices, their roles exchanged. */
  MatmulView swapped() {
    return new MatmulView(columns, rows, terms, batches);
  }

  /** Nothing where the axes lie so that a copy would be needed. */
  static Optional<MatmulView> of(Node product, BufferAssignment assignment) {
    var contract = (Contract) product.op();
    var walk = new Axes(contract, product, assignment);
    var rows = walk.run(true, false, true);
    var columns = walk.run(false, true, true);
    var terms = walk.run(true, true, false);
    if (rows.isEmpty() || columns.isEmpty() || terms.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MatmulView(rows.get(), columns.get(), terms.get(), walk.runs(true, true, true)));
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

    Optional<Run> run(boolean inLeft, boolean inRight, boolean inOut) {
      var runs = runs(inLeft, inRight, inOut);
      return switch (runs.size()) {
        case 0 -> Optional.of(new Run(1, 0, 0, 0));
        case 1 -> Optional.of(runs.getFirst());
        default -> Optional.empty();
      };
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
