package org.backprop.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.graph.Node;

/** One step of a plan: a loop, a product, or an operation that is run as it stands. */
public sealed interface Kernel {
  /** The nodes that it computes, inputs first; none for a copy. */
  List<Node> nodes();

  /** What tables call it: the labels of what it computes, or else the operations. */
  default String name() {
    var labels = nodes().stream().flatMap(node -> node.label().stream()).distinct().toList();
    return labels.isEmpty()
        ? nodes().stream().map(node -> node.op().name()).distinct().collect(Collectors.joining(" "))
        : String.join(" ", labels);
  }

  /** The buffers that it reads. */
  List<Buffer> reads();

  /** The buffers that it writes. */
  List<Buffer> writes();

  /** The same kernel on other buffers. */
  Kernel on(UnaryOperator<Buffer> buffers);

  /** A fused loop over {@code outer x rows x columns}; a place for each operand of the body. */
  record Nest(
      List<Node> nodes,
      LoopBody body,
      List<Integer> outer,
      int rows,
      int columns,
      List<StridedOperand> places)
      implements Kernel {
    @Override
    public List<Buffer> reads() {
      return body.values().stream()
          .filter(LoopBody.Load.class::isInstance)
          .map(load -> places.get(((LoopBody.Load) load).operand()).buffer())
          .toList();
    }

    @Override
    public List<Buffer> writes() {
      return Stream.concat(
              body.stores().stream().map(store -> places.get(store.operand()).buffer()),
              body.folds().stream()
                  .filter(LoopBody.Fold::isStored)
                  .map(fold -> places.get(fold.operand()).buffer()))
          .toList();
    }

    @Override
    public Nest on(UnaryOperator<Buffer> buffers) {
      return new Nest(
          nodes,
          body,
          outer,
          rows,
          columns,
          places.stream().map(place -> place.on(buffers)).toList());
    }
  }

  /**
   * How a loop walks over an operand.
   *
   * @param offset the index in the buffer of the operand's first element
   * @param outer the strides along the outer axes
   * @param row the stride from row to row
   * @param column the stride from column to column
   */
  record StridedOperand(Buffer buffer, int offset, List<Integer> outer, int row, int column) {
    /** The index of the first element in the array of the type. */
    public int start() {
      return buffer.offset() + offset;
    }

    /** Whether the two are at the same element of their buffers in each iteration. */
    boolean isParallelTo(StridedOperand other) {
      return offset == other.offset
          && row == other.row
          && column == other.column
          && outer.equals(other.outer);
    }

    private StridedOperand on(UnaryOperator<Buffer> buffers) {
      return new StridedOperand(buffers.apply(buffer), offset, outer, row, column);
    }
  }

  /**
   * {@code c = a b} for each batch: {@code c[i, j] = sum over k of a[i, k] b[k, j]}, then {@code
   * after} on each block of c while it is in the cache. If it is blockwise, no other kernel reads
   * c: there is room for some rows of it only.
   */
  record Matmul(
      List<Node> nodes,
      int rows,
      int columns,
      int terms,
      Matrix a,
      Matrix b,
      Matrix c,
      List<Batch> batches,
      boolean blockwise,
      Optional<Nest> after)
      implements Kernel {
    /** Whether the right operand or the value lies in panels. */
    public boolean isInPanels() {
      return b.isInPanels() || c.isInPanels();
    }

    @Override
    public List<Buffer> reads() {
      return Stream.concat(
              Stream.of(a.buffer(), b.buffer()), after.stream().flatMap(r -> r.reads().stream()))
          .toList();
    }

    @Override
    public List<Buffer> writes() {
      return Stream.concat(Stream.of(c.buffer()), after.stream().flatMap(r -> r.writes().stream()))
          .toList();
    }

    @Override
    public Matmul on(UnaryOperator<Buffer> buffers) {
      return new Matmul(
          nodes,
          rows,
          columns,
          terms,
          a.on(buffers),
          b.on(buffers),
          c.on(buffers),
          batches,
          blockwise,
          after.map(loop -> loop.on(buffers)));
    }
  }

  /**
   * A matrix in memory.
   *
   * @param offset the index in the buffer of the first element
   * @param row the stride from row to row
   * @param column the stride from column to column
   * @param panel the stride from panel to panel; 0 if a row is evenly spaced
   */
  record Matrix(Buffer buffer, int offset, int row, int column, int panel) {
    Matrix(Buffer buffer, int offset, int row, int column) {
      this(buffer, offset, row, column, 0);
    }

    /** The index of the first element in the array of the type. */
    public int start() {
      return buffer.offset() + offset;
    }

    private Matrix on(UnaryOperator<Buffer> buffers) {
      return new Matrix(buffers.apply(buffer), offset, row, column, panel);
    }

    /** What is right of and below an element; not for panels. */
    private Matrix from(int row, int column) {
      return new Matrix(
          buffer, offset + row * this.row + column * this.column, this.row, this.column);
    }

    /** Whether its panels do not lie side by side. */
    public boolean isInPanels() {
      return panel != 0;
    }
  }

  /** An axis of independent products. */
  record Batch(int count, int a, int b, int c) {}

  /** Copies {@code rows x columns} so that what was a column lies in a row. */
  record Transposition(List<Node> nodes, int rows, int columns, Matrix from, Matrix to)
      implements Kernel {
    /** Whether what becomes a column lies side by side, so that vectors can read it. */
    public boolean readsSideBySide() {
      return from.row() == 1;
    }

    /** The copy of a part of the matrix, whose first element is named. */
    public Transposition part(int row, int column, int rows, int columns) {
      return new Transposition(nodes, rows, columns, from.from(row, column), to.from(row, column));
    }

    @Override
    public List<Buffer> reads() {
      return List.of(from.buffer());
    }

    @Override
    public List<Buffer> writes() {
      return List.of(to.buffer());
    }

    @Override
    public Transposition on(UnaryOperator<Buffer> buffers) {
      return new Transposition(nodes, rows, columns, from.on(buffers), to.on(buffers));
    }
  }

  /** Rows of a table that the caller holds, copied in the order that the indices name. */
  record Lookup(List<Node> nodes, Node table, View indices, View to) implements Kernel {
    @Override
    public List<Buffer> reads() {
      return List.of(indices.buffer());
    }

    @Override
    public List<Buffer> writes() {
      return List.of(to.buffer());
    }

    @Override
    public Lookup on(UnaryOperator<Buffer> buffers) {
      return new Lookup(nodes, table, indices.on(buffers), to.on(buffers));
    }
  }

  /**
   * Operations without generated code, by their reference values.
   *
   * @param reason why there is no generated code, as a clause
   */
  record Reference(
      List<Node> nodes, Map<Node, View> operands, Map<Node, View> results, String reason)
      implements Kernel {
    @Override
    public List<Buffer> reads() {
      return operands.values().stream().map(View::buffer).toList();
    }

    @Override
    public List<Buffer> writes() {
      return results.values().stream().map(View::buffer).toList();
    }

    @Override
    public Reference on(UnaryOperator<Buffer> buffers) {
      return new Reference(nodes, on(operands, buffers), on(results, buffers), reason);
    }

    private static Map<Node, View> on(Map<Node, View> views, UnaryOperator<Buffer> buffers) {
      var moved = new LinkedHashMap<Node, View>();
      views.forEach((node, view) -> moved.put(node, view.on(buffers)));
      return moved;
    }
  }
}
