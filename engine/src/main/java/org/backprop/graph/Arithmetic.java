package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Elementwise operations as methods of a node. Two operands are broadcast to their common shape; a
 * number stands for a constant of the node's own type.
 */
public sealed interface Arithmetic permits Node {
  Node node();

  Shape shape();

  DType dtype();

  default Node plus(Node other) {
    return binary(new Add(), other);
  }

  default Node plus(double number) {
    return plus(constant(number));
  }

  default Node minus(Node other) {
    return binary(new Sub(), other);
  }

  default Node minus(double number) {
    return minus(constant(number));
  }

  default Node times(Node other) {
    return binary(new Mul(), other);
  }

  default Node times(double number) {
    return times(constant(number));
  }

  default Node dividedBy(Node other) {
    return binary(new Div(), other);
  }

  default Node dividedBy(double number) {
    return dividedBy(constant(number));
  }

  default Node pow(Node exponent) {
    return binary(new Pow(), exponent);
  }

  default Node pow(double exponent) {
    return pow(constant(exponent));
  }

  default Node maximum(Node other) {
    return binary(new Maximum(), other);
  }

  default Node minimum(Node other) {
    return binary(new Minimum(), other);
  }

  /** The remainder with the sign of the divisor. */
  default Node mod(Node divisor) {
    return binary(new Mod(), divisor);
  }

  default Node mod(double divisor) {
    return mod(constant(divisor));
  }

  /** The angle of the point with this node as its second coordinate and x as its first. */
  default Node atan2(Node x) {
    return binary(new Atan2(), x);
  }

  /** The regularised lower incomplete gamma function with this node as its shape. */
  default Node incompleteGamma(Node x) {
    return binary(new IncompleteGamma(0), x);
  }

  default Node lessThan(Node other) {
    return binary(new Less(), other);
  }

  default Node atMost(Node other) {
    return binary(new LessEqual(), other);
  }

  default Node equalTo(Node other) {
    return binary(new Equal(), other);
  }

  default Node and(Node other) {
    return binary(new And(), other);
  }

  default Node or(Node other) {
    return binary(new Or(), other);
  }

  default Node xor(Node other) {
    return binary(new Xor(), other);
  }

  default Node shiftLeft(int bits) {
    return binary(new ShiftLeft(), constant(bits));
  }

  default Node shiftRight(int bits) {
    return binary(new ShiftRight(), constant(bits));
  }

  default Node negated() {
    return unary(new Neg());
  }

  default Node abs() {
    return unary(new Abs());
  }

  default Node sign() {
    return unary(new Sign());
  }

  default Node sqrt() {
    return unary(new Sqrt());
  }

  default Node squared() {
    return times(node());
  }

  default Node reciprocal() {
    return constant(1).dividedBy(node());
  }

  default Node oneMinus() {
    return constant(1).minus(node());
  }

  default Node exp() {
    return unary(new Exp());
  }

  default Node expm1() {
    return unary(new Expm1());
  }

  default Node log() {
    return unary(new Log());
  }

  default Node log1p() {
    return unary(new Log1p());
  }

  default Node sin() {
    return unary(new Sin());
  }

  default Node cos() {
    return unary(new Cos());
  }

  default Node atan() {
    return unary(new Atan());
  }

  default Node tanh() {
    return unary(new Tanh());
  }

  default Node sigmoid() {
    return unary(new Sigmoid());
  }

  default Node softplus() {
    return unary(new Softplus());
  }

  default Node erf() {
    return unary(new Erf());
  }

  default Node erfc() {
    return unary(new Erfc());
  }

  default Node normalCdf() {
    return unary(new NormalCdf());
  }

  default Node logNormalCdf() {
    return unary(new LogNormalCdf());
  }

  default Node lgamma() {
    return unary(new Lgamma());
  }

  default Node digamma() {
    return unary(new Polygamma(0));
  }

  default Node floor() {
    return unary(new Floor());
  }

  default Node round() {
    return unary(new Round());
  }

  /** The same value, held constant: no gradient passes. */
  default Node detach() {
    return unary(new Detach());
  }

  default Node cast(DType dtype) {
    return dtype == dtype() ? node() : unary(new Cast(dtype));
  }

  default Node bitcast(DType dtype) {
    return unary(new Bitcast(dtype));
  }

  /** The number in this node's type and shape. */
  default Node constant(double number) {
    return Node.constant(Tensor.scalar(dtype(), number)).broadcastTo(shape());
  }

  /** Zeros of this node's type and shape. */
  default Node zeros() {
    return constant(0);
  }

  private Node unary(Op.Unary op) {
    return Node.of(op, node());
  }

  private Node binary(Op.Binary op, Node other) {
    if (shape().equals(other.shape())) {
      return Node.of(op, node(), other);
    }
    var common = Shape.broadcast(shape(), other.shape());
    return Node.of(op, List.of(node().broadcastTo(common), other.broadcastTo(common)));
  }
}
