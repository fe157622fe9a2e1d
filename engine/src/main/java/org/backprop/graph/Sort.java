package org.backprop.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** The elements along an axis in ascending order, NaN last; equal elements keep their order. */
public record Sort(int axis) implements Op.Index {
  @Override
  public String name() {
    return "sort";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    inputs.getFirst().shape().dim(axis);
    return inputs.getFirst();
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var x = Node.constant(inputs.getFirst());
    var places = places(x);
    return evaluated(Node.of(new Gather(), x.reshape(type.shape().size()), places));
  }

  private static Tensor evaluated(Node node) {
    return node.op().evaluate(node.inputs().stream().map(Sort::value).toList(), node.type());
  }

  private static Tensor value(Node node) {
    return node.op() instanceof Constant constant ? constant.value() : evaluated(node);
  }

  /** Where each element of the result stands in x, counted row-major. */
  private Node places(Node x) {
    var last = x.shape().rank() - 1;
    var order = new ArrayList<>(IntStream.rangeClosed(0, last).boxed().toList());
    Collections.swap(order, axis, last);
    var swap = new Permute(order);
    var along = Node.of(swap, Node.of(new Argsort(), Node.of(swap, x.detach())));
    var strides = x.shape().strides();
    var place = along.times(strides[axis]);
    for (var other = 0; other <= last; other++) {
      if (other != axis) {
        var index = Node.of(new Iota(new TensorType(DType.INT32, x.shape()), other));
        place = place.plus(index.times(strides[other]));
      }
    }
    return place;
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var x = node.input(0);
    var scattered = Node.of(new ScatterAdd(x.shape().size()), cotangent, places(x));
    into.add(0, scattered.reshape(x.shape()));
  }
}
