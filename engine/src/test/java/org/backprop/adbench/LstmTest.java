package org.backprop.adbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backprop.engine.Options;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** ADBench's recurrent network with long short-term memory, unrolled over a text. */
class LstmTest {
  private static final double OBJECTIVE = 0.66666518;

  private final NumberFile file = new NumberFile("lstm.txt");
  private final int layers = file.whole();
  private final int characters = file.whole();
  private final int width = file.whole();
  private final Node main = Node.input("main", DType.FLOAT64, 2 * layers, 4 * width);
  private final Node extra = Node.input("extra", DType.FLOAT64, 3, width);
  private final Map<Node, Tensor> values =
      Map.of(main, file.tensor(2 * layers, 4 * width), extra, file.tensor(3, width));
  private final Node state = Node.constant(file.tensor(2 * layers, width));
  private final Node text = Node.constant(file.tensor(characters, width));

  private Node row(Node matrix, int i) {
    return matrix.slice(0, i, i + 1).reshape(matrix.shape().dim(1));
  }

  /** A quarter of a layer's weights or biases: of the forget, in, out and change gate. */
  private Node gate(int row, int gate) {
    return row(main, row).slice(0, gate * width, (gate + 1) * width);
  }

  private Node linear(int layer, int gate, Node read) {
    return read.times(gate(2 * layer, gate)).plus(gate(2 * layer + 1, gate));
  }

  /** The objective of the first characters of the text. */
  private Problem problem(int length) {
    var rows = new ArrayList<Node>();
    for (var i = 0; i < 2 * layers; i++) {
      rows.add(row(state, i));
    }
    var total = Node.scalar(DType.FLOAT64, 0);
    for (var t = 0; t + 1 < length; t++) {
      var read = row(text, t).times(row(extra, 0));
      for (var layer = 0; layer < layers; layer++) {
        var hidden = rows.get(2 * layer);
        var forget = linear(layer, 0, read).sigmoid();
        var in = linear(layer, 1, hidden).sigmoid();
        var out = linear(layer, 2, read).sigmoid();
        var change = linear(layer, 3, hidden).tanh();
        var cell = rows.get(2 * layer + 1).times(forget).plus(in.times(change));
        read = out.times(cell.tanh());
        rows.set(2 * layer, read);
        rows.set(2 * layer + 1, cell);
      }
      var predicted = read.times(row(extra, 1)).plus(row(extra, 2));
      var normalizer = predicted.exp().sum().plus(2).log();
      var actual = row(text, t + 1);
      total = total.plus(actual.times(predicted.minus(normalizer)).sum());
    }
    return new Problem(total.times(-1.0 / (width * (length - 1))), List.of(main, extra), values);
  }

  private static double[] expected() {
    var expected = new NumberFile("lstm_gradient.txt").rest();
    assertEquals(266, expected.length);
    return expected;
  }

  @Test
  void objective_and_gradient_interpreted() {
    problem(characters).check(Options.defaults().withInterpret(true), OBJECTIVE, 5e-9, expected());
  }

  @Test
  @Tag("slow")
  void objective_and_gradient_compiled() {
    problem(characters).check(Options.defaults(), OBJECTIVE, 5e-9, expected());
  }

  @Test
  void the_first_characters_compiled_and_interpreted() {
    var start = problem(50);
    var compiled = start.evaluate(Options.defaults());
    var interpreted = start.evaluate(Options.defaults().withInterpret(true));
    for (var i = 0; i < compiled.size(); i++) {
      for (var j = 0; j < compiled.get(i).size(); j++) {
        var expected = interpreted.get(i).at(j);
        assertEquals(expected, compiled.get(i).at(j), 1e-12 * Math.max(1, Math.abs(expected)));
      }
    }
    assertEquals(Shape.of(3, width), compiled.get(2).shape());
  }
}
