package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FreeListTest {
  private final FreeList list = new FreeList(12);

  @Test
  void ranges_follow_each_other_from_the_start_on() {
    assertEquals(12, list.take(10));
    assertEquals(22, list.take(5));
    assertEquals(27, list.size());
  }

  @Test
  void the_first_free_range_that_is_long_enough_is_taken() {
    var small = list.take(5);
    list.take(1);
    var large = list.take(20);
    list.take(1);
    list.release(large, 20);
    list.release(small, 5);
    assertEquals(large, list.take(6));
    assertEquals(small, list.take(5));
    assertEquals(large + 6, list.take(14));
    assertEquals(39, list.size());
  }

  @Test
  void free_neighbours_are_joined() {
    var first = list.take(5);
    var second = list.take(5);
    var third = list.take(5);
    list.take(1);
    list.release(first, 5);
    list.release(third, 5);
    list.release(second, 5);
    assertEquals(first, list.take(15));
    assertEquals(28, list.size());
  }

  @Test
  void a_free_range_at_the_end_is_lengthened() {
    list.take(5);
    var last = list.take(5);
    list.release(last, 5);
    assertEquals(last, list.take(8));
    assertEquals(25, list.size());
  }

  @Test
  void nothing_takes_no_elements() {
    list.release(list.take(0), 0);
    assertEquals(12, list.take(3));
    assertEquals(15, list.size());
  }
}
