package org.backprop.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class DatasetTest {
  private static final double[][] X = {{1, 2}, {3, 4}, {5, 6}};
  private static final double[][] Y = {{0}, {1}, {0}};

  private static String refused(Executable making) {
    return assertThrows(DataException.class, making).getMessage();
  }

  @Test
  void arrays_become_tensors_whose_rows_count_the_same() {
    var data = Dataset.of(X, Y);
    assertEquals(Shape.of(3, 2), data.x().shape());
    assertEquals(DType.FLOAT64, data.y().dtype());
    assertArrayEquals(new double[] {1, 1, 1}, data.weights().toDoubles());
    assertEquals(3, data.rows());
    assertEquals(2, data.features());
    assertEquals(1, data.outputs());
    assertEquals("3 rows, FLOAT64[3, 2], FLOAT64[3, 1]", data.toString());
  }

  @Test
  void a_stream_of_anything_becomes_rows() {
    record House(double area, int rooms, double price) {}
    var data =
        Dataset.of(
            Stream.of(new House(50, 2, 100), new House(80, 3, 150)),
            house -> new double[] {house.area(), house.rooms()},
            house -> new double[] {house.price()});
    assertArrayEquals(new double[] {50, 2, 80, 3}, data.x().toDoubles());
    assertArrayEquals(new double[] {100, 150}, data.y().toDoubles());
  }

  @Test
  void labels_become_one_hot_rows() {
    var data = Dataset.ofClasses(X, new int[] {2, 0, 1}, 3);
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, data.y().toDoubles());
    assertEquals(
        "The label of row 1 is 3; with 3 classes labels are 0 to 2.",
        refused(() -> Dataset.ofClasses(X, new int[] {0, 3, 0}, 3)));
    assertThrows(DataException.class, () -> Dataset.ofClasses(X, new int[] {0, -1, 0}, 3));
  }

  @Test
  void shapes_that_do_not_fit_are_refused_in_a_sentence() {
    assertTrue(
        refused(() -> Dataset.of(X, new double[][] {{1}})).startsWith("x has 3 rows, y has 1"));
    assertTrue(
        refused(() -> Dataset.of(new double[][] {{1, 2}, {3}}, Y))
            .startsWith("Row 1 of x has 1 numbers where row 0 has 2"));
    var flat = Tensor.of(Shape.of(3), 1.0, 2.0, 3.0);
    assertEquals(
        "y has shape [3]; a dataset needs [rows, outputs].",
        refused(() -> Dataset.of(Tensor.matrix(X), flat)));
    assertThrows(
        DataException.class, () -> Dataset.of(Tensor.scalar(DType.FLOAT64, 1), Tensor.matrix(Y)));
  }

  @Test
  void what_is_not_finite_is_refused_with_row_and_column() {
    assertTrue(
        refused(() -> Dataset.of(new double[][] {{1, 2}, {3, Double.NaN}, {5, 6}}, Y))
            .startsWith("Row 1, column 1 of x is NaN"));
    assertTrue(
        refused(() -> Dataset.of(X, new double[][] {{1}, {2}, {Double.NEGATIVE_INFINITY}}))
            .startsWith("Row 2, column 0 of y is -Infinity"));
  }

  @Test
  void weights_can_be_given_and_must_make_sense() {
    var data = Dataset.of(X, Y).withWeights(1, 0, 2.5);
    assertArrayEquals(new double[] {1, 0, 2.5}, data.weights().toDoubles());
    assertTrue(refused(() -> data.withWeights(1, -1, 1)).startsWith("The weight of row 1 is -1.0"));
    assertThrows(DataException.class, () -> data.withWeights(1, Double.NaN, 1));
    assertThrows(DataException.class, () -> data.withWeights(1, Double.POSITIVE_INFINITY, 1));
    assertThrows(DataException.class, () -> data.withWeights(1, 1));
  }

  @Test
  void rows_are_selected_in_the_order_given() {
    var data = Dataset.of(X, Y).withWeights(1, 2, 3).select(new int[] {2, 0, 2});
    assertArrayEquals(new double[] {5, 6, 1, 2, 5, 6}, data.x().toDoubles());
    assertArrayEquals(new double[] {0, 0, 0}, data.y().toDoubles());
    assertArrayEquals(new double[] {3, 1, 3}, data.weights().toDoubles());
  }

  @Test
  void the_precision_can_be_changed_and_bytes_stay_bytes() {
    assertEquals(DType.FLOAT32, Dataset.of(X, Y).to(DType.FLOAT32).x().dtype());
    var pixels = Tensor.ofBytes(Shape.of(3, 1), (byte) 1, (byte) 2, (byte) -1);
    var images = Dataset.of(pixels, Tensor.matrix(Y)).to(DType.FLOAT32);
    assertEquals(DType.UINT8, images.x().dtype());
    assertEquals(DType.FLOAT32, images.weights().dtype());
    assertEquals(255, images.select(new int[] {2}).x().item());
  }

  @Test
  void balanced_weights_give_each_class_the_same_total() {
    assertArrayEquals(
        new double[] {2.0 / 3, 2.0 / 3, 2, 2.0 / 3},
        ClassWeights.balanced(new int[] {0, 0, 2, 0}),
        1e-15);
    assertArrayEquals(
        new double[] {0.75, 1.5, 0.75}, ClassWeights.balanced(Tensor.matrix(Y)), 1e-15);
    var oneHot = Dataset.ofClasses(X, new int[] {2, 0, 2}, 3).y();
    assertArrayEquals(new int[] {2, 0, 2}, ClassWeights.labels(oneHot));
    assertArrayEquals(new double[] {0.75, 1.5, 0.75}, ClassWeights.balanced(oneHot), 1e-15);
    assertEquals(0, ClassWeights.balanced(new int[0]).length);
  }
}
