package org.backprop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * ADBench's network with long short-term memory, unrolled over a text: the mean log density of each
 * next character, whose weights are vectors and not matrices.
 */
final class RecurrentNetwork {
  private static final int GATES = 4; // forget, in, out and change

  private final int layers;
  private final int width;
  private final Node main;
  private final List<Node> extra;
  private final List<List<Node>> weights; // by layer, then by gate
  private final List<List<Node>> biases;

  private RecurrentNetwork(int layers, int width, Node main, Node extra) {
    this.layers = layers;
    this.width = width;
    this.main = main;
    this.extra = rows(extra);
    this.weights = IntStream.range(0, layers).mapToObj(layer -> gates(2 * layer)).toList();
    this.biases = IntStream.range(0, layers).mapToObj(layer -> gates(2 * layer + 1)).toList();
  }

  static Objective.Graph graph(Objective.Numbers numbers, int layers, int characters, int width) {
    var main = Node.input("main", DType.FLOAT64, 2 * layers, GATES * width);
    var extra = Node.input("extra", DType.FLOAT64, 3, width);
    Map<Node, Tensor> values =
        Map.of(
            main, numbers.tensor(2 * layers, GATES * width), extra, numbers.tensor(3, width));
    var state = rows(Node.constant(numbers.tensor(2 * layers, width)));
    var text = rows(Node.constant(numbers.tensor(characters, width)));
    var objective = new RecurrentNetwork(layers, width, main, extra).objective(state, text);
    return new Objective.Graph(objective, List.of(main, extra), values);
  }

  private static List<Node> rows(Node matrix) {
    return IntStream.range(0, matrix.shape().dim(0))
        .mapToObj(i -> matrix.slice(0, i, i + 1).reshape(matrix.shape().dim(1)))
        .toList();
  }

  private List<Node> gates(int row) {
    return IntStream.range(0, GATES)
        .mapToObj(gate ->
            main.slice(0, row, row + 1)
                .slice(1, gate * width, (gate + 1) * width)
                .reshape(width))
        .toList();
  }

  private Node linear(int layer, int gate, Node read) {
    return read.times(weights.get(layer).get(gate)).plus(biases.get(layer).get(gate));
  }

  private Node objective(List<Node> initial, List<Node> text) {
    var state = new ArrayList<>(initial); // of each layer what it gave last, and its memory
    var total = Node.scalar(DType.FLOAT64, 0);
    for (var t = 0; t + 1 < text.size(); t++) {
      var read = text.get(t).times(extra.get(0));
      for (var layer = 0; layer < layers; layer++) {
        var hidden = state.get(2 * layer);
        var forget = linear(layer, 0, read).sigmoid();
        var in = linear(layer, 1, hidden).sigmoid();
        var out = linear(layer, 2, read).sigmoid();
        var change = linear(layer, 3, hidden).tanh();
        var memory = state.get(2 * layer + 1).times(forget).plus(in.times(change));
        read = out.times(memory.tanh());
        state.set(2 * layer, read);
        state.set(2 * layer + 1, memory);
      }
      var predicted = read.times(extra.get(1)).plus(extra.get(2));
      var normalizer = predicted.exp().sum().plus(2).log();
      total = total.plus(text.get(t + 1).times(predicted.minus(normalizer)).sum());
    }
    return total.times(-1.0 / (width * (text.size() - 1)));
  }
}
