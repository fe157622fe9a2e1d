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
  private final TargetMachine machine;
  private final Map<DType, FreeList> arrays = new EnumMap<>(DType.class);
  private final Map<Buffer, Buffer> placed = new HashMap<>();

  private BufferAllocator(TargetMachine machine) {
    this.machine = machine;
  }

  /** The same plan with every buffer in memory. */
  static Plan place(Plan plan) {
    var allocator = new BufferAllocator(plan.machine());
    var lifetimes = Lifetimes.of(plan);
    for (var kernel = -1; kernel <= plan.kernels().size(); kernel++) {
      lifetimes.beginAt(kernel).forEach(allocator::take);
      lifetimes.endAt(kernel).forEach(allocator::release);
    }
    return plan.on(allocator::placed, allocator.sizes());
  }

  private void take(Buffer buffer) {
    placed.put(buffer, buffer.at(array(buffer.dtype()).take(room(buffer))));
  }

  private void release(Buffer buffer) {
    array(buffer.dtype()).release(placed(buffer).offset(), room(buffer));
  }

  private Buffer placed(Buffer buffer) {
    return Objects.requireNonNull(placed.get(buffer));
  }

  private FreeList array(DType dtype) {
    return arrays.computeIfAbsent(dtype, _ -> new FreeList(machine.caches().firstElement(dtype)));
  }

  /**
   * The elements of a buffer and of the rows that a core prefetches beyond the last one: no other
   * core may write there, or each of its writes must first take the line back. Of what is shorter
   * than a page, no column is worth prefetching.
   */
  private int room(Buffer buffer) {
    var caches = machine.caches();
    var rank = buffer.layout().shape().rank();
    var isSmall = rank < 2 || buffer.length() < caches.page() / Float.BYTES;
    var row = isSmall ? 0 : buffer.layout().stride(rank - 2);
    var ahead = Math.min((long) caches.rowsAhead() * row, caches.mostAhead());
    return Math.addExact(buffer.length(), (int) ahead);
  }

  /** The elements of each type's array. */
  private Map<DType, Integer> sizes() {
    var sizes = new EnumMap<DType, Integer>(DType.class);
    arrays.forEach((dtype, array) -> sizes.put(dtype, array.size()));
    return sizes;
  }
}
