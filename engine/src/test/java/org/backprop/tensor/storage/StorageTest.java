package org.backprop.tensor.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StorageTest {
  /** What each type keeps of 2.75, of -1 and of 300. */
  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 2.75, -1, 300",
    "FLOAT64, 2.75, -1, 300",
    "INT32, 2, -1, 300",
    "INT64, 2, -1, 300",
    "UINT8, 2, 255, 44",
    "BOOL, 1, 1, 1"
  })
  void what_is_written_is_read_as_the_type_keeps_it(
      DType dtype, double fraction, double negative, double large) {
    var storage = Storage.allocate(dtype, 5);
    storage.set(0, 2.75);
    storage.set(1, -1);
    storage.setLong(2, -1);
    storage.set(3, 300);
    storage.setLong(4, 300);
    var kept = new double[] {fraction, negative, negative, large, large};
    for (var i = 0; i < kept.length; i++) {
      assertEquals(kept[i], storage.get(i), dtype + " at " + i);
      assertEquals((long) kept[i], storage.getLong(i), dtype + " at " + i);
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void a_copy_changes_one_element_and_a_view_shares_its_array(DType dtype) {
    var from = Storage.allocate(dtype, 2);
    from.setLong(1, 1);
    var into = Storage.allocate(dtype, 3);
    into.copy(2, from, 1);
    assertEquals(3, into.length());
    assertEquals(1, into.get(2));
    assertEquals(0, into.get(0) + into.get(1));
    assertSame(into.array(), Storage.of(dtype, into.array()).array());
  }

  @Test
  void a_copy_keeps_the_bits_of_a_nan() {
    var bits = 0x7ff80000_0000beefL;
    var from = Storage.of(DType.FLOAT64, new double[] {Double.longBitsToDouble(bits)});
    var into = Storage.allocate(DType.FLOAT64, 1);
    into.copy(0, from, 0);
    assertEquals(bits, Double.doubleToRawLongBits(into.get(0)));
  }

  @Test
  void an_array_of_another_type_is_refused() {
    assertThrows(ClassCastException.class, () -> Storage.of(DType.FLOAT32, new double[1]));
  }
}
