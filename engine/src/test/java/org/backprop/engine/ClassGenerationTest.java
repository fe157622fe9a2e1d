package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.backprop.codegen.ClassGeneration;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Where no class can be defined, programs are interpreted: the bits are the compiled program's. */
class ClassGenerationTest {
  private static final String FEATURE = "defining hidden classes at run time is not supported";

  private final ClassGeneration refused =
      new ClassGeneration(_ -> {
        throw new Error(FEATURE);
      });
  private final Node x = Node.input("x", DType.FLOAT32, 2, 3);
  private final Node w = Node.variable("w", DType.FLOAT32, Shape.of(3));
  private final Node loss = x.times(w).exp().tanh().log().sum().named("L");
  private final Program program =
      new Program(List.of(loss), Map.of(w, w.minus(0.25)), List.of(loss));
  private final Tensor numbers = Tensor.of(x.shape(), 0.1f, -2, 3, 0.5f, 1, -1);
  private final Tensor weights = Tensor.of(w.shape(), 1f, 0.3f, -0.7f);

  private List<Tensor> steps(Executable executable) {
    executable.write(w, weights);
    var first = executable.run(Map.of(x, numbers));
    var second = executable.run(Map.of(x, numbers));
    return List.of(first.getFirst(), second.getFirst(), executable.read(w));
  }

  @Test
  void an_executable_has_the_bits_of_compiled_code() {
    var interpreted = Engine.compile(program, Options.defaults(), refused);
    assertEquals(steps(Engine.compile(program)), steps(interpreted));
    assertTrue(interpreted.plan().contains("reference interpreter"), interpreted.plan());
  }

  @Test
  void an_evaluator_has_the_bits_of_compiled_code() {
    var given = Map.of(x, numbers, w, weights);
    var interpreted = Engine.evaluator(List.of(loss), Options.defaults(), refused);
    assertEquals(Engine.evaluator(List.of(loss)).evaluate(given), interpreted.evaluate(given));
  }

  @Test
  void a_value_that_is_not_finite_is_explained_in_the_programs_own_nodes() {
    var interpreted = Engine.compile(program, Options.defaults(), refused);
    interpreted.write(w, weights);
    var bad = Tensor.filled(DType.FLOAT32, x.shape(), Double.NEGATIVE_INFINITY);
    var compiled = Engine.compile(program);
    compiled.write(w, weights);
    var expected = assertThrows(NonFiniteException.class, () -> compiled.run(Map.of(x, bad)));
    var actual = assertThrows(NonFiniteException.class, () -> interpreted.run(Map.of(x, bad)));
    assertEquals(expected.getMessage(), actual.getMessage());
  }

  @Test
  void the_log_says_so_once() {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var once =
        new ClassGeneration(_ -> {
          throw new UnsupportedOperationException("no classes here");
        });
    Logger.getLogger("org.backprop").addHandler(handler);
    try {
      assertFalse(once.isAllowed());
      assertFalse(once.isAllowed());
    } finally {
      Logger.getLogger("org.backprop").removeHandler(handler);
    }
    assertEquals(1, lines.stream().filter(line -> line.contains("no classes here")).count());
  }

  @Test
  void a_fault_of_generated_code_is_no_refusal() {
    var faulty =
        new ClassGeneration(_ -> {
          throw new VerifyError("bad type on operand stack");
        });
    assertThrows(VerifyError.class, faulty::isAllowed);
    assertTrue(ClassGeneration.ofProcess().isAllowed());
  }
}
