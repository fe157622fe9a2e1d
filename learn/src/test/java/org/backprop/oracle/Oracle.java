package org.backprop.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values that another program computed, from a JSON file among the test resources. */
public record Oracle(JsonNode json) {

  public static Oracle read(String name) {
    var stream = Oracle.class.getResourceAsStream("/oracles/" + name + ".json");
    return new Oracle(new JsonMapper().readTree(stream));
  }

  public Oracle at(String key) {
    return new Oracle(json.required(key));
  }

  public List<Oracle> list(String key) {
    return StreamSupport.stream(json.required(key).spliterator(), false).map(Oracle::new).toList();
  }

  public String text(String key) {
    return json.required(key).asString();
  }

  public double number(String key) {
    return json.required(key).asDouble();
  }

  public double numberOr(String key, double otherwise) {
    return json.path(key).asDouble(otherwise);
  }

  public boolean flag(String key) {
    return json.path(key).asBoolean(false);
  }

  /** Numbers, however deeply nested, row-major. */
  public double[] numbers(String key) {
    return numbers(json.required(key)).toArray();
  }

  /** A FLOAT64 tensor of nested lists. */
  public Tensor tensor(String key) {
    return Tensor.of(shape(json.required(key)), numbers(key));
  }

  private static DoubleStream numbers(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).flatMapToDouble(Oracle::numbers)
        : DoubleStream.of(node.asDouble());
  }

  private static Shape shape(JsonNode node) {
    return node.isArray() ? shape(node.get(0)).insert(0, node.size()) : Shape.SCALAR;
  }

  /** The node with this label among those that the roots need. */
  public static Node labelled(String label, Node... roots) {
    return Walk.inputsFirst(Arrays.asList(roots)).stream()
        .filter(node -> node.label().filter(label::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no node is called " + label));
  }

  /** Whether each number agrees, relative to the largest of them. */
  public static void assertClose(double[] expected, double[] actual, double relative, String what) {
    assertEquals(expected.length, actual.length, what);
    var scale = Arrays.stream(expected).map(Math::abs).max().orElse(1);
    for (var i = 0; i < expected.length; i++) {
      var tolerance = relative * Math.max(Math.abs(expected[i]), 1e-3 * scale);
      assertEquals(expected[i], actual[i], tolerance, what + ", element " + i);
    }
  }
}
