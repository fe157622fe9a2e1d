package org.backprop.codegen;

import static org.backprop.codegen.Tile.LeftLayout.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.List;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

final class TilesTest {
  @Test
  void every_generated_class_verifies() {
    var resolver = ClassHierarchyResolver.ofClassLoading(TilesTest.class.getClassLoader());
    var classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
    for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (var bits : new int[] {128, 256, 512}) {
        for (var rows = 1; rows <= 16; rows += 5) {
          for (var vectors = 1; vectors <= 8; vectors *= 2) {
            for (var layout : Tile.LeftLayout.values()) {
              var bytes = new TileCode(layout, dtype, rows, vectors, bits, true).bytes();
              assertEquals(List.of(), classFile.verify(bytes));
            }
          }
        }
      }
    }
  }

  @Test
  void a_tile_is_generated_once() {
    var tile = Tiles.of(ROWS, DType.FLOAT32, 14, 2, 512, false);
    assertSame(tile, Tiles.of(ROWS, DType.FLOAT32, 14, 2, 512, false));
    assertEquals(14, tile.rows());
    assertEquals(32, tile.columns());
  }

  @Test
  void a_tile_multiplies_one_element_type() {
    var x = new double[64];
    var y = new float[64];
    var floats = Tiles.of(ROWS, DType.FLOAT32, 1, 1, 0, false);
    var doubles = Tiles.of(ROWS, DType.FLOAT64, 1, 1, 0, false);
    assertThrows(
        UnsupportedOperationException.class, () -> floats.run(x, 0, 1, 1, x, 0, 1, x, 0, 1, 1));
    assertThrows(
        UnsupportedOperationException.class, () -> doubles.run(y, 0, 1, 1, y, 0, 1, y, 0, 1, 1));
  }

  @Test
  void whole_numbers_and_odd_widths_are_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> Tiles.of(ROWS, DType.INT32, 1, 1, 512, false));
    assertThrows(
        IllegalArgumentException.class, () -> Tiles.of(ROWS, DType.FLOAT32, 1, 1, 64, false));
  }
}
