package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two threads that use one executable at once: the second is refused, the first is not disturbed.
 */
class OneThreadTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** The number itself, once the test lets the run end. */
  private final class Waiting implements Op.Unary {
    @Override
    public String name() {
      return "waiting";
    }

    @Override
    public double apply(double x) {
      begun.countDown();
      try {
        ended.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return x;
    }

    @Override
    public Node derivative(Node x, Node y) {
      return x.constant(1);
    }
  }

  private static void refused(Executable use) {
    var refusal = assertThrows(IllegalStateException.class, use);
    assertTrue(refusal.getMessage().startsWith("two threads use one executable at once"));
    assertTrue(refusal.getMessage().contains("Engine.evaluator"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_second_thread_is_refused_until_the_first_has_ended(boolean interpret) throws Exception {
    var x = Node.input("x", DType.FLOAT64);
    var w = Node.variable("w", DType.FLOAT64, Shape.SCALAR);
    var program =
        new Program(List.of(Node.of(new Waiting(), x).times(w)), Map.of(w, w.plus(1)), List.of());
    var executable = Engine.compile(program, Options.defaults().withInterpret(interpret));
    executable.write(w, Tensor.scalar(DType.FLOAT64, 2));
    var three = Map.of(x, Tensor.scalar(DType.FLOAT64, 3));
    var bound = executable.bind(three);
    var first = CompletableFuture.supplyAsync(() -> executable.run(three).getFirst().item());
    begun.await();
    refused(() -> executable.run(three));
    refused(() -> executable.bind(three));
    refused(() -> executable.read(w));
    refused(() -> executable.write(w, Tensor.scalar(DType.FLOAT64, 7)));
    refused(bound::run);
    refused(() -> bound.number(0));
    refused(() -> bound.output(0));
    ended.countDown();
    assertEquals(6, first.get());
    bound.run();
    assertEquals(9, bound.number(0));
    assertEquals(4, executable.read(w).item());
  }

  @Test
  void outputs_that_another_thread_has_replaced_are_refused() throws Exception {
    var x = Node.input("x", DType.FLOAT64);
    var executable = Engine.compile(Program.of(x.plus(1)));
    var one = executable.bind(Map.of(x, Tensor.scalar(DType.FLOAT64, 1)));
    var two = executable.bind(Map.of(x, Tensor.scalar(DType.FLOAT64, 2)));
    one.run();
    CompletableFuture.runAsync(two::run).get();
    refused(() -> one.number(0));
    assertEquals(3, two.number(0));
    one.run();
    assertEquals(2, one.number(0));
  }

  @Test
  void no_thread_gets_a_wrong_number() {
    var x = Node.input("x", DType.FLOAT64, 50);
    var executable = Engine.compile(Program.of(x.tanh().times(x).sum()));
    var alone =
        IntStream.range(0, 2).mapToObj(i -> executable.run(given(x, i)).getFirst()).toList();
    var right =
        IntStream.range(0, 20_000)
            .parallel()
            .filter(i -> {
              try {
                assertEquals(alone.get(i % 2), executable.run(given(x, i % 2)).getFirst());
                return true;
              } catch (IllegalStateException _) {
                return false;
              }
            })
            .count();
    assertTrue(right > 0, right + " runs");
  }

  private static Map<Node, Tensor> given(Node x, int number) {
    return Map.of(x, Tensor.filled(DType.FLOAT64, x.shape(), number + 0.5));
  }
}
