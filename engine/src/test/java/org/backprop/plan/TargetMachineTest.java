package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.backprop.engine.Program;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

class TargetMachineTest {
  private final TargetMachine machine = TargetMachine.of(512, 2);

  @Test
  void an_array_starts_a_line_behind_its_header() {
    for (var dtype : DType.values()) {
      var byteOfFirst =
          machine.caches().header() + machine.caches().firstElement(dtype) * dtype.bytes();
      assertEquals(0, byteOfFirst % machine.caches().line(), dtype.toString());
    }
  }

  @Test
  void a_panel_is_a_number_of_padded_rows() {
    assertEquals(0, machine.matmuls().panel() % machine.padding());
    assertEquals(machine.padding(), machine.padded(1));
    assertEquals(0, machine.padded(0));
  }

  @Test
  void plans_depend_on_neither_the_vectors_nor_the_threads() {
    var program = Plans.training(64, 100, 130, 10).simplified().lowered();
    var expected = withoutReasons(program, machine);
    for (var bits : new int[] {0, 128, 256}) {
      assertEquals(expected, withoutReasons(program, TargetMachine.of(bits, bits + 1)));
    }
  }

  /**
   * The plan but for the reasons that kernels are scalar, of which a machine without vectors has
   * one.
   */
  private static List<String> withoutReasons(Program program, TargetMachine machine) {
    return Planner.of(program.outputs(), program.updates(), program.guards(), machine)
        .toString()
        .lines()
        .filter(line -> !line.contains("because"))
        .toList();
  }

  /**
   * Before, each number stood in two classes, and parts wrote over others' rows if they differed.
   */
  @Test
  void other_numbers_give_sound_plans() {
    var matmuls = machine.matmuls();
    var other =
        new TargetMachine(
            512,
            2,
            machine.caches(),
            new TargetMachine.Matmuls(128, 24, 4, matmuls.partOperations(), 6, 4, 8),
            new TargetMachine.Loops(40, 16, 4096),
            machine.rates());
    var program = Plans.training(2000, 300, 520, 10).simplified().lowered();
    var plan = Planner.of(program.outputs(), program.updates(), program.guards(), other);
    PlanVerifier.verify(plan, program.outputs(), program.updates(), program.guards());
    assertTrue(plan.kernels().stream().allMatch(kernel -> kernel.nodes().size() <= 40));
  }
}
