package org.backprop.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.backprop.engine.Engine;
import org.backprop.engine.Program;
import org.backprop.engine.VectorsAtOnce;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.plan.Kernel;
import org.backprop.plan.Planner;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadPrivateTest {
  private static final int ROWS = 61;
  private static final int PIXELS = 300;
  private static final int UNITS = 200;

  private final Node images = Node.input("images", DType.UINT8, 1000, PIXELS);
  private final Node rows = Node.input("rows", DType.INT64, ROWS);
  private final Node weights = Node.variable("W", DType.FLOAT32, Shape.of(PIXELS, UNITS));
  private final Node x = images.gather(rows).cast(DType.FLOAT32).times(1 / 255f);
  private final Node forward = x.matmul(weights);
  private final Node gradient = Node.of(new Contract("ki", "kj", "ij"), x, forward);

  /** The kinds of the kernels whose values each of four members computes for itself. */
  private static List<String> copied(List<Node> outputs) {
    return copied(outputs, 4);
  }

  private static List<String> copied(List<Node> outputs, int members) {
    var program = new Program(outputs, Map.of(), List.of()).simplified().lowered();
    var memory =
        new ProgramMemory(
            Planner.of(
                program.outputs(), program.updates(), program.guards(), TargetMachine.of(512, 2)));
    var threadPrivate = ThreadPrivate.of(memory, members);
    return memory.plan().kernels().stream()
        .filter(threadPrivate::areMadeBy)
        .map(kernel -> kernel.getClass().getSimpleName())
        .toList();
  }

  @Test
  void rows_that_products_read_are_gathered_and_scaled_by_each_member() {
    var both = List.of(Kernel.Lookup.class.getSimpleName(), Kernel.Nest.class.getSimpleName());
    assertEquals(both, copied(List.of(forward, gradient)));
  }

  @Test
  void what_others_read_is_made_once() {
    assertEquals(List.of(), copied(List.of(forward, x)));
    assertEquals(List.of(), copied(List.of(forward, x.sum(1))));
    assertEquals(List.of(), copied(List.of(Node.of(new Contract("ki", "kj", "ij"), forward, x))));
  }

  @Test
  void what_few_operations_read_is_made_once() {
    assertEquals(List.of(), copied(List.of(x.matmul(weights.slice(1, 0, 3)))));
  }

  @Test
  void one_thread_copies_nothing() {
    assertEquals(List.of(), copied(List.of(forward, gradient), 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void copies_change_no_bit(int threads) {
    assertEquals(outputs(1), outputs(threads));
  }

  private List<Tensor> outputs(int threads) {
    var options = VectorsAtOnce.with(threads);
    var program = new Program(List.of(forward, gradient), Map.of(), List.of());
    var executable = Engine.compile(program, options);
    var random = new SplittableRandom(3);
    var values = random.doubles((long) PIXELS * UNITS, -1, 1).toArray();
    executable.write(weights, Tensor.of(weights.shape(), values).to(DType.FLOAT32));
    var pixels = new byte[1000 * PIXELS];
    random.nextBytes(pixels);
    var table = Tensor.wrap(DType.UINT8, images.shape(), pixels);
    return IntStream.range(0, 3)
        .boxed()
        .flatMap(run -> {
          var chosen = LongStream.range(0, ROWS).map(i -> (i * 37 + run) % 1000).toArray();
          return executable
              .run(Map.of(images, table, rows, Tensor.of(Shape.of(ROWS), chosen)))
              .stream();
        })
        .toList();
  }
}
