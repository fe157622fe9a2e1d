package org.backprop.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.graph.TensorType;
import org.backprop.tensor.Shape;

/**
 * The kernels of matrix products: how the operands lie, which of them are transposed first, and
 * what is done with each block of the value.
 */
final class Products {
  private static final int MANY_COLUMNS = 256;

  private final BufferAssignment assignment;
  private final Fusion fusion;
  private final ValueBuffers buffers;

  Products(BufferAssignment assignment, Fusion fusion, ValueBuffers buffers) {
    this.assignment = assignment;
    this.fusion = fusion;
    this.buffers = buffers;
  }

  /**
   * The copies that a group's product needs, and then the product, which takes the rest of the
   * group along if it can. Nothing for what is no product of matrices as they lie.
   */
  Optional<List<Kernel>> of(Fusion.Group group, boolean blockwise) {
    return MatmulView.of(group.head(), assignment)
        .filter(pairing -> !needsCopies(pairing))
        .map(pairing -> kernels(group, pairing, blockwise));
  }

  /** Why there is no kernel of a product, as a clause. */
  String reason(Node product) {
    return MatmulView.of(product, assignment).isPresent()
        ? "the columns of the product or of a batch's right operands are not contiguous"
        : "its rows, columns or terms are several axes that no single stride walks over";
  }

  /** Whether each block of the value can be written where the first one was. */
  boolean canBeBlockwise(Node node) {
    return MatmulView.of(node, assignment)
        .filter(pairing -> !needsCopies(pairing) && !swaps(pairing))
        .filter(pairing -> isMatrixOf(node, pairing) && pairing.columns().count() > 1)
        .filter(pairing -> pairing.terms().count() <= Contract.BLOCK)
        .isPresent();
  }

  private List<Kernel> kernels(Fusion.Group group, MatmulView pairing, boolean blockwise) {
    var node = group.head();
    var swap = swaps(pairing);
    var runs = swap ? pairing.swapped() : pairing;
    var a = matrix(node.input(swap ? 1 : 0), swap, runs.rows(), runs.terms());
    var b = matrix(node.input(swap ? 0 : 1), !swap, runs.terms(), runs.columns());
    var c = matrix(buffers.view(node), runs.rows().out(), runs.columns().out());
    var kernels = new ArrayList<Kernel>();
    if (b.column() != 1 && runs.columns().count() > 1) {
      b = transposed(b, runs.terms().count(), runs.columns().count(), kernels);
    }
    if (pairing.batches().isEmpty() && isFarApart(a, runs)) {
      a = transposed(a, runs.rows().count(), runs.terms().count(), kernels);
    }
    var together = group.nodes().size() > 1 && !swap && isMatrixOf(node, pairing);
    kernels.add(
        new Kernel.Matmul(
            together ? group.nodes() : List.of(node),
            runs.rows().count(),
            runs.columns().count(),
            runs.terms().count(),
            a,
            b,
            c,
            batches(pairing, swap),
            blockwise,
            together
                ? LoopBuilder.of(assignment, fusion, buffers, group, true)
                : Optional.empty()));
    return kernels;
  }

  private static List<Kernel.Batch> batches(MatmulView pairing, boolean swap) {
    return pairing.batches().stream()
        .map(run ->
            new Kernel.Batch(
                run.count(),
                swap ? run.right() : run.left(),
                swap ? run.left() : run.right(),
                run.out()))
        .toList();
  }

  /** Whether the columns of the value lie apart, or each product of a batch would need a copy. */
  private static boolean needsCopies(MatmulView pairing) {
    var swap = swaps(pairing);
    var columns = swap ? pairing.rows() : pairing.columns();
    var side = swap ? columns.left() : columns.right();
    return columns.count() > 1
        && (columns.out() != 1 || (side != 1 && !pairing.batches().isEmpty()));
  }

  /** Whether the columns of the transposed product lie side by side and this one's do not. */
  private static boolean swaps(MatmulView pairing) {
    var rows = pairing.rows();
    var columns = pairing.columns();
    if (columns.count() == 1) {
      return rows.count() > 1 && rows.left() == 1 && rows.out() == 1;
    }
    return columns.out() != 1 && rows.out() == 1;
  }

  private Kernel.Matrix matrix(
      Node operand, boolean right, MatmulView.Run rows, MatmulView.Run columns) {
    var view = buffers.view(operand);
    return matrix(
        view, right ? rows.right() : rows.left(), right ? columns.right() : columns.left());
  }

  private Kernel.Matrix matrix(View view, int row, int column) {
    var adjacent = view.panel() == assignment.machine().matmuls().panel() * column;
    var panel = adjacent ? 0 : view.panel();
    return new Kernel.Matrix(view.buffer(), view.layout().offset(), row, column, panel);
  }

  /** Whether the product has the rows and columns of its value, over which the loop runs. */
  private static boolean isMatrixOf(Node node, MatmulView pairing) {
    return pairing.batches().isEmpty()
        && node.shape().rank() == 2
        && node.shape().dim(0) == pairing.rows().count()
        && node.shape().dim(1) == pairing.columns().count();
  }

  /** Whether each element of a row lies on another page, and many columns make up for a copy. */
  private boolean isFarApart(Kernel.Matrix a, MatmulView runs) {
    return a.row() == 1
        && !a.isInPanels()
        && a.column() * a.buffer().dtype().bytes() >= assignment.machine().caches().page()
        && runs.columns().count() >= MANY_COLUMNS;
  }

  /** A copy whose columns lie side by side. */
  private Kernel.Matrix transposed(
      Kernel.Matrix operand, int rows, int columns, List<Kernel> copies) {
    var type = new TensorType(operand.buffer().dtype(), Shape.of(rows, columns));
    var copy = buffers.create(type);
    var stride = copy.layout().stride(0);
    var step = operand.isInPanels() ? assignment.machine().matmuls().panel() : rows;
    for (var row = 0; row < rows; row += step) {
      var offset = operand.offset() + row / step * operand.panel();
      var from = new Kernel.Matrix(operand.buffer(), offset, operand.row(), operand.column());
      var to = new Kernel.Matrix(copy, row * stride, stride, 1);
      copies.add(
          new Kernel.Transposition(List.of(), Math.min(step, rows - row), columns, from, to));
    }
    return new Kernel.Matrix(copy, 0, stride, 1);
  }
}
