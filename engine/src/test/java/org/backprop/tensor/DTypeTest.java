package org.backprop.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DTypeTest {
  @ParameterizedTest
  @CsvSource({
    "FLOAT32, F32, 4, true, false",
    "FLOAT64, F64, 8, true, false",
    "INT32, I32, 4, false, true",
    "INT64, I64, 8, false, true",
    "UINT8, U8, 1, false, true",
    "BOOL, BOOL, 1, false, false"
  })
  void types_are_named_and_measured_as_in_safetensors(
      DType dtype, String code, int bytes, boolean isFloat, boolean isInteger) {
    assertEquals(code, dtype.code());
    assertEquals(dtype, DType.ofCode(code));
    assertEquals(bytes, dtype.bytes());
    assertEquals(isFloat, dtype.isFloat());
    assertEquals(isInteger, dtype.isInteger());
  }

  @Test
  void an_unknown_code_is_named() {
    var e = assertThrows(IllegalArgumentException.class, () -> DType.ofCode("F8_E4M3"));
    assertEquals("unknown element type F8_E4M3", e.getMessage());
  }
}
