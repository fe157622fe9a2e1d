package org.backprop.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.graph.TensorType;
import org.backprop.tensor.Shape;

/**
 * The kernels of matrix products: the strides of the operands, which of them are copied first, and
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
   * The operand of all products of a batch: the first one's, and the stride from each to the next.
   */
  private record Operand(Kernel.Matrix matrix, List<Integer> batches) {}

  /**
   * The copies that a group's product needs, and then the product, which takes the rest of the
   * group along if it can.
   */
  List<Kernel> of(Fusion.Group group, boolean blockwise) {
    var node = group.head();
    var view = MatmulView.of(node, assignment);
    var kernels = new ArrayList<Kernel>();
    var a = left(view, kernels);
    var b = right(view, kernels);
    var c = matrix(buffers.view(node), view.rows().out(), view.columns().out());
    var together = group.nodes().size() > 1 && isMatrixOf(node, view);
    kernels.add(
        new Kernel.Matmul(
            together ? group.nodes() : List.of(node),
            view.rows().count(),
            view.columns().count(),
            view.depth(),
            a.matrix,
            b.matrix,
            c,
            batches(view, a, b),
            blockwise,
            together
                ? LoopBuilder.of(assignment, fusion, buffers, group, true)
                : Optional.empty()));
    return kernels;
  }

  /** Whether each block of the value can be written where the first one was. */
  boolean canBeBlockwise(Node node) {
    var view = MatmulView.of(node, assignment);
    return isMatrixOf(node, view) && view.columns().count() > 1 && view.depth() <= Contract.BLOCK;
  }

  /** The left operand, which may have any strides, but one alone along the terms. */
  private Operand left(MatmulView view, List<Kernel> kernels) {
    var from = buffers.view(view.left());
    if (view.terms().size() > 1) {
      return copied(from, view, List.of(view.rows()), view.terms(), MatmulView.Run::left, kernels);
    }
    var a = matrix(from, view.rows().left(), view.term().left());
    var batches = strides(view, MatmulView.Run::left);
    return view.batches().isEmpty() && isFarApart(a, view)
        ? new Operand(transposed(a, view.rows().count(), view.depth(), kernels), batches)
        : new Operand(a, batches);
  }

  /** The right operand, whose columns must be contiguous. */
  private Operand right(MatmulView view, List<Kernel> kernels) {
    var from = buffers.view(view.right());
    var columns = view.columns();
    var batches = strides(view, MatmulView.Run::right);
    var apart = columns.right() != 1 && columns.count() > 1;
    if (view.terms().size() > 1 || (apart && batches.stream().anyMatch(stride -> stride != 0))) {
      return copied(from, view, view.terms(), List.of(columns), MatmulView.Run::right, kernels);
    }
    var b = matrix(from, view.term().right(), columns.right());
    return new Operand(apart ? transposed(b, view.depth(), columns.count(), kernels) : b, batches);
  }

  private static List<Integer> strides(MatmulView view, ToIntFunction<MatmulView.Run> stride) {
    return view.batches().stream().mapToInt(stride).boxed().toList();
  }

  private static List<Kernel.Batch> batches(MatmulView view, Operand a, Operand b) {
    var batches = new ArrayList<Kernel.Batch>();
    for (var i = 0; i < view.batches().size(); i++) {
      var run = view.batches().get(i);
      batches.add(new Kernel.Batch(run.count(), a.batches.get(i), b.batches.get(i), run.out()));
    }
    return batches;
  }

  private Kernel.Matrix matrix(View view, int row, int column) {
    var adjacent = view.panel() == assignment.machine().matmuls().panel() * column;
    var panel = adjacent ? 0 : view.panel();
    return new Kernel.Matrix(view.buffer(), view.layout().offset(), row, column, panel);
  }

  /** Whether the product has the rows and columns of its value, over which the loop runs. */
  private static boolean isMatrixOf(Node node, MatmulView view) {
    return view.batches().isEmpty()
        && node.shape().rank() == 2
        && node.shape().dim(0) == view.rows().count()
        && node.shape().dim(1) == view.columns().count();
  }

  /** Whether each element of a row lies on another page, and many columns make up for a copy. */
  private boolean isFarApart(Kernel.Matrix a, MatmulView view) {
    return a.row() == 1
        && !a.isInPanels()
        && a.column() * a.buffer().dtype().bytes() >= assignment.machine().caches().page()
        && view.columns().count() >= MANY_COLUMNS;
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

  /**
   * A copy in which the batches that the operand has lead, and one stride walks over the rows and
   * one over the columns.
   */
  private Operand copied(
      View from,
      MatmulView view,
      List<MatmulView.Run> rows,
      List<MatmulView.Run> columns,
      ToIntFunction<MatmulView.Run> stride,
      List<Kernel> copies) {
    var own = view.batches().stream().filter(run -> stride.applyAsInt(run) != 0).toList();
    var axes = new ArrayList<List<MatmulView.Run>>();
    own.forEach(run -> axes.add(List.of(run)));
    axes.add(rows);
    axes.add(columns);
    var shape = Shape.of(axes.stream().mapToInt(MatmulView::count).toArray());
    var copy = buffers.create(new TensorType(from.dtype(), shape));
    var loop = new CopyBuilder(from, copy, assignment.machine().padding());
    for (var axis = 0; axis < axes.size(); axis++) {
      loop.add(axes.get(axis), stride, copy.layout().stride(axis));
    }
    copies.add(loop.nest());
    var batches = new ArrayList<Integer>();
    for (var run : view.batches()) {
      batches.add(own.contains(run) ? copy.layout().stride(own.indexOf(run)) : 0);
    }
    var row = copy.layout().stride(own.size());
    return new Operand(
        new Kernel.Matrix(copy, 0, row, copy.layout().stride(own.size() + 1)), batches);
  }
}
