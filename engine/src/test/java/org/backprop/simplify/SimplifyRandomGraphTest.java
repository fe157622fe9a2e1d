package org.backprop.simplify;

import static org.backprop.rewrite.Graphs.input;
import static org.backprop.rewrite.Graphs.simplified;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Max;
import org.backprop.graph.Node;
import org.backprop.graph.Pad;
import org.backprop.notation.Printer;
import org.backprop.rewrite.Graphs;
import org.backprop.sample.SampleSize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small random graphs of matrices {@code [3, 4]} and their gradients, simplified. */
class SimplifyRandomGraphTest {
  private static final double[] NUMBERS = {0, 1, -1, 0.5, 2, -0.25, 3};

  static IntStream seeds() {
    return IntStream.range(0, SampleSize.of(100, 1_000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void values_and_gradients_stay_the_same(int seed) {
    var random = new Random(seed);
    var inputs = List.of(input("x", 3, 4), input("y", 3, 4), input("z", 4));
    var nodes = new ArrayList<Node>();
    nodes.add(inputs.get(0));
    nodes.add(inputs.get(1));
    nodes.add(inputs.get(2).broadcastTo(inputs.get(0).shape()));
    for (var i = 0; i < 12; i++) {
      nodes.add(next(random, pick(random, nodes), pick(random, nodes)));
    }
    var loss = nodes.getLast().sum().plus(pick(random, nodes).times(0.5).mean());
    var roots = new ArrayList<Node>(List.of(loss));
    roots.addAll(Gradients.of(loss, inputs));
    roots.add(Gradients.hessianVectorProduct(loss, inputs.get(0), inputs.get(1)));
    var simplified = simplified(roots);
    assertTrue(
        Graphs.size(simplified.toArray(Node[]::new)) <= Graphs.size(roots.toArray(Node[]::new)));
    assertTrue(Printer.listing(simplified).lines().allMatch(line -> line.length() < 1000));
  }

  private static Node pick(Random random, List<Node> nodes) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /** Another matrix of the same shape whose elements stay small. */
  private static Node next(Random random, Node a, Node b) {
    var number = NUMBERS[random.nextInt(NUMBERS.length)];
    return switch (random.nextInt(24)) {
      case 0 -> a.plus(b);
      case 1 -> a.minus(b);
      case 2 -> a.tanh().times(b.sin());
      case 3 -> a.times(number);
      case 4 -> a.constant(number).minus(b);
      case 5 -> a.plus(number);
      case 6 -> a.negated();
      case 7 -> a.tanh().times(a.sigmoid()).plus(a.tanh().times(b.sigmoid()));
      case 8 -> a.dividedBy(b.squared().plus(1));
      case 9 -> b.squared().plus(1).reciprocal().times(a);
      case 10 -> a.sigmoid();
      case 11 -> a.softplus();
      case 12 -> Compositions.relu(a);
      case 13 -> Compositions.leakyRelu(a, 0.1);
      case 14 -> Compositions.softmax(a);
      case 15 -> Compositions.logsumexp(a).unreduce(a.shape(), List.of(1));
      case 16 -> a.mean(0).broadcastTo(a.shape());
      case 17 -> Node.of(new Max(List.of(1)), a).unreduce(a.shape(), List.of(1)).minus(b);
      case 18 -> a.transposed().matmul(b.tanh()).sum(0).times(0.1).broadcastTo(a.shape());
      case 19 -> a.transposed().reshape(3, 4);
      case 20 -> Node.of(new Pad(List.of(1, 0), List.of(0, 0), List.of(0, 0)), a.slice(0, 0, 2));
      case 21 -> Node.concatenate(1, List.of(a.slice(1, 1, 4), b.slice(1, 0, 1)));
      case 22 -> a.maximum(b);
      default ->
          a.tanh()
              .squared()
              .times(0.5)
              .minus(a.tanh().times(b))
              .plus(b.squared().times(0.5))
              .tanh();
    };
  }
}
