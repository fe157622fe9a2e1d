package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.backprop.data.Idx;
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
    assertTrue(((Map<?, ?>) result.model().facts().get("heldOut")).containsKey("test"));
    assertEquals("1", result.model().predict(0, 255, 0, 0, 255, 0).level());
  }

  @Test
  void validation_and_test_images_may_be_given() {
    var data = Training.of(images(30)).validation(images(9)).test(images(12)).plan().data();
    assertEquals(30, data.training().rows());
    assertEquals(9, data.validation().orElseThrow().rows());
    assertEquals(12, data.test().orElseThrow().rows());
  }
}
