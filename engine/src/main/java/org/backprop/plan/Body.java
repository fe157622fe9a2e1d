package org.backprop.plan;

import java.util.List;
import org.backprop.tensor.DType;

/**
 * What a fused loop does at each element: a straight line of values, each made of earlier ones.
 * Loops of equal bodies share their generated code, wherever their operands lie.
 *
 * @param operands the arrays that are read and written
 */
public record Body(
    List<Operand> operands,
    List<Value> values,
    List<Store> stores,
    List<Fold> folds,
    Folding folding) {

  public Body {
    operands = List.copyOf(operands);
    values = List.copyOf(values);
    stores = List.copyOf(stores);
    folds = List.copyOf(folds);
  }

  /** How the place of an operand moves from column to column. */
  public enum Step {
    /** The same element for all rows and columns. */
    FIXED,
    /** The same element for all columns of a row. */
    ROW,
    /** The next element. */
    NEXT,
    /** An element some strides away. */
    FAR
  }

  /** An array that is read or written, and how. */
  public record Operand(DType dtype, Step step) {}

  /** One value of the straight line. */
  public sealed interface Value {
    DType dtype();
  }

  /** The operand's element at this place. */
  public record Load(DType dtype, int operand) implements Value {}

  /** The same number everywhere, by its bits. */
  public record Uniform(DType dtype, long bits) implements Value {}

  /** An operation on earlier values, by their places in the list. */
  public record Compute(DType dtype, Code code, List<Integer> arguments) implements Value {}

  /** Writes a value to an operand. */
  public record Store(int operand, int value) {}

  /** Folds a value into one element of the operand for each of what is not folded. */
  public record Fold(int operand, int value, Kind kind) {}

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
