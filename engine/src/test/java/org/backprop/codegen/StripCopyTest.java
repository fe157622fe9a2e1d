package org.backprop.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.storage.Storage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StripCopyTest {
  private static final int ROWS = 7;

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void the_rows_of_each_strip_follow_one_another(DType dtype) {
    for (var bits : List.of(128, 256, 512)) {
      for (var vectors = 1; vectors <= 4; vectors++) {
        check(dtype, vectors, StripCopy.of(dtype, vectors, 8 / vectors, bits), bits);
      }
    }
  }

  private static void check(DType dtype, int vectors, StripCopy copy, int bits) {
    assertEquals(vectors * Tiles.lanes(dtype, bits), copy.columns());
    var row = copy.strips() * copy.columns() + 5;
    var strip = ROWS * copy.columns() + 3;
    var from = Storage.allocate(dtype, 2 + ROWS * row);
    var to = Storage.allocate(dtype, 1 + copy.strips() * strip);
    for (var i = 0; i < from.length(); i++) {
      from.set(i, i);
    }
    copy.run(from.array(), 2, row, to.array(), 1, strip, ROWS);
    for (var s = 0; s < copy.strips(); s++) {
      for (var i = 0; i < ROWS * copy.columns(); i++) {
        var read = 2 + i / copy.columns() * row + s * copy.columns() + i % copy.columns();
        assertEquals(read, to.get(1 + s * strip + i));
      }
      assertEquals(0, to.get(s * strip), "between the strips");
    }
  }
}
