package org.backprop.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.plan.OperandWalk.Axis;

/**
 * How kernels walk over their operands.
 *
 * @param panelColumns the columns of a panel
 */
record OperandWalks(int panelColumns) {
  /** All operands of a kernel. */
  Stream<OperandWalk> of(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest nest ->
          IntStream.range(0, nest.places().size()).mapToObj(i -> of(nest, nest.places().get(i)));
      case Kernel.Matmul product -> of(product);
      case Kernel.Transposition copy ->
          Stream.of(
              of(copy.from(), copy.rows(), copy.columns(), List.of()),
              of(copy.to(), copy.rows(), copy.columns(), List.of()));
      case Kernel.Lookup lookup -> Stream.of(of(lookup.indices()), of(lookup.to()));
      case Kernel.Reference reference ->
          Stream.concat(
                  reference.operands().values().stream(), reference.results().values().stream())
              .map(this::of);
    };
  }

  private OperandWalk of(Kernel.Nest nest, Kernel.StridedOperand place) {
    var axes = new ArrayList<Axis>();
    for (var i = 0; i < nest.outer().size(); i++) {
      axes.add(new Axis(nest.outer().get(i), place.outer().get(i)));
    }
    axes.add(new Axis(nest.rows(), place.row()));
    axes.add(new Axis(nest.columns(), place.column()));
    return new OperandWalk(place.buffer(), place.offset(), axes);
  }

  /** A blockwise product writes, and its loop reads, some rows of the first panel at a time. */
  private Stream<OperandWalk> of(Kernel.Matmul product) {
    var batches = product.batches();
    var a = batches.stream().map(batch -> new Axis(batch.count(), batch.a())).toList();
    var b = batches.stream().map(batch -> new Axis(batch.count(), batch.b())).toList();
    var c = batches.stream().map(batch -> new Axis(batch.count(), batch.c())).toList();
    var rows = product.blockwise() ? product.c().buffer().type().shape().dim(0) : product.rows();
    var columns =
        product.blockwise() ? product.c().buffer().type().shape().dim(1) : product.columns();
    var operands =
        Stream.of(
            of(product.a(), product.rows(), product.terms(), a),
            of(product.b(), product.terms(), product.columns(), b),
            of(product.c(), rows, columns, c));
    var after = product.after().stream().flatMap(this::of);
    return Stream.concat(
        operands,
        after.filter(walk -> !product.blockwise() || !walk.buffer().equals(product.c().buffer())));
  }

  private OperandWalk of(Kernel.Matrix matrix, int rows, int columns, List<Axis> batches) {
    var axes = new ArrayList<>(batches);
    axes.add(new Axis(rows, matrix.row()));
    axes.addAll(columns(columns, matrix.column(), matrix.isInPanels() ? matrix.panel() : 0));
    return new OperandWalk(matrix.buffer(), matrix.offset(), axes);
  }

  /** Where a view's elements are. */
  OperandWalk of(View view) {
    var axes = new ArrayList<Axis>();
    var rank = view.shape().rank();
    for (var axis = 0; axis < rank; axis++) {
      var last = axis == rank - 1;
      axes.addAll(columns(view.shape().dim(axis), view.stride(axis), last ? view.panel() : 0));
    }
    return new OperandWalk(view.buffer(), view.layout().offset(), axes);
  }

  private List<Axis> columns(int count, int stride, int panel) {
    return panel == 0
        ? List.of(new Axis(count, stride))
        : List.of(
            new Axis(Math.ceilDiv(count, panelColumns), panel),
            new Axis(Math.min(count, panelColumns), stride));
  }
}
