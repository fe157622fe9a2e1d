package org.backprop.plan;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;

/** Which value each buffer holds while the kernels of a plan run one after another. */
final class BufferContents {
  private final Map<Buffer, Node> held = new HashMap<>();
  private final Map<DType, TreeMap<Integer, Buffer>> byStart = new EnumMap<>(DType.class);
  private final Map<Buffer, String> lost = new HashMap<>();

  /** Lets a buffer hold a value; whatever overlaps it holds nothing any more. */
  void write(Buffer buffer, Node value, String writer) {
    var starts = byStart.computeIfAbsent(buffer.dtype(), _ -> new TreeMap<>());
    var end = buffer.offset() + buffer.length();
    // Those held do not overlap each other, so no earlier one reaches this one.
    for (var other = starts.lowerEntry(end);
        other != null && other.getValue().overlaps(buffer);
        other = starts.lowerEntry(end)) {
      forget(other.getValue(), writer + " has written " + value + " to " + buffer);
    }
    held.put(buffer, value);
    starts.put(buffer.offset(), buffer);
  }

  /** Lets a buffer hold what another one holds. */
  void copy(Buffer from, Buffer to, String writer) {
    write(to, of(from, writer), writer);
  }

  void forget(Buffer buffer, String reason) {
    held.remove(buffer);
    var starts = byStart.get(buffer.dtype());
    if (starts != null) {
      starts.remove(buffer.offset(), buffer);
    }
    lost.put(buffer, reason);
  }

  /**
   * The value that a buffer holds.
   *
   * @param reader what messages call the reader
   * @throws IllegalStateException if it holds none
   */
  Node of(Buffer buffer, String reader) {
    var value = held.get(buffer);
    if (value == null) {
      throw new IllegalStateException(
          "the plan is wrong: "
              + reader
              + " reads "
              + buffer
              + ", but "
              + lost.getOrDefault(buffer, "nothing has written to it"));
    }
    return value;
  }
}
