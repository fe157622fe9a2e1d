package org.backprop.lower;

import org.backprop.graph.Fma;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The bits of a float type's numbers: an integer of equal width, in which the fraction, the
 * exponent and the sign follow from low bits to high.
 */
enum LowerFormat {
  SINGLE(DType.INT32, 23, 127),
  DOUBLE(DType.INT64, 52, 1023);

  /** The number of fraction bits, above which the exponent starts. */
  final int fraction;

  /** The exponent field of 1. */
  final int bias;

  private final DType integer;

  LowerFormat(DType integer, int fraction, int bias) {
    this.integer = integer;
    this.fraction = fraction;
    this.bias = bias;
  }

  static LowerFormat of(Node x) {
    return switch (x.dtype()) {
      case FLOAT32 -> SINGLE;
      case FLOAT64 -> DOUBLE;
      default -> throw new IllegalArgumentException(x + " is of no float type");
    };
  }

  /** The numbers of that format. */
  static double[] pick(Node x, double[] singles, double[] doubles) {
    return of(x) == SINGLE ? singles : doubles;
  }

  /** The number of that format. */
  static double pick(Node x, double single, double twice) {
    return of(x) == SINGLE ? single : twice;
  }

  /** The bits of a float as a whole number. */
  static Node bits(Node x) {
    return x.bitcast(of(x).integer);
  }

  /** The float that has these bits. */
  static Node number(Node bits) {
    return bits.bitcast(bits.dtype() == DType.INT32 ? DType.FLOAT32 : DType.FLOAT64);
  }

  /** A whole number of the type and shape of these bits. */
  static Node whole(Node bits, long value) {
    var scalar =
        bits.dtype() == DType.INT32
            ? Tensor.of(Shape.SCALAR, (int) value)
            : Tensor.of(Shape.SCALAR, value);
    return Node.constant(scalar).broadcastTo(bits.shape());
  }

  /** The bits of a number in this format. */
  long bitsOf(double number) {
    return this == SINGLE
        ? Float.floatToRawIntBits((float) number)
        : Double.doubleToRawLongBits(number);
  }

  long signBit() {
    return this == SINGLE ? Integer.MIN_VALUE : Long.MIN_VALUE;
  }

  /** {@code size}, which is not negative, with the sign of x. */
  static Node withSign(Node size, Node x) {
    var bits = bits(x);
    return number(bits(size).or(bits.and(whole(bits, of(x).signBit()))));
  }

  static Node fma(Node a, Node b, Node c) {
    return Node.of(new Fma(), a, b, c);
  }

  static Node fma(Node a, double b, Node c) {
    return fma(a, a.constant(b), c);
  }

  static Node fma(Node a, Node b, double c) {
    return fma(a, b, a.constant(c));
  }

  static Node fma(Node a, double b, double c) {
    return fma(a, a.constant(b), a.constant(c));
  }

  /** {@code c0 + c1 x + c2 x^2 + ...} */
  static Node polynomial(Node x, double... coefficients) {
    var last = coefficients.length - 1;
    var sum = x.constant(coefficients[last]);
    for (var i = last - 1; i >= 0; i--) {
      sum = fma(sum, x, coefficients[i]);
    }
    return sum;
  }

  /** The number where it is not less, else the bound; NaN stays. */
  static Node atLeast(Node x, double bound) {
    return Node.select(x.lessThan(x.constant(bound)), x.constant(bound), x);
  }

  /** The number where it is not greater, else the bound; NaN stays. */
  static Node atMost(Node x, double bound) {
    return Node.select(x.constant(bound).lessThan(x), x.constant(bound), x);
  }
}
