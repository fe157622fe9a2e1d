package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Graphs that were unrolled over many steps. */
class LongGraphTest {
  private static final int STEPS = 400;

  /**
   * Products, folds of narrow rows and loops in turn, 1,600 kernels with the gradient: about three
   * seconds. A compiler that looks at all pairs of kernels takes more than five minutes.
   */
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void compile_time_is_proportional_to_the_nodes() {
    var w = Node.input("w", DType.FLOAT64, 3, 3);
    var x = Node.input("x", DType.FLOAT64, 3, 3);
    var h = x;
    for (var i = 0; i < STEPS; i++) {
      h = Compositions.softmax(h.matmul(w));
    }
    var loss = h.times(x).sum();
    var program = Program.of(loss, Gradients.of(loss, w));
    var lowered = program.simplified().lowered();
    assertTrue(Walk.inputsFirst(lowered.roots()).size() > 15_000);
    var compiled = Engine.compile(program, Options.defaults().withVerifyPlan(true).withThreads(2));
    var values =
        Map.of(
            w, Tensor.of(Shape.of(3, 3), 0.5, -1, 2, 1, 0.25, -0.5, -1, 1, 1),
            x, Tensor.of(Shape.of(3, 3), 1.0, 0, 0, 0, 1, 0, 0, 0, 1));
    var expected = new Interpreter(lowered.outputs()).evaluate(values);
    assertEquals(expected, compiled.run(values));
    assertEquals(expected, Engine.evaluate(program.outputs(), values));
  }
}
