package org.backprop.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/**
 * Finds the node that produced the first non-finite number of a run, and describes it in a
 * sentence.
 */
final class Diagnosis {
  private static final int SHOWN = 5;

  private Diagnosis() {}

  static NonFiniteException of(List<Node> order, List<Tensor> values) {
    var known = new IdentityHashMap<Node, Tensor>();
    for (var i = 0; i < order.size(); i++) {
      known.put(order.get(i), values.get(i));
    }
    var bad = order.stream().filter(node -> !value(known, node).isFinite()).toList();
    var culprit =
        bad.stream()
            .filter(node -> !(node.op() instanceof Constant) && arises(node, known))
            .findFirst()
            .orElse(bad.getFirst());
    var rows = rows(culprit, places(value(known, culprit)));
    return new NonFiniteException(sentence(culprit, known), culprit, rows);
  }

  /** Whether the node made a non-finite number of finite operands. */
  private static boolean arises(Node node, IdentityHashMap<Node, Tensor> known) {
    return node.inputs().stream().allMatch(input -> value(known, input).isFinite());
  }

  private static String sentence(Node node, IdentityHashMap<Node, Tensor> known) {
    var value = value(known, node);
    var places = places(value);
    var text = new StringBuilder();
    text.append(node.describe()).append(" is ").append(value.at(places.getFirst()));
    text.append(inRows(rows(node, places)));
    for (var input : node.inputs()) {
      var at = value(known, input);
      var same = at.shape().equals(value.shape());
      text.append("; ").append(input.describe());
      text.append(same ? " is " + at.at(places.getFirst()) + " there" : " " + range(at));
    }
    return text.toString();
  }

  private static List<Integer> places(Tensor value) {
    var places = new ArrayList<Integer>();
    for (var i = 0; i < value.size(); i++) {
      if (!Double.isFinite(value.at(i))) {
        places.add(i);
      }
    }
    return places;
  }

  private static List<Integer> rows(Node node, List<Integer> places) {
    if (node.shape().rank() == 0) {
      return List.of();
    }
    var width = node.shape().without(0).size();
    return places.stream().map(place -> place / width).distinct().toList();
  }

  /** Rows counted from 1, at most a few of them. */
  private static String inRows(List<Integer> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    var text = new StringJoiner(", ", rows.size() == 1 ? " in row " : " in rows ", "");
    rows.stream().limit(SHOWN).forEach(row -> text.add(String.valueOf(row + 1)));
    return text + (rows.size() > SHOWN ? " and " + (rows.size() - SHOWN) + " more" : "");
  }

  private static String range(Tensor value) {
    var sorted = Arrays.stream(value.toDoubles()).summaryStatistics();
    return "lies between " + sorted.getMin() + " and " + sorted.getMax();
  }

  private static Tensor value(IdentityHashMap<Node, Tensor> known, Node node) {
    return Objects.requireNonNull(known.get(node));
  }
}
