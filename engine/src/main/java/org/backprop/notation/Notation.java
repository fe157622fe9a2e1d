package org.backprop.notation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.backprop.graph.Add;
import org.backprop.graph.And;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Cast;
import org.backprop.graph.Constant;
import org.backprop.graph.Contract;
import org.backprop.graph.Div;
import org.backprop.graph.Equal;
import org.backprop.graph.Gaussian;
import org.backprop.graph.Input;
import org.backprop.graph.Less;
import org.backprop.graph.LessEqual;
import org.backprop.graph.Mul;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Or;
import org.backprop.graph.Permute;
import org.backprop.graph.Pow;
import org.backprop.graph.Reshape;
import org.backprop.graph.Select;
import org.backprop.graph.Sub;
import org.backprop.graph.Variable;
import org.backprop.graph.Xor;
import org.backprop.rewrite.Uniform;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mathematical form of each node, as a textbook writes it. Broadcasts and new axes of size 1
 * are not shown; compositions such as softmax are recognised by their structure.
 */
public final class Notation {
  private static final int SHOWN = 4;

  private Notation() {}

  /** How this node reads, whether or not it has a label. */
  public static Form of(Node node) {
    var call = Composed.of(node);
    if (call != null) {
      return call;
    }
    if (Uniform.is(node)) {
      var value = Uniform.value(node);
      return node.dtype() == DType.BOOL
          ? new Form.Name(String.valueOf(value != 0))
          : new Form.Literal(value);
    }
    return switch (node.op()) {
      case Op.Source source -> new Form.Name(name(node));
      case Op.Unary unary -> unary(node);
      case Op.Binary binary -> binary(node, node.input(0), node.input(1));
      case Op.Ternary ternary -> ternary(node);
      case Op.Reduce reduce -> reduce(node, reduce);
      case Op.Scan scan -> call(node, "axis " + scan.axis());
      case Op.Move move -> move(node);
      case Op.Index index -> call(node);
      case Op.Product product -> product(node);
    };
  }

  private static Form.Call call(Node node, String... settings) {
    return new Form.Call(node.op().name(), node.inputs(), List.of(settings));
  }

  private static String name(Node node) {
    return switch (node.op()) {
      case Input input -> input.label();
      case Variable variable -> variable.label();
      case Constant constant -> constant(constant.value());
      default -> node.op().name() + node.shape();
    };
  }

  private static String constant(Tensor value) {
    if (value.shape().rank() != 1 || value.size() > SHOWN) {
      return "constant" + value.shape();
    }
    var numbers = Arrays.stream(value.toDoubles()).mapToObj(Numbers::text).toList();
    return "[" + String.join(", ", numbers) + "]";
  }

  private static Form unary(Node node) {
    var x = node.input(0);
    return switch (node.op()) {
      case Neg neg -> new Form.Negative(x);
      case Cast cast -> cast(cast, x);
      case Gaussian gaussian -> new Form.Call("exp", List.of(square(gaussian, x)), List.of());
      default -> call(node);
    };
  }

  /** The exponent of a bell curve. */
  private static Node square(Gaussian gaussian, Node x) {
    var square = x.squared();
    return (gaussian.factor() == 1 ? square : square.times(gaussian.factor())).negated();
  }

  private static Form cast(Cast cast, Node x) {
    var symbol = x.label().isEmpty() ? symbol(x) : null;
    return symbol != null
        ? new Form.Indicator(x.input(0), symbol, x.input(1))
        : new Form.Call(cast.to().name().toLowerCase(Locale.ROOT), List.of(x), List.of());
  }

  private static Form binary(Node node, Node a, Node b) {
    var symbol = symbol(node);
    if (symbol != null) {
      return new Form.Relation(a, symbol, b);
    }
    return switch (node.op()) {
      case Add add -> new Form.Plus(a, b);
      case Sub sub -> new Form.Minus(a, b);
      case Mul mul when a == b -> new Form.Square(a);
      case Mul mul -> new Form.Times(a, b);
      case Div div -> new Form.Over(a, b);
      case Pow pow when Uniform.is(b, 2) -> new Form.Square(a);
      case Pow pow -> new Form.Power(a, b);
      default -> call(node);
    };
  }

  private static @Nullable String symbol(Node node) {
    return switch (node.op()) {
      case Less less -> "<";
      case LessEqual atMost -> "<=";
      case Equal equal -> "=";
      case And and -> "and";
      case Or or -> "or";
      case Xor xor -> "xor";
      default -> null;
    };
  }

  private static @Nullable String opposite(Node node) {
    return switch (node.op()) {
      case Less less -> ">=";
      case LessEqual atMost -> ">";
      case Equal equal -> "!=";
      default -> null;
    };
  }

  private static Form ternary(Node node) {
    var condition = node.input(0);
    if (node.op() instanceof Select && Composed.isInfinite(condition)) {
      return new Form.Same(node.input(2));
    }
    if (node.op() instanceof Select && condition.label().isEmpty()) {
      var symbol = symbol(condition);
      var opposite = opposite(condition);
      if (symbol != null && Uniform.is(node.input(2), 0)) {
        return new Form.Masked(node.input(1), condition.input(0), symbol, condition.input(1));
      }
      if (opposite != null && Uniform.is(node.input(1), 0)) {
        return new Form.Masked(node.input(2), condition.input(0), opposite, condition.input(1));
      }
    }
    return call(node);
  }

  private static Form reduce(Node node, Op.Reduce reduce) {
    return call(node, Composed.axes(reduce.axes(), node.input(0)));
  }

  private static Form move(Node node) {
    var x = node.inputs().getFirst();
    return switch (node.op()) {
      case Broadcast broadcast -> new Form.Same(x);
      case Reshape reshape when isSameButForOnes(x.shape(), node.shape()) -> new Form.Same(x);
      case Reshape reshape -> call(node, node.shape().toString());
      case Permute permute when permute.axes().equals(List.of(1, 0)) -> new Form.Transposed(x);
      case Permute permute -> call(node, permute.axes().toString());
      default -> call(node);
    };
  }

  private static boolean isSameButForOnes(Shape a, Shape b) {
    return Arrays.equals(
        Arrays.stream(a.dims()).filter(dim -> dim != 1).toArray(),
        Arrays.stream(b.dims()).filter(dim -> dim != 1).toArray());
  }

  private static Form product(Node node) {
    var contract = node.op() instanceof Contract letters ? letters : null;
    var form = contract == null ? null : matrixProduct(contract, node.input(0), node.input(1));
    if (form != null) {
      return form;
    }
    return contract == null
        ? call(node)
        : call(node, contract.left() + "," + contract.right() + "->" + contract.out());
  }

  private static Form.@Nullable MatrixForm matrixProduct(Contract contract, Node a, Node b) {
    var form = matrixProduct(contract.left(), contract.right(), contract.out(), a, b);
    return form != null
        ? form
        : matrixProduct(contract.right(), contract.left(), contract.out(), b, a);
  }

  /** The product with the rows from {@code a} and the columns from {@code b}. */
  private static Form.@Nullable MatrixForm matrixProduct(
      String left, String right, String out, Node a, Node b) {
    if (left.length() > 2 || right.length() > 2 || out.length() > 2) {
      return null;
    }
    var summed =
        left.chars().filter(l -> out.indexOf(l) < 0).mapToObj(Character::toString).toList();
    if (summed.size() != 1 || right.indexOf(summed.getFirst()) < 0) {
      return null;
    }
    var k = summed.getFirst();
    var i = left.replace(k, "");
    var j = right.replace(k, "");
    if (!(i + j).equals(out)) {
      return null;
    }
    return new Form.MatrixForm(a, !left.equals(i + k) || i.isEmpty(), b, !right.equals(k + j));
  }
}
