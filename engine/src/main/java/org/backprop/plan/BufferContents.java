package org.backprop.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;

/** Which value each buffer holds while the kernels of a plan run one after another. */
final class BufferContents {
  private final Map<Buffer, Node> held = new HashMap<>();
  private final Map<Buffer, String> lost = new HashMap<>();

  /** Lets a buffer hold a value; whatever overlaps it holds nothing any more. */
  void write(Buffer buffer, Node value, String writer) {
    for (var other : List.copyOf(held.keySet())) {
      if (!other.equals(buffer) && other.overlaps(buffer)) {
        forget(other, writer + " has written " + value + " to " + buffer);
      }
    }
    held.put(buffer, value);
  }

  /** Lets a buffer hold what another one holds. */
  void copy(Buffer from, Buffer to, String writer) {
    write(to, of(from, writer), writer);
  }

  void forget(Buffer buffer, String reason) {
    held.remove(buffer);
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
