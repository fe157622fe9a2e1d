package org.backprop.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.backprop.tensor.storage.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
  @Test
  void elements_are_found_by_their_indices() {
    var x = Tensor.of(Shape.of(2, 3), 1.0, 2, 3, 4, 5, 6);
    assertEquals(6, x.get(1, 2));
    assertEquals(4, x.get(1, 0));
    assertThrows(ShapeException.class, () -> x.get(2, 0));
    assertThrows(ShapeException.class, () -> x.get(1));
    assertThrows(ShapeException.class, x::item);
  }

  @Test
  void a_tensor_does_not_change_with_the_array_it_was_made_of() {
    var array = new double[] {1, 2};
    var x = Tensor.of(Shape.of(2), array);
    array[0] = 9;
    assertEquals(1, x.at(0));
    assertSame(x.array(), x.reshape(2, 1).array());
  }

  @Test
  void too_few_elements_are_counted_in_the_message() {
    var e = assertThrows(ShapeException.class, () -> Tensor.of(Shape.of(2, 3), 1f));
    assertEquals("shape [2, 3] holds 6 elements, but 1 were given", e.getMessage());
  }

  @Test
  void a_matrix_needs_rows_of_one_length() {
    assertEquals(Shape.of(2, 1), Tensor.matrix(new double[] {1}, new double[] {2}).shape());
    assertEquals(Shape.of(0, 0), Tensor.matrix().shape());
    assertThrows(ShapeException.class, () -> Tensor.matrix(new double[] {1}, new double[2]));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void numbers_survive_a_way_through_every_type(DType dtype) {
    var x = Tensor.of(Shape.of(3), 0.0, 1, 1).to(dtype);
    assertEquals(dtype, x.dtype());
    assertArrayEquals(new double[] {0, 1, 1}, x.toDoubles());
    assertSame(x, x.to(dtype));
    assertEquals(x, x.to(DType.INT64).to(dtype));
    assertEquals(x.hashCode(), x.to(DType.FLOAT64).to(dtype).hashCode());
    assertEquals(dtype, DType.ofCode(dtype.code()));
    assertEquals(1, Tensor.filled(dtype, Shape.of(2), 1).at(1));
    assertTrue(dtype.bytes() > 0 && x.isFinite());
    var storage = Storage.allocate(dtype, 3);
    storage.copy(2, Storage.of(x), 1);
    storage.setLong(0, 1);
    assertEquals(1, storage.getLong(2) * storage.getLong(0));
  }

  @Test
  void bytes_are_unsigned() {
    assertEquals(255, Tensor.ofBytes(Shape.of(1), (byte) -1).at(0));
    assertEquals(255, Tensor.ofBytes(Shape.of(1), (byte) -1).to(DType.INT32).at(0));
  }

  @Test
  void large_whole_numbers_keep_their_digits() {
    var big = (1L << 53) + 1;
    var x = Tensor.of(Shape.SCALAR, big);
    assertEquals(big, Storage.of(x).getLong(0));
    assertNotEquals(x, x.to(DType.FLOAT64).to(DType.INT64));
  }

  @Test
  void equality_is_of_type_shape_and_bits() {
    assertEquals(
        Tensor.scalar(DType.FLOAT32, Double.NaN), Tensor.scalar(DType.FLOAT32, Double.NaN));
    assertNotEquals(Tensor.scalar(DType.FLOAT32, 1), Tensor.scalar(DType.FLOAT64, 1));
    assertNotEquals(Tensor.of(Shape.of(2), 1, 2), Tensor.of(Shape.of(2, 1), 1, 2));
    assertNotEquals(Tensor.of(Shape.SCALAR, 0.0), Tensor.of(Shape.SCALAR, -0.0));
    assertFalse(Tensor.scalar(DType.FLOAT32, Double.NaN).isFinite());
    assertEquals(1, Tensor.of(Shape.SCALAR, true).item());
  }

  @Test
  void a_long_tensor_prints_its_first_elements() {
    assertEquals(
        "INT32[9] 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 ...",
        Tensor.zeros(DType.INT32, Shape.of(9)).toString());
    assertEquals("FLOAT64 2.5", Tensor.of(Shape.SCALAR, 2.5).toString());
  }

  @Test
  void conversions_are_casts_of_java() {
    var x = Tensor.of(Shape.of(6), 3.9, -3.9, Double.NaN, 1e10, -1e10, 0.1);
    assertEquals(
        Tensor.of(Shape.of(6), 3, -3, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, 0),
        x.to(DType.INT32));
    assertEquals(
        Tensor.of(Shape.of(6), 3L, -3, 0, 10_000_000_000L, -10_000_000_000L, 0), x.to(DType.INT64));
    assertEquals(Tensor.of(Shape.of(6), true, true, true, true, true, true), x.to(DType.BOOL));
    assertEquals(0.1f, x.to(DType.FLOAT32).at(5));
    assertEquals(Double.POSITIVE_INFINITY, Tensor.of(Shape.SCALAR, 1e300).to(DType.FLOAT32).item());
    assertEquals(
        Tensor.ofBytes(Shape.of(3), (byte) 44, (byte) 255, (byte) 200),
        Tensor.of(Shape.of(3), 300.7, -1.0, 200.0).to(DType.UINT8));
  }

  @Test
  void a_long_becomes_the_nearest_float() {
    // By way of a double, which drops the last bit, it would be a tie and go down.
    var x = (1L << 54) + (1L << 30) + 1;
    assertEquals((float) x, Tensor.of(Shape.SCALAR, x).to(DType.FLOAT32).item());
  }

  @Test
  void zero_keeps_its_sign() {
    assertEquals(Tensor.of(Shape.SCALAR, -0.0), Tensor.scalar(DType.FLOAT64, -0.0));
    assertEquals(Tensor.of(Shape.of(2), 0f, 0), Tensor.zeros(DType.FLOAT32, Shape.of(2)));
  }

  @Test
  void wrong_indices_and_items_are_told_in_sentences() {
    var x = Tensor.of(Shape.of(2, 3), 1.0, 2, 3, 4, 5, 6);
    var outside = assertThrows(ShapeException.class, () -> x.get(1, 3));
    assertEquals("index [1, 3] is outside [2, 3]", outside.getMessage());
    var few = assertThrows(ShapeException.class, () -> x.get(1));
    assertEquals("1 indices for a tensor of shape [2, 3]", few.getMessage());
    var item = assertThrows(ShapeException.class, x::item);
    assertEquals("item() needs one element, but the shape is [2, 3]", item.getMessage());
    var ragged =
        assertThrows(
            ShapeException.class, () -> Tensor.matrix(new double[] {1}, new double[] {2, 3}));
    assertEquals("row 1 has 2 numbers where row 0 has 1", ragged.getMessage());
    assertThrows(ShapeException.class, () -> x.reshape(7));
    assertThrows(
        ClassCastException.class, () -> Tensor.wrap(DType.FLOAT32, Shape.of(1), new int[1]));
  }

  @Test
  void wrapped_arrays_are_shared_and_doubles_are_copied() {
    var array = new double[] {1, 2};
    var x = Tensor.wrap(DType.FLOAT64, Shape.of(2), array);
    assertSame(array, x.array());
    x.toDoubles()[0] = 9;
    assertEquals(1, x.at(0));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void a_tensor_of_no_elements_is_finite_and_equal_to_its_like(DType dtype) {
    var none = Tensor.zeros(dtype, Shape.of(0, 3));
    assertEquals(none, Tensor.wrap(dtype, Shape.of(0, 3), Storage.allocate(dtype, 0).array()));
    assertTrue(none.isFinite());
    assertNotEquals(none, none.reshape(3, 0));
  }

  @Test
  void a_built_tensor_no_longer_changes() {
    var builder = Tensor.builder(DType.FLOAT32, Shape.of(2, 2)).set(1, 0.5).set(3, 2);
    assertEquals(Tensor.of(Shape.of(2, 2), 0, 0.5f, 0, 2), builder.build());
    assertThrows(IllegalStateException.class, () -> builder.set(0, 1));
  }

  @Test
  void rows_are_chosen_in_the_order_given() {
    var x = Tensor.of(Shape.of(3, 2), 1.0, 2, 3, 4, 5, 6);
    assertEquals(Tensor.of(Shape.of(3, 2), 5.0, 6, 1, 2, 5, 6), x.rows(2, 0, 2));
    assertEquals(Tensor.zeros(DType.FLOAT64, Shape.of(0, 2)), x.rows());
    assertThrows(IndexOutOfBoundsException.class, () -> x.rows(3));
  }
}
