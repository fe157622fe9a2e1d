package org.backprop.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShapeTest {
  private final Shape shape = Shape.of(2, 3, 4);

  @Test
  void strides_are_row_major() {
    assertArrayEquals(new int[] {12, 4, 1}, shape.strides());
    assertEquals(24, shape.size());
    assertEquals(1, Shape.SCALAR.size());
    assertEquals(0, Shape.of(3, 0).size());
  }

  @Test
  void a_negative_axis_counts_from_the_end() {
    assertEquals(4, shape.dim(-1));
    assertEquals(0, shape.axis(-3));
    var e = assertThrows(ShapeException.class, () -> shape.dim(3));
    assertEquals("axis 3 is outside [2, 3, 4]", e.getMessage());
  }

  @Test
  void axes_are_changed_left_out_and_put_in() {
    assertEquals(Shape.of(2, 9, 4), shape.with(1, 9));
    assertEquals(Shape.of(2, 4), shape.without(1));
    assertEquals(Shape.of(2, 3, 4, 1), shape.insert(3, 1));
    assertEquals(shape.hashCode(), Shape.of(2, 3, 4).hashCode());
  }

  @Test
  void two_shapes_broadcast_from_the_last_axis() {
    assertEquals(shape, Shape.broadcast(shape, Shape.of(3, 1)));
    assertEquals(shape, Shape.broadcast(Shape.of(4), shape));
    assertEquals(Shape.of(0), Shape.broadcast(Shape.of(1), Shape.of(0)));
    var e = assertThrows(ShapeException.class, () -> Shape.broadcast(shape, Shape.of(5)));
    assertTrue(e.getMessage().contains("axis -1 is 4 and 5"), e.getMessage());
  }

  @Test
  void impossible_sizes_are_refused() {
    assertThrows(ShapeException.class, () -> Shape.of(-1));
    assertThrows(ShapeException.class, () -> Shape.of(1 << 16, 1 << 15));
  }

  @Test
  void the_largest_sizes_are_counted_without_overflow() {
    assertEquals(0, Shape.of(1 << 30, 1 << 30, 1 << 30, 0).size());
    var e = assertThrows(ShapeException.class, () -> Shape.of(1 << 30, 1 << 30, 1 << 30));
    assertEquals(
        "[1073741824, 1073741824, 1073741824] is too large; one tensor holds at most 2^31 - 9"
            + " elements",
        e.getMessage());
    assertEquals(Integer.MAX_VALUE - 8, Shape.of(Integer.MAX_VALUE - 8).size());
    assertThrows(ShapeException.class, () -> Shape.of(Integer.MAX_VALUE - 7));
  }

  @Test
  void a_shape_does_not_change_with_the_arrays_it_gave_or_took() {
    var dims = new int[] {2, 3};
    var made = Shape.of(dims);
    dims[0] = 9;
    made.dims()[1] = 9;
    assertEquals(Shape.of(2, 3), made);
    assertNotEquals(made, Shape.of(3, 2));
    assertNotEquals(made, Shape.of(2, 3, 1));
  }

  @Test
  void a_negative_size_is_named() {
    var e = assertThrows(ShapeException.class, () -> Shape.of(2, -3));
    assertEquals("an axis cannot have the negative size -3", e.getMessage());
  }
}
