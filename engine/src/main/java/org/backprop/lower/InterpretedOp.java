package org.backprop.lower;

import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.graph.Argsort;
import org.backprop.graph.Cholesky;
import org.backprop.graph.Concatenate;
import org.backprop.graph.CumulativeProduct;
import org.backprop.graph.CumulativeSum;
import org.backprop.graph.Gather;
import org.backprop.graph.IncompleteGamma;
import org.backprop.graph.InverseMillsExcess;
import org.backprop.graph.Lgamma;
import org.backprop.graph.Mod;
import org.backprop.graph.Op;
import org.backprop.graph.Pad;
import org.backprop.graph.Polygamma;
import org.backprop.graph.Prod;
import org.backprop.graph.ScatterAdd;
import org.backprop.graph.Sort;
import org.backprop.graph.TriangularSolve;

/** The operations for which no code is generated, each with the reason. */
public enum InterpretedOp {
  LGAMMA(Lgamma.class, "no lowering of its series to machine operations is written"),
  POLYGAMMA(Polygamma.class, "no lowering of its series to machine operations is written"),
  INVERSE_MILLS_EXCESS(
      InverseMillsExcess.class,
      "no lowering of its continued fraction to machine operations is written"),
  INCOMPLETE_GAMMA(
      IncompleteGamma.class, "its series has a number of terms that depends on the operands"),
  MOD(Mod.class, "an exact remainder takes a number of steps that depends on the operands"),
  PRODUCT(Prod.class, "a generated fold is a sum or a maximum"),
  CUMULATIVE_PRODUCT(CumulativeProduct.class, "each element depends on the one before it"),
  SORT(Sort.class, "sorting compares elements at any distance from one another"),
  TRIANGULAR_SOLVE(TriangularSolve.class, "each element depends on those before it"),
  CHOLESKY(Cholesky.class, "each element depends on those before it"),
  CUMULATIVE_SUM(CumulativeSum.class, "each element depends on the one before it"),
  PAD(Pad.class, "a loop writes all elements of its result, not a part between margins"),
  CONCATENATE(Concatenate.class, "a loop writes its result from operands of one shape"),
  GATHER(Gather.class, "its indices are known only at run time; rows of an input are looked up"),
  SCATTER_ADD(ScatterAdd.class, "its indices are known only at run time and may repeat"),
  ARGSORT(Argsort.class, "sorting compares elements at any distance from one another");

  private final Class<? extends Op> type;
  private final String reason;

  InterpretedOp(Class<? extends Op> type, String reason) {
    this.type = type;
    this.reason = reason;
  }

  /** The entry of an operation, if it has one. */
  public static Optional<InterpretedOp> of(Op op) {
    return Stream.of(values()).filter(entry -> entry.type.isInstance(op)).findFirst();
  }

  /** Why no code is generated, as a clause. */
  public String reason() {
    return reason;
  }
}
