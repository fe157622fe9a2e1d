package org.backprop.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;

/**
 * The groups of a program in the order in which they run: first what outputs and guards need, then
 * the groups that only compute next values of variables. Those run when the guards are known to be
 * finite, and after all other readers of the old values, so that many can be written in place.
 *
 * @param checkpoint the number of groups that run before the guards are checked
 */
record GroupOrder(List<Fusion.Group> groups, int checkpoint) {
  /**
   * @param next the next values of variables
   * @param guards what must be finite before a variable changes
   */
  static GroupOrder of(
      Fusion fusion, BufferAssignment assignment, Collection<Node> next, Collection<Node> guards) {
    var updating = groups(fusion, assignment, next);
    updating.removeIf(group -> !canUpdate(group));
    updating.removeAll(groups(fusion, assignment, guards));
    removeReadByOthers(updating, fusion);
    var groups = new ArrayList<>(fusion.groups());
    groups.removeAll(updating);
    var checkpoint = groups.size();
    fusion.groups().stream().filter(updating::contains).forEach(groups::add);
    return new GroupOrder(groups, checkpoint);
  }

  private static Set<Fusion.Group> groups(
      Fusion fusion, BufferAssignment assignment, Collection<Node> nodes) {
    var groups = new LinkedHashSet<Fusion.Group>();
    nodes.stream()
        .map(assignment::base)
        .filter(fusion::isComputed)
        .map(fusion::groupOf)
        .forEach(groups::add);
    return groups;
  }

  private static boolean canUpdate(Fusion.Group group) {
    return group.head().op() instanceof Contract || Fusion.isElementwise(group.nodes().getLast());
  }

  /** Removes the groups whose values a group needs that is not among them. */
  private static void removeReadByOthers(Set<Fusion.Group> updating, Fusion fusion) {
    for (var reader : fusion.groups().reversed()) {
      if (!updating.contains(reader)) {
        fusion.needs(reader).stream()
            .filter(fusion::isComputed)
            .map(fusion::groupOf)
            .forEach(updating::remove);
      }
    }
  }
}
