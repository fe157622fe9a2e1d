package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

class BufferAllocatorTest {
  private final Node wide = Node.input("wide", DType.FLOAT32, 64, 784);
  private final Node next = Node.input("next", DType.FLOAT32, 64, 784);
  private final BufferAllocator allocator =
      new BufferAllocator(new BufferAssignment(List.of(wide, next), Set.of(), Set.of()));

  @Test
  void rows_beyond_the_last_are_left_free_because_processors_fetch_ahead() {
    var first = allocator.store(wide);
    var second = allocator.store(next);
    assertTrue(second.offset() - (first.offset() + first.length()) >= 15 * 784);
  }

  @Test
  void room_that_is_given_back_is_used_again() {
    var first = allocator.store(wide);
    allocator.release(first);
    assertEquals(first, allocator.store(next));
  }
}
