package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The order of a sum is part of its meaning: bit for bit. */
class OrderTest {
  private static float[] numbers(int count, int seed) {
    var random = new SplittableRandom(seed);
    var numbers = new float[count];
    for (var i = 0; i < count; i++) {
      numbers[i] = (float) (random.nextDouble() - 0.3) * (i % 7 == 0 ? 1e4f : 1);
    }
    return numbers;
  }

  @Test
  void a_sum_has_16_lanes_and_a_fixed_tree() {
    for (var count : new int[] {1, 15, 16, 17, 100, 1001}) {
      var x = numbers(count, count);
      var lanes = new float[16];
      for (var t = 0; t < count; t++) {
        lanes[t % 16] += x[t];
      }
      for (var width = 8; width > 0; width /= 2) {
        for (var lane = 0; lane < width; lane++) {
          lanes[lane] += lanes[lane + width];
        }
      }
      var sum =
          new Sum(List.of(0))
              .evaluate(List.of(Tensor.of(Shape.of(count), x)), TensorType.of(DType.FLOAT32));
      assertEquals(Tensor.of(Shape.SCALAR, lanes[0]), sum, "count " + count);
    }
  }

  @Test
  void a_product_is_chains_of_fma_in_blocks_of_1024() {
    for (var terms : new int[] {1, 3, 1024, 1025, 2500}) {
      var a = numbers(terms, 1);
      var b = numbers(terms, 2);
      var total = 0f;
      for (var start = 0; start < terms; start += Contract.BLOCK) {
        var chain = 0f;
        for (var k = start; k < Math.min(terms, start + Contract.BLOCK); k++) {
          chain = Math.fma(a[k], b[k], chain);
        }
        total = start == 0 ? chain : total + chain;
      }
      var operands = List.of(Tensor.of(Shape.of(1, terms), a), Tensor.of(Shape.of(terms, 1), b));
      var product =
          new Contract("ik", "kj", "ij").evaluate(operands, TensorType.of(DType.FLOAT32, 1, 1));
      assertEquals(Tensor.of(Shape.of(1, 1), total), product, "terms " + terms);
    }
  }
}
