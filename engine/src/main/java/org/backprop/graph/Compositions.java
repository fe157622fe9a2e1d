package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/** Functions composed of the primitives: activations, softmax and random numbers. */
public final class Compositions {
  private Compositions() {}

  /** The positive part: 0 where {@code x <= 0}, with derivative 0 there; NaN stays NaN. */
  public static Node relu(Node x) {
    return Node.select(x.atMost(x.zeros()), x.zeros(), x);
  }

  public static Node leakyRelu(Node x, double slope) {
    return Node.select(x.atMost(x.zeros()), x.times(slope), x);
  }

  /** {@code alpha (exp(x) - 1)} where x is not positive, else x. */
  public static Node elu(Node x, double alpha) {
    var negative = x.minimum(x.zeros()).expm1().times(alpha);
    return Node.select(x.atMost(x.zeros()), negative, x);
  }

  /** {@code x Phi(x)}, in its exact form with erf. */
  public static Node gelu(Node x) {
    return x.times(0.5).times(x.times(Math.sqrt(0.5)).erf().plus(1));
  }

  /** {@code x sigmoid(x)}, also called swish. */
  public static Node silu(Node x) {
    return x.times(x.sigmoid());
  }

  /**
   * {@code log(sum(exp(x)))} over the last axis, shifted by the maximum so that it cannot overflow.
   */
  public static Node logsumexp(Node x) {
    var axis = List.of(x.shape().rank() - 1);
    var largest = Node.of(new Max(axis), x).detach();
    var shifted = x.minus(largest.unreduce(x.shape(), axis));
    return shifted.exp().sum(-1).log().plus(largest);
  }

  /** {@code exp(x) / sum(exp(x))} over the last axis. */
  public static Node softmax(Node x) {
    var axis = List.of(x.shape().rank() - 1);
    var e = x.minus(Node.of(new Max(axis), x).detach().unreduce(x.shape(), axis)).exp();
    return e.dividedBy(e.sum(-1).unreduce(x.shape(), axis));
  }

  /** 1 at each label and 0 elsewhere: {@code [..., classes]} from whole numbers {@code [...]}. */
  public static Node oneHot(Node labels, int classes, DType dtype) {
    var shape = labels.shape().insert(labels.shape().rank(), classes);
    var classNumbers =
        Node.of(new Iota(new TensorType(labels.dtype(), shape), labels.shape().rank()));
    return labels.unreduce(shape, List.of(labels.shape().rank())).equalTo(classNumbers).cast(dtype);
  }

  /** The index of the first largest element along the last axis. */
  public static Node argmax(Node x) {
    var order = x.negated().argsort();
    return order.slice(-1, 0, 1).reshape(x.shape().without(-1));
  }

  /** Numbers in [0, 1), multiples of 2^-23, from 32 random bits each. */
  public static Node uniform(Node bits) {
    return bits.shiftRight(9).or(bits.constant(0x3f800000)).bitcast(DType.FLOAT32).minus(1);
  }

  /** Standard normal numbers by the method of Box and Muller, from two sets of random bits. */
  public static Node normal(Node bits, Node moreBits) {
    var radius = uniform(bits).oneMinus().log().times(-2).sqrt();
    return radius.times(uniform(moreBits).times(2 * Math.PI).cos());
  }

  /** Random bits {@code INT32[rows, columns]} for these row numbers of this step. */
  public static Node randomBits(Node seed, Node step, Node rows, int stream, int columns) {
    return Node.of(new RandomBits(stream, columns), seed, step, rows);
  }

  /** Numbers of one type counted along the last axis: 0, 1, 2, ... */
  public static Node iota(DType dtype, int length) {
    return Node.of(new Iota(new TensorType(dtype, Shape.of(length)), 0));
  }
}
