package org.backprop.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.engine.Program;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Ops;
import org.backprop.graph.Samples;
import org.backprop.plan.Kernel;
import org.backprop.plan.Planner;
import org.backprop.plan.TargetMachine;
import org.backprop.sample.Operands;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InterpretedOpTest {
  static Stream<Op> all() {
    return Ops.ALL.stream();
  }

  /** Whether a kernel of the compiled node runs by reference values. */
  private static boolean isInterpreted(Node node) {
    var program = new Program(List.of(node), Map.of(), List.of()).simplified().lowered();
    return Planner.of(
            program.outputs(), program.updates(), program.guards(), TargetMachine.of(0, 1))
        .kernels()
        .stream()
        .anyMatch(Kernel.Reference.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_operation_is_compiled_or_listed_with_the_reason(Op op) {
    var nodes = Samples.of(op, new Operands(1)).toList();
    var compiled = nodes.stream().filter(node -> !isInterpreted(node)).count();
    if (InterpretedOp.of(op).isEmpty()) {
      assertTrue(2 * compiled > nodes.size(), compiled + " of " + nodes.size() + " are compiled");
    } else {
      assertTrue(compiled < nodes.size(), op.name() + " is compiled, but listed as interpreted");
    }
  }

  @ParameterizedTest
  @EnumSource(InterpretedOp.class)
  void the_reason_is_a_clause(InterpretedOp listed) {
    var op = Ops.ALL.stream().filter(o -> InterpretedOp.of(o).equals(Optional.of(listed)));
    var reason = Lowering.reason(op.findFirst().orElseThrow());
    assertEquals(listed.reason(), reason);
    assertTrue(Character.isLowerCase(reason.charAt(0)) && !reason.endsWith("."), reason);
  }

  private record Doubled(Optional<Double> factor) implements Op.Flat {
    @Override
    public String name() {
      return "doubled";
    }

    @Override
    public double apply(double x) {
      return 2 * x;
    }

    @Override
    public Optional<Node> lowered(List<Node> inputs) {
      return factor.map(number -> inputs.getFirst().times(number).sum());
    }
  }

  @Test
  void an_operation_that_states_no_lowering_is_named() {
    assertEquals("doubled states no lowering", Lowering.reason(new Doubled(Optional.empty())));
    assertFalse(Lowering.reason(Ops.ALL.getLast()).contains("states no lowering"));
  }

  @Test
  void a_lowering_of_another_type_is_refused() {
    var node = Node.of(new Doubled(Optional.of(2.0)), Node.input("x", DType.FLOAT64, 3));
    var e = assertThrows(ShapeException.class, () -> Lowering.of(List.of(node)));
    assertEquals(
        "doubled is lowered to FLOAT64, but its value is of type FLOAT64[3]", e.getMessage());
  }
}
