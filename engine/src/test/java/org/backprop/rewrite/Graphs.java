package org.backprop.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Verifier;
import org.backprop.graph.Walk;
import org.backprop.notation.Printer;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** Graphs of this package's tests: their values, and what must hold of every simplification. */
public final class Graphs {
  public static final double TOLERANCE = 1e-12;

  private Graphs() {}

  public static Node input(String name, int... dims) {
    return Node.input(name, DType.FLOAT64, dims);
  }

  /** Simplifies and checks type, structure, idempotence and value. */
  public static Node simplified(Node node) {
    return simplified(List.of(node)).getFirst();
  }

  public static List<Node> simplified(List<Node> nodes) {
    var simplified = Simplify.of(nodes);
    Verifier.verify(simplified);
    for (var i = 0; i < nodes.size(); i++) {
      assertEquals(nodes.get(i).type(), simplified.get(i).type());
    }
    var again = Simplify.of(simplified);
    for (var i = 0; i < nodes.size(); i++) {
      assertSame(simplified.get(i), again.get(i), () -> Printer.listing(again));
    }
    assertSameValues(nodes, simplified, 1);
    return simplified;
  }

  /** Simplifies, with the same checks, to what prints like this. */
  public static void assertSimplifies(String expected, Node node) {
    assertEquals(expected, Printer.expression(simplified(node)));
  }

  public static void assertSameValues(List<Node> expected, List<Node> actual, long seed) {
    var given = sources(expected, seed);
    var wanted = evaluate(expected, given);
    var got = evaluate(actual, given);
    for (var i = 0; i < wanted.size(); i++) {
      assertClose(wanted.get(i), got.get(i));
    }
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertEquals(expected.dtype(), actual.dtype());
    assertEquals(expected.shape(), actual.shape());
    var tolerance = expected.dtype() == DType.FLOAT32 ? 1e-5 : TOLERANCE;
    for (var i = 0; i < expected.size(); i++) {
      if (Double.isNaN(expected.at(i)) && Double.isNaN(actual.at(i))) {
        continue;
      }
      var size = Math.max(1, Math.abs(expected.at(i)));
      assertEquals(expected.at(i), actual.at(i), tolerance * size, "element " + i);
    }
  }

  /** Random numbers for every input and variable, the same for the same seed and name. */
  public static Map<String, Tensor> sources(List<Node> roots, long seed) {
    Map<String, Tensor> given = new HashMap<>();
    for (var node : Walk.inputsFirst(roots)) {
      switch (node.op()) {
        case Input input -> given.put(input.label(), random(input.label(), node, seed));
        case Variable variable -> given.put(variable.label(), random(variable.label(), node, seed));
        default -> {}
      }
    }
    return given;
  }

  private static Tensor random(String name, Node node, long seed) {
    var random = new Random(seed * 31 + name.hashCode());
    var storage = Storage.allocate(node.dtype(), node.shape().size());
    for (var i = 0; i < storage.length(); i++) {
      storage.set(i, node.dtype().isFloat() ? random.nextGaussian() : random.nextInt(2));
    }
    return Tensor.wrap(node.dtype(), node.shape(), storage.array());
  }

  public static List<Tensor> evaluate(List<Node> roots, Map<String, Tensor> given) {
    Map<Node, Tensor> values = new HashMap<>();
    for (var node : Walk.inputsFirst(roots)) {
      var inputs = new ArrayList<Tensor>();
      node.inputs().forEach(input -> inputs.add(values.get(input)));
      values.put(
          node,
          switch (node.op()) {
            case Input input -> given.get(input.label());
            case Variable variable -> given.get(variable.label());
            default -> node.op().evaluate(inputs, node.type());
          });
    }
    return roots.stream().map(values::get).toList();
  }

  public static Tensor evaluate(Node root, Map<String, Tensor> given) {
    return evaluate(List.of(root), given).getFirst();
  }

  public static int size(Node... roots) {
    return Walk.inputsFirst(List.of(roots)).size();
  }

  public static Node vector(double... values) {
    return Node.constant(Tensor.of(Shape.of(values.length), values));
  }
}
