package org.backprop.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.backprop.codegen.Tile;
import org.backprop.graph.Contract;
import org.backprop.graph.TensorType;
import org.backprop.plan.TargetMachine;
import org.backprop.runtime.MatrixKernel.Finish;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MatrixKernelTest {
  private static final int[] TERMS = {0, 1, 2, 1023, 1024, 1025, 3000};
  private static final double UNTOUCHED = 77;

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void odd_shapes_have_the_bits_of_contract(int bits) {
    var random = new Random(bits);
    for (var i = 0; i < 30; i++) {
      var deep = i % 6 == 0;
      var most = deep ? 18 : 70;
      var terms = deep ? TERMS[random.nextInt(TERMS.length)] : 1 + random.nextInt(70);
      check(bits, 1 + random.nextInt(most), 1 + random.nextInt(most), terms, random);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "1, 1, 3000",
    "5, 16, 1024",
    "3, 40, 1025",
    "64, 128, 20",
    "784, 16, 64",
    "64, 10, 128",
    "1, 1000, 50",
    "2, 300, 1100",
    "33, 48, 1023",
    "2048, 1, 50",
    "1, 50, 40000",
    "20, 90, 2049",
    "0, 5, 7",
    "5, 0, 7",
    "4099, 1, 3",
    "16400, 2, 3",
    "7, 1, 2100",
    "37, 1, 2100",
    "70, 1, 37",
    "100, 260, 65",
    "10, 16, 5000",
    "50, 2, 5000",
    "128, 10, 64",
    "100, 520, 70",
    "110, 330, 1100"
  })
  void shapes_of_networks_have_the_bits_of_contract(int rows, int columns, int terms) {
    for (var bits : new int[] {0, 256, 512}) {
      check(bits, rows, columns, terms, new Random(rows));
    }
  }

  @Test
  void the_parts_of_a_layer_are_equal() {
    var kernel =
        MatrixKernel.of(
            Tile.LeftLayout.ROWS, DType.FLOAT32, 64, 128, 784, TargetMachine.of(512, 1));
    assertEquals(0, kernel.parts() % 4);
  }

  private static void check(int bits, int rows, int columns, int terms, Random random) {
    for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      new ProductTrial(dtype, rows, columns, terms, bits, random).check();
    }
  }

  /** One product with operands that lie anyhow in larger arrays. */
  private static final class ProductTrial {
    private final DType dtype;
    private final int rows;
    private final int columns;
    private final int terms;
    private final int bits;
    private final Random random;
    private final int padded;

    ProductTrial(DType dtype, int rows, int columns, int terms, int bits, Random random) {
      this.dtype = dtype;
      this.rows = rows;
      this.columns = columns;
      this.terms = terms;
      this.bits = bits;
      this.random = random;
      this.padded = (columns + 15) / 16 * 16;
    }

    void check() {
      var left = matrix(rows, terms);
      var right = matrix(terms, columns);
      var contract = new Contract("ik", "kj", "ij");
      var expected =
          contract.evaluate(List.of(left, right), new TensorType(dtype, Shape.of(rows, columns)));
      var transposed = random.nextBoolean();
      var step = random.nextInt(4) == 0 ? 2 : 1;
      var a0 = random.nextInt(5);
      var aRow = transposed ? step : step * terms + random.nextInt(3);
      var aK = transposed ? step * rows + random.nextInt(3) : step;
      var a = place(left, a0, aRow, aK, a0 + (2 * rows + 3) * (2 * terms + 3));
      var b0 = random.nextInt(5);
      var bK = padded + random.nextInt(2) * 16;
      var b = place(right, b0, bK, 1, b0 + terms * bK);
      var c0 = random.nextInt(5);
      var cRow = padded + random.nextInt(20);
      var c = filled(c0 + Math.max(0, rows - 1) * cRow + padded + 10);
      var kernel =
          MatrixKernel.of(
              Tile.LeftLayout.of(aRow, aK), dtype, rows, columns, terms, TargetMachine.of(bits, 1));
      var covered = new int[rows][columns];
      Finish finish =
          (row0, row1, column0, column1) -> {
            for (var i = row0; i < row1; i++) {
              for (var j = column0; j < column1; j++) {
                covered[i][j]++;
                assertEquals(expected.at(i * columns + j), c.get(c0 + i * cRow + j));
              }
            }
          };
      var left0 = new MatrixOperand(a.array(), a0, aRow, aK, 0);
      var right0 = new MatrixOperand(b.array(), b0, bK, 1, 0);
      var value = new MatrixOperand(c.array(), c0, cRow, 1, 0);
      run(kernel, part -> kernel.part(part, left0, right0, value, false, finish).run());
      if (kernel.hasSum()) {
        kernel.sum(value, finish);
      }
      var name = dtype + " " + rows + "x" + columns + "x" + terms + " of " + bits + " bits";
      for (var i = 0; i < c.length(); i++) {
        var row = Math.floorDiv(i - c0, cRow);
        var column = Math.floorMod(i - c0, cRow);
        if (row < 0 || row >= rows || column >= padded) {
          assertEquals(UNTOUCHED, c.get(i), name + " wrote outside at " + i);
        } else if (column < columns) {
          assertEquals(expected.at(row * columns + column), c.get(i), name + " at " + i);
          assertEquals(1, covered[row][column], name + " finished [" + row + "," + column + "]");
        }
      }
    }

    private void run(MatrixKernel kernel, IntConsumer part) {
      var order = new ArrayList<>(IntStream.range(0, kernel.parts()).boxed().toList());
      Collections.shuffle(order, random);
      order.forEach(part::accept);
    }

    private Tensor matrix(int height, int width) {
      var values = Storage.allocate(dtype, height * width);
      for (var i = 0; i < values.length(); i++) {
        values.set(i, random.nextFloat() - 0.5f);
      }
      return Tensor.wrap(dtype, Shape.of(height, width), values.array());
    }

    private Storage filled(int length) {
      var values = Storage.allocate(dtype, length);
      for (var i = 0; i < length; i++) {
        values.set(i, UNTOUCHED);
      }
      return values;
    }

    private Storage place(Tensor matrix, int start, int down, int right, int length) {
      var values = filled(length);
      var width = matrix.shape().dim(1);
      for (var i = 0; i < matrix.size(); i++) {
        values.set(start + i / width * down + i % width * right, matrix.at(i));
      }
      return values;
    }
  }
}
