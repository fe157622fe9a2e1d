package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Every primitive operation. */
public final class Ops {
  private Ops() {}

  /**
   * Every operation, with example settings that fit operands of shape {@code [2, 3]} (a product:
   * {@code [2, 3]} and {@code [3, 2]}). The tests, and all code that must know every operation,
   * iterate over this list.
   */
  public static final List<Op> ALL =
      List.of(
          new Input("x", TensorType.of(DType.FLOAT64, 2, 3)),
          new Variable("w", TensorType.of(DType.FLOAT64, 2, 3)),
          new Constant(Tensor.zeros(DType.FLOAT64, Shape.of(2, 3))),
          new Iota(TensorType.of(DType.INT32, 2, 3), 1),
          new RandomBits(0, 3),
          new Neg(),
          new Abs(),
          new Sign(),
          new Sqrt(),
          new Exp(),
          new Expm1(),
          new Log(),
          new Log1p(),
          new Sin(),
          new Cos(),
          new Atan(),
          new Tanh(),
          new SechSquared(),
          new Sigmoid(),
          new LogisticDensity(),
          new Softplus(),
          new Erf(),
          new Erfc(),
          new Gaussian(0.5),
          new NormalCdf(),
          new LogNormalCdf(),
          new InverseMills(),
          new InverseMillsExcess(),
          new Lgamma(),
          new Polygamma(0),
          new Round(),
          new Floor(),
          new Detach(),
          new Cast(DType.FLOAT32),
          new Bitcast(DType.INT64),
          new Add(),
          new Sub(),
          new Mul(),
          new Div(),
          new Pow(),
          new PowLimit(1, 0),
          new Mod(),
          new Atan2(),
          new IncompleteGamma(0),
          new Maximum(),
          new Minimum(),
          new Less(),
          new LessEqual(),
          new Equal(),
          new And(),
          new Or(),
          new Xor(),
          new ShiftLeft(),
          new ShiftRight(),
          new Select(),
          new Fma(),
          new Sum(List.of(0)),
          new Max(List.of(1)),
          new Min(List.of(1)),
          new Prod(List.of(0)),
          new CumulativeSum(1, false),
          new CumulativeProduct(1, false),
          new Reshape(Shape.of(3, 2)),
          new Permute(List.of(1, 0)),
          new Broadcast(Shape.of(4, 2, 3)),
          new Slice(List.of(0, 1), List.of(2, 3), List.of(1, 2)),
          new Pad(List.of(1, 0), List.of(0, 2), List.of(0, 1)),
          new Concatenate(0),
          new Gather(),
          new ScatterAdd(4),
          new Argsort(),
          new Sort(0),
          new Contract("ik", "kj", "ij"),
          new TriangularSolve(true, false),
          new Cholesky());
}
