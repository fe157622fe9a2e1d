package org.backprop.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.backprop.codegen.TransposedBlock;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;
import org.backprop.tensor.storage.Storage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransposeTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "0, 3", "3, 0", "8, 5", "17, 33", "100, 7", "129, 300", "1, 70", "70, 1"})
  void every_element_moves_and_nothing_else_does(int rows, int columns) {
    for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      var scalar = Transpose.of(TargetMachine.of(512, 1), dtype, rows, columns);
      moves(scalar, dtype, rows, columns);
      for (var bits : List.of(512, 256, 128)) {
        moves(scalar.with(TransposedBlock.of(dtype, bits)), dtype, rows, columns);
      }
    }
  }

  private static void moves(Transpose transpose, DType dtype, int rows, int columns) {
    var fromRow = columns + 3;
    var toRow = rows + 5;
    var from = Storage.allocate(dtype, 2 + rows * fromRow);
    for (var i = 0; i < from.length(); i++) {
      from.set(i, i + 1);
    }
    var to = Storage.allocate(dtype, 4 + columns * toRow);
    for (var part = transpose.parts() - 1; part >= 0; part--) {
      transpose.run(part, from.array(), 2, fromRow, to.array(), 4, toRow);
    }
    for (var i = 0; i < to.length(); i++) {
      var row = Math.floorMod(i - 4, toRow);
      var inside = i >= 4 && row < rows;
      var expected = inside ? from.get(2 + row * fromRow + (i - 4) / toRow) : 0;
      assertEquals(expected, to.get(i), dtype + " at " + i);
    }
  }
}
