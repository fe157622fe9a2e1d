package org.backprop.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.engine.OpCheck.Property;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Bitcast;
import org.backprop.graph.Detach;
import org.backprop.graph.Max;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.ScatterAdd;
import org.backprop.graph.TensorType;
import org.backprop.graph.Walk;
import org.backprop.interpret.Interpreter;
import org.backprop.sample.Operands;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * One node of an operation with the values of its sources, and the properties that must hold of it.
 *
 * @param random where weights and directions come from
 */
record OpCase(Node node, Map<Node, Tensor> values, Operands random) {
  /** The relative distance from the reference value that a lowering may have. */
  private static final double LOWERED_DIGITS = 1e-10;

  /** The case with the values of the sources that the node reads. */
  static OpCase of(Node node, Map<Node, Tensor> values, Operands random) {
    var needed = new HashMap<>(values);
    needed.keySet().retainAll(Walk.inputsFirst(List.of(node)));
    return new OpCase(node, needed, random);
  }

  /**
   * A fault.
   *
   * @param error by which the worst of several is told: a relative distance, 0 where there is none
   */
  record Finding(double error, String sentence) {
    static Finding of(String sentence) {
      return new Finding(0, sentence);
    }

    /** Infinite where a number is not. */
    static Finding of(double expected, double actual, String sentence) {
      var error = Math.abs(expected - actual) / Math.max(1, Math.abs(expected));
      return new Finding(Double.isNaN(error) ? Double.POSITIVE_INFINITY : error, sentence);
    }
  }

  /** The faults in one property. */
  Stream<Finding> findings(Property property) {
    return switch (property) {
      case DOMAIN -> domain();
      case TYPE -> type().map(Finding::of);
      case DERIVATIVE -> isDifferentiated() ? derivative() : Stream.of();
      case SECOND_DERIVATIVE -> isDifferentiated() ? secondDerivative() : Stream.of();
      case PRODUCTS -> isSmooth() ? products() : Stream.of();
      case SINGLE_PRECISION -> singlePrecision();
      case LOWERING -> lowering();
      case COMPILED -> compiled().map(Finding::of);
    };
  }

  /** The number of elements whose derivatives are compared with differences. */
  int elements() {
    return isDifferentiated()
        ? floats().stream().mapToInt(source -> source.shape().size()).sum()
        : 0;
  }

  private String described() {
    return Operands.described(node);
  }

  private Tensor value(Node of) {
    return new Interpreter(List.of(of)).evaluate(values).getFirst();
  }

  private List<Tensor> operands() {
    return node.inputs().stream().map(this::value).toList();
  }

  private List<Node> floats() {
    return Operands.floats(node);
  }

  /** The maximum of no elements is -Infinity and has no derivative. */
  private boolean isSmooth() {
    return node.dtype() == DType.FLOAT64 && !floats().isEmpty() && value(node).isFinite();
  }

  private boolean isDifferentiated() {
    return isSmooth() && !(node.op() instanceof Detach);
  }

  /** Of an elementwise operation: outside its domain nothing else would be compared. */
  private Stream<Finding> domain() {
    var isUnary = node.op() instanceof Op.Unary;
    var domains =
        switch (node.op()) {
          case Op.Unary unary -> List.of(unary.domain());
          case Op.Binary binary -> binary.domains();
          default -> List.<Op.Interval>of();
        };
    if (domains.isEmpty() || !node.dtype().isFloat()) {
      return Stream.of();
    }
    var value = value(node);
    var operands = operands();
    return IntStream.range(0, value.size())
        .filter(i -> !Double.isFinite(value.at(i)))
        .mapToObj(i -> operands.stream().map(operand -> operand.at(i)).toList())
        .filter(
            at -> IntStream.range(0, at.size()).allMatch(k -> domains.get(k).contains(at.get(k))))
        .limit(1)
        .map(at ->
            Finding.of(
                "%s at %s is not finite, though in its domain %s; state where it is defined by %s"
                    .formatted(node.op(), at, domains, isUnary ? "domain()" : "domains()")));
  }

  private Stream<String> type() {
    var value = value(node);
    var type = new TensorType(value.dtype(), value.shape());
    var inferred = node.op().infer(node.inputs().stream().map(Node::type).toList());
    return Stream.of(node.type(), inferred)
        .filter(expected -> !expected.equals(type))
        .map(expected -> described() + " is " + type + ", but its type is inferred as " + expected);
  }

  private Stream<Finding> derivative() {
    return faults("the gradient", check(random.weighed(node)));
  }

  /** The gradient of the gradient. */
  private Stream<Finding> secondDerivative() {
    var loss = random.weighed(node);
    var sums = Gradients.of(loss, floats()).stream().map(random::weighed);
    return faults("the gradient of the gradient", check(sums.reduce(loss.zeros(), Node::plus)));
  }

  private GradientCheck.Report check(Node loss) {
    return GradientCheck.of(loss, Operands.floats(loss)).at(values);
  }

  private Stream<Finding> faults(String what, GradientCheck.Report report) {
    if (!report.passed()) {
      return Stream.of(found(what + " of " + described(), report));
    }
    return report.count(GradientCheck.Verdict.KINK) > 0
        ? Stream.of(found("a kink in " + described(), report))
        : Stream.of();
  }

  private static Finding found(String what, GradientCheck.Report report) {
    var worst = report.worst();
    return Finding.of(worst.quotient(), worst.gradient(), what + ": " + worst);
  }

  /** The products u.(Jv) and (uJ).v, forward and backward. */
  private Stream<Finding> products() {
    var wrt = floats();
    var u = vector(node);
    var v = wrt.stream().map(this::vector).toList();
    var forward = value(Gradients.jvp(List.of(node), wrt, v).getFirst().times(u).sum()).item();
    var back = Gradients.vjp(List.of(node), wrt, List.of(u));
    var backward =
        value(
                IntStream.range(0, wrt.size())
                    .mapToObj(i -> back.get(i).times(v.get(i)).sum())
                    .reduce(Node.scalar(DType.FLOAT64, 0), Node::plus))
            .item();
    var tolerance = 1e-12 * node.shape().size() * Math.max(1, Math.abs(forward));
    return Math.abs(forward - backward) <= tolerance
        ? Stream.of()
        : Stream.of(
            Finding.of(
                forward,
                backward,
                described() + ": u (J v) is " + forward + ", but (u J) v is " + backward));
  }

  private Node vector(Node like) {
    var numbers = random.numbers(like.shape().size(), Op.Interval.REAL);
    return Node.constant(Tensor.of(like.shape(), numbers));
  }

  /** FLOAT32 operands give the FLOAT64 value rounded once; sums may differ by their rounding. */
  private Stream<Finding> singlePrecision() {
    if (node.op() instanceof Op.Source || node.op() instanceof Bitcast) {
      return Stream.of();
    }
    var single = operands().stream().map(x -> inFloats(x, DType.FLOAT32)).toList();
    var rounded = single.stream().map(x -> inFloats(x, DType.FLOAT64)).toList();
    var result = evaluated(single);
    var exact = evaluated(rounded);
    var sizes = evaluated(rounded.stream().map(OpCase::sizes).toList());
    var faults = new ArrayList<Finding>();
    for (var i = 0; i < exact.size(); i++) {
      var bound = isSum() ? 100 * Math.scalb(sizes.at(i), -24) : 0;
      var expected = result.dtype() == DType.FLOAT32 ? (float) exact.at(i) : exact.at(i);
      if (!isWithin(bound, expected, result.at(i))) {
        faults.add(
            Finding.of(
                expected,
                result.at(i),
                "element %s of %s in single precision is %s, in double precision %s"
                    .formatted(i, described(), result.at(i), expected)));
      }
    }
    return faults.stream();
  }

  private static boolean isWithin(double bound, double expected, double actual) {
    return Double.compare(expected, actual) == 0 || Math.abs(expected - actual) <= bound;
  }

  /** Whether elements are sums, whose error the sum of the terms' sizes bounds. */
  private boolean isSum() {
    return switch (node.op()) {
      case Max _ -> false;
      case Op.Reduce _, Op.Scan _, Op.Product _, ScatterAdd _ -> true;
      default -> false;
    };
  }

  private static Tensor inFloats(Tensor x, DType dtype) {
    return x.dtype().isFloat() ? x.to(dtype) : x;
  }

  private static Tensor sizes(Tensor x) {
    return x.dtype() == DType.FLOAT64
        ? Tensor.of(x.shape(), Arrays.stream(x.toDoubles()).map(Math::abs).toArray())
        : x;
  }

  private Tensor evaluated(List<Tensor> operands) {
    var types = operands.stream().map(x -> new TensorType(x.dtype(), x.shape())).toList();
    return node.op().evaluate(operands, node.op().infer(types));
  }

  private Stream<Finding> lowering() {
    var lowered = compiledCase().expected(Program.of(node)).getFirst();
    var value = value(node);
    return IntStream.range(0, value.size())
        .filter(i ->
            !isWithin(
                LOWERED_DIGITS * Math.max(1, Math.abs(value.at(i))), value.at(i), lowered.at(i)))
        .mapToObj(i ->
            Finding.of(
                value.at(i),
                lowered.at(i),
                "element %s of %s is %s, but %s by its lowering"
                    .formatted(i, described(), value.at(i), lowered.at(i))));
  }

  private Stream<String> compiled() {
    var single = compiledCase().inSinglePrecision();
    return Stream.concat(
        compiledCase().differences(described()),
        single.stream().flatMap(own -> own.differences(described() + " in single precision")));
  }

  private CompiledCase compiledCase() {
    return new CompiledCase(List.of(node), values);
  }
}
