package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Functions composed of the primitives: activations, softmax and random numbers. */
public final class Compositions {
  /**
   * What is added to each of exponentials of which the largest is 1: their sum does not change by
   * it, and that of zeros alone becomes positive.
   */
  public static final double TINY = 0x1p-100;

  private Compositions() {}

  /** The positive part: 0 where {@code x <= 0}, with derivative 0 there; NaN stays NaN. */
  public static Node relu(Node x) {
    return Node.select(x.atMost(x.zeros()), x.zeros(), x);
  }

  public static Node leakyRelu(Node x, double slope) {
    return Node.select(x.atMost(x.zeros()), x.times(slope), x);
  }

  /**
   * {@code alpha (exp(x) - 1)} where x is not positive, else x. At 0 the derivatives are those of
   * the first branch: alpha, and alpha again.
   */
  public static Node elu(Node x, double alpha) {
    return Node.select(x.atMost(x.zeros()), x.expm1().times(alpha), x);
  }

  /**
   * {@code x Phi(x)} with the normal distribution function Phi; at infinities its limits, which are
   * those of relu.
   */
  public static Node gelu(Node x) {
    return withLimits(x, x.times(x.normalCdf()));
  }

  /** {@code x sigmoid(x)}, also called swish; at infinities its limits, as those of relu. */
  public static Node silu(Node x) {
    return withLimits(x, x.times(x.sigmoid()));
  }

  /** A smooth rectifier, whose derivatives have those of relu as limits. */
  private static Node withLimits(Node x, Node rectified) {
    return Node.select(isInfinite(x), relu(x), rectified);
  }

  /** Whether a number is infinite, of either sign. */
  public static Node isInfinite(Node x) {
    return x.abs().equalTo(x.constant(Double.POSITIVE_INFINITY));
  }

  /**
   * {@code log(sum(exp(x)))} over the last axis, shifted by the maximum so that it cannot overflow.
   * Of -Infinity alone it is -Infinity, with a gradient of 0. With Infinity it is Infinity; the
   * gradient is NaN there, as {@link #softmax} is, and 0 at all other elements.
   */
  public static Node logsumexp(Node x) {
    var axis = List.of(x.shape().rank() - 1);
    var largest = Node.of(new Max(axis), x).detach();
    return exponentials(x, axis).plus(TINY).sum(-1).log().plus(largest);
  }

  /**
   * {@code exp(x) / sum(exp(x))} over the last axis; of -Infinity alone it is 0, at Infinity NaN.
   */
  public static Node softmax(Node x) {
    var axis = List.of(x.shape().rank() - 1);
    var e = exponentials(x, axis);
    return e.dividedBy(e.plus(TINY).sum(-1).unreduce(x.shape(), axis));
  }

  /** {@code exp(x - max(x))}, where an infinite maximum counts as 0. */
  private static Node exponentials(Node x, List<Integer> axis) {
    var largest = Node.of(new Max(axis), x);
    var isFinite = largest.abs().lessThan(largest.constant(Double.POSITIVE_INFINITY));
    var shift = Node.select(isFinite, largest, largest.zeros());
    return x.minus(shift.detach().unreduce(x.shape(), axis)).exp();
  }

  /**
   * The Euclidean norm over these axes, over all when none is named; its gradient at 0 is 0. It is
   * scaled by a power of two, so that squares neither overflow nor vanish.
   */
  public static Node norm(Node x, int... axes) {
    var largest = x.abs().max(axes);
    var reduced = ((Max) largest.op()).axes();
    var scale = powerOfTwo(largest.detach());
    var squares = x.dividedBy(scale.unreduce(x.shape(), reduced)).squared().sum(axes);
    var root = Node.select(squares.equalTo(squares.zeros()), squares.zeros(), squares.sqrt());
    return root.times(scale);
  }

  /** The power of two in a number that is not negative, kept to those with a reciprocal. */
  private static Node powerOfTwo(Node x) {
    var isSingle = x.dtype() == DType.FLOAT32;
    var exponent = isSingle ? 0x7f800000 : 0x7ff0000000000000L;
    var bits = x.bitcast(isSingle ? DType.INT32 : DType.INT64);
    var mask = Tensor.of(Shape.SCALAR, exponent);
    var power =
        bits.and(Node.constant(mask.to(bits.dtype())).broadcastTo(x.shape())).bitcast(x.dtype());
    return power
        .maximum(x.constant(isSingle ? Float.MIN_NORMAL : Double.MIN_NORMAL))
        .minimum(x.constant(isSingle ? 0x1p126 : 0x1p1022));
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
