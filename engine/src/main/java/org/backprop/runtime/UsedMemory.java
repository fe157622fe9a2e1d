package org.backprop.runtime;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.backprop.plan.Buffer;
import org.backprop.tensor.DType;

/** A set of elements of the arrays of all types, as disjoint ranges. */
final class UsedMemory {
  /** The end of each range by its start. */
  private final Map<DType, TreeMap<Integer, Integer>> ranges = new EnumMap<>(DType.class);

  void clear() {
    ranges.clear();
  }

  void add(Collection<Buffer> buffers) {
    buffers.forEach(this::add);
  }

  private void add(Buffer buffer) {
    if (buffer.length() > 0) {
      var all = ranges.computeIfAbsent(buffer.dtype(), _ -> new TreeMap<>());
      var start = buffer.offset();
      var end = start + buffer.length();
      for (var range = all.floorEntry(end);
          range != null && range.getValue() >= start;
          range = all.floorEntry(end)) {
        start = Math.min(start, range.getKey());
        end = Math.max(end, range.getValue());
        all.remove(range.getKey());
      }
      all.put(start, end);
    }
  }

  /** Whether one of the buffers has an element of this set. */
  boolean overlaps(Collection<Buffer> buffers) {
    return buffers.stream().anyMatch(this::overlaps);
  }

  private boolean overlaps(Buffer buffer) {
    var all = ranges.get(buffer.dtype());
    var range = all == null ? null : all.lowerEntry(buffer.offset() + buffer.length());
    return range != null && buffer.length() > 0 && range.getValue() > buffer.offset();
  }
}
