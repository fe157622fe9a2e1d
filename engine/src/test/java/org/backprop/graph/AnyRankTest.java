package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.engine.GraphCase;
import org.backprop.engine.Program;
import org.backprop.engine.Widths;
import org.backprop.gradient.Gradients;
import org.backprop.sample.Operands;
import org.backprop.sample.SampleSize;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Graphs of any rank have, compiled, the bits that the interpreter gives for the lowered graph: in
 * both precisions, on one thread and on two.
 */
class AnyRankTest {
  private static final int GRAPHS = SampleSize.of(500, 10_000);
  private static final int SMALL = 400;
  private static final int LARGE = 20_000;

  /** A random graph with its gradients, one in four with a product of its Hessian. */
  static GraphCase graph(int number) {
    var operands = new Operands(9000 + number);
    var most = number % 25 == 0 ? LARGE : SMALL;
    var pool = new AnyRankGenerator(operands, most).graph(4 + number % 7);
    var sources = pool.subList(0, 4);
    var loss = pool.stream().skip(4).map(operands::weighed).reduce(Node::plus).orElseThrow();
    var roots = new ArrayList<>(List.of(loss, pool.getLast()));
    roots.addAll(Gradients.of(loss, sources));
    if (number % 4 == 0) {
      var x = sources.getFirst();
      roots.add(Gradients.hessianVectorProduct(loss, x, x.sin()));
    }
    return new GraphCase(roots, operands.values());
  }

  static void check(GraphCase graph, int turn, String what) {
    var widths = Widths.OF_MACHINE;
    graph.checkSteps(what, widths.get(turn % widths.size()), turn / widths.size() % 2 == 0);
  }

  @Test
  void random_graphs_with_their_gradients() {
    IntStream.range(0, GRAPHS)
        .parallel()
        .forEach(number -> {
          var graph = graph(number);
          check(graph, number, "graph " + number);
          graph
              .inSinglePrecision()
              .ifPresent(single -> check(single, number + 1, "graph " + number + " in FLOAT32"));
        });
  }

  @Test
  void a_graph_evaluated_once_has_the_bits_of_the_compiled_program() {
    IntStream.range(0, SampleSize.of(100, 2_000))
        .parallel()
        .forEach(number -> {
          var graph = graph(number);
          graph.checkEvaluated("graph " + number);
          graph
              .inSinglePrecision()
              .ifPresent(single -> single.checkEvaluated("graph " + number + " in FLOAT32"));
        });
  }

  /** A generator that never draws an operation, or a rank, would check nothing of it. */
  @Test
  void the_graphs_have_every_rank_and_family() {
    var values =
        IntStream.range(0, 1_000)
            .mapToObj(number -> new AnyRankGenerator(new Operands(9000 + number), SMALL).graph(8))
            .flatMap(pool -> Walk.inputsFirst(pool).stream())
            .toList();
    for (var rank = 0; rank <= 5; rank++) {
      var wanted = rank;
      assertTrue(values.stream().filter(node -> node.shape().rank() == wanted).count() >= 100);
    }
    var drawn = values.stream().map(node -> node.op().getClass()).collect(Collectors.toSet());
    for (var op : Ops.ALL) {
      var isDrawn = drawn.contains(op.getClass());
      assertTrue(
          isDrawn || !AnyRankGenerator.draws(op), op.name() + " is missing in AnyRankGenerator");
    }
  }

  @Test
  void a_loop_that_is_interpreted_reads_constants() {
    var x = Node.input("x", DType.FLOAT64, 2, 3, 4);
    var sum = x.transposed().times(2).sum();
    var numbers = Node.constant(Tensor.filled(DType.FLOAT64, Shape.of(4, 3), 1));
    var weighed = x.transposed().times(numbers).sum();
    var ones = Map.of(x, Tensor.filled(DType.FLOAT64, x.shape(), 1));
    var outputs = Engine.compile(Program.of(sum, weighed)).run(ones);
    assertEquals(48, outputs.get(0).item());
    assertEquals(24, outputs.get(1).item());
  }

  /** An axis of size 1 lets a value of one column be a product of one row, and the reverse. */
  @ParameterizedTest
  @CsvSource({
    "i, ij, ji, 1, 1 7",
    "ij, i, ji, 1 7, 1",
    "bik, bk, bi, 1 2 2, 1 2",
    "bk, bik, bi, 1 2, 1 2 2",
    "ik, bk, bi, 7 3, 1 3",
    "bki, bk, ib, 1 4 33, 1 4"
  })
  void what_follows_a_product_runs_over_its_value(
      String left, String right, String out, String leftDims, String rightDims) {
    var operands = new Operands(1);
    var a = operands.real(shape(leftDims));
    var b = operands.real(shape(rightDims));
    var product = Node.of(new Contract(left, right, out), a, b);
    var other = operands.real(product.shape());
    var graph = new GraphCase(List.of(product.plus(other).times(other)), operands.values());
    graph.check(left + " " + right + " " + out);
  }

  private static Shape shape(String dims) {
    return Shape.of(Stream.of(dims.split(" ")).mapToInt(Integer::parseInt).toArray());
  }
}
