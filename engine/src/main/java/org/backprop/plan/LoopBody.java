package org.backprop.plan;

import java.util.List;
import org.backprop.graph.Reduction;
import org.backprop.tensor.DType;

/**
 * What a fused loop does at each element: a straight line of values, each made of earlier ones.
 * Loops of equal bodies share their generated code, wherever their operands lie.
 *
 * <p>A narrow row goes through stages: what a fold of its columns gives is known to the values of
 * later stages, which may still use all earlier ones.
 *
 * @param operands the arrays that are read and written
 * @param narrow the columns of a row if it is folded and they are few, or else 0
 */
public record LoopBody(
    List<Operand> operands,
    List<Value> values,
    List<Store> stores,
    List<Fold> folds,
    Folding folding,
    int narrow) {

  /** The most columns of a narrow row: as many as a fold has lanes. */
  public static final int NARROW = Reduction.LANES;

  /** The most folds of narrow rows: scratch memory has their lanes. */
  public static final int MOST_FOLDS = 8;

  public LoopBody {
    operands = List.copyOf(operands);
    values = List.copyOf(values);
    stores = List.copyOf(stores);
    folds = List.copyOf(folds);
  }

  /** How the place of an operand moves from column to column. */
  public enum Access {
    /** The same element for all rows and columns. */
    UNIFORM,
    /** The same element for all columns of a row. */
    PER_ROW,
    /** The next element. */
    CONTIGUOUS,
    /** An element some strides away. */
    STRIDED;

    /** The access by these strides. */
    static Access of(int row, int column) {
      return switch (column) {
        case 0 -> row == 0 ? UNIFORM : PER_ROW;
        case 1 -> CONTIGUOUS;
        default -> STRIDED;
      };
    }
  }

  /** An array that is read or written, and how. */
  public record Operand(DType dtype, Access access) {}

  /** One value of the straight line. */
  public sealed interface Value {
    DType dtype();
  }

  /** The operand's element at this place. */
  public record Load(DType dtype, int operand) implements Value {}

  /** The same number everywhere, by its bits. */
  public record Splat(DType dtype, long bits) implements Value {}

  /** An operation on earlier values, by their places in the list. */
  public record Compute(DType dtype, MachineOp code, List<Integer> arguments) implements Value {}

  /** What a fold of the row's columns gives. */
  public record Folded(DType dtype, int fold) implements Value {}

  /** Writes a value to an operand. */
  public record Store(int operand, int value) {}

  /**
   * Folds a value into one element of the operand for each of what is not folded; the operand is -1
   * if the result is only used in the loop.
   */
  public record Fold(int operand, int value, Kind kind) {
    /** Whether the result is written to an operand. */
    public boolean isStored() {
      return operand >= 0;
    }
  }

  /** What a fold does with two numbers. */
  public enum Kind {
    SUM,
    MAX
  }

  /** What all folds of a body run over. */
  public enum Folding {
    NONE,
    /** The columns of each row. */
    COLUMNS,
    /** The rows of each column. */
    ROWS,
    /** All rows and columns, row by row. */
    ALL,
    /** The same where each row is a multiple of 16 columns. */
    ALIGNED
  }

  /** Whether every value takes as many bits as every other, so that vectors of them line up. */
  public int width() {
    var widths =
        values.stream()
            .map(Value::dtype)
            .filter(dtype -> dtype.bytes() > 1)
            .mapToInt(DType::bytes)
            .distinct()
            .toArray();
    return widths.length == 1 ? widths[0] : 0;
  }
}
