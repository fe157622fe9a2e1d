package org.backprop.chain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of the chain.
 *
 * @param name as in {@code delta2}; no other step has it
 * @param aliases its other names, as in {@code dL/da2}
 * @param title what it is in a few words, as in {@code the target}; may be empty
 * @param rule how it follows from its operands, for samples as rows; its own symbol where it is
 *     given
 * @param operands the numbers put in, in the order of the rule
 * @param otherWay the same value on the longer way of the chain rule, for the output's gradient
 * @param nodes the named values of the forward graph that it belongs to
 * @param parameters the weights and biases that it belongs to
 */
public record Step(
    String name,
    List<String> aliases,
    StepKind kind,
    String title,
    Expression rule,
    List<Operand> operands,
    Value value,
    Optional<OtherWay> otherWay,
    List<String> nodes,
    List<String> parameters) {

  /**
   * Another way to the same value.
   *
   * @param value undefined where a factor is not finite
   */
  public record OtherWay(Expression rule, Value value) {

    /** As maps, lists, texts and numbers. */
    public Map<String, Object> toMap(Orientation orientation) {
      var map = new LinkedHashMap<String, Object>();
      map.put("rule", orientation.of(rule).text());
      map.put("value", value.toMap(orientation));
      return map;
    }
  }

  public Step {
    aliases = List.copyOf(aliases);
    operands = List.copyOf(operands);
    nodes = List.copyOf(nodes);
    parameters = List.copyOf(parameters);
  }

  /** Whether the step is given, not computed by a rule. */
  public boolean isGiven() {
    return rule.equals(new Expression.Symbol(name));
  }

  /** Whether this is one of its names. */
  public boolean isCalled(String word) {
    return name.equals(word) || aliases.contains(word);
  }

  /** The names and aliases, as in {@code delta2 = dL/da2}. */
  public String heading() {
    return aliases.isEmpty() ? name : name + " = " + String.join(" = ", aliases);
  }

  /** The largest difference to the other way, where both have numbers. */
  public Optional<Double> disagreement() {
    var other = otherWay.map(OtherWay::value).flatMap(Value::tensor);
    if (value.tensor().isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    var here = value.tensor().get();
    var most = 0.0;
    for (var i = 0; i < here.size(); i++) {
      most = Math.max(most, Math.abs(here.at(i) - other.get().at(i)));
    }
    return Optional.of(most);
  }

  /** As maps, lists, texts and numbers. */
  public Map<String, Object> toMap(Orientation orientation) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", name);
    map.put("aliases", aliases);
    map.put("kind", kind.word());
    map.put("title", title);
    var turned = orientation.of(rule);
    map.put("rule", turned.text());
    map.put("rule_tree", turned.toMap());
    map.put("operands", operands.stream().map(operand -> operand.toMap(orientation)).toList());
    map.put("value", value.toMap(orientation));
    otherWay.ifPresent(other -> map.put("other_way", other.toMap(orientation)));
    map.put("nodes", nodes);
    map.put("parameters", parameters);
    return map;
  }
}
