package org.backprop.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.engine.OpCase.Finding;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.sample.Operands;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Checks an operation: its type, its derivatives to second order against finite differences, its
 * products with vectors, its value in single precision, its lowering, and its compiled code against
 * the interpreter. Every operation of this library passes it.
 *
 * <pre>{@code
 * var report = OpCheck.of(new Swish()).run();
 * if (!report.passed()) {
 *   System.err.println(report);
 * }
 * }</pre>
 *
 * <p>A unary or binary operation is checked on operands from its domain, in several shapes and
 * strides. Any other operation is checked on the operands that {@link #on} names.
 */
public final class OpCheck {
  private static final long SEED = 1;

  private final Op op;
  private final List<OpCase> cases;
  private final Set<Property> properties;

  private OpCheck(Op op, List<OpCase> cases, Set<Property> properties) {
    this.op = op;
    this.cases = List.copyOf(cases);
    this.properties = properties;
  }

  /** What must hold of an operation. */
  public enum Property {
    /** The value is finite where the operands are in the domain that the operation states. */
    DOMAIN,
    /** The value has the inferred type. */
    TYPE,
    /** The derivative agrees with central differences. */
    DERIVATIVE,
    /** The derivative of the derivative agrees with central differences. */
    SECOND_DERIVATIVE,
    /** The products u (J v), forward, and (u J) v, backward, are equal. */
    PRODUCTS,
    /** FLOAT32 operands give the value for FLOAT64, rounded. */
    SINGLE_PRECISION,
    /** The lowered nodes have the reference value up to 1e-10 of it. */
    LOWERING,
    /** Compiled code gives the interpreter's bits, with every width of the machine's vectors. */
    COMPILED
  }

  /** A property that does not hold, with the operation, its operands and the numbers. */
  public record Fault(Property property, String sentence) {}

  /**
   * What the check found.
   *
   * @param faults by property, of each property the worst first
   * @param cases the number of operands, or sets of operands, that were checked
   * @param elements the number of elements whose derivatives were compared with differences
   */
  public record Report(int cases, int elements, List<Fault> faults) {
    public Report {
      faults = List.copyOf(faults);
    }

    public boolean passed() {
      return faults.isEmpty();
    }

    /** The worst fault of each property, a line each, or a line that says what was checked. */
    @Override
    public String toString() {
      return passed()
          ? "no fault in " + cases + " cases, " + elements + " derivatives compared"
          : Stream.of(Property.values())
              .flatMap(property -> worst(property).stream())
              .collect(Collectors.joining("\n"));
    }

    private Optional<String> worst(Property property) {
      var own = faults.stream().filter(fault -> fault.property() == property).toList();
      var more = own.size() < 2 ? "" : " (the worst of " + own.size() + ")";
      return own.stream().findFirst().map(fault -> fault.sentence() + more);
    }
  }

  /**
   * A check on operands from the operation's domain; of an operation that is neither unary nor
   * binary, a check without any yet.
   */
  public static OpCheck of(Op op) {
    var operands = new Operands(SEED);
    return switch (op) {
      case Op.Bitwise _ -> sampled(op, operands, List.of(operands::whole, operands::whole));
      case Op.Unary unary -> sampled(op, operands, List.of(operands.within(unary.domain())));
      case Op.Binary binary ->
          sampled(op, operands, binary.domains().stream().map(operands::within).toList());
      default -> of(op, List.of(), Map.of());
    };
  }

  private static OpCheck sampled(Op op, Operands operands, List<Function<Shape, Node>> inputs) {
    return of(op, Operands.elementwise(op, inputs).toList(), operands.values());
  }

  /** A check of nodes of the operation, given the values of all sources that they read. */
  public static OpCheck of(Op op, List<Node> nodes, Map<Node, Tensor> values) {
    var random = new Operands(SEED);
    var cases = nodes.stream().map(node -> OpCase.of(node, values, random)).toList();
    return new OpCheck(op, cases, EnumSet.allOf(Property.class));
  }

  /** The same check, also on inputs with these values. */
  public OpCheck on(Tensor... operands) {
    var sources = new Operands(SEED);
    var node = Node.of(op, Stream.of(operands).map(sources::input).toList());
    var more = new ArrayList<>(cases);
    more.add(OpCase.of(node, sources.values(), sources));
    return new OpCheck(op, more, properties);
  }

  /** The same check of these properties alone. */
  public OpCheck only(Property first, Property... others) {
    return new OpCheck(op, cases, EnumSet.of(first, others));
  }

  /**
   * Checks every case.
   *
   * @throws IllegalStateException if there is none
   */
  public Report run() {
    if (cases.isEmpty()) {
      throw new IllegalStateException(
          "no operands to check " + op.name() + " on; name some with on(...)");
    }
    var faults = properties.stream().flatMap(this::faults).toList();
    return new Report(cases.size(), cases.stream().mapToInt(OpCase::elements).sum(), faults);
  }

  /** The faults in one property, the worst first. */
  private Stream<Fault> faults(Property property) {
    return cases.stream()
        .flatMap(own -> own.findings(property))
        .sorted(Comparator.comparingDouble(Finding::error).reversed())
        .map(finding -> new Fault(property, finding.sentence()));
  }

  /** As in {@code the check of Tanh[], 3 cases}. */
  @Override
  public String toString() {
    return "the check of %s, %s cases".formatted(op, cases.size());
  }
}
