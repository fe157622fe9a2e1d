package org.backprop.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.graph.Node;
import org.backprop.graph.TensorType;
import org.backprop.tensor.DType;

/**
 * Which values lie in memory, and where. Room that no later kernel reads is given to new values of
 * the same type.
 */
final class BufferAllocator {
  /** A stretch of an array that is free. */
  private record Gap(int offset, int length) {}

  /** An array that starts with a cache line has the second line here, behind its header. */
  private static final int FIRST_BYTE = 48;

  /**
   * A core that reads down a column fetches so many rows ahead, beyond the last too: there may be
   * nothing that another core writes, or each of its writes must first take the line back.
   */
  private static final int ROWS_AHEAD = 16;

  /** The most elements that are left free for that. */
  private static final int MOST_AHEAD = 1 << 14;

  /** Of what is shorter than a page, no column is worth fetching ahead. */
  private static final int SMALL = 1024;

  private final BufferAssignment assignment;
  private final Map<Node, Buffer> buffers = new HashMap<>();
  private final Map<DType, Integer> sizes = new EnumMap<>(DType.class);
  private final Map<DType, List<Gap>> gaps = new EnumMap<>(DType.class);

  BufferAllocator(BufferAssignment assignment) {
    this.assignment = assignment;
  }

  /** Gives a value room of its own. */
  Buffer store(Node node) {
    return store(node, allocate(node.type(), assignment.layout(node)));
  }

  /** Lets a value be written where another has been. */
  Buffer store(Node node, Buffer buffer) {
    buffers.put(node, buffer);
    return buffer;
  }

  /** Room in the standard layout. */
  Buffer allocate(TensorType type) {
    return allocate(type, Layout.standard(type.dtype(), type.shape()));
  }

  /** Room in the first gap that is large enough, or at the end of the array. */
  Buffer allocate(TensorType type, Layout layout) {
    var free = gaps.computeIfAbsent(type.dtype(), _ -> new ArrayList<>());
    var room = room(layout);
    for (var i = 0; i < free.size(); i++) {
      var gap = free.get(i);
      if (gap.length >= room) {
        free.remove(i);
        if (gap.length > room) {
          free.add(i, new Gap(gap.offset + room, gap.length - room));
        }
        return new Buffer(type, layout, gap.offset);
      }
    }
    var end = sizes.getOrDefault(type.dtype(), FIRST_BYTE / type.dtype().bytes());
    sizes.put(type.dtype(), Math.addExact(end, room));
    return new Buffer(type, layout, end);
  }

  private static int room(Layout layout) {
    var rank = layout.shape().rank();
    var row = rank < 2 || layout.length() < SMALL ? 0 : layout.stride(rank - 2);
    return Math.addExact(layout.length(), (int) Math.min((long) ROWS_AHEAD * row, MOST_AHEAD));
  }

  /** Takes the room back: what lies there is not read again. */
  void release(Buffer buffer) {
    var free = gaps.computeIfAbsent(buffer.dtype(), _ -> new ArrayList<>());
    var start = buffer.offset();
    var end = start + room(buffer.layout());
    for (var i = free.size() - 1; i >= 0; i--) {
      var gap = free.get(i);
      if (gap.offset == end || gap.offset + gap.length == start) {
        start = Math.min(start, gap.offset);
        end = Math.max(end, gap.offset + gap.length);
        free.remove(i);
      }
    }
    free.add(new Gap(start, end - start));
  }

  boolean isStored(Node node) {
    return buffers.containsKey(node);
  }

  View view(Node node) {
    var base = assignment.base(node);
    return new View(
        Objects.requireNonNull(buffers.get(base), () -> base + " has no place in memory"),
        assignment.layout(node));
  }

  /** The elements that each type's array needs. */
  Map<DType, Integer> sizes() {
    return sizes;
  }
}
