package org.backprop.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;

/** One step of a rule on several parameters, checked to be complete. */
public final class Updates {
  private Updates() {}

  /**
   * The next value of each parameter, and of each state that the rule keeps for it.
   *
   * @param gradients of the parameters, in their order
   * @param rate the learning rate of this step, a scalar
   * @param step the number of this step from 1, a scalar
   * @throws IllegalArgumentException with a sentence, if the rule leaves a parameter as it is,
   *     reads a state without writing it, or writes one for two parameters
   */
  public static Map<Node, Node> of(
      StepRule rule, List<Node> parameters, List<Node> gradients, Node rate, Node step) {
    var updates = new LinkedHashMap<Node, Node>();
    for (var i = 0; i < parameters.size(); i++) {
      var parameter = parameters.get(i);
      var own = rule.update(parameter, gradients.get(i), rate, step);
      if (!own.containsKey(parameter)) {
        throw new IllegalArgumentException(
            "%s states no next value of %s, which would never change; put it into the map that update returns"
                .formatted(rule.name(), name(parameter)));
      }
      own.forEach((variable, next) -> {
        if (updates.putIfAbsent(variable, next) != null) {
          throw new IllegalArgumentException(
              "%s writes %s for two parameters; make the state of each by StepRule.state(name, parameter)"
                  .formatted(rule.name(), name(variable)));
        }
      });
    }
    var given = Stream.of(parameters, gradients, List.of(rate, step)).flatMap(List::stream);
    requireStates(rule, updates, Set.copyOf(Walk.inputsFirst(given.toList())));
    return updates;
  }

  private static void requireStates(StepRule rule, Map<Node, Node> updates, Set<Node> given) {
    var unwritten =
        Walk.inputsFirst(List.copyOf(updates.values())).stream()
            .filter(node -> node.op() instanceof Variable)
            .filter(node -> !given.contains(node) && !updates.containsKey(node))
            .map(Updates::name)
            .collect(Collectors.joining(", "));
    if (!unwritten.isEmpty()) {
      throw new IllegalArgumentException(
          "%s reads %s, but states no next value of it; make each state once, and put its next value into the map that update returns"
              .formatted(rule.name(), unwritten));
    }
  }

  private static String name(Node node) {
    return node.label().orElse(node.op().name());
  }
}
