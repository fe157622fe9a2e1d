package org.backprop.bench;

import java.io.IOException;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.engine.Options;
import org.backprop.engine.Program;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** Backprop's matrix product: a program that computes it from its inputs as they lie. */
final class BackpropProduct {
  private BackpropProduct() {}

  public static void main(String[] arguments) throws IOException {
    ProductContest.enter(Contenders.version(), BackpropProduct::make, arguments);
  }

  private static ProductContest.Ready make(Product product, Object a, Object b) {
    var dtype = product.isDouble() ? DType.FLOAT64 : DType.FLOAT32;
    var left = operand("a", dtype, product.m(), product.k(), product.transposedA());
    var right = operand("b", dtype, product.k(), product.n(), product.transposedB());
    var value =
        oriented(left, product.transposedA()).matmul(oriented(right, product.transposedB()));
    var executable =
        Engine.compile(Program.of(value), Options.defaults().withThreads(product.threads()));
    executable.write(left, Tensor.wrap(dtype, left.shape(), a));
    executable.write(right, Tensor.wrap(dtype, right.shape(), b));
    var bound = executable.bind(Map.of());
    return new ProductContest.Ready() {
      @Override
      public void run() {
        bound.run();
      }

      @Override
      public double at(int i) {
        return bound.output(0).at(i);
      }
    };
  }

  private static Node operand(String name, DType dtype, int rows, int columns, boolean transposed) {
    return transposed
        ? Node.input(name, dtype, columns, rows)
        : Node.input(name, dtype, rows, columns);
  }

  private static Node oriented(Node operand, boolean transposed) {
    return transposed ? operand.transposed() : operand;
  }
}
