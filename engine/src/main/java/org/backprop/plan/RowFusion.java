package org.backprop.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.graph.Contract;
import org.backprop.graph.Mul;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.plan.Fusion.Group;
import org.backprop.tensor.DType;

/**
 * Brings groups together that go over the same narrow rows. A loop that folds the columns of a row
 * keeps the row in registers, so what needs the result of the fold can follow at once: a softmax
 * with its loss and its gradient is one loop. If the rows are those of a product, it follows on
 * each block of them.
 */
final class RowFusion {

  /**
   * The most operations on numbers that a row has one of: in vectors of many rows they cost less.
   */
  private static final int ROW_STEPS = 4;

  /** So much of a row comes from a product at once, whatever the vectors: the widest one. */
  private static final int ROW_BYTES = 64;

  /**
   * How many groups before and after a loop may join it, so that the time grows with the number of
   * groups and not with its square.
   */
  private static final int NEIGHBOURS = 1000;

  private final Fusion fusion;
  private final BufferAssignment assignment;
  private final Map<Node, Integer> order;
  private final List<Group> groups;
  private final GroupNeeds needs;
  private final IdentityHashMap<Group, Set<Node>> rowsRead = new IdentityHashMap<>();

  /** The groups of one loop, and what must come before and after it. */
  private record Growth(List<Group> members, List<Group> earlier, List<Group> later) {}

  /**
   * @param order the place of each node in an order of inputs first
   */
  RowFusion(
      Fusion fusion, BufferAssignment assignment, Map<Node, Integer> order, List<Group> groups) {
    this.fusion = fusion;
    this.assignment = assignment;
    this.order = order;
    this.groups = new ArrayList<>(groups);
    this.needs = new GroupNeeds(fusion, groups);
  }

  /** All groups in an order in which they may run. */
  List<Group> groups() {
    for (var i = 0; i < groups.size(); i++) {
      if (foldsNarrowRows(groups.get(i))) {
        i = joinProduct(growFrom(i));
      }
    }
    return groups;
  }

  private boolean foldsNarrowRows(Group group) {
    var frame = IterationSpace.of(group.nodes());
    var last = frame.shape().rank() - 1;
    return frame.folded().equals(List.of(last))
        && frame.shape().dim(last) > 1
        && frame.shape().dim(last) <= LoopBody.NARROW
        && isOfPlaces(group, frame)
        && width(group).size() == 1;
  }

  /** Lets later groups join the one at an index; returns where the loop is then. */
  private int growFrom(int index) {
    var refused = Collections.newSetFromMap(new IdentityHashMap<Group, Boolean>());
    var growth = grow(index, refused);
    for (var idle = idle(growth); !idle.isEmpty(); idle = idle(growth)) {
      refused.addAll(idle);
      growth = grow(index, refused);
    }
    return growth.members().size() == 1 ? index : join(index, growth);
  }

  private int join(int index, Growth growth) {
    var before = new ArrayList<>(groups.subList(Math.max(0, index - NEIGHBOURS), index));
    before.addAll(growth.earlier());
    var members = new ArrayList<>(growth.members());
    var taken = before.stream().filter(group -> serves(group, growth.members())).toList();
    for (var group : taken) {
      if (fits(group, members)) {
        members.add(group);
        before.remove(group);
      }
    }
    var joined = together(members);
    needs.replace(members, joined);
    before.add(joined);
    var place = Math.max(0, index - NEIGHBOURS) + before.size() - 1;
    before.addAll(growth.later());
    replace(Math.max(0, index - NEIGHBOURS), beyond(index), before);
    return place;
  }

  /** The index after the last group that may join the loop at an index. */
  private int beyond(int index) {
    return Math.min(groups.size(), index + 1 + NEIGHBOURS);
  }

  private void replace(int from, int to, List<Group> others) {
    var range = groups.subList(from, to);
    range.clear();
    range.addAll(others);
  }

  /** Lets the loop at an index follow on the product of its rows; returns where it is then. */
  private int joinProduct(int index) {
    var loop = groups.get(index);
    for (var i = Math.max(0, index - NEIGHBOURS); i < index; i++) {
      var product = groups.get(i);
      if (leads(product, loop) && !reads(groups.subList(i + 1, index), product)) {
        var joined = inTurn(product, loop);
        needs.replace(List.of(product, loop), joined);
        groups.set(index, joined);
        groups.remove(i);
        return index - 1;
      }
    }
    return index;
  }

  /** Whether the group starts with a product, and the loop goes on with the rows of it. */
  private boolean leads(Group group, Group loop) {
    var head = group.head();
    if (!(head.op() instanceof Contract) || !reads(loop, group)) {
      return false;
    }
    var frame = IterationSpace.of(loop.nodes());
    if (!group.nodes().stream().allMatch(frame::isOfPlace)) {
      return false;
    }
    return head.shape().rank() == 2
        && head.shape().dim(1) * head.dtype().bytes() <= ROW_BYTES
        && assignment.layout(head).panel() == 0
        && group.nodes().stream().allMatch(RowFusion::suitsVectors)
        && isOneLoop(inTurn(group, loop), frame);
  }

  private static Group inTurn(Group first, Group second) {
    return new Group(Stream.of(first, second).flatMap(group -> group.nodes().stream()).toList());
  }

  private Growth grow(int index, Set<Group> refused) {
    var growth =
        new Growth(
            new ArrayList<>(List.of(groups.get(index))), new ArrayList<>(), new ArrayList<>());
    var frame = frame(growth.members());
    var read = valuesRead(groups.get(index));
    var joined = new HashSet<>(groups.get(index).nodes());
    var later = new HashSet<Node>();
    for (var group : groups.subList(index + 1, beyond(index))) {
      var follows = needs.areAmong(group, joined);
      if (needs.areAmong(group, later)) {
        growth.later().add(group);
        later.addAll(group.nodes());
      } else if (!follows && !sharesRows(group, frame, read)) {
        growth.earlier().add(group);
      } else if (!refused.contains(group) && fits(group, growth.members())) {
        growth.members().add(group);
        read.addAll(valuesRead(group));
        joined.addAll(group.nodes());
      } else if (follows) {
        growth.later().add(group);
        later.addAll(group.nodes());
      } else {
        growth.earlier().add(group);
      }
    }
    return growth;
  }

  /** Whether the group folds rows that members read as well. */
  private boolean sharesRows(Group group, IterationSpace frame, Set<Node> readByMembers) {
    return rowsRead(group).stream()
        .anyMatch(value -> frame.isOfPlace(value) && readByMembers.contains(value));
  }

  /** What the loop over a group reads if it folds narrow rows. */
  private Set<Node> rowsRead(Group group) {
    return rowsRead.computeIfAbsent(
        group, _ -> foldsNarrowRows(group) ? valuesRead(group) : Set.of());
  }

  private Set<Node> valuesRead(Group group) {
    return fusion.reads(group).map(Fusion.Read::value).collect(Collectors.toSet());
  }

  private boolean reads(Group group, Group written) {
    return needs.of(group).stream().anyMatch(written::has);
  }

  /** Members that have one number for a row, which no other member needs. */
  private List<Group> idle(Growth growth) {
    var frame = frame(growth.members());
    return growth.members().stream()
        .filter(member -> isOfRows(member, frame))
        .filter(member -> growth.members().stream().noneMatch(other -> reads(other, member)))
        .toList();
  }

  /** Whether only members need the group, and it has one number for a row. */
  private boolean serves(Group group, List<Group> members) {
    return isOfRows(group, frame(members))
        && reads(members, group)
        && !needs.areReadByOthers(group, members);
  }

  private boolean reads(List<Group> readers, Group group) {
    return readers.stream().anyMatch(reader -> reads(reader, group));
  }

  private static IterationSpace frame(List<Group> members) {
    return IterationSpace.of(members.getFirst().nodes());
  }

  private boolean fits(Group group, List<Group> members) {
    var frame = frame(members);
    var together = together(Stream.concat(members.stream(), Stream.of(group)).toList());
    return (isOfPlaces(group, frame) || isOfRows(group, frame))
        && group.nodes().stream().allMatch(RowFusion::suitsVectors)
        && isOneLoop(together, frame);
  }

  /** Whether one loop can compute it all, but for a product at its head. */
  private boolean isOneLoop(Group group, IterationSpace frame) {
    return width(group).size() == 1
        && group.nodes().size() <= assignment.machine().loops().nodes()
        && group.nodes().stream().filter(Fusion::isFold).count() <= LoopBody.MOST_FOLDS
        && fusion.reads(group).allMatch(read -> canBeRead(read, group, frame));
  }

  private static boolean isOfPlaces(Group group, IterationSpace frame) {
    return group.nodes().stream()
        .allMatch(node ->
            Fusion.isFold(node)
                ? frame.isOfPlace(node.input(0))
                    && ((Op.Reduce) node.op()).axes().equals(frame.folded())
                : Fusion.isElementwise(node) && frame.isOfPlace(node));
  }

  private static boolean isOfRows(Group group, IterationSpace frame) {
    return group.nodes().size() <= ROW_STEPS
        && group.nodes().stream()
            .allMatch(node -> Fusion.isElementwise(node) && frame.isOfRow(node));
  }

  /** Whether a loop with this node can still be one of vectors, as far as can be said here. */
  private static boolean suitsVectors(Node node) {
    return switch (node.dtype()) {
      case BOOL -> node.op() instanceof Op.Comparison;
      case INT32, INT64 -> !(node.op() instanceof Mul);
      case FLOAT32, FLOAT64 -> true;
      case UINT8 -> false;
    };
  }

  /** The sizes of the numbers that are computed with; vectors take one only. */
  private static Set<Integer> width(Group group) {
    var sizes = new HashSet<Integer>();
    group.nodes().stream()
        .flatMap(node -> Stream.concat(Stream.of(node), node.inputs().stream()))
        .map(Node::dtype)
        .map(DType::bytes)
        .filter(bytes -> bytes > 1)
        .forEach(sizes::add);
    return sizes;
  }

  /** Whether the loop finds what is read at its place, in registers or in memory. */
  private boolean canBeRead(Fusion.Read read, Group group, IterationSpace frame) {
    var base = assignment.base(read.value());
    var head = group.head();
    if (head.op() instanceof Contract && (read.reader() == head || read.value() == head)) {
      return true;
    }
    if (!group.has(base)) {
      return assignment.isUniform(base)
          || frame.strides(assignment.layout(read.value())).getLast() <= 1;
    }
    if (Fusion.isFold(base) || frame.isOfRow(base)) {
      return frame.isSame(assignment.layout(base), assignment.layout(read.value()));
    }
    return fusion.isDirect(read.value(), read.reader());
  }

  /** One group, inputs first. */
  private Group together(List<Group> members) {
    return new Group(
        members.stream()
            .flatMap(member -> member.nodes().stream())
            .sorted(Comparator.comparing(node -> Objects.requireNonNull(order.get(node))))
            .toList());
  }
}
