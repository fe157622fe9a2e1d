package org.backprop.plan;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.backprop.tensor.DType;

/**
 * Places the buffers of finished kernels in the arrays of their types, in one pass: a buffer takes
 * memory at the first kernel that uses it and returns it after the last one.
 */
final class BufferAllocator {
  /** An array that starts with a cache line has the second line here, behind its header. */
  private static final int FIRST_BYTE = 48;

  /**
   * A core that reads down a column prefetches so many rows beyond the last one: no other core may
   * write there, or each of its writes must first take the line back.
   */
  private static final int ROWS_AHEAD = 16;

  /** The most elements that are left free for that. */
  private static final int MOST_AHEAD = 1 << 14;

  /** Of what is shorter than a page, no column is worth prefetching. */
  private static final int SMALL = 1024;

  private final Map<DType, FreeList> arrays = new EnumMap<>(DType.class);
  private final Map<Buffer, Buffer> placed = new HashMap<>();

  private BufferAllocator() {}

  /** The same plan with every buffer in memory. */
  static Plan place(Plan plan) {
    var allocator = new BufferAllocator();
    var lifetimes = Lifetimes.of(plan);
    for (var kernel = -1; kernel <= plan.kernels().size(); kernel++) {
      lifetimes.beginAt(kernel).forEach(allocator::take);
      lifetimes.endAt(kernel).forEach(allocator::release);
    }
    return plan.on(allocator::placed, allocator.sizes());
  }

  private void take(Buffer buffer) {
    placed.put(buffer, buffer.at(array(buffer.dtype()).take(room(buffer.layout()))));
  }

  private void release(Buffer buffer) {
    array(buffer.dtype()).release(placed(buffer).offset(), room(buffer.layout()));
  }

  private Buffer placed(Buffer buffer) {
    return Objects.requireNonNull(placed.get(buffer));
  }

  private FreeList array(DType dtype) {
    return arrays.computeIfAbsent(dtype, _ -> new FreeList(FIRST_BYTE / dtype.bytes()));
  }

  /** The elements of a buffer, and of the rows after it that are prefetched. */
  private static int room(Layout layout) {
    var rank = layout.shape().rank();
    var row = rank < 2 || layout.length() < SMALL ? 0 : layout.stride(rank - 2);
    return Math.addExact(layout.length(), (int) Math.min((long) ROWS_AHEAD * row, MOST_AHEAD));
  }

  /** The elements of each type's array. */
  private Map<DType, Integer> sizes() {
    var sizes = new EnumMap<DType, Integer>(DType.class);
    arrays.forEach((dtype, array) -> sizes.put(dtype, array.size()));
    return sizes;
  }
}
