package org.backprop.chain;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/**
 * The graph behind a chain as data: what a program in another language needs to compute every value
 * of the chain again from other inputs and parameters.
 *
 * <p>The graph is lowered: {@code exp} and the like are polynomials. Each operation is an IEEE
 * operation that rounds once, or moves, sums or multiplies in the order that {@link
 * org.backprop.graph.Reduction} and {@link org.backprop.graph.Contract} define; so a program that
 * follows it has every bit of the chain's values. The exception is {@code lgamma}, which takes
 * {@link Math#log}.
 *
 * <p>Its inputs are {@code x}, {@code y}, each parameter, {@code rate} and, where there are several
 * rows, their number {@code m}.
 *
 * @param nodes each after those that it reads
 * @param values the place of each step and parameter among the nodes, by name; of a step's value on
 *     the other way by its name and {@code " on the other way"}; {@code c} is there even where it
 *     is 0
 */
public record ChainGraph(
    List<Operation> nodes,
    Map<String, Integer> values,
    Map<String, Slope> slopes,
    TermTable terms) {
  public ChainGraph {
    nodes = List.copyOf(nodes);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    slopes = Collections.unmodifiableMap(new LinkedHashMap<>(slopes));
  }

  /** A step is the derivative of one node by another, for finite differences. */
  public record Slope(int of, int by) {}

  /**
   * One node.
   *
   * @param name of the operation, as in {@code fma}
   * @param inputs the places of its operands among the nodes
   * @param settings by name, as in {@code axes}
   */
  public record Operation(
      String name, DType dtype, Shape shape, List<Integer> inputs, Map<String, Object> settings) {
    public Operation {
      inputs = List.copyOf(inputs);
      settings = Map.copyOf(settings);
    }

    /** As maps, lists, texts and numbers; without the type where it is {@code FLOAT64}. */
    public Map<String, Object> toMap() {
      var map = new LinkedHashMap<String, Object>();
      map.put("op", name);
      if (dtype != DType.FLOAT64) {
        map.put("type", dtype.name());
      }
      map.put("shape", Arrays.stream(shape.dims()).boxed().toList());
      map.put("inputs", inputs);
      map.putAll(new TreeMap<>(settings));
      return map;
    }
  }

  /** Whether an operation has an exported form; a chain with another one has no graph as data. */
  public static boolean takes(Op op) {
    return PortableOps.takes(op);
  }

  /** As maps, lists, texts and numbers. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("nodes", nodes.stream().map(Operation::toMap).toList());
    map.put("values", values);
    var checked = new LinkedHashMap<String, Object>();
    slopes.forEach((name, slope) -> checked.put(name, List.of(slope.of, slope.by)));
    map.put("slopes", checked);
    map.put("terms", terms.toMap());
    return map;
  }

  /** Simplified and lowered as the chain's own values are, in the same groups. */
  static ChainGraph of(ChainPlan plan) {
    var writer = new GraphWriter();
    writer.write(ChainValues.nodes(plan));
    var slopes = new LinkedHashMap<String, Slope>();
    for (var step : plan.steps()) {
      step.check().ifPresent(it -> slopes.put(step.name(), writer.slope(it)));
    }
    updates(plan, writer);
    constant(plan, writer);
    return writer.written(slopes, TermTable.of(plan.steps(), writer));
  }

  /** The parameters, what they are after the step, and the loss with these. */
  private static void updates(ChainPlan plan, GraphWriter writer) {
    var rate = Node.input("rate", DType.FLOAT64);
    writer.write(Map.of("rate", rate));
    writer.write(Map.of("m", plan.output().m));
    for (var parameter : plan.graph().parameters()) {
      writer.write(Map.of(parameter.name(), parameter.node()));
      writer.write(Map.of(parameter.name() + "_new", ChainValues.update(plan, parameter, rate)));
    }
    for (var parameter : plan.graph().parameters()) {
      writer.replace(parameter.node(), parameter.name() + "_new");
    }
    writer.write(Map.of("L_new", plan.loss()));
  }

  private static void constant(ChainPlan plan, GraphWriter writer) {
    var output = plan.output();
    writer.replace(output.eta, output.eta.zeros());
    writer.replace(output.y, "y");
    writer.write(Map.of("c of all rows", output.localConstants()));
    writer.divide("c", "c of all rows", output.rows());
  }
}
