package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.backprop.score.ClassScores;
import org.backprop.table.Idx;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class ImageTrainingTest {

  /** Images of 2 by 3 pixels, of which the label's column is bright. */
  private static LabelledImages images(int count) {
    var pixels = new byte[count * 6];
    var labels = new byte[count];
    for (var i = 0; i < count; i++) {
      labels[i] = (byte) (i % 3);
      for (var k = 0; k < 6; k++) {
        pixels[6 * i + k] = (byte) (k % 3 == i % 3 ? 180 + i % 70 : i * 7 % 60);
      }
    }
    return new LabelledImages(
        new Idx.Images(count, 2, 3, Tensor.ofBytes(Shape.of(count, 6), pixels)),
        new Idx.Labels(count, Tensor.ofBytes(Shape.of(count), labels)));
  }

  @Test
  void images_are_trained_on_as_bytes() {
    var plan = Training.of(images(90)).hidden(8).learningRate(0.05).epochs(40).test(0.2).plan();
    assertEquals(DType.UINT8, plan.data().training().x().dtype());
    assertEquals("the labels have 3 classes", plan.data().choice().reason());
    var result = plan.run();
    assertEquals(1, ((ClassScores) result.test().orElseThrow()).accuracy());
    assertEquals(DType.UINT8, result.model().inputType());
    assertFalse(result.model().provenance().orElseThrow().rows().heldOutTest().isEmpty());
    assertEquals("1", result.model().predict(0, 255, 0, 0, 255, 0).level());
  }

  @Test
  void validation_and_test_images_may_be_given() {
    var data = Training.of(images(30)).validation(images(9)).test(images(12)).plan().data();
    assertEquals(30, data.training().rows());
    assertEquals(9, data.validation().orElseThrow().rows());
    assertEquals(12, data.test().orElseThrow().rows());
  }

  @Test
  void newton_is_the_usual_method_where_its_curvature_is_small() {
    assertEquals("newton", usual(2, 3, 3));
    assertEquals("adam", usual(28, 28, 3));
  }

  private static String usual(int height, int width, int count) {
    var pixels = new byte[count * height * width];
    for (var i = 0; i < count; i++) {
      pixels[i * height * width + i] = 1;
    }
    var labels = Tensor.ofBytes(Shape.of(count), new byte[] {0, 1, 2});
    var images =
        new LabelledImages(
            new Idx.Images(
                count, height, width, Tensor.ofBytes(Shape.of(count, height * width), pixels)),
            new Idx.Labels(count, labels));
    return Training.of(images).hidden().plan().trainer().optimizer().name();
  }
}
