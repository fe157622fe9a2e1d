package org.backprop.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backprop.codegen.Arena;
import org.backprop.codegen.StripCopy;
import org.backprop.codegen.Tile;
import org.backprop.codegen.Tiles;
import org.backprop.graph.Contract;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;
import org.backprop.tensor.storage.Storage;

/**
 * The plan for one matrix product {@code [rows, terms]} times {@code [terms, columns]} of a fixed
 * shape, cut into parts that may run in any order and on any thread.
 *
 * <p>The left operand may have any strides; the columns of the right operand and of the value are
 * contiguous. Unless there is only one column, rows of the right operand and of the value are
 * padded: they are read and written up to the next multiple of {@link TargetMachine#padding}
 * columns.
 *
 * <p>The order of additions is that of {@link Contract}; neither the parts nor the width of the
 * vectors changes a bit.
 *
 * <p>Vectors that cross a cache line cost a tenth of the speed or more. None does if the operands
 * start at {@link TargetMachine.Caches#firstElement} of an array that starts at a page boundary, as
 * G1's humongous arrays do, and if the strides are multiples of {@link TargetMachine#padding}.
 */
public final class MatrixKernel {
  /** With fewer lanes scalar code, which takes more rows at a time, is faster. */
  private static final int LEAST_LANES = 8;

  private final Tile.LeftLayout layout;
  private final DType dtype;
  private final TargetMachine machine;
  private final int bits;
  private final int rows;
  private final int columns;
  private final int terms;
  private final int lanes;
  private final boolean inPanels;
  private final MatrixTiling tiling;
  private final MatrixParts parts;
  private final int partialRow;
  private final Object partials;

  /** Runs on each block of the value as soon as it is final. */
  @FunctionalInterface
  public interface Finish {
    /** Nothing. */
    Finish NONE = (row0, row1, column0, column1) -> {};

    /** The rows from {@code row0} to {@code row1} and columns from {@code column0} are final. */
    void block(int row0, int row1, int column0, int column1);
  }

  private MatrixKernel(
      Tile.LeftLayout layout,
      DType dtype,
      int rows,
      int columns,
      int terms,
      TargetMachine machine,
      boolean inPanels,
      boolean maySum) {
    this.layout = layout;
    this.dtype = dtype;
    this.machine = machine;
    this.bits = machine.vectorBits();
    this.rows = rows;
    this.columns = columns;
    this.terms = terms;
    this.inPanels = inPanels;
    var limits = machine.matmuls();
    this.lanes = Tiles.lanes(dtype, bits);
    this.tiling =
        MatrixTiling.of(
            layout,
            machine,
            rows,
            Math.ceilDiv(columns, lanes),
            inPanels ? limits.panel() / lanes : 0);
    var ownColumns = inPanels || columns * dtype.bytes() >= machine.caches().page();
    var grid =
        MatrixParts.of(
            limits,
            tiling.rows(),
            tiling.strips(),
            inPanels ? panel() : 1,
            lanes,
            terms,
            ownColumns);
    var blocks = Math.ceilDiv(terms, Contract.BLOCK);
    var few = grid.count() > 0 && grid.count() <= 2;
    var deep = maySum && columns > 1 && blocks >= limits.summedBlocks() && few;
    this.parts = deep ? MatrixParts.deep(limits, tiling.rows(), tiling.strips(), blocks) : grid;
    this.partialRow = machine.padded(columns);
    this.partials =
        deep
            ? new Arena(Map.of(dtype, Math.multiplyExact(blocks * rows, partialRow))).array(dtype)
            : Storage.allocate(dtype, 0).array();
  }

  /**
   * The plan for a product of floats or doubles with the vectors of a machine.
   *
   * @param layout the strides of the left operand
   */
  public static MatrixKernel of(
      Tile.LeftLayout layout,
      DType dtype,
      int rows,
      int columns,
      int terms,
      TargetMachine machine) {
    return new MatrixKernel(layout, dtype, rows, columns, terms, machine, false, true);
  }

  /**
   * The plan where the right operand or the value is stored in panels.
   *
   * @param value whether the value is; then there are no partial sums, which are added in rows
   */
  public static MatrixKernel inPanels(
      Tile.LeftLayout layout,
      DType dtype,
      int rows,
      int columns,
      int terms,
      TargetMachine machine,
      boolean value) {
    return new MatrixKernel(layout, dtype, rows, columns, terms, machine, true, !value);
  }

  /** The number of parts, which depends on the shape alone. */
  public int parts() {
    return parts.count();
  }

  /**
   * Whether the parts leave partial sums: then {@link #sum} must follow when all have run, only one
   * thread may do it, and only one product at a time can use this plan.
   */
  public boolean hasSum() {
    return parts.depths() > 1;
  }

  /** The tiles that compute it. */
  public Set<Tile> needed() {
    if (isColumn()) {
      return laneTile().map(Set::of).orElse(Set.of());
    }
    var needed = new LinkedHashSet<Tile>();
    needed.addAll(needed(tiles(false)));
    if (blocks() > 1 && !hasSum()) {
      needed.addAll(needed(tiles(true)));
    }
    return needed;
  }

  /**
   * The copy of the right operand's strips, if it pays.
   *
   * @param row the stride of that operand's rows
   */
  Optional<StripCopy> copy(int row) {
    var pays = columns > 1 && !isScalar() && MatrixPanel.pays(dtype, rows, depth(0), row);
    var vectors = tiling.strips().size(0);
    var strips = Math.max(1, machine.matmuls().packedVectors() / Math.max(1, vectors));
    return pays ? Optional.of(StripCopy.of(dtype, vectors, strips, bits)) : Optional.empty();
  }

  private List<Tile> needed(Tile[] all) {
    var needed = new ArrayList<Tile>();
    for (var row = 0; row < tiling.rows().pieces(); row++) {
      for (var strip = 0; strip < tiling.strips().pieces(); strip++) {
        needed.add(all[2 * tiling.rows().kind(row) + tiling.strips().kind(strip)]);
      }
    }
    return needed;
  }

  /**
   * A part of the value, ready to be computed.
   *
   * @param blockwise whether each block, {@link TargetMachine.Matmuls#blockRows} rows at most,
   *     overwrites the one before, because it is not read once it is finished; for at most {@link
   *     Contract#BLOCK} terms
   */
  public MatrixPart part(
      int part,
      MatrixOperand a,
      MatrixOperand b,
      MatrixOperand c,
      boolean blockwise,
      Finish finish) {
    return new MatrixPart(this, part, a, b, c, blockwise, finish);
  }

  /** Adds the partial sums that the parts left, in ascending order. */
  public void sum(MatrixOperand c, Finish finish) {
    for (var row = 0; row < rows; row++) {
      MatrixSum.rows(
          partials,
          row * partialRow,
          rows * partialRow,
          blocks(),
          c.array(),
          c.start() + row * c.row(),
          columns);
    }
    finish.block(0, rows, 0, columns);
  }

  /** The operand to which the partial sum of a block of terms is written. */
  MatrixOperand partial(int block) {
    return new MatrixOperand(partials, block * rows * partialRow, partialRow, 1, 0);
  }

  /** The number of blocks of terms; 1 where there are no terms. */
  int blocks() {
    return Math.max(1, Math.ceilDiv(terms, Contract.BLOCK));
  }

  /** The terms of a block. */
  int depth(int block) {
    return Math.min(Contract.BLOCK, terms - block * Contract.BLOCK);
  }

  TargetMachine machine() {
    return machine;
  }

  DType dtype() {
    return dtype;
  }

  boolean isColumn() {
    return columns == 1;
  }

  /** The tile that computes one element of the only column in each lane. */
  Optional<Tile> laneTile() {
    var takes = isColumn() && layout == Tile.LeftLayout.ROWS && !isScalar() && lanes >= LEAST_LANES;
    return takes && Math.min(rows, terms) >= lanes
        ? Optional.of(Tiles.ofLanes(dtype, bits))
        : Optional.empty();
  }

  boolean isScalar() {
    return bits == Tiles.SCALAR;
  }

  int columns() {
    return columns;
  }

  int terms() {
    return terms;
  }

  int lanes() {
    return lanes;
  }

  MatrixTiling tiling() {
    return tiling;
  }

  MatrixParts cut() {
    return parts;
  }

  /** The end of the strips that are computed together with one. */
  int endOfGroup(int strip) {
    var group =
        Math.max(
            inPanels ? panel() : 1, machine.matmuls().packedVectors() / tiling.strips().largest());
    return (strip / group + 1) * group;
  }

  /** The end of the strips of a panel, which alone can be finished together. */
  int endOfPanel(int strip) {
    return inPanels ? (strip / panel() + 1) * panel() : tiling.strips().pieces();
  }

  /** The number of strips of a panel. */
  private int panel() {
    return machine.matmuls().panel() / (tiling.strips().largest() * lanes);
  }

  /** The tiles of both heights and widths; the adding ones are for all blocks except the first. */
  Tile[] tiles(boolean adds) {
    return tiling.tiles(layout, dtype, bits, adds);
  }
}
