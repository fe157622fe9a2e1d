package org.backprop.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.tensor.Shape;

/** The product over whole axes; zeros among the factors have their exact derivatives. */
public record Prod(List<Integer> axes) implements Op.Reduce {
  public Prod {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "product";
  }

  @Override
  public double start() {
    return 1;
  }

  @Override
  public double combine(double a, double b) {
    return a * b;
  }

  @Override
  public long combine(long a, long b) {
    return a * b;
  }

  /** The derivative by a factor is the product of those before it and those after it. */
  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var x = node.input(0);
    if (x.shape().size() == 0) {
      return;
    }
    var order = new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
    order.removeAll(axes);
    order.addAll(axes);
    var permute = new Permute(order);
    var arranged = Node.of(permute, x);
    var kept = node.shape().size();
    var factors = arranged.reshape(Shape.of(kept, x.shape().size() / kept));
    var others = CumulativeProduct.before(factors, 1).times(CumulativeProduct.after(factors, 1));
    var back = new Permute(permute.inverse());
    into.add(
        0,
        Node.of(back, others.reshape(arranged.shape())).times(cotangent.unreduce(x.shape(), axes)));
  }
}
