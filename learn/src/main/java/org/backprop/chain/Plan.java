package org.backprop.chain;

import java.util.List;
import java.util.Optional;
import org.backprop.graph.Node;

/**
 * A step before any numbers: its rule, and the node of the model's graph that computes its value.
 *
 * @param rule as it is read, for samples as rows
 * @param local the rule as a graph on inputs named as its operands; empty where it is not read
 * @param value in the model's graph; empty for what is computed in another way
 * @param check what finite differences compare the value with
 * @param otherRule how the longer way of the chain rule reads, and its value
 */
record Plan(
    String name,
    List<String> aliases,
    StepKind kind,
    String title,
    Expression rule,
    Optional<Node> local,
    Optional<Node> value,
    Optional<Check> check,
    Optional<OtherRule> otherRule,
    List<String> nodes,
    List<String> parameters) {

  /** The value is the derivative of the sum of {@code of} by {@code by}. */
  record Check(Node of, Node by) {}

  record OtherRule(Expression rule, Node value) {}

  /** A step with a name, a kind and a value; the rest is added. */
  static Plan of(String name, StepKind kind, String title, Node value) {
    return new Plan(
        name,
        List.of(),
        kind,
        title,
        new Expression.Symbol(name),
        Optional.empty(),
        Optional.of(value),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  Plan alias(String alias) {
    return new Plan(
        name, List.of(alias), kind, title, rule, local, value, check, otherRule, nodes, parameters);
  }

  Plan rule(Expression other) {
    return new Plan(
        name, aliases, kind, title, other, local, value, check, otherRule, nodes, parameters);
  }

  /** With a rule that was read from a graph, or this one where it would be too long. */
  Plan rule(RuleReader.Rule read, Expression tooLong) {
    return new Plan(
        name,
        aliases,
        kind,
        title,
        read.expression().orElse(tooLong),
        read.expression().map(_ -> read.node()),
        value,
        check,
        otherRule,
        nodes,
        parameters);
  }

  Plan check(Node of, Node by) {
    return new Plan(
        name,
        aliases,
        kind,
        title,
        rule,
        local,
        value,
        Optional.of(new Check(of, by)),
        otherRule,
        nodes,
        parameters);
  }

  Plan other(Expression otherWay, Node otherValue) {
    return new Plan(
        name,
        aliases,
        kind,
        title,
        rule,
        local,
        value,
        check,
        Optional.of(new OtherRule(otherWay, otherValue)),
        nodes,
        parameters);
  }

  Plan at(List<String> nodeNames, List<String> parameterNames) {
    return new Plan(
        name,
        aliases,
        kind,
        title,
        rule,
        local,
        value,
        check,
        otherRule,
        nodeNames,
        parameterNames);
  }

  /** Without a node that computes it. */
  Plan computedElsewhere() {
    return new Plan(
        name,
        aliases,
        kind,
        title,
        rule,
        local,
        Optional.empty(),
        check,
        otherRule,
        nodes,
        parameters);
  }
}
