package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.engine.GradientCheck;
import org.backprop.sample.Operands;
import org.backprop.sample.SampleSize;
import org.junit.jupiter.api.Test;

/** Gradients of random graphs against finite differences. */
class RandomGraphTest {
  private static final int GRAPHS = SampleSize.of(300, 2_000);
  private static final int NODES = 30;

  private record Outcome(List<Class<?>> ops, GradientCheck.Report report, boolean finite) {}

  private static Outcome outcome(List<Op> ops, int number) {
    var operands = new Operands(1000 + number);
    var pool = new GraphGenerator(ops).graph(operands, number, NODES);
    // Every node counts, so that none is left out of the gradient.
    var loss =
        pool.stream().skip(2).map(operands::weighed).reduce(Node::plus).orElseThrow().times(0.1);
    var used =
        Walk.inputsFirst(List.of(loss)).stream()
            .<Class<?>>map(node -> node.op().getClass())
            .distinct()
            .collect(Collectors.toList());
    return new Outcome(
        used,
        GradientCheck.of(loss, Operands.floats(loss)).at(operands.needed(loss)),
        operands.value(loss).isFinite());
  }

  @Test
  void gradients_of_random_graphs_agree_with_finite_differences() {
    var outcomes =
        IntStream.range(0, GRAPHS).parallel().mapToObj(i -> outcome(Ops.ALL, i)).toList();
    Map<Class<?>, Integer> counts = new HashMap<>();
    var discarded = 0;
    var faults = new ArrayList<String>();
    for (var i = 0; i < GRAPHS; i++) {
      var outcome = outcomes.get(i);
      var report = outcome.report();
      var kinks = report.count(GradientCheck.Verdict.KINK) > 0;
      if (!outcome.finite() || (report.passed() && kinks)) {
        discarded++;
      } else if (!report.passed()) {
        faults.add("graph " + i + ": " + report.worst());
      }
      outcome.ops().forEach(op -> counts.merge(op, 1, Integer::sum));
    }
    assertTrue(faults.isEmpty(), faults.size() + " faults, " + faults);
    assertTrue(discarded <= GRAPHS / 20, discarded + " graphs were discarded");
    for (var op : Ops.ALL) {
      var graphs = counts.getOrDefault(op.getClass(), 0);
      assertTrue(graphs >= GRAPHS / 50, op.name() + " is in " + graphs + " graphs only");
    }
  }

  @Test
  void a_wrong_derivative_is_caught_in_whatever_graph_it_stands() {
    var ops = new ArrayList<>(Ops.ALL);
    var wrong = new WrongTanh(WrongTanh.Mistake.FIRST_DERIVATIVE);
    ops.replaceAll(op -> op instanceof Tanh ? wrong : op);
    var outcomes = IntStream.range(0, 40).mapToObj(i -> outcome(ops, i)).toList();
    var planted = 0;
    var caught = 0;
    for (var i = 0; i < outcomes.size(); i++) {
      var report = outcomes.get(i).report();
      var wrongHere = outcomes.get(i).ops().contains(WrongTanh.class);
      assertTrue(wrongHere || report.passed(), "graph " + i + ": " + report.worst());
      planted += wrongHere ? 1 : 0;
      caught += report.passed() ? 0 : 1;
    }
    // A few are read only where no gradient passes, as behind a sign.
    assertTrue(planted >= 15 && caught >= 0.9 * planted, caught + " of " + planted + " are caught");
  }
}
