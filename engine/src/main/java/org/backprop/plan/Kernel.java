package org.backprop.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  }

  /** Where an operand of a region lies. */
  record StridedOperand(Buffer buffer, int start, List<Integer> outer, int row, int column) {}

  /**
   * {@code c = a b} for each batch: {@code c[i, j] = sum over k of a[i, k] b[k, j]}, then {@code
   * after} on each block of c while it is in the cache. If it is blockwise, nobody else reads c:
   * there is room for some rows of it only.
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
  }

  /**
   * A matrix in memory; the strides lead to the next row, the next column, and {@link Layout#PANEL}
   * columns on.
   */
  record Matrix(Buffer buffer, int start, int row, int column, int panel) {
    Matrix(Buffer buffer, int start, int row, int column) {
      this(buffer, start, row, column, Layout.PANEL * column);
    }

    /** What is right of and below an element; not for panels. */
    private Matrix from(int row, int column) {
      return new Matrix(
          buffer, start + row * this.row + column * this.column, this.row, this.column);
    }

    /** Whether its panels do not lie side by side. */
    public boolean isInPanels() {
      return panel != Layout.PANEL * column;
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
  }

  /** Operations without generated code, by their reference values. */
  record Reference(List<Node> nodes, Map<Node, View> operands, Map<Node, View> results)
      implements Kernel {
    @Override
    public List<Buffer> reads() {
      return operands.values().stream().map(View::buffer).toList();
    }

    @Override
    public List<Buffer> writes() {
      return results.values().stream().map(View::buffer).toList();
    }
  }
}
