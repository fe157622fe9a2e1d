package org.backprop.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backprop.graph.Node;
import org.backprop.plan.Fusion.Group;

/** What each group needs in memory, and how many groups need each value. */
final class GroupNeeds {
  private final Fusion fusion;
  private final IdentityHashMap<Group, Set<Node>> needs = new IdentityHashMap<>();
  private final Map<Node, Integer> readers = new HashMap<>();

  GroupNeeds(Fusion fusion, List<Group> groups) {
    this.fusion = fusion;
    groups.forEach(group -> count(group, 1));
  }

  Set<Node> of(Group group) {
    return needs.computeIfAbsent(group, fusion::needs);
  }

  /** Whether a group needs one of these values. */
  boolean areAmong(Group group, Set<Node> values) {
    return of(group).stream().anyMatch(values::contains);
  }

  /** Whether a group that is none of these needs a value of this one. */
  boolean areReadByOthers(Group group, Collection<Group> readers) {
    return group.nodes().stream()
        .anyMatch(node ->
            this.readers.getOrDefault(node, 0)
                > readers.stream().filter(reader -> of(reader).contains(node)).count());
  }

  /** One group takes the place of others. */
  void replace(List<Group> others, Group joined) {
    others.forEach(group -> count(group, -1));
    others.forEach(needs::remove);
    count(joined, 1);
  }

  private void count(Group group, int number) {
    of(group).forEach(node -> readers.merge(node, number, Integer::sum));
  }
}
