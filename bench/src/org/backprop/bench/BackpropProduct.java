package org.backprop.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.engine.Options;
import org.backprop.engine.Program;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Backprop's matrix product: a program that writes it into a variable. */
final class BackpropProduct {
  private BackpropProduct() {}

  public static void main(String[] arguments) throws IOException {
    ProductContest.enter(Contenders.version(), BackpropProduct::make, arguments);
  }

  private static ProductContest.Ready make(Product product, Object a, Object b) {
    var dtype = product.isDouble() ? DType.FLOAT64 : DType.FLOAT32;
    var left = operand("a", dtype, product.m(), product.k(), product.transposedA());
    var right = operand("b", dtype, product.k(), product.n(), product.transposedB());
    var result = Node.variable("c", dtype, Shape.of(product.m(), product.n()));
    var value =
        oriented(left, product.transposedA()).matmul(oriented(right, product.transposedB()));
    var program = new Program(List.of(), Map.of(result, value), List.of());
    var executable = Engine.compile(program, Options.defaults().withThreads(product.threads()));
    executable.write(left, Tensor.wrap(dtype, left.shape(), a));
    executable.write(right, Tensor.wrap(dtype, right.shape(), b));
    executable.write(result, Tensor.zeros(dtype, result.shape()));
    return new ProductContest.Ready() {
      @Override
      public void run() {
        executable.run(Map.of());
      }

      @Override
      public double at(int i) {
        return executable.read(result).at(i);
      }
    };
  }

  private static Node operand(String name, DType dtype, int rows, int columns, boolean transposed) {
    return Node.variable(
        name, dtype, transposed ? Shape.of(columns, rows) : Shape.of(rows, columns));
  }

  private static Node oriented(Node operand, boolean transposed) {
    return transposed ? operand.transposed() : operand;
  }
}
