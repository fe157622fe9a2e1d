package org.backprop.chain;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.backprop.graph.Abs;
import org.backprop.graph.Add;
import org.backprop.graph.And;
import org.backprop.graph.Bitcast;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Cast;
import org.backprop.graph.Concatenate;
import org.backprop.graph.Constant;
import org.backprop.graph.Contract;
import org.backprop.graph.Div;
import org.backprop.graph.Equal;
import org.backprop.graph.Fma;
import org.backprop.graph.Input;
import org.backprop.graph.Less;
import org.backprop.graph.LessEqual;
import org.backprop.graph.Lgamma;
import org.backprop.graph.Max;
import org.backprop.graph.Maximum;
import org.backprop.graph.Min;
import org.backprop.graph.Minimum;
import org.backprop.graph.Mul;
import org.backprop.graph.Neg;
import org.backprop.graph.Op;
import org.backprop.graph.Or;
import org.backprop.graph.Permute;
import org.backprop.graph.Reshape;
import org.backprop.graph.Select;
import org.backprop.graph.ShiftLeft;
import org.backprop.graph.ShiftRight;
import org.backprop.graph.Slice;
import org.backprop.graph.Sqrt;
import org.backprop.graph.Sub;
import org.backprop.graph.Sum;
import org.backprop.graph.Variable;
import org.backprop.graph.Xor;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** The operations that an exported graph may have, with their settings as data. */
final class PortableOps {
  private static final Set<Class<? extends Op>> WITHOUT_SETTINGS =
      Set.of(
          Abs.class,
          Add.class,
          And.class,
          Bitcast.class,
          Broadcast.class,
          Cast.class,
          Div.class,
          Equal.class,
          Fma.class,
          Less.class,
          LessEqual.class,
          Lgamma.class,
          Maximum.class,
          Minimum.class,
          Mul.class,
          Neg.class,
          Or.class,
          Reshape.class,
          Select.class,
          ShiftLeft.class,
          ShiftRight.class,
          Sqrt.class,
          Sub.class,
          Xor.class);

  private PortableOps() {}

  /** The operation's own name, but {@code input} for a variable too: both are given. */
  static String name(Op op) {
    return op instanceof Variable ? "input" : op.name();
  }

  static boolean takes(Op op) {
    return optional(op).isPresent();
  }

  /**
   * The settings by name; the type and shape of the value say the rest.
   *
   * @throws DataException if the operation has no exported form
   */
  static Map<String, Object> settings(Op op) {
    return optional(op)
        .orElseThrow(() ->
            new DataException(
                "the graph of this model has the operation %s, which an exported graph cannot have"
                    .formatted(op.name())));
  }

  private static Optional<Map<String, Object>> optional(Op op) {
    var settings =
        switch (op) {
          case Input input -> Map.<String, Object>of("name", input.label());
          case Variable variable -> Map.<String, Object>of("name", variable.label());
          case Constant constant -> Map.<String, Object>of("numbers", numbers(constant.value()));
          case Sum sum -> Map.<String, Object>of("axes", sum.axes());
          case Max max -> Map.<String, Object>of("axes", max.axes());
          case Min min -> Map.<String, Object>of("axes", min.axes());
          case Permute permute -> Map.<String, Object>of("axes", permute.axes());
          case Concatenate concatenate -> Map.<String, Object>of("axis", concatenate.axis());
          case Slice slice ->
              Map.<String, Object>of("starts", slice.starts(), "steps", slice.steps());
          case Contract contract ->
              Map.<String, Object>of(
                  "left", contract.left(), "right", contract.right(), "out", contract.out());
          default -> Map.<String, Object>of();
        };
    return settings.isEmpty() && !WITHOUT_SETTINGS.contains(op.getClass())
        ? Optional.empty()
        : Optional.of(settings);
  }

  /** Texts where JSON has no such number, or programs that read it would round it. */
  private static List<Object> numbers(Tensor tensor) {
    return tensor.dtype() == DType.INT64
        ? Arrays.stream((long[]) tensor.array()).<Object>mapToObj(String::valueOf).toList()
        : IntStream.range(0, tensor.size()).mapToObj(i -> number(tensor.at(i))).toList();
  }

  private static Object number(double number) {
    return Double.isFinite(number) ? number : String.valueOf(number);
  }
}
