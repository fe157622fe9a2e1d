package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.backprop.engine.OpCheck.Property;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.junit.jupiter.api.Test;

/** What the check says of operations from outside that are wrong. */
final class OpCheckTest {
  @Test
  void an_operation_that_is_not_defined_on_its_domain_is_a_fault() {
    var report = OpCheck.of(new Logit(Op.Interval.REAL)).run();
    assertFalse(report.passed());
    var sentence = report.toString();
    assertTrue(
        sentence.matches(
            "Logit\\[.*\\] at \\[.*\\] is not finite, though in its domain \\[-3\\.0 to 3\\.0\\];"
                + " state where it is defined by domain\\(\\) \\(the worst of \\d+\\)"),
        sentence);
    assertEquals("", faults(OpCheck.of(new Logit(new Op.Interval(0.1, 0.9))).run()));
  }

  private static String faults(OpCheck.Report report) {
    return report.passed() ? "" : report.toString();
  }

  private record Logit(Op.Interval where) implements Op.Unary {
    @Override
    public String name() {
      return "logit";
    }

    @Override
    public Op.Interval domain() {
      return where;
    }

    @Override
    public double apply(double x) {
      return Math.log(x) - Math.log1p(-x);
    }

    @Override
    public Node derivative(Node x, Node y) {
      return x.times(x.oneMinus()).reciprocal();
    }
  }

  @Test
  void both_domains_of_a_binary_operation_are_checked() {
    var report = OpCheck.of(new Quotients()).only(Property.DOMAIN).run();
    assertTrue(report.toString().contains("defined by domains()"), report.toString());
  }

  /** {@code sqrt(a) b}. */
  private record Quotients() implements Op.Binary {
    @Override
    public String name() {
      return "quotients";
    }

    @Override
    public double apply(double a, double b) {
      return Math.sqrt(a) * b;
    }

    @Override
    public List<Node> derivatives(Node a, Node b, Node y) {
      return List.of(b.dividedBy(a.sqrt().times(2)), a.sqrt());
    }
  }

  @Test
  void of_each_property_the_worst_fault_is_one_line() {
    var report = OpCheck.of(new WrongLowering()).run();
    var lines = report.toString().lines().toList();
    assertEquals(1, lines.size(), report.toString());
    var faults = report.faults();
    assertTrue(faults.size() > 100, faults::toString);
    assertTrue(lines.getFirst().endsWith(" (the worst of " + faults.size() + ")"), lines::toString);
    var largest = faults.stream().mapToDouble(OpCheckTest::distance).max().orElseThrow();
    assertEquals(largest, distance(faults.getFirst()));
  }

  /** The lowering is wrong by 0.1 x, where the value has no part in the relative distance. */
  private static double distance(OpCheck.Fault fault) {
    var numbers = ".* is (\\S+), but (\\S+) by its lowering";
    var value = Double.parseDouble(fault.sentence().replaceAll(numbers, "$1"));
    var lowered = Double.parseDouble(fault.sentence().replaceAll(numbers, "$2"));
    return Math.abs(value - lowered) / Math.max(1, Math.abs(value));
  }

  /** {@code 2 x}, lowered to {@code 2.1 x}. */
  private record WrongLowering() implements Op.Unary {
    @Override
    public String name() {
      return "twice";
    }

    @Override
    public double apply(double x) {
      return 2 * x;
    }

    @Override
    public Node derivative(Node x, Node y) {
      return x.constant(2);
    }

    @Override
    public Optional<Node> lowered(List<Node> inputs) {
      return Optional.of(inputs.getFirst().times(2.1));
    }
  }
}
