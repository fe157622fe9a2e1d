package org.backprop.plan;

import java.util.Map;
import java.util.Optional;
import org.backprop.graph.Abs;
import org.backprop.graph.Add;
import org.backprop.graph.And;
import org.backprop.graph.Bitcast;
import org.backprop.graph.Cast;
import org.backprop.graph.Div;
import org.backprop.graph.Equal;
import org.backprop.graph.Fma;
import org.backprop.graph.Less;
import org.backprop.graph.LessEqual;
import org.backprop.graph.Maximum;
import org.backprop.graph.Minimum;
import org.backprop.graph.Mul;
import org.backprop.graph.Neg;
import org.backprop.graph.Op;
import org.backprop.graph.Or;
import org.backprop.graph.Select;
import org.backprop.graph.ShiftLeft;
import org.backprop.graph.ShiftRight;
import org.backprop.graph.Sqrt;
import org.backprop.graph.Sub;
import org.backprop.graph.Xor;
import org.backprop.lower.FarCosine;
import org.backprop.lower.FarSine;

/** The elementwise operations that code is generated for; all others are lowered to these. */
public enum MachineOp {
  ADD,
  SUB,
  MUL,
  DIV,
  MAXIMUM,
  MINIMUM,
  NEG,
  ABS,
  SQRT,
  FMA,
  LESS,
  LESS_EQUAL,
  EQUAL,
  SELECT,
  FAR_SINE,
  FAR_COSINE,
  AND,
  OR,
  XOR,
  SHIFT_LEFT,
  SHIFT_RIGHT,
  CAST,
  BITCAST;

  private static final Map<Class<? extends Op>, MachineOp> OF =
      Map.ofEntries(
          Map.entry(Add.class, ADD),
          Map.entry(Sub.class, SUB),
          Map.entry(Mul.class, MUL),
          Map.entry(Div.class, DIV),
          Map.entry(Maximum.class, MAXIMUM),
          Map.entry(Minimum.class, MINIMUM),
          Map.entry(Neg.class, NEG),
          Map.entry(Abs.class, ABS),
          Map.entry(Sqrt.class, SQRT),
          Map.entry(Fma.class, FMA),
          Map.entry(Less.class, LESS),
          Map.entry(LessEqual.class, LESS_EQUAL),
          Map.entry(Equal.class, EQUAL),
          Map.entry(Select.class, SELECT),
          Map.entry(FarSine.class, FAR_SINE),
          Map.entry(FarCosine.class, FAR_COSINE),
          Map.entry(And.class, AND),
          Map.entry(Or.class, OR),
          Map.entry(Xor.class, XOR),
          Map.entry(ShiftLeft.class, SHIFT_LEFT),
          Map.entry(ShiftRight.class, SHIFT_RIGHT),
          Map.entry(Cast.class, CAST),
          Map.entry(Bitcast.class, BITCAST));

  /**
   * Whether the code branches: elements of large size take another path. Other code computes what a
   * select does not take, too.
   */
  public boolean branches() {
    return this == FAR_SINE || this == FAR_COSINE;
  }

  /** The code of an operation, if it has one. */
  static Optional<MachineOp> of(Op op) {
    return Optional.ofNullable(OF.get(op.getClass()));
  }
}
