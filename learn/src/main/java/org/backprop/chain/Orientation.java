package org.backprop.chain;

import java.util.List;
import java.util.Locale;
import org.backprop.chain.Expression.Call;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Whether samples are rows, {@code a1 = x W1 + b1}, or columns, {@code a1 = W1 x + b1}. It turns
 * rules, values and the indices of elements alike.
 */
public enum Orientation {
  ROWS,
  COLUMNS;

  /** As in {@code rows}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A rule that is stated for rows, stated for this orientation. */
  public Expression of(Expression rows) {
    return this == ROWS ? rows : turned(rows);
  }

  private static Expression turned(Expression e) {
    return switch (e) {
      case Expression.Symbol symbol -> symbol;
      case Expression.Literal literal -> literal;
      case Expression.Addition(var a, var b) -> new Expression.Addition(turned(a), turned(b));
      case Expression.Difference(var a, var b) -> new Expression.Difference(turned(a), turned(b));
      case Expression.Negation(var x) -> new Expression.Negation(turned(x));
      case Expression.Product(var a, var b) -> new Expression.Product(turned(b), turned(a));
      case Expression.Transpose(var x) -> new Expression.Transpose(turned(x));
      case Expression.Elementwise(var a, var b) -> new Expression.Elementwise(turned(a), turned(b));
      case Expression.Quotient(var a, var b) -> new Expression.Quotient(turned(a), turned(b));
      case Expression.Power(var a, var b) -> new Expression.Power(turned(a), turned(b));
      case Expression.Indicator(var relation) -> new Expression.Indicator(turned(relation));
      case Expression.Relation relation -> turned(relation);
      case Expression.SampleSum sum -> new Expression.SampleSum(turned(sum.operand()), COLUMNS);
      case Call call -> new Call(call.function(), turned(call.parts()), call.settings());
    };
  }

  private static Expression.Relation turned(Expression.Relation relation) {
    return new Expression.Relation(
        turned(relation.left()), relation.symbol(), turned(relation.right()));
  }

  private static List<Expression> turned(List<Expression> parts) {
    return parts.stream().map(Orientation::turned).toList();
  }

  /** A value as it is shown: a matrix transposed, a vector of {@code n} as {@code [n, 1]}. */
  public Tensor of(Tensor rows) {
    var rank = rows.shape().rank();
    if (this == ROWS || rank == 0 || rank > 2) {
      return rows;
    }
    return rank == 1 ? rows.reshape(rows.size(), 1) : transposed(rows);
  }

  private static Tensor transposed(Tensor matrix) {
    var rows = matrix.shape().dim(0);
    var columns = matrix.shape().dim(1);
    var values = new double[matrix.size()];
    for (var i = 0; i < values.length; i++) {
      values[i] = matrix.at(i % rows * columns + i / rows);
    }
    return Tensor.of(Shape.of(columns, rows), values);
  }

  /**
   * The indices of an element for samples as rows.
   *
   * @param shape for samples as rows
   * @param shown as the orientation shows the value; a vector of {@code n} is {@code [n, 1]} here
   */
  public int[] stored(Shape shape, int... shown) {
    var isColumn = this == COLUMNS && shape.rank() == 1 && shown.length == 2;
    return isColumn ? new int[] {shown[0]} : indices(shown);
  }

  /** The indices of an element of a matrix, from this orientation to rows or back. */
  public int[] indices(int... of) {
    return this == ROWS || of.length != 2 ? of.clone() : new int[] {of[1], of[0]};
  }
}
