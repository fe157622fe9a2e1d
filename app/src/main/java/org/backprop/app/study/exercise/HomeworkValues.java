package org.backprop.app.study.exercise;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.backprop.chain.Chain;
import org.backprop.chain.Expression;
import org.backprop.chain.Formulas;
import org.backprop.chain.RuleGraph;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * The values of a homework by their rules, for samples as rows: where the person stated a value,
 * what follows is computed from it.
 */
final class HomeworkValues {
  private final Chain chain;
  private final LossRules rules;
  private final Formulas right;
  private final Map<String, Tensor> given;
  private final Map<String, Tensor> stated;
  private final Map<String, Node> known = new HashMap<>();

  /**
   * The values.
   *
   * @param right the values by the engine, where a rule is too long to be read
   * @param given the inputs, parameters and the rate
   * @param stated results of the person
   */
  HomeworkValues(
      Chain chain,
      LossRules rules,
      Formulas right,
      Map<String, Tensor> given,
      Map<String, Tensor> stated) {
    this.chain = chain;
    this.rules = rules;
    this.right = right;
    this.given = given;
    this.stated = Map.copyOf(stated);
  }

  /** The value of a step by its rule; the step itself is not taken as stated. */
  Node of(String name) {
    return value(name, rules.of(chain.step(name)));
  }

  private Node value(String name, Expression rule) {
    return chain.step(name).isGiven()
        ? right.get(name)
        : RuleGraph.of(rule, this::operand).orElseGet(() -> right.get(name));
  }

  /** Whether the person has stated it. */
  boolean isStated(String name) {
    return stated.containsKey(name);
  }

  /** A value that a rule reads. */
  Node operand(String name) {
    var before = known.get(name);
    if (before != null) {
      return before;
    }
    var number = stated.getOrDefault(name, given.get(name));
    Node node;
    if (number != null) {
      node = Node.constant(number);
    } else if (name.equals("m")) {
      node = Node.scalar(DType.FLOAT64, chain.rows());
    } else {
      node = value(name, rules.of(chain.step(name)));
    }
    known.put(name, node);
    return node;
  }

  /** Which stated values a step follows from. */
  Set<String> stated(String name) {
    var names = new TreeSet<String>();
    collect(rules.of(chain.step(name)), names);
    return names;
  }

  private void collect(Expression rule, Set<String> names) {
    for (var symbol : rule.symbols()) {
      if (stated.containsKey(symbol)) {
        names.add(symbol);
      } else {
        chain
            .find(symbol)
            .filter(it -> !it.isGiven())
            .ifPresent(it -> collect(rules.of(it), names));
      }
    }
  }
}
