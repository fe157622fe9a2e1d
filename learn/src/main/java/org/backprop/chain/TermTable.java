package org.backprop.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.chain.ElementTerms.Element;
import org.backprop.chain.ElementTerms.Product;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;

/**
 * The terms of every element of the steps of a chain, without numbers.
 *
 * @param parts what the factors are elements of
 * @param steps the terms by the names of steps; a step that is not taken apart has none
 */
public record TermTable(List<Part> parts, Map<String, StepTerms> steps) {
  public TermTable {
    parts = List.copyOf(parts);
    steps = Map.copyOf(steps);
  }

  /**
   * What factors are elements of.
   *
   * @param name of a step or parameter, or an expression in brackets
   * @param step the name of the step or parameter; empty for an expression
   * @param node its place in the graph
   */
  public record Part(String name, String step, int node) {
    /** As texts and numbers. */
    public Map<String, Object> toMap() {
      return Map.of("name", name, "step", step, "node", node);
    }
  }

  /**
   * The terms of one step.
   *
   * @param reads the steps and parameters of its rule; where one is not finite, the step is whole
   * @param isTurned whether samples as columns reverse the factors of each term
   * @param elements row-major, for samples as rows: of each the terms, of each term its sign, then
   *     for each factor the place of its part and its row-major index there
   */
  public record StepTerms(
      List<String> reads, boolean isTurned, List<List<List<Integer>>> elements) {
    public StepTerms {
      reads = List.copyOf(reads);
      elements = List.copyOf(elements);
    }
  }

  /** As maps, lists, texts and numbers. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("parts", parts.stream().map(Part::toMap).toList());
    var terms = new LinkedHashMap<String, Object>();
    steps.forEach((name, step) ->
        terms.put(
            name, Map.of("reads", step.reads, "turned", step.isTurned, "elements", step.elements)));
    map.put("steps", terms);
    return map;
  }

  /** Writes the table of a graph's steps. */
  static TermTable of(List<Plan> plans, GraphWriter writer) {
    var builder = new Builder(writer);
    for (var plan : plans) {
      plan.local().filter(writer::hasInputs).ifPresent(local -> builder.add(plan.name(), local));
    }
    return new TermTable(builder.parts, builder.steps);
  }

  private static final class Builder {
    private final GraphWriter writer;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Part, Integer> places = new LinkedHashMap<>();
    private final Map<Node, Integer> known = new LinkedHashMap<>();
    private final Map<String, StepTerms> steps = new LinkedHashMap<>();

    Builder(GraphWriter writer) {
      this.writer = writer;
    }

    void add(String name, Node local) {
      var rows = new ElementTerms(Orientation.ROWS);
      var columns = new ElementTerms(Orientation.COLUMNS);
      var isTurned = false;
      var elements = new ArrayList<List<List<Integer>>>();
      for (var i = 0; i < local.shape().size(); i++) {
        var terms = rows.expand(local, indices(local, i));
        isTurned |= i == 0 && !terms.equals(columns.expand(local, indices(local, i)));
        elements.add(terms.stream().map(this::numbered).toList());
      }
      var reads =
          Walk.sources(Input.class, List.of(local)).stream()
              .map(it -> it.label().orElseThrow())
              .toList();
      steps.put(name, new StepTerms(reads, isTurned, elements));
    }

    private static int[] indices(Node node, int flat) {
      var strides = node.shape().strides();
      return IntStream.range(0, strides.length)
          .map(axis -> flat / strides[axis] % node.shape().dim(axis))
          .toArray();
    }

    private List<Integer> numbered(Product product) {
      var numbers = new ArrayList<>(List.of(product.negated() ? -1 : 1));
      for (var factor : product.factors()) {
        numbers.add(known.computeIfAbsent(factor.node(), this::part));
        numbers.add(flat(factor));
      }
      return numbers;
    }

    private int part(Node node) {
      var part = new Part(ElementReader.name(node), node.label().orElse(""), writer.place(node));
      if (!places.containsKey(part)) {
        places.put(part, parts.size());
        parts.add(part);
      }
      return places.get(part);
    }

    private static int flat(Element element) {
      var strides = element.node().shape().strides();
      return IntStream.range(0, strides.length)
          .map(axis -> strides[axis] * element.indices().get(axis))
          .sum();
    }
  }
}
