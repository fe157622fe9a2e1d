package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.engine.GraphCase;
import org.backprop.engine.Widths;
import org.backprop.gradient.Gradients;
import org.backprop.sample.Operands;
import org.backprop.sample.SampleSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiled programs have the bits that the interpreter gives for the lowered graph, in every width
 * of the machine's vectors.
 */
class CompiledTest {
  static Stream<Op> ops() {
    return Ops.ALL.stream();
  }

  private static final int[][] SHAPES = {
    {2, 3}, {1, 1}, {3, 17}, {5, 33}, {19, 2}, {1, 16}, {7, 31}
  };

  /** A random graph of that many operations with its gradients, of numbers in double precision. */
  static GraphCase graph(int number, int size) {
    var operands = new Operands(5000 + number);
    var shape = SHAPES[number % SHAPES.length];
    var pool = new GraphGenerator(Ops.ALL, shape[0], shape[1]).graph(operands, number, size);
    var loss = pool.stream().skip(2).map(operands::weighed).reduce(Node::plus).orElseThrow();
    var roots = new ArrayList<>(List.of(loss, pool.getLast()));
    roots.addAll(Gradients.of(loss, pool.subList(0, 2)));
    return new GraphCase(roots, operands.needed(loss));
  }

  private static GraphCase inSomePrecision(GraphCase graph, int number) {
    return number % 2 == 0 ? graph : graph.inSinglePrecision().orElse(graph);
  }

  @Test
  void random_graphs_with_their_gradients() {
    IntStream.range(0, SampleSize.of(40, 400))
        .parallel()
        .forEach(number -> {
          var graph = graph(number, 12);
          graph.check("graph " + number);
          graph
              .inSinglePrecision()
              .ifPresent(single -> single.check("graph " + number + " in single precision"));
        });
  }

  @Test
  void many_short_graphs_with_their_gradients() {
    IntStream.range(0, SampleSize.of(2_500, 20_000))
        .parallel()
        .forEach(number -> {
          inSomePrecision(graph(number, 2), number).checkInTurn("graph " + number, number / 2);
        });
  }

  @ParameterizedTest
  @MethodSource("ops")
  void each_operation_when_it_is_compiled(Op op) {
    var operands = new Operands(7);
    var samples = Samples.of(op, operands).toList();
    var largest = Collections.max(samples, Comparator.comparingInt(node -> node.shape().size()));
    var graph = new GraphCase(List.of(largest), operands.needed(largest));
    var widest = Widths.OF_MACHINE.getLast();
    assertTrue(graph.checkWhenHot(Operands.described(largest), widest), "cold at " + widest);
    var single = graph.inSinglePrecision().orElse(graph);
    for (var width : Widths.OF_MACHINE) {
      assertTrue(single.checkWhenHot(op + " in single precision", width), "cold at " + width);
    }
  }

  @Test
  void a_hundred_graphs_when_they_are_compiled() {
    var compiled =
        IntStream.range(0, 110)
            .parallel()
            .filter(number ->
                inSomePrecision(graph(number, 2), number)
                    .checkWhenHot("graph " + number, width(number / 2)))
            .count();
    assertTrue(compiled >= 100, "only " + compiled + " graphs were compiled");
  }

  private static int width(int turn) {
    return Widths.OF_MACHINE.get(turn % Widths.OF_MACHINE.size());
  }
}
