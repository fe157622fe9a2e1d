package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All next values are computed from the old ones, wherever they are written. */
class UpdateTest {
  private final SplittableRandom random = new SplittableRandom(11);
  private final Map<Node, Tensor> inputs = new LinkedHashMap<>();
  private final Map<Node, Tensor> variables = new LinkedHashMap<>();

  private Node input(String name, int rows, int columns) {
    var node = Node.input(name, DType.FLOAT32, rows, columns);
    inputs.put(node, values(node));
    return node;
  }

  private Node variable(String name, int rows, int columns) {
    var node = Node.variable(name, DType.FLOAT32, Shape.of(rows, columns));
    variables.put(node, values(node));
    return node;
  }

  private Tensor values(Node node) {
    var shape = node.shape();
    return Tensor.of(shape, random.doubles(shape.size(), -1, 1).toArray()).to(DType.FLOAT32);
  }

  private void check(Map<Node, Node> updates) {
    check(List.of(), updates);
  }

  /** Three runs have the interpreter's bits, with any number of threads. */
  private void check(List<Node> outputs, Map<Node, Node> updates) {
    var program = new Program(outputs, updates, List.of());
    var expected = after(new Interpreted(program.simplified().lowered()));
    for (var threads : List.of(1, 2, 3)) {
      for (var whole : List.of(true, false)) {
        var options =
            Options.defaults().withThreads(threads).withScalarFirst(false).withWhole(whole);
        assertEquals(
            expected, after(Engine.compile(program, options)), threads + " threads, " + whole);
      }
    }
  }

  private List<Tensor> after(Executable executable) {
    variables.forEach(executable::write);
    var seen = new ArrayList<Tensor>();
    for (var run = 0; run < 3; run++) {
      seen.addAll(executable.run(inputs));
      variables.keySet().forEach(variable -> seen.add(executable.read(variable)));
    }
    return seen;
  }

  private static Map<Node, Node> updates(Node a, Node nextA, Node b, Node nextB) {
    var updates = new LinkedHashMap<Node, Node>();
    updates.put(a, nextA);
    updates.put(b, nextB);
    return updates;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 16, 33, 130, 300})
  void an_output_that_is_a_variable_has_its_value_before_the_update(int size) {
    var a = variable("a", size, size);
    var b = variable("b", size, size);
    check(List.of(a, b.transposed()), updates(a, a.times(2), b, b.plus(a)));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 16, 33, 130, 300})
  void a_variable_that_another_reads_transposed_keeps_its_old_value_until_then(int size) {
    var a = variable("a", size, size);
    var b = variable("b", size, size);
    check(updates(a, a.times(2), b, b.plus(a.transposed())));
    check(updates(a, a.times(2).plus(a.transposed()), b, b.plus(a)));
    check(updates(a, a.times(2).plus(a.transposed()), b, b.plus(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 33, 300})
  void a_next_value_that_a_non_finite_guard_reads_is_not_written(int size) {
    var a = variable("a", size, size);
    var next = a.times(2);
    var guard = next.times(Double.POSITIVE_INFINITY).sum();
    var program = new Program(List.of(guard), Map.of(a, next), List.of(guard));
    for (var threads : List.of(1, 2)) {
      var compiled = Engine.compile(program, Options.defaults().withThreads(threads));
      compiled.write(a, values(a));
      var before = compiled.read(a);
      assertThrows(NonFiniteException.class, () -> compiled.run(Map.of()));
      assertEquals(before, compiled.read(a), threads + " threads");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 33, 300})
  void variables_are_exchanged(int size) {
    var a = variable("a", size, size);
    var b = variable("b", size, size);
    check(updates(a, b, b, a));
    check(updates(a, b.transposed(), b, a.plus(1)));
  }

  @Test
  void what_follows_on_a_product_reads_the_variable_that_the_product_replaces() {
    var x = input("x", 20, 8);
    var d = input("d", 20, 24);
    var a = variable("a", 8, 24);
    var b = variable("b", 8, 24);
    var product = x.transposed().matmul(d);
    check(updates(a, product, b, a.minus(product)));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 200})
  void a_product_of_a_variable_replaces_it(int size) {
    var a = variable("a", size, size);
    var b = variable("b", size, size);
    check(updates(a, a.matmul(b).times(0.1), b, b.minus(a.matmul(a).times(0.01))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void gradients_of_wide_weights_over_thousands_of_rows(int features) {
    var x = input("x", 3500, features);
    var d = input("d", 3500, 128);
    var w = variable("w", features, 128);
    check(Map.of(w, w.minus(x.transposed().matmul(d).times(1e-3))));
  }
}
